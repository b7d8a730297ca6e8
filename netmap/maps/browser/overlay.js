/* What stands on and under the network in the drawing: letters in the shapes, marks of pins,
   and the boxes of groups. */
"use strict";

(function () {
  function overlay(network, model, looks, state) {
    const FONT = '"Source Sans 3", system-ui, sans-serif';

    function areas(context) {
      if (!looks.group) return;
      const used = new Set();
      for (const id of state.shown.nodes) {
        const place = looks.group.places[id];
        const area = place && looks.group.areas.find((a) => place[0] >= a.x && place[0] <= a.x + a.width && place[1] >= a.y && place[1] <= a.y + a.height);
        if (area) used.add(area);
      }
      context.textAlign = "left";
      context.textBaseline = "alphabetic";
      for (const area of used) {
        context.beginPath();
        context.roundRect(area.x, area.y, area.width, area.height, 14);
        context.fillStyle = looks.theme.sunk;
        context.globalAlpha = 0.45;
        context.fill();
        context.globalAlpha = 1;
        context.strokeStyle = looks.theme.line;
        context.lineWidth = 1.5;
        context.stroke();
        context.fillStyle = looks.theme.muted;
        context.font = `600 19px ${FONT}`;
        context.fillText(area.letter ? `${area.letter} · ${area.label}` : area.label, area.x + 16, area.y + 28);
      }
    }

    function letters(context) {
      const scale = network.getScale();
      context.textAlign = "center";
      context.textBaseline = "middle";
      for (const id of state.shown.nodes) {
        const node = model.nodes.get(id);
        const category = looks.category(node);
        if (!category || !node.size || scale < 0.3) continue;
        const size = looks.size(node);
        const at = state.at(id);
        const far = state.chosen !== null && id !== state.chosen && !state.near.has(id);
        context.globalAlpha = far ? 0.3 : 1;
        context.fillStyle = category.letter === "?" ? looks.theme.text : category.text;
        context.font = `700 ${Math.max(10, size * 1.15)}px ${FONT}`;
        context.fillText(category.letter, at.x, at.y + size * 0.06);
      }
      context.globalAlpha = 1;
    }

    function pins(context) {
      context.fillStyle = looks.theme.strong;
      context.strokeStyle = looks.theme.ground;
      context.lineWidth = 1.5;
      for (const id of Object.keys(state.pins)) {
        if (!state.shown.nodes.has(id)) continue;
        const at = state.at(id);
        const reach = (looks.size(model.nodes.get(id)) || 14) + 1;
        context.beginPath();
        context.arc(at.x + reach, at.y - reach, 4.5, 0, 2 * Math.PI);
        context.fill();
        context.stroke();
      }
    }

    network.on("beforeDrawing", areas);
    network.on("afterDrawing", (context) => {
      letters(context);
      pins(context);
    });
  }

  window.netmap.overlay = overlay;
})();
