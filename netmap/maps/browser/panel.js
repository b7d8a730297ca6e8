/* The panel beside the map: one entity, its ties and on what each rests. Every text that a
   user or a source gave goes in as text, never as markup. */
import { fill, make } from "./page.js";

export class Panel {
  constructor(element, model, addresses, on) {
    this.element = element;
    this.model = model;
    this.addresses = addresses;
    this.on = on;
    this.data = this.model.data;
    this.texts = this.data.texts;
    this.labels = Object.fromEntries(this.data.legend.kinds.map((kind) => [kind.key, kind.label]));
  }

  describe(node) {
    const parts = [this.labels[node.kind] || node.kind];
    if (node.role) parts.push(this.texts[`role_${node.role}`]);
    if (node.collective) parts.push(this.texts.collective);
    return parts.join(" · ");
  }

  ties(count) {
    return count === 1 ? this.texts.ties_one : fill(this.texts.ties_many, { count });
  }

  citation(item) {
    const title = `${item.title}${item.locator ? `, ${item.locator}` : ""}`;
    const name = this.addresses.source
      ? make("a", { href: this.addresses.source(item.source), text: title })
      : make("span", { text: title });
    return make(
      "div",
      { class: "nm-citation" },
      make("p", { class: "nm-evidence", text: item.evidence }),
      make("p", { class: "nm-source" }, make("span", { text: `${this.texts.source}: ` }), name),
    );
  }

  tieItem(id, from) {
    const tie = this.data.ties[id];
    const outgoing = this.model.ends.get(id)[0] === from;
    const other = this.model.nodes.get(outgoing ? tie.to : tie.from);
    const link = make("button", { type: "button", class: "nm-jump", text: other.name, on: () => this.on.choose(other.id) });
    const here = make("span", { class: "nm-here", text: this.model.nodes.get(outgoing ? tie.from : tie.to).name });
    const way = make("span", { class: "nm-way", text: ` ${tie.label} ` });
    const item = make(
      "li",
      { class: "nm-tie", id: `nm-tie-${id}`, tabindex: "-1" },
      make("p", { class: "nm-statement" }, ...(outgoing ? [here, way, link] : [link, way, here])),
      make(
        "p",
        { class: "nm-facts" },
        make("span", { class: `nm-certainty nm-${tie.certainty}`, text: tie.certainty_label }),
        tie.period ? make("span", { text: tie.period }) : null,
        ...tie.facts.map((fact) => make("span", { text: `${fact.label}: ${fact.value}` })),
      ),
      ...tie.citations.map((...all) => this.citation(...all)),
    );
    return item;
  }

  /* What one can do with an entity: go on, look around it, hold it in place, tie it. */
  actions(id, node) {
    const link = (address, text, label) =>
      address ? make("a", { class: "btn btn-sm btn-outline-primary", href: address(id), text, "aria-label": label }) : null;
    const button = (text, click, pressed = null) =>
      make("button", { type: "button", class: "btn btn-sm btn-outline-primary", text, "aria-pressed": pressed, on: click });
    const { depth, pinned } = this.on.state(id);
    const steps = make(
      "div",
      { class: "nm-steps", role: "group", "aria-label": this.texts.around },
      make("span", { class: "nm-steps-label", text: this.texts.around }),
      ...[1, 2, 3].map((count) => {
        const text = fill(count === 1 ? this.texts.step_one : this.texts.step_many, { count });
        const step = button(String(count), () => this.on.around(id, count), String(depth === count));
        step.setAttribute("aria-label", text);
        step.title = text;
        return step;
      }),
      depth ? button(this.texts.whole_map, () => this.on.around(id, 0)) : null,
    );
    return make(
      "div",
      { class: "nm-actions" },
      steps,
      make(
        "div",
        { class: "nm-actions-row" },
        button(pinned ? this.texts.unpin : this.texts.pin, () => this.on.pin(id), String(pinned)),
        this.addresses.tie && this.on.canTie(node) ? button(this.texts.add_tie, () => this.on.tie(id)) : null,
        link(this.addresses.edit, this.texts.edit, `${this.texts.edit}: ${node.name}`),
        link(this.addresses.entity, this.texts.open_page_short, fill(this.texts.open_page, { name: node.name })),
      ),
    );
  }

  close() {
    this.element.hidden = true;
    this.element.replaceChildren();
  }

  /* Shows an entity; its ties stand in groups by kind, the largest group closed when long. */
  show(id, shown, { tie = null, focus = false } = {}) {
    const node = this.model.nodes.get(id);
    const edges = this.model.tiesOf.get(id);
    const groups = new Map();
    for (const edge of edges) {
      const label = this.data.ties[edge.id].label;
      groups.set(label, [...(groups.get(label) || []), edge]);
    }
    const hiddenTies = edges.filter((edge) => !shown.ties.has(edge.id)).length;
    const heading = make("h2", { class: "nm-panel-title", tabindex: "-1", text: node.name });
    this.element.replaceChildren(
      make(
        "div",
        { class: "nm-panel-head" },
        heading,
        make("button", { type: "button", class: "btn-close", "aria-label": this.texts.close, on: () => this.on.close() }),
      ),
      make("p", { class: "nm-panel-kind", text: this.describe(node) }),
      ...[
        node.summary ? make("p", { text: node.summary }) : null,
        node.aliases.length
          ? make("p", { class: "nm-panel-kind", text: `${this.texts.also}: ${node.aliases.join(", ")}` })
          : null,
        ...this.on.values(id).map((text) => make("p", { class: "nm-panel-kind", text })),
        this.actions(id, node),
        make("p", { class: "nm-panel-count", text: edges.length ? this.ties(edges.length) : this.texts.no_ties }),
        hiddenTies ? make("p", { class: "nm-panel-kind", text: fill(this.texts.hidden_ties, { count: hiddenTies }) }) : null,
      ].filter(Boolean),
      ...[...groups].map(([label, group]) => {
        const wanted = group.some((edge) => edge.id === tie);
        const open = wanted || edges.length <= 14 || groups.size === 1 ? "" : null;
        return make(
          "details",
          { class: "nm-group", open },
          make("summary", {}, make("span", { text: label }), make("span", { class: "nm-count", text: ` ${group.length}` })),
          make("ul", {}, ...group.map((edge) => this.tieItem(edge.id, id))),
        );
      }),
    );
    this.element.hidden = false;
    this.element.scrollTop = 0;
    const target = tie ? document.getElementById(`nm-tie-${tie}`) : null;
    if (target) {
      target.classList.add("nm-marked");
      target.scrollIntoView({ block: "nearest" });
    }
    if (focus) (target || heading).focus();
  }
}
