/* The drawing: hands places and looks to vis-network, and nothing else. Physics is off,
   labels are plain text, and colours that depend on the theme come from the style sheet. */
"use strict";

(function () {
  const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const INSIDE = new Set(["member", "own", "participant"]);

  function drawing(canvas, model, on) {
    const { data } = model;
    const state = { shown: new Set(), layers: new Set(), chosen: null, near: new Set() };
    let theme = readTheme();
    let network = null;

    function readTheme() {
      const style = getComputedStyle(canvas);
      const value = (name) => style.getPropertyValue(name).trim();
      return { text: value("--nm-map-text"), ground: value("--nm-map-ground"), strong: value("--nm-map-strong") };
    }

    function node(given) {
      const isChosen = given.id === state.chosen;
      const close = isChosen || state.near.has(given.id);
      const far = state.chosen !== null && !close;
      const filled = given.shape === "box" || given.shape === "ellipse";
      const prominent = given.kind === "partnership" || given.kind === "atelier" || INSIDE.has(given.role);
      /* What is chosen and what it is tied to stay readable on a small screen. */
      const grow = close && network ? Math.min(2, Math.max(1, 0.9 / network.getScale())) : 1;
      return {
        ...given,
        hidden: !state.shown.has(given.id),
        opacity: far ? 0.3 : 1,
        borderWidth: isChosen ? 5 : given.borderWidth,
        borderWidthSelected: 5,
        color: isChosen ? { background: given.color.background, border: theme.strong } : given.color,
        font: {
          size: (given.kind === "partnership" ? 17 : 13) * grow,
          color: filled ? "#1d2730" : far ? `${theme.text}66` : theme.text,
          strokeWidth: filled ? 0 : 4,
          strokeColor: theme.ground,
        },
        scaling: { label: { drawThreshold: close ? 1 : prominent ? 6 : 8, maxVisible: 26 } },
      };
    }

    function edge(given) {
      const far = state.chosen !== null && given.from !== state.chosen && given.to !== state.chosen;
      const colour = given.color;
      return {
        ...given,
        hidden: !state.layers.has(given.layer),
        color: { color: colour, highlight: colour, hover: colour, inherit: false, opacity: far ? 0.12 : 0.8 },
      };
    }

    const nodes = new vis.DataSet(data.nodes.map(node));
    const edges = new vis.DataSet(data.edges.map(edge));

    /* Draw again after a change of layers, choice, sizes or theme. */
    function refresh() {
      theme = readTheme();
      nodes.update(data.nodes.map(node));
      edges.update(data.edges.map(edge));
    }

    function show(layers) {
      state.layers = layers;
      state.shown = model.visible(layers);
      state.near = state.chosen ? model.neighbours(state.chosen, layers) : new Set();
      refresh();
    }

    function choose(id) {
      state.chosen = id;
      state.near = id ? model.neighbours(id, state.layers) : new Set();
      if (id) network.selectNodes([id], false);
      else network.unselectAll();
      refresh();
    }

    function fit() {
      const ids = [...state.shown];
      if (ids.length) network.fit({ nodes: ids, maxZoomLevel: 1.4, animation: moving() });
    }

    /* Bring an entity into view when it is outside it or too small to read. */
    function reveal(id) {
      const spot = network.canvasToDOM(network.getPosition(id));
      const margin = 60;
      const inside =
        spot.x > margin && spot.y > margin && spot.x < canvas.clientWidth - margin && spot.y < canvas.clientHeight - margin;
      if (!inside) network.moveTo({ position: network.getPosition(id), animation: moving() });
    }

    function zoom(factor) {
      const scale = Math.min(4, Math.max(0.08, network.getScale() * factor));
      network.moveTo({ scale, animation: moving() });
    }

    const moving = () => (calm() ? false : { duration: 250, easingFunction: "easeInOutQuad" });

    network = new vis.Network(
      canvas,
      { nodes, edges },
      {
        ...data.options,
        physics: { enabled: false, stabilization: false },
        layout: { improvedLayout: false },
        interaction: { hover: true, keyboard: false, multiselect: false, tooltipDelay: 1e9 },
      },
    );
    /* vis makes its own frame focusable; the map has one stop for the keyboard: the canvas. */
    canvas.querySelectorAll("[tabindex]").forEach((part) => part.setAttribute("tabindex", "-1"));
    network.on("click", (event) => {
      if (event.nodes.length) on.choose(event.nodes[0]);
      else if (event.edges.length) on.chooseTie(event.edges[0]);
      else on.choose(null);
    });
    network.on("hoverNode", (event) => on.hover(event.node, null, event.pointer.DOM));
    network.on("hoverEdge", (event) => on.hover(null, event.edge, event.pointer.DOM));
    for (const name of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(name, () => on.hover(null, null));
    return { network, state, show, choose, fit, reveal, zoom, refresh };
  }

  window.netmap.drawing = drawing;
})();
