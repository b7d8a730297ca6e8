/* The map with the keyboard: arrows, N along the neighbours, Enter, zoom; Shift with an arrow
   moves the chosen entity, P holds it in place or lets it go. */
"use strict";

(function () {
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const STEP = 20; // map units that an arrow moves an entity

  function keyboard(canvas, map, model, on) {
    const { state } = map;
    let here = null; // where the keyboard is
    let centre = null; // whose neighbours N walks along

    const begin = () => [...state.shown.nodes].find((id) => model.nodes.get(id).kind === "partnership") || [...state.shown.nodes][0];

    function along(step) {
      const known = centre && state.shown.nodes.has(centre) && model.neighbours(centre, state.shown.ties).has(here);
      const from = known ? centre : here;
      const name = (id) => model.nodes.get(id).name;
      const ring = [...model.neighbours(from, state.shown.ties)].sort((a, b) => name(a).localeCompare(name(b), model.data.language));
      if (!ring.length) return;
      centre = from;
      visit(ring[(ring.indexOf(here) + step + ring.length) % ring.length]);
    }

    function visit(id) {
      if (!id) return;
      here = id;
      on.visit(id);
    }

    function move([dx, dy]) {
      const at = state.at(here);
      on.pin(here, [Math.round(at.x + dx * STEP), Math.round(at.y + dy * STEP)]);
    }

    const keys = {
      n: () => along(1),
      N: () => along(-1),
      Enter: () => on.choose(here),
      " ": () => on.choose(here),
      p: () => on.pin(here, null),
      v: () => on.tie(here),
      "+": () => map.zoom(1.25),
      "=": () => map.zoom(1.25),
      "-": () => map.zoom(0.8),
      0: () => map.fit(),
      "/": () => document.getElementById("nm-search").focus(),
      Escape: () => on.escape(),
    };
    const ANYWHERE = new Set(["+", "=", "-", "0", "/", "Escape"]);

    canvas.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const start = !here || !state.shown.nodes.has(here);
      const arrow = ARROWS[event.key];
      if (!arrow && !keys[event.key]) return;
      event.preventDefault();
      if (start && !ANYWHERE.has(event.key)) {
        visit(begin());
        if (event.key === "Enter" || event.key === " ") on.choose(here);
      } else if (arrow && event.shiftKey) move(arrow);
      else if (arrow) {
        centre = null;
        visit(model.ahead(here, ...arrow, state.shown.nodes, state.at));
      } else keys[event.key]();
    });
    return { at: (id) => (here = id || here) };
  }

  window.netmap.keyboard = keyboard;
})();
