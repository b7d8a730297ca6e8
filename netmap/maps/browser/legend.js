/* What colour, letter, size and group say: chosen in lists, fetched when they are not here
   yet, and told in the legend. */
"use strict";

(function () {
  const { make, fill } = window.netmap;

  function legend(model, settings, address, on) {
    const { data } = model;
    const { texts } = data;
    const byId = (id) => document.getElementById(id);
    const schemes = new Map(Object.entries(data.schemes).map(([key, scheme]) => [`unit ${key}`, scheme]));
    for (const [key, scheme] of Object.entries(data.schemes)) schemes.set(`${settings.level} ${key}`, scheme);
    const lists = { colour_by: byId("nm-colour-by"), size_by: byId("nm-size-by"), group_by: byId("nm-group-by") };
    const level = byId("nm-level");

    /* The scheme of an attribute or metric at the level that shows; null for the usual looks. */
    async function scheme(key) {
      if (!key) return null;
      const name = `${settings.level} ${key}`;
      if (!schemes.has(name) && address) {
        const answer = await fetch(`${address(key)}?level=${settings.level}`, { headers: { Accept: "application/json" } });
        if (!answer.ok) throw new Error(`the map answered ${answer.status}`);
        schemes.set(name, await answer.json());
      }
      return schemes.get(name) || schemes.get(`unit ${key}`) || null;
    }

    async function all() {
      return Promise.all([scheme(settings.colour_by), scheme(settings.size_by), scheme(settings.group_by)]);
    }

    function read() {
      for (const [name, list] of Object.entries(lists)) list.value = settings[name];
      level.value = settings.level;
    }

    for (const [name, list] of Object.entries(lists)) list.addEventListener("change", () => on.change({ [name]: list.value }));
    level.addEventListener("change", () => on.change({ level: level.value }));

    /* What does not show now has no place in the legend; the rest has its count. */
    function count(shown) {
      const found = new Map();
      const add = (name, key) => found.set(`${name} ${key}`, (found.get(`${name} ${key}`) || 0) + 1);
      for (const id of shown.nodes) {
        const node = model.nodes.get(id);
        add("kind", node.kind);
        if (node.shows_role) add("role", node.role);
      }
      for (const id of shown.ties.keys()) {
        const edge = model.edges.get(id);
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
    function tell(shown, colours, sizes) {
      const part = byId("nm-legend-colour");
      count(shown);
      const roles = byId("nm-legend-roles");
      if (roles) roles.hidden = colours !== null;
      part.hidden = colours === null;
      byId("nm-legend-size").textContent = sizes ? fill(texts.legend_size, { label: sizes.label }) : texts.legend_one_size;
      byId("nm-legend-place").textContent = settings.group_by ? texts.legend_group : texts.legend_place;
      byId("nm-legend-pins").hidden = !Object.keys(settings.pins).length;
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
      if (beside) entries.push(make("li", {}, chip, make("span", { text: texts.legend_beside }), make("span", { class: "nm-count", text: String(beside) })));
      part.replaceChildren(
        make("h3", { text: fill(texts.legend_colour, { label: colours.label }) }),
        colours.metric ? make("p", { class: "nm-legend-notes", text: texts.legend_classes }) : "",
        make("ul", {}, ...entries),
      );
    }

    /* What the panel says of an entity: its value for each choice. */
    function values(id) {
      const found = [];
      const seen = new Set();
      for (const key of [settings.colour_by, settings.size_by, settings.group_by]) {
        const chosen = key && !seen.has(key) && (schemes.get(`${settings.level} ${key}`) || schemes.get(`unit ${key}`));
        if (!chosen) continue;
        seen.add(key);
        const category = chosen.categories.find((each) => each.key === chosen.of[id]);
        const number = chosen.values[id];
        const text = number === undefined ? category && category.label : new Intl.NumberFormat(data.language, { maximumFractionDigits: 3 }).format(number);
        if (text) found.push(`${chosen.label}: ${text}`);
      }
      return found;
    }

    read();
    return { all, read, tell, values };
  }

  window.netmap.legend = legend;
})();
