/* The drawing: hands places and looks to vis-network, and nothing else. Physics is off,
   labels are plain text, and only what changed is handed over again. */
"use strict";

(function () {
  const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const READABLE = 0.42; // the least scale at which labels can be read at all
  const FEW = 28;

  function drawing(canvas, model, on) {
    const { data } = model;
    const nothing = { nodes: new Set(), ties: new Map() };
    const state = { shown: nothing, chosen: null, near: new Set(), marked: new Set(), pins: {} };
    const looks = window.netmap.looks(canvas, model);
    const drawn = new Map(); // id -> the looks that were handed over, as text
    let network = null;
    let moved = false;

    /* Where an entity stands: at its pin, in its group, or at the place that the server gave. */
    state.at = (id) => {
      const pin = state.pins[id];
      const place = pin || (looks.group && looks.group.places[id]);
      const node = model.nodes.get(id);
      return place ? { x: place[0], y: place[1] } : { x: node.x, y: node.y };
    };

    const scale = () => (network ? network.getScale() : 0);
    const nodeLooks = () => data.nodes.map((node) => looks.node(node, state.at(node.id), state, scale()));

    /* Several ties between the same two are bent apart, also when units have been folded; by
       all ties of the level, so that a filter bends nothing. */
    function bends() {
      const numbers = new Map();
      const found = new Map();
      for (const [id, [one, other]] of model.ends) {
        const forward = one <= other;
        const pair = forward ? `${one} ${other}` : `${other} ${one}`;
        const number = numbers.get(pair) || 0;
        numbers.set(pair, number + 1);
        const roundness = Math.min(0.8, Math.floor((number + 1) / 2) * 0.16);
        const type = (number % 2 === 1) === forward ? "curvedCW" : "curvedCCW";
        found.set(id, roundness ? { enabled: true, type, roundness } : { enabled: false });
      }
      return found;
    }

    let bent = { of: null, by: null };
    function edgeLooks() {
      if (bent.of !== model.ends) bent = { of: model.ends, by: bends() };
      return data.edges.map((edge) => {
        const found = looks.edge(edge, state);
        return found.hidden ? found : { ...found, smooth: bent.by.get(edge.id) };
      });
    }

    /* What looks different than before; what is hidden or shown again with the same looks is
       only switched, because vis takes long over each item that it is handed. */
    function changed(items, bodies) {
      const update = [];
      let switched = false;
      for (const item of items) {
        const before = drawn.get(item.id);
        const text = item.hidden ? before.text : JSON.stringify(item);
        if (text !== before.text) update.push(item);
        else if (item.hidden !== before.hidden) {
          bodies[item.id].options.hidden = item.hidden;
          switched = true;
        }
        drawn.set(item.id, { text, hidden: item.hidden });
      }
      return { update, switched };
    }

    looks.readTheme();
    const nodes = new vis.DataSet();
    const edges = new vis.DataSet();
    for (const item of [...data.nodes, ...data.edges]) drawn.set(item.id, { text: "", hidden: true });

    function refresh() {
      const nodeItems = nodeLooks();
      const edgeItems = edgeLooks();
      if (!nodes.length) {
        /* The first time: everything at once, as it looks now. */
        for (const item of [...nodeItems, ...edgeItems]) drawn.set(item.id, { text: item.hidden ? "" : JSON.stringify(item), hidden: item.hidden });
        nodes.add(data.nodes.map((given, number) => ({ ...given, ...nodeItems[number] })));
        edges.add(data.edges.map((given, number) => ({ ...given, ...edgeItems[number] })));
        return;
      }
      const forNodes = changed(nodeItems, network.body.nodes);
      const forEdges = changed(edgeItems, network.body.edges);
      if (forNodes.update.length) nodes.update(forNodes.update);
      if (forEdges.update.length) edges.update(forEdges.update);
      if (forNodes.switched || forEdges.switched) network.body.emitter.emit("_dataUpdated");
      else if (!forNodes.update.length && !forEdges.update.length) network.redraw();
    }

    function repaint() {
      looks.readTheme();
      refresh();
    }

    function show(shown, pins) {
      state.shown = shown;
      state.pins = pins;
      if (state.chosen && !shown.nodes.has(state.chosen)) state.chosen = null;
      state.near = state.chosen ? model.neighbours(state.chosen, shown.ties) : new Set();
      refresh();
    }

    function choose(id) {
      state.chosen = id;
      state.near = id ? model.neighbours(id, state.shown.ties) : new Set();
      if (id) network.selectNodes([id], false);
      else network.unselectAll();
      refresh();
    }

    function mark(ids) {
      state.marked = new Set(ids);
      refresh();
    }

    function fit(animate = false) {
      moved = false;
      const ids = [...state.shown.nodes];
      if (ids.length) network.fit({ nodes: ids, maxZoomLevel: 1.4, animation: animate ? moving() : false });
      if (ids.length && looks.group && !animate) network.moveTo({ scale: scale() * 0.94 }); // the boxes are wider
      if (ids.length <= FEW) refresh(); // few names grow along when one looks from afar
    }

    /* Bring an entity into view when it is outside it, and near enough to read on a small screen. */
    function reveal(id) {
      const position = network.getPosition(id);
      const spot = network.canvasToDOM(position);
      const margin = 60;
      const inside =
        spot.x > margin && spot.y > margin && spot.x < canvas.clientWidth - margin && spot.y < canvas.clientHeight - margin;
      const wanted = Math.max(scale(), READABLE);
      if (!inside || wanted > scale()) network.moveTo({ position, scale: wanted, animation: moving() });
    }

    function zoom(factor) {
      moved = true;
      network.moveTo({ scale: Math.min(4, Math.max(0.05, scale() * factor)), animation: moving() });
    }

    /* Whoever has not moved the map keeps seeing all of it when its room changes. */
    function resize() {
      network.setSize("100%", "100%");
      network.redraw();
      if (!moved) fit();
    }

    /* All that shows as a picture of a given size, whatever the size of the screen. */
    function picture(width, height, use) {
      const view = { position: network.getViewPosition(), scale: scale(), animation: false };
      network.setSize(`${width}px`, `${height}px`);
      network.fit({ nodes: [...state.shown.nodes], animation: false });
      network.redraw();
      const result = use(canvas.querySelector("canvas"));
      network.setSize("100%", "100%");
      network.moveTo(view);
      return result;
    }

    const moving = () => (calm() ? false : { duration: 250, easingFunction: "easeInOutQuad" });

    network = new vis.Network(
      canvas,
      { nodes, edges },
      {
        ...data.options,
        physics: { enabled: false, stabilization: false },
        layout: { improvedLayout: false },
        interaction: { hover: true, keyboard: false, multiselect: false, tooltipDelay: 1e9, hideEdgesOnDrag: data.edges.length > 4000 },
      },
    );
    window.netmap.overlay(network, model, looks, state);
    /* vis makes its own frame focusable; the map has one stop for the keyboard: the canvas. */
    canvas.querySelectorAll("[tabindex]").forEach((part) => part.setAttribute("tabindex", "-1"));
    network.on("zoom", () => (moved = true));
    network.on("dragEnd", (event) => {
      moved = true;
      for (const id of event.nodes) {
        const at = network.getPosition(id);
        on.pin(id, [Math.round(at.x), Math.round(at.y)]);
      }
    });
    network.on("click", (event) => {
      const pair = Boolean(event.event.srcEvent && event.event.srcEvent.shiftKey);
      if (event.nodes.length) on.choose(event.nodes[0], pair);
      else if (event.edges.length) on.chooseTie(event.edges[0]);
      else on.choose(null, false);
    });
    network.on("hoverNode", (event) => on.hover(event.node, null, event.pointer.DOM));
    network.on("hoverEdge", (event) => on.hover(null, event.edge, event.pointer.DOM));
    for (const name of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(name, () => on.hover(null, null));
    return { model, network, state, looks, show, choose, mark, fit, picture, repaint, refresh, reveal, resize, zoom };
  }

  window.netmap.drawing = drawing;
})();
