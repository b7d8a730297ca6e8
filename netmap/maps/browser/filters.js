/* The filter panel and the chips of the layers: what the boxes say, and what is hidden told. */
import { byId, fill } from "./page.js";

const GROUPS = ["kinds", "sectors", "ateliers", "certainty", "relations"];

export class Filters {
  constructor(settings, texts, on) {
    this.settings = settings;
    this.texts = texts;
    this.on = on;
    this.aside = byId("nm-filters");
    this.toggle = byId("nm-filters-toggle");
    this.told = byId("nm-told");
    this.clear = byId("nm-clear");
    for (const name of ["layer", ...GROUPS]) {
      for (const box of this.boxes(name)) {
        box.addEventListener("change", () => {
          const chosen = this.boxes(name).filter((each) => each.checked).map((each) => each.value);
          if (name === "layer") this.on.change({ layers: chosen });
          else this.on.change({ [name]: chosen.length ? chosen : null });
        });
      }
    }
    this.toggle.addEventListener("click", () => {
      this.aside.hidden = !this.aside.hidden;
      this.toggle.setAttribute("aria-expanded", String(!this.aside.hidden));
      if (!this.aside.hidden) byId("nm-filters-title").focus();
      this.on.room();
    });
    this.aside.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      this.aside.hidden = true;
      this.toggle.setAttribute("aria-expanded", "false");
      this.toggle.focus();
      this.on.room();
    });
    this.clear.addEventListener("click", () => {
      this.on.change({ ...Object.fromEntries(GROUPS.map((name) => [name, null])), as_of: "", depth: 0, focus: "" });
      this.toggle.focus();
    });
    this.read();
  }

  boxes(name) {
    return [...document.querySelectorAll(`input[name="${name}"]`)];
  }

  /* Boxes follow the settings; nothing ticked in a group means: everything. */
  read() {
    this.boxes("layer").forEach((box) => (box.checked = this.settings.layers.includes(box.value)));
    for (const name of GROUPS) {
      this.boxes(name).forEach((box) => (box.checked = this.settings[name] !== null && this.settings[name].includes(box.value)));
    }
  }

  /* The filters in words: the name of each group with what is ticked in it. */
  chosen() {
    return GROUPS.filter((name) => this.settings[name] !== null && this.boxes(name).length).map((name) => {
      const ticked = this.boxes(name).filter((box) => box.checked);
      const label = this.boxes(name)[0].closest("fieldset").querySelector("legend").textContent;
      return `${label}: ${ticked.map((box) => box.nextElementSibling.textContent).join(", ")}`;
    });
  }

  /* Says how much shows, and why not all of it. */
  tell(shown, totals, why) {
    const counts = { nodes: shown.nodes.size, ties: shown.ties.size, all_nodes: totals.nodes, all_ties: totals.ties };
    this.told.textContent = [fill(this.texts.told_counts, counts), ...this.chosen(), ...why].join(" · ");
    const count = GROUPS.filter((name) => this.settings[name] !== null).length;
    byId("nm-filters-count").textContent = count ? ` (${count})` : "";
    this.clear.hidden = !(count || this.settings.as_of || this.settings.depth);
    byId("nm-nothing").hidden = shown.nodes.size > 1 || totals.nodes < 2;
    return this.told.textContent;
  }
}
