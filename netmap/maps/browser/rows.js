/* The table follows the map: rows, neighbours and counts of what shows, and a search of its own. */
import { fill, make } from "./page.js";

export class Rows {
  constructor(model) {
    this.model = model;
    this.texts = this.model.data.texts;
    this.input = document.getElementById("nm-table-filter");
    this.count = document.getElementById("nm-table-count");
    this.all = [...document.getElementById("nm-rows").tBodies[0].rows].map((row) => ({
      row,
      id: row.dataset.id,
      text: null,
      ties: row.querySelector("[data-ties]"),
      tied: row.querySelector("[data-tied]"),
    }));
    this.shown = { nodes: new Set(this.model.nodes.keys()), ties: this.model.ends };
    /* Long tables are filled in small portions, so that the map stays quick. */
    this.portion = null;
    this.input.addEventListener("input", (...all) => this.update(...all));
  }

  /* What one is tied to: three names, and all ties when they are asked for. */
  tied(item) {
    const edges = (this.model.tiesOf.get(item.id) || []).filter((edge) => this.shown.ties.has(edge.id));
    const other = (edge) => {
      const [one, two] = this.shown.ties.get(edge.id);
      return this.model.nodes.get(one === item.id ? two : one).name;
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
      details.append(make("ul", {}, ...edges.map((edge) => this.statement(this.model.data.ties[edge.id]))));
    });
    item.tied.replaceChildren(details);
  }

  statement(tie) {
    return make(
      "li",
      {},
      make("span", { text: this.model.nodes.get(tie.from).name }),
      make("span", { class: "nm-way", text: ` ${tie.label} ` }),
      make("span", { text: `${this.model.nodes.get(tie.to).name} ` }),
      make("span", { class: `nm-certainty nm-${tie.certainty}`, text: tie.certainty_label }),
      tie.period ? make("span", { class: "nm-count", text: ` ${tie.period}` }) : null,
    );
  }

  update() {
    const wanted = this.model.fold(this.input.value.trim());
    let left = 0;
    for (const item of this.all) {
      if (wanted && item.text === null) {
        const aliases = this.model.nodes.get(item.id).aliases.join(" ");
        const near = [...this.model.neighbours(item.id, this.model.ends)].map((id) => this.model.nodes.get(id).name).join(" ");
        item.text = this.model.fold(`${item.row.textContent} ${aliases} ${near}`);
      }
      const hidden = !this.shown.nodes.has(item.id) || (wanted !== "" && !item.text.includes(wanted));
      if (item.row.hidden !== hidden) item.row.hidden = hidden;
      left += hidden ? 0 : 1;
    }
    this.count.textContent = fill(this.texts.table_count, { count: left, total: this.shown.nodes.size });
  }

  follow(now) {
    this.shown = now;
    this.update();
    cancelIdleCallback(this.portion);
    const waiting = this.all.filter((item) => !item.row.hidden);
    const work = (deadline) => {
      while (waiting.length && deadline.timeRemaining() > 2) this.tied(waiting.shift());
      if (waiting.length) this.portion = requestIdleCallback(work);
    };
    if (waiting.length <= 300) waiting.forEach((...all) => this.tied(...all));
    else this.portion = requestIdleCallback(work);
  }
}
