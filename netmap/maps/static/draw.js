/* The drawing: hands places and looks to vis-network, and nothing else. Physics is off,
   labels are plain text, and colours that depend on the theme come from the style sheet. */
"use strict";

(function () {
  const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const READABLE = 0.42; // the least scale at which labels can be read at all
  const INSIDE = new Set(["member", "own", "participant"]);

  function drawing(canvas, model, on) {
    const { data } = model;
    const state = { shown: new Set(), layers: new Set(), chosen: null, near: new Set() };
    let theme = readTheme();
    let network = null;
    let moved = false;

    function readTheme() {
      const style = getComputedStyle(canvas);
      const value = (name) => style.getPropertyValue(name).trim();
      return { text: value("--nm-map-text"), ground: value("--nm-map-ground"), strong: value("--nm-map-strong"), open: value("--nm-map-open") };
    }

    function node(given) {
      const isChosen = given.id === state.chosen;
      const close = isChosen || state.near.has(given.id);
      const far = state.chosen !== null && !close;
      const filled = given.shape === "box" || given.shape === "ellipse";
      const prominent = given.kind === "partnership" || given.kind === "atelier" || INSIDE.has(given.role);
      /* What is chosen and what it is tied to stay readable on a small screen. */
      const grow = close && network ? Math.min(1.35, Math.max(1, 0.8 / network.getScale())) : 1;
      return {
        id: given.id,
        hidden: !state.shown.has(given.id),
        opacity: far ? 0.3 : 1,
        ...(given.size ? { size: isChosen ? Math.max(given.size, 15) : given.size } : {}),
        borderWidth: isChosen ? 4 : given.borderWidth,
        borderWidthSelected: 4,
        color: coloured(given, isChosen),
        font: {
          size: (given.kind === "partnership" ? 17 : 13) * grow,
          color: filled ? "#1d2730" : far ? `${theme.text}66` : theme.text,
          strokeWidth: filled ? 0 : 4,
          strokeColor: theme.ground,
        },
        scaling: { label: { drawThreshold: close ? 1 : prominent ? 6 : 8, maxVisible: 26 } },
      };
    }

    /* The same colours when chosen or pointed at, but for the border. */
    function coloured(given, isChosen) {
      const open = given.color.background === "#ffffff"; // takes the ground, also in the dark
      const background = open ? theme.ground : given.color.background;
      const chosen = { background, border: theme.strong };
      const usual = { background, border: open ? theme.open : given.color.border };
      return { ...(isChosen ? chosen : usual), highlight: chosen, hover: isChosen ? chosen : usual };
    }

    const darkLines = new Map(data.legend.layers.map((layer) => [layer.key, layer.dark]));

    function edge(given) {
      const close = given.from === state.chosen || given.to === state.chosen;
      const opacity = state.chosen === null ? 0.65 : close ? 1 : 0.1;
      const dark = document.documentElement.dataset.bsTheme === "dark";
      const colour = (dark && darkLines.get(given.layer)) || given.color;
      return {
        id: given.id,
        hidden: !state.layers.has(given.layer),
        width: close ? given.width * 1.4 : given.width,
        color: { color: colour, highlight: colour, hover: colour, inherit: false, opacity },
      };
    }

    const nodes = new vis.DataSet(data.nodes.map((given) => ({ ...given, ...node(given) })));
    const edges = new vis.DataSet(data.edges.map((given) => ({ ...given, ...edge(given) })));

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
      moved = false;
      const ids = [...state.shown];
      if (ids.length) network.fit({ nodes: ids, maxZoomLevel: 1.4, animation: false });
    }

    /* Bring an entity into view when it is outside it, and near enough to read on a small screen. */
    function reveal(id) {
      const position = network.getPosition(id);
      const spot = network.canvasToDOM(position);
      const margin = 60;
      const inside =
        spot.x > margin && spot.y > margin && spot.x < canvas.clientWidth - margin && spot.y < canvas.clientHeight - margin;
      const scale = Math.max(network.getScale(), READABLE);
      if (!inside || scale > network.getScale()) network.moveTo({ position, scale, animation: moving() });
    }

    function zoom(factor) {
      moved = true;
      const scale = Math.min(4, Math.max(0.08, network.getScale() * factor));
      network.moveTo({ scale, animation: moving() });
    }

    /* Whoever has not moved the map keeps seeing all of it when its room changes. */
    function resize() {
      network.setSize("100%", "100%");
      network.redraw();
      if (!moved) fit();
    }

    /* Paper gets a picture of all that shows, whatever the size of the screen. */
    function picture() {
      const view = { position: network.getViewPosition(), scale: network.getScale(), animation: false };
      network.setSize("1600px", "840px");
      network.fit({ nodes: [...state.shown], animation: false });
      network.redraw();
      const image = document.createElement("img");
      image.className = "nm-print";
      image.alt = canvas.getAttribute("aria-label");
      image.src = canvas.querySelector("canvas").toDataURL("image/png");
      network.setSize("100%", "100%");
      network.moveTo(view);
      return image;
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
    for (const name of ["zoom", "dragEnd"]) network.on(name, () => (moved = true));
    network.on("click", (event) => {
      if (event.nodes.length) on.choose(event.nodes[0]);
      else if (event.edges.length) on.chooseTie(event.edges[0]);
      else on.choose(null);
    });
    network.on("hoverNode", (event) => on.hover(event.node, null, event.pointer.DOM));
    network.on("hoverEdge", (event) => on.hover(null, event.edge, event.pointer.DOM));
    for (const name of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(name, () => on.hover(null, null));
    return { model, network, state, show, choose, fit, picture, reveal, resize, zoom, refresh };
  }

  window.netmap.drawing = drawing;
})();
