/* The filter panel and the chips of the layers: what the boxes say, and what is hidden told. */
"use strict";

(function () {
  const { fill } = window.netmap;
  const GROUPS = ["kinds", "sectors", "ateliers", "certainty", "relations"];

  function filters(settings, texts, on) {
    const byId = (id) => document.getElementById(id);
    const boxes = (name) => [...document.querySelectorAll(`input[name="${name}"]`)];
    const aside = byId("nm-filters");
    const toggle = byId("nm-filters-toggle");
    const told = byId("nm-told");
    const clear = byId("nm-clear");

    /* Boxes follow the settings; nothing ticked in a group means: everything. */
    function read() {
      boxes("layer").forEach((box) => (box.checked = settings.layers.includes(box.value)));
      for (const name of GROUPS) {
        boxes(name).forEach((box) => (box.checked = settings[name] !== null && settings[name].includes(box.value)));
      }
    }

    for (const name of ["layer", ...GROUPS]) {
      for (const box of boxes(name)) {
        box.addEventListener("change", () => {
          const chosen = boxes(name).filter((each) => each.checked).map((each) => each.value);
          if (name === "layer") on.change({ layers: chosen });
          else on.change({ [name]: chosen.length ? chosen : null });
        });
      }
    }

    toggle.addEventListener("click", () => {
      aside.hidden = !aside.hidden;
      toggle.setAttribute("aria-expanded", String(!aside.hidden));
      if (!aside.hidden) byId("nm-filters-title").focus();
      on.room();
    });
    aside.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      aside.hidden = true;
      toggle.setAttribute("aria-expanded", "false");
      toggle.focus();
      on.room();
    });
    clear.addEventListener("click", () => {
      on.change({ ...Object.fromEntries(GROUPS.map((name) => [name, null])), as_of: "", depth: 0, focus: "" });
      toggle.focus();
    });

    /* The filters in words: the name of each group with what is ticked in it. */
    function chosen() {
      return GROUPS.filter((name) => settings[name] !== null && boxes(name).length).map((name) => {
        const ticked = boxes(name).filter((box) => box.checked);
        const label = boxes(name)[0].closest("fieldset").querySelector("legend").textContent;
        return `${label}: ${ticked.map((box) => box.nextElementSibling.textContent).join(", ")}`;
      });
    }

    /* Says how much shows, and why not all of it. */
    function tell(shown, totals, why) {
      const counts = { nodes: shown.nodes.size, ties: shown.ties.size, all_nodes: totals.nodes, all_ties: totals.ties };
      told.textContent = [fill(texts.told_counts, counts), ...chosen(), ...why].join(" · ");
      const count = GROUPS.filter((name) => settings[name] !== null).length;
      byId("nm-filters-count").textContent = count ? ` (${count})` : "";
      clear.hidden = !(count || settings.as_of || settings.depth);
      byId("nm-nothing").hidden = shown.nodes.size > 1 || totals.nodes < 2;
      return told.textContent;
    }

    read();
    return { read, tell };
  }

  window.netmap.filters = filters;
})();
