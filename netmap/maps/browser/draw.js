/* The drawing: hands places and looks to vis-network, and nothing else. Physics is off,
   labels are plain text, and only what changed is handed over again. */
import { Looks } from "./looks.js";
import { Overlay } from "./overlay.js";

const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
const READABLE = 0.42; // the least scale at which labels can be read at all
const FEW = 28;

export class Drawing {
  constructor(canvas, model, on) {
    this.canvas = canvas;
    this.model = model;
    this.on = on;
    this.data = this.model.data;
    this.nothing = { nodes: new Set(), ties: new Map() };
    this.state = { shown: this.nothing, chosen: null, near: new Set(), marked: new Set(), pins: {} };
    this.looks = new Looks(this.canvas, this.model);
    this.drawn = new Map(); // id -> the looks that were handed over, as text
    this.network = null;
    this.moved = false;
    /* Where an entity stands: at its pin, in its group, or at the place that the server gave. */
    this.state.at = (id) => {
      const pin = this.state.pins[id];
      const place = pin || (this.looks.group && this.looks.group.places[id]);
      const node = this.model.nodes.get(id);
      return place ? { x: place[0], y: place[1] } : { x: node.x, y: node.y };
    };
    this.bent = { of: null, by: null };
    this.looks.readTheme();
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    for (const item of [...this.data.nodes, ...this.data.edges]) this.drawn.set(item.id, { text: "", hidden: true });
    this.network = new vis.Network(
      this.canvas,
      { nodes: this.nodes, edges: this.edges },
      {
        ...this.data.options,
        physics: { enabled: false, stabilization: false },
        layout: { improvedLayout: false },
        interaction: { hover: true, keyboard: false, multiselect: false, tooltipDelay: 1e9, hideEdgesOnDrag: this.data.edges.length > 4000 },
      },
    );
    new Overlay(this.network, this.model, this.looks, this.state);
    /* vis makes its own frame focusable; the map has one stop for the keyboard: the canvas. */
    this.canvas.querySelectorAll("[tabindex]").forEach((part) => part.setAttribute("tabindex", "-1"));
    this.network.on("zoom", () => (this.moved = true));
    this.network.on("dragEnd", (event) => {
      this.moved = true;
      for (const id of event.nodes) {
        const at = this.network.getPosition(id);
        this.on.pin(id, [Math.round(at.x), Math.round(at.y)]);
      }
    });
    this.network.on("click", (event) => {
      const pair = Boolean(event.event.srcEvent && event.event.srcEvent.shiftKey);
      if (event.nodes.length) this.on.choose(event.nodes[0], pair);
      else if (event.edges.length) this.on.chooseTie(event.edges[0]);
      else this.on.choose(null, false);
    });
    this.network.on("hoverNode", (event) => this.on.hover(event.node, null, event.pointer.DOM));
    this.network.on("hoverEdge", (event) => this.on.hover(null, event.edge, event.pointer.DOM));
    for (const name of ["blurNode", "blurEdge", "dragStart", "zoom"]) this.network.on(name, () => this.on.hover(null, null));
  }

  scale() {
    return this.network ? this.network.getScale() : 0;
  }

  nodeLooks() {
    return this.data.nodes.map((node) => this.looks.node(node, this.state.at(node.id), this.state, this.scale()));
  }

  /* Several ties between the same two are bent apart, also when units have been folded; by
     all ties of the level, so that a filter bends nothing. */
  bends() {
    const numbers = new Map();
    const found = new Map();
    for (const [id, [one, other]] of this.model.ends) {
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

  edgeLooks() {
    if (this.bent.of !== this.model.ends) this.bent = { of: this.model.ends, by: this.bends() };
    return this.data.edges.map((edge) => {
      const found = this.looks.edge(edge, this.state);
      return found.hidden ? found : { ...found, smooth: this.bent.by.get(edge.id) };
    });
  }

  /* What looks different than before; what is hidden or shown again with the same looks is
     only switched, because vis takes long over each item that it is handed. */
  changed(items, bodies) {
    const update = [];
    let switched = false;
    for (const item of items) {
      const before = this.drawn.get(item.id);
      const text = item.hidden ? before.text : JSON.stringify(item);
      if (text !== before.text) update.push(item);
      else if (item.hidden !== before.hidden) {
        bodies[item.id].options.hidden = item.hidden;
        switched = true;
      }
      this.drawn.set(item.id, { text, hidden: item.hidden });
    }
    return { update, switched };
  }

  refresh() {
    const nodeItems = this.nodeLooks();
    const edgeItems = this.edgeLooks();
    if (!this.nodes.length) {
      /* The first time: everything at once, as it looks now. */
      for (const item of [...nodeItems, ...edgeItems]) this.drawn.set(item.id, { text: item.hidden ? "" : JSON.stringify(item), hidden: item.hidden });
      this.nodes.add(this.data.nodes.map((given, number) => ({ ...given, ...nodeItems[number] })));
      this.edges.add(this.data.edges.map((given, number) => ({ ...given, ...edgeItems[number] })));
      return;
    }
    const forNodes = this.changed(nodeItems, this.network.body.nodes);
    const forEdges = this.changed(edgeItems, this.network.body.edges);
    if (forNodes.update.length) this.nodes.update(forNodes.update);
    if (forEdges.update.length) this.edges.update(forEdges.update);
    if (forNodes.switched || forEdges.switched) this.network.body.emitter.emit("_dataUpdated");
    else if (!forNodes.update.length && !forEdges.update.length) this.network.redraw();
  }

  repaint() {
    this.looks.readTheme();
    this.refresh();
  }

  show(shown, pins) {
    this.state.shown = shown;
    this.state.pins = pins;
    if (this.state.chosen && !shown.nodes.has(this.state.chosen)) this.state.chosen = null;
    this.state.near = this.state.chosen ? this.model.neighbours(this.state.chosen, shown.ties) : new Set();
    this.refresh();
  }

  choose(id) {
    this.state.chosen = id;
    this.state.near = id ? this.model.neighbours(id, this.state.shown.ties) : new Set();
    if (id) this.network.selectNodes([id], false);
    else this.network.unselectAll();
    this.refresh();
  }

  mark(ids) {
    this.state.marked = new Set(ids);
    this.refresh();
  }

  fit(animate = false) {
    this.moved = false;
    const ids = [...this.state.shown.nodes];
    if (ids.length) this.network.fit({ nodes: ids, maxZoomLevel: 1.4, animation: animate ? this.moving() : false });
    if (ids.length && this.looks.group && !animate) this.network.moveTo({ scale: this.scale() * 0.94 }); // the boxes are wider
    if (ids.length <= FEW) this.refresh(); // few names grow along when one looks from afar
  }

  /* Bring an entity into view when it is outside it, and near enough to read on a small screen. */
  reveal(id) {
    const position = this.network.getPosition(id);
    const spot = this.network.canvasToDOM(position);
    const margin = 60;
    const inside =
      spot.x > margin && spot.y > margin && spot.x < this.canvas.clientWidth - margin && spot.y < this.canvas.clientHeight - margin;
    const wanted = Math.max(this.scale(), READABLE);
    if (!inside || wanted > this.scale()) this.network.moveTo({ position, scale: wanted, animation: this.moving() });
  }

  zoom(factor) {
    this.moved = true;
    this.network.moveTo({ scale: Math.min(4, Math.max(0.05, this.scale() * factor)), animation: this.moving() });
  }

  /* Whoever has not moved the map keeps seeing all of it when its room changes. */
  resize() {
    this.network.setSize("100%", "100%");
    this.network.redraw();
    if (!this.moved) this.fit();
  }

  /* All that shows as a picture of a given size, whatever the size of the screen. */
  picture(width, height, use) {
    const view = { position: this.network.getViewPosition(), scale: this.scale(), animation: false };
    this.network.setSize(`${width}px`, `${height}px`);
    this.network.fit({ nodes: [...this.state.shown.nodes], animation: false });
    this.network.redraw();
    const result = use(this.canvas.querySelector("canvas"));
    this.network.setSize("100%", "100%");
    this.network.moveTo(view);
    return result;
  }

  moving() {
    return calm() ? false : { duration: 250, easingFunction: "easeInOutQuad" };
  }
}
