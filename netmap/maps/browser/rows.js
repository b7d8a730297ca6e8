/* The table follows the map: rows, neighbours and counts of what shows, and a search of its own. */
"use strict";

(function () {
  const { fill, make } = window.netmap;

  function rows(model) {
    const { texts } = model.data;
    const input = document.getElementById("nm-table-filter");
    const count = document.getElementById("nm-table-count");
    const all = [...document.getElementById("nm-rows").tBodies[0].rows].map((row) => ({
      row,
      id: row.dataset.id,
      text: null,
      ties: row.querySelector("[data-ties]"),
      tied: row.querySelector("[data-tied]"),
    }));
    let shown = { nodes: new Set(model.nodes.keys()), ties: model.ends };

    /* What one is tied to: three names, and all ties when they are asked for. */
    function tied(item) {
      const edges = (model.tiesOf.get(item.id) || []).filter((edge) => shown.ties.has(edge.id));
      const other = (edge) => {
        const [one, two] = shown.ties.get(edge.id);
        return model.nodes.get(one === item.id ? two : one).name;
      };
      item.ties.textContent = String(edges.length);
      item.ties.dataset.value = String(edges.length);
      if (!edges.length) {
        item.tied.textContent = "–";
        return;
      }
      const names = [...new Set(edges.map(other))];
      const more = names.length > 3 ? make("span", { class: "nm-count", text: ` +${names.length - 3}` }) : null;
      const details = make("details", {}, make("summary", {}, make("span", { text: names.slice(0, 3).join(", ") }), more));
      details.addEventListener("toggle", () => {
        if (!details.open || details.children.length > 1) return;
        details.append(make("ul", {}, ...edges.map((edge) => statement(model.data.ties[edge.id]))));
      });
      item.tied.replaceChildren(details);
    }

    function statement(tie) {
      return make(
        "li",
        {},
        make("span", { text: model.nodes.get(tie.from).name }),
        make("span", { class: "nm-way", text: ` ${tie.label} ` }),
        make("span", { text: `${model.nodes.get(tie.to).name} ` }),
        make("span", { class: `nm-certainty nm-${tie.certainty}`, text: tie.certainty_label }),
        tie.period ? make("span", { class: "nm-count", text: ` ${tie.period}` }) : null,
      );
    }

    function update() {
      const wanted = model.fold(input.value.trim());
      let left = 0;
      for (const item of all) {
        if (wanted && item.text === null) {
          const aliases = model.nodes.get(item.id).aliases.join(" ");
          const near = [...model.neighbours(item.id, model.ends)].map((id) => model.nodes.get(id).name).join(" ");
          item.text = model.fold(`${item.row.textContent} ${aliases} ${near}`);
        }
        const hidden = !shown.nodes.has(item.id) || (wanted !== "" && !item.text.includes(wanted));
        if (item.row.hidden !== hidden) item.row.hidden = hidden;
        left += hidden ? 0 : 1;
      }
      count.textContent = fill(texts.table_count, { count: left, total: shown.nodes.size });
    }

    /* Long tables are filled in small portions, so that the map stays quick. */
    let portion = null;
    function follow(now) {
      shown = now;
      update();
      cancelIdleCallback(portion);
      const waiting = all.filter((item) => !item.row.hidden);
      const work = (deadline) => {
        while (waiting.length && deadline.timeRemaining() > 2) tied(waiting.shift());
        if (waiting.length) portion = requestIdleCallback(work);
      };
      if (waiting.length <= 300) waiting.forEach(tied);
      else portion = requestIdleCallback(work);
    }

    input.addEventListener("input", update);
    return { follow };
  }

  window.netmap.rows = rows;
})();
