/* What colour, letter, size and group say: chosen in lists, fetched when they are not here
   yet, and told in the legend. */
import { byId, fill, make } from "./page.js";

export class Legend {
  constructor(model, settings, address, on) {
    this.model = model;
    this.settings = settings;
    this.address = address;
    this.on = on;
    this.data = this.model.data;
    this.texts = this.data.texts;
    this.schemes = new Map(Object.entries(this.data.schemes).map(([key, scheme]) => [`unit ${key}`, scheme]));
    for (const [key, scheme] of Object.entries(this.data.schemes)) this.schemes.set(`${this.settings.level} ${key}`, scheme);
    this.lists = { colour_by: byId("nm-colour-by"), size_by: byId("nm-size-by"), group_by: byId("nm-group-by") };
    this.level = byId("nm-level");
    for (const [name, list] of Object.entries(this.lists)) list.addEventListener("change", () => this.on.change({ [name]: list.value }));
    this.level.addEventListener("change", () => this.on.change({ level: this.level.value }));
    this.read();
  }

  /* The scheme of an attribute or metric at the level that shows; null for the usual looks. */
  async scheme(key) {
    if (!key) return null;
    const name = `${this.settings.level} ${key}`;
    if (!this.schemes.has(name) && this.address) {
      const answer = await fetch(`${this.address(key)}?level=${this.settings.level}`, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(`the map answered ${answer.status}`);
      this.schemes.set(name, await answer.json());
    }
    return this.schemes.get(name) || this.schemes.get(`unit ${key}`) || null;
  }

  async all() {
    return Promise.all([this.scheme(this.settings.colour_by), this.scheme(this.settings.size_by), this.scheme(this.settings.group_by)]);
  }

  read() {
    for (const [name, list] of Object.entries(this.lists)) list.value = this.settings[name];
    this.level.value = this.settings.level;
  }

  /* What does not show now has no place in the legend; the rest has its count. */
  count(shown) {
    const found = new Map();
    const add = (name, key) => found.set(`${name} ${key}`, (found.get(`${name} ${key}`) || 0) + 1);
    for (const id of shown.nodes) {
      const node = this.model.nodes.get(id);
      add("kind", node.kind);
      if (node.shows_role) add("role", node.role);
    }
    for (const id of shown.ties.keys()) {
      const edge = this.model.edges.get(id);
      add("layer", edge.layer);
      add("certainty", edge.certainty);
    }
    for (const item of byId("nm-legend").querySelectorAll("li")) {
      const [name, key] = Object.entries(item.dataset)[0] || [];
      if (!name) continue;
      const number = found.get(`${name} ${key}`) || 0;
      item.hidden = !number;
      item.querySelector(".nm-count").textContent = String(number);
    }
  }

  /* The part of the legend that follows the choice: a letter and a colour for each category. */
  tell(shown, colours, sizes) {
    const part = byId("nm-legend-colour");
    this.count(shown);
    const roles = byId("nm-legend-roles");
    if (roles) roles.hidden = colours !== null;
    part.hidden = colours === null;
    byId("nm-legend-size").textContent = sizes ? fill(this.texts.legend_size, { label: sizes.label }) : this.texts.legend_one_size;
    byId("nm-legend-place").textContent = this.settings.group_by ? this.texts.legend_group : this.texts.legend_place;
    byId("nm-legend-pins").hidden = !Object.keys(this.settings.pins).length;
    if (!colours) return;
    const counts = new Map();
    let beside = 0;
    for (const id of shown.nodes) {
      const key = colours.of[id];
      if (key) counts.set(key, (counts.get(key) || 0) + 1);
      else beside += 1;
    }
    const entries = colours.categories.filter((each) => counts.get(each.key)).map((each) => {
      const chip = make("span", { class: "nm-letter", "aria-hidden": "true", text: each.letter });
      chip.style.background = each.letter === "?" ? "transparent" : each.fill;
      chip.style.color = each.letter === "?" ? "inherit" : each.text;
      return make("li", {}, chip, make("span", { text: each.label }), make("span", { class: "nm-count", text: String(counts.get(each.key)) }));
    });
    const chip = make("span", { class: "nm-letter nm-beside", "aria-hidden": "true" });
    if (beside) entries.push(make("li", {}, chip, make("span", { text: this.texts.legend_beside }), make("span", { class: "nm-count", text: String(beside) })));
    part.replaceChildren(
      make("h3", { text: fill(this.texts.legend_colour, { label: colours.label }) }),
      colours.metric ? make("p", { class: "nm-legend-notes", text: this.texts.legend_classes }) : "",
      make("ul", {}, ...entries),
    );
  }

  /* What the panel says of an entity: its value for each choice. */
  values(id) {
    const found = [];
    const seen = new Set();
    for (const key of [this.settings.colour_by, this.settings.size_by, this.settings.group_by]) {
      const chosen = key && !seen.has(key) && (this.schemes.get(`${this.settings.level} ${key}`) || this.schemes.get(`unit ${key}`));
      if (!chosen) continue;
      seen.add(key);
      const category = chosen.categories.find((each) => each.key === chosen.of[id]);
      const number = chosen.values[id];
      const text = number === undefined ? category && category.label : new Intl.NumberFormat(this.data.language, { maximumFractionDigits: 3 }).format(number);
      if (text) found.push(`${chosen.label}: ${text}`);
    }
    return found;
  }
}
