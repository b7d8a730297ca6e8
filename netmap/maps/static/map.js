/* The map on its page: search, layers, keyboard, panel and an address that can be shared. */
"use strict";

(function () {
  const { model: makeModel, drawing, panel: makePanel, make } = window.netmap;
  const byId = (id) => document.getElementById(id);
  const root = byId("nm-map");
  if (!root) return;

  /* In a file the data stand in the page; in the web they are fetched. */
  async function load() {
    const inline = byId("nm-data");
    if (inline) return JSON.parse(inline.textContent);
    const answer = await fetch(root.dataset.source, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`the map answered ${answer.status}`);
    return (await answer.json()).data;
  }

  function start(data) {
    const model = makeModel(data);
    const query = new URLSearchParams(location.search);
    const pattern = (name) => (root.dataset[name] ? (id) => root.dataset[name].replace("__id__", encodeURIComponent(id)) : null);
    const layers = new Set();
    const boxes = [...document.querySelectorAll('input[name="layer"]')];
    const canvas = byId("nm-canvas");
    const live = byId("nm-live");
    const tip = byId("nm-tip");
    let here = null; // where the keyboard is

    byId("nm-tools").hidden = false;
    byId("nm-stage").hidden = false;
    byId("nm-filter").hidden = false;

    const wanted = query.get("layers");
    if (wanted !== null) boxes.forEach((box) => (box.checked = wanted.split(",").includes(box.value)));
    const readLayers = () => {
      layers.clear();
      boxes.filter((box) => box.checked).forEach((box) => layers.add(box.value));
    };
    readLayers();

    const say = (text) => (live.textContent = text);
    const panel = makePanel(byId("nm-panel"), model, { entity: pattern("entity"), source: pattern("sources") }, {
      choose: (id) => choose(id, { focus: true }),
      close: () => choose(null),
    });
    const map = drawing(canvas, model, { choose: (id) => choose(id), chooseTie, hover });

    function remember() {
      if (location.protocol === "file:") return; // a file may not change its address
      const now = new URLSearchParams(location.search);
      const standard = boxes.every((box) => box.checked === box.defaultChecked);
      if (standard) now.delete("layers");
      else now.set("layers", [...layers].join(","));
      if (map.state.chosen) now.set("focus", map.state.chosen);
      else now.delete("focus");
      const text = now.toString().replaceAll("%2C", ",");
      history.replaceState(null, "", `${location.pathname}${text ? `?${text}` : ""}`);
    }

    function announce(id) {
      const node = model.nodes.get(id);
      say(`${node.name}, ${panel.describe(node)}, ${panel.ties(model.tiesOf.get(id).length)}`);
    }

    /* Choose an entity and read its ties; null closes the panel. */
    function choose(id, { focus = false, tie = null } = {}) {
      const opened = !byId("nm-panel").hidden;
      if (id && !map.state.shown.has(id)) {
        const own = model.tiesOf.get(id).map((edge) => edge.layer);
        boxes.filter((box) => own.includes(box.value)).forEach((box) => (box.checked = true));
        readLayers();
        map.show(layers);
      }
      hover(null, null);
      if (id) panel.show(id, layers, { focus, tie });
      else panel.close();
      here = id || here;
      if (opened !== Boolean(id)) map.resize();
      map.choose(id);
      if (id) requestAnimationFrame(() => map.reveal(id));
      remember();
      if (id) announce(id);
      else if (opened) canvas.focus();
    }

    function chooseTie(tie) {
      choose(data.ties[tie].from, { tie });
    }

    function hover(nodeId, tieId, at) {
      if (nodeId === null && tieId === null) {
        tip.hidden = true;
        return;
      }
      const tie = tieId !== null ? data.ties[tieId] : null;
      const node = tie ? null : model.nodes.get(nodeId);
      tip.replaceChildren(
        make("strong", { text: tie ? `${model.nodes.get(tie.from).name} ${tie.label} ${model.nodes.get(tie.to).name}` : node.name }),
        make("span", { text: tie ? [tie.certainty_label, tie.period].filter(Boolean).join(" · ") : panel.describe(node) }),
      );
      tip.hidden = false;
      const left = Math.min(at.x + 14, canvas.clientWidth - tip.offsetWidth - 8);
      const top = at.y + tip.offsetHeight + 24 > canvas.clientHeight ? at.y - tip.offsetHeight - 10 : at.y + 18;
      tip.style.left = `${Math.max(4, left)}px`;
      tip.style.top = `${Math.max(4, top)}px`;
    }

    /* Move the keyboard to an entity, without opening it unless the panel is open already. */
    function visit(id) {
      if (!id) return;
      here = id;
      if (!byId("nm-panel").hidden) {
        choose(id);
        return;
      }
      map.choose(id);
      map.reveal(id);
      announce(id);
    }

    const begin = () => [...map.state.shown].find((id) => model.nodes.get(id).kind === "partnership") || [...map.state.shown][0];
    const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

    function along(step) {
      const from = along.centre && map.state.shown.has(along.centre) && model.neighbours(along.centre, layers).has(here) ? along.centre : here;
      const ring = [...model.neighbours(from, layers)].sort((a, b) => model.nodes.get(a).name.localeCompare(model.nodes.get(b).name, data.language));
      if (!ring.length) return;
      along.centre = from;
      visit(ring[(ring.indexOf(here) + step + ring.length) % ring.length]);
    }

    canvas.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const start = !here || !map.state.shown.has(here);
      if (ARROWS[event.key]) {
        along.centre = null;
        visit(start ? begin() : model.ahead(here, ...ARROWS[event.key], map.state.shown));
      } else if (event.key === "n" || event.key === "N") {
        if (start) visit(begin());
        else along(event.shiftKey ? -1 : 1);
      } else if (event.key === "Enter" || event.key === " ") choose(start ? begin() : here, { focus: true });
      else if (event.key === "Escape") choose(null);
      else if (event.key === "+" || event.key === "=") map.zoom(1.25);
      else if (event.key === "-") map.zoom(0.8);
      else if (event.key === "0") map.fit();
      else if (event.key === "/") byId("nm-search").focus();
      else return;
      event.preventDefault();
    });
    byId("nm-panel").addEventListener("keydown", (event) => {
      if (event.key === "Escape") choose(null);
    });
    const zooms = { in: () => map.zoom(1.25), out: () => map.zoom(0.8), fit: () => map.fit() };
    document.querySelectorAll("[data-zoom]").forEach((button) => button.addEventListener("click", zooms[button.dataset.zoom]));
    boxes.forEach((box) =>
      box.addEventListener("change", () => {
        readLayers();
        map.show(layers);
        if (map.state.chosen) panel.show(map.state.chosen, layers);
        remember();
      }),
    );
    const onPaper = () => document.querySelectorAll(".nm-print");
    window.addEventListener("beforeprint", () => {
      onPaper().forEach((image) => image.remove());
      canvas.append(map.picture());
    });
    window.addEventListener("afterprint", () => onPaper().forEach((image) => image.remove()));
    window.addEventListener("resize", () => map.resize());
    document.addEventListener("netmap:theme", () => map.refresh());

    window.netmap.search(model, { choose: (id) => choose(id, { focus: true }), say });
    window.netmap.filter(model);
    map.show(layers);
    map.fit();
    const focus = query.get("focus");
    if (focus && model.nodes.has(focus)) choose(focus);
    root.dataset.ready = "true";
    window.netmap.map = map;
  }

  if (root.dataset.empty === undefined) {
    load()
      .then(start)
      .catch((error) => {
        const notice = make("p", { class: "nm-notice", text: root.dataset.failed });
        notice.setAttribute("role", "alert");
        root.prepend(notice);
        console.warn(`netmap: ${error.message}`);
      });
  }
})();
