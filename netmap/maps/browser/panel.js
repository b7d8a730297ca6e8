/* The panel beside the map: one entity, its ties and on what each rests. Every text that a
   user or a source gave goes in as text, never as markup. */
"use strict";

(function () {
  const fill = (template, values) => template.replace(/\{(\w+)\}/g, (_, key) => String(values[key]));

  function make(tag, options = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(options)) {
      if (name === "text") element.textContent = value;
      else if (name === "class") element.className = value;
      else if (name === "on") element.addEventListener("click", value);
      else if (value !== null && value !== undefined) element.setAttribute(name, value);
    }
    element.append(...children.filter(Boolean));
    return element;
  }

  function panel(element, model, addresses, on) {
    const { data } = model;
    const { texts } = data;
    const labels = Object.fromEntries(data.legend.kinds.map((kind) => [kind.key, kind.label]));

    function describe(node) {
      const parts = [labels[node.kind] || node.kind];
      if (node.role) parts.push(texts[`role_${node.role}`]);
      if (node.collective) parts.push(texts.collective);
      return parts.join(" · ");
    }

    const ties = (count) => (count === 1 ? texts.ties_one : fill(texts.ties_many, { count }));

    function citation(item) {
      const title = `${item.title}${item.locator ? `, ${item.locator}` : ""}`;
      const name = addresses.source
        ? make("a", { href: addresses.source(item.source), text: title })
        : make("span", { text: title });
      return make(
        "div",
        { class: "nm-citation" },
        make("p", { class: "nm-evidence", text: item.evidence }),
        make("p", { class: "nm-source" }, make("span", { text: `${texts.source}: ` }), name),
      );
    }

    function tieItem(id, from) {
      const tie = data.ties[id];
      const outgoing = model.ends.get(id)[0] === from;
      const other = model.nodes.get(outgoing ? tie.to : tie.from);
      const link = make("button", { type: "button", class: "nm-jump", text: other.name, on: () => on.choose(other.id) });
      const here = make("span", { class: "nm-here", text: model.nodes.get(outgoing ? tie.from : tie.to).name });
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
        ...tie.citations.map(citation),
      );
      return item;
    }

    /* What one can do with an entity: go on, look around it, hold it in place, tie it. */
    function actions(id, node) {
      const link = (address, text, label) =>
        address ? make("a", { class: "btn btn-sm btn-outline-primary", href: address(id), text, "aria-label": label }) : null;
      const button = (text, click, pressed = null) =>
        make("button", { type: "button", class: "btn btn-sm btn-outline-primary", text, "aria-pressed": pressed, on: click });
      const { depth, pinned } = on.state(id);
      const steps = make(
        "div",
        { class: "nm-steps", role: "group", "aria-label": texts.around },
        make("span", { class: "nm-steps-label", text: texts.around }),
        ...[1, 2, 3].map((count) => {
          const text = fill(count === 1 ? texts.step_one : texts.step_many, { count });
          const step = button(String(count), () => on.around(id, count), String(depth === count));
          step.setAttribute("aria-label", text);
          step.title = text;
          return step;
        }),
        depth ? button(texts.whole_map, () => on.around(id, 0)) : null,
      );
      return make(
        "div",
        { class: "nm-actions" },
        steps,
        make(
          "div",
          { class: "nm-actions-row" },
          button(pinned ? texts.unpin : texts.pin, () => on.pin(id), String(pinned)),
          addresses.tie && on.canTie(node) ? button(texts.add_tie, () => on.tie(id)) : null,
          link(addresses.edit, texts.edit, `${texts.edit}: ${node.name}`),
          link(addresses.entity, texts.open_page_short, fill(texts.open_page, { name: node.name })),
        ),
      );
    }

    function close() {
      element.hidden = true;
      element.replaceChildren();
    }

    /* Shows an entity; its ties stand in groups by kind, the largest group closed when long. */
    function show(id, shown, { tie = null, focus = false } = {}) {
      const node = model.nodes.get(id);
      const edges = model.tiesOf.get(id);
      const groups = new Map();
      for (const edge of edges) {
        const label = data.ties[edge.id].label;
        groups.set(label, [...(groups.get(label) || []), edge]);
      }
      const hiddenTies = edges.filter((edge) => !shown.ties.has(edge.id)).length;
      const heading = make("h2", { class: "nm-panel-title", tabindex: "-1", text: node.name });
      element.replaceChildren(
        make(
          "div",
          { class: "nm-panel-head" },
          heading,
          make("button", { type: "button", class: "btn-close", "aria-label": texts.close, on: () => on.close() }),
        ),
        make("p", { class: "nm-panel-kind", text: describe(node) }),
        ...[
          node.summary ? make("p", { text: node.summary }) : null,
          node.aliases.length
            ? make("p", { class: "nm-panel-kind", text: `${texts.also}: ${node.aliases.join(", ")}` })
            : null,
          ...on.values(id).map((text) => make("p", { class: "nm-panel-kind", text })),
          actions(id, node),
          make("p", { class: "nm-panel-count", text: edges.length ? ties(edges.length) : texts.no_ties }),
          hiddenTies ? make("p", { class: "nm-panel-kind", text: fill(texts.hidden_ties, { count: hiddenTies }) }) : null,
        ].filter(Boolean),
        ...[...groups].map(([label, group]) => {
          const wanted = group.some((edge) => edge.id === tie);
          const open = wanted || edges.length <= 14 || groups.size === 1 ? "" : null;
          return make(
            "details",
            { class: "nm-group", open },
            make("summary", {}, make("span", { text: label }), make("span", { class: "nm-count", text: ` ${group.length}` })),
            make("ul", {}, ...group.map((edge) => tieItem(edge.id, id))),
          );
        }),
      );
      element.hidden = false;
      element.scrollTop = 0;
      const target = tie ? document.getElementById(`nm-tie-${tie}`) : null;
      if (target) {
        target.classList.add("nm-marked");
        target.scrollIntoView({ block: "nearest" });
      }
      if (focus) (target || heading).focus();
    }

    return { show, close, describe, ties };
  }

  window.netmap.panel = panel;
  window.netmap.make = make;
  window.netmap.fill = fill;
})();
