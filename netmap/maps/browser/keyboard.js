/* The map with the keyboard: arrows, N along the neighbours, Enter, zoom; Shift with an arrow
   moves the chosen entity, P holds it in place or lets it go. */

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const STEP = 20; // map units that an arrow moves an entity

export class Keyboard {
  constructor(canvas, map, model, on) {
    this.canvas = canvas;
    this.map = map;
    this.model = model;
    this.on = on;
    this.state = this.map.state;
    this.here = null; // where the keyboard is
    this.centre = null; // whose neighbours N walks along
    this.keys = {
      n: () => this.along(1),
      N: () => this.along(-1),
      Enter: () => this.on.choose(this.here),
      " ": () => this.on.choose(this.here),
      p: () => this.on.pin(this.here, null),
      v: () => this.on.tie(this.here),
      "+": () => this.map.zoom(1.25),
      "=": () => this.map.zoom(1.25),
      "-": () => this.map.zoom(0.8),
      0: () => this.map.fit(),
      "/": () => document.getElementById("nm-search").focus(),
      Escape: () => this.on.escape(),
    };
    this.ANYWHERE = new Set(["+", "=", "-", "0", "/", "Escape"]);
    this.canvas.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const start = !this.here || !this.state.shown.nodes.has(this.here);
      const arrow = ARROWS[event.key];
      if (!arrow && !this.keys[event.key]) return;
      event.preventDefault();
      if (start && !this.ANYWHERE.has(event.key)) {
        this.visit(this.begin());
        if (event.key === "Enter" || event.key === " ") this.on.choose(this.here);
      } else if (arrow && event.shiftKey) this.move(arrow);
      else if (arrow) {
        this.centre = null;
        this.visit(this.model.ahead(this.here, ...arrow, this.state.shown.nodes, this.state.at));
      } else this.keys[event.key]();
    });
  }

  /* Says where the keyboard is, when something else moved it. */
  at(id) {
    this.here = id || this.here;
  }

  begin() {
    return [...this.state.shown.nodes].find((id) => this.model.nodes.get(id).kind === "partnership") || [...this.state.shown.nodes][0];
  }

  along(step) {
    const known = this.centre && this.state.shown.nodes.has(this.centre) && this.model.neighbours(this.centre, this.state.shown.ties).has(this.here);
    const from = known ? this.centre : this.here;
    const name = (id) => this.model.nodes.get(id).name;
    const ring = [...this.model.neighbours(from, this.state.shown.ties)].sort((a, b) => name(a).localeCompare(name(b), this.model.data.language));
    if (!ring.length) return;
    this.centre = from;
    this.visit(ring[(ring.indexOf(this.here) + step + ring.length) % ring.length]);
  }

  visit(id) {
    if (!id) return;
    this.here = id;
    this.on.visit(id);
  }

  move([dx, dy]) {
    const at = this.state.at(this.here);
    this.on.pin(this.here, [Math.round(at.x + dx * STEP), Math.round(at.y + dy * STEP)]);
  }
}
