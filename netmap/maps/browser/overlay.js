/* What stands on and under the network in the drawing: letters in the shapes, marks of pins,
   and the boxes of groups. */

export class Overlay {
  constructor(network, model, looks, state) {
    this.network = network;
    this.model = model;
    this.looks = looks;
    this.state = state;
    this.FONT = '"Source Sans 3", system-ui, sans-serif';
    this.network.on("beforeDrawing", (...all) => this.areas(...all));
    this.network.on("afterDrawing", (context) => {
      this.letters(context);
      this.pins(context);
    });
  }

  areas(context) {
    if (!this.looks.group) return;
    const used = new Set();
    for (const id of this.state.shown.nodes) {
      const place = this.looks.group.places[id];
      const area = place && this.looks.group.areas.find((a) => place[0] >= a.x && place[0] <= a.x + a.width && place[1] >= a.y && place[1] <= a.y + a.height);
      if (area) used.add(area);
    }
    context.textAlign = "left";
    context.textBaseline = "alphabetic";
    for (const area of used) {
      context.beginPath();
      context.roundRect(area.x, area.y, area.width, area.height, 14);
      context.fillStyle = this.looks.theme.sunk;
      context.globalAlpha = 0.45;
      context.fill();
      context.globalAlpha = 1;
      context.strokeStyle = this.looks.theme.line;
      context.lineWidth = 1.5;
      context.stroke();
      context.fillStyle = this.looks.theme.muted;
      context.font = `600 19px ${this.FONT}`;
      context.fillText(area.letter ? `${area.letter} · ${area.label}` : area.label, area.x + 16, area.y + 28);
    }
  }

  letters(context) {
    const scale = this.network.getScale();
    context.textAlign = "center";
    context.textBaseline = "middle";
    for (const id of this.state.shown.nodes) {
      const node = this.model.nodes.get(id);
      const category = this.looks.category(node);
      if (!category || !node.size || scale < 0.3) continue;
      const size = this.looks.size(node);
      const at = this.state.at(id);
      const far = this.state.chosen !== null && id !== this.state.chosen && !this.state.near.has(id);
      context.globalAlpha = far ? 0.3 : 1;
      context.fillStyle = category.letter === "?" ? this.looks.theme.text : category.text;
      context.font = `700 ${Math.max(10, size * 1.15)}px ${this.FONT}`;
      context.fillText(category.letter, at.x, at.y + size * 0.06);
    }
    context.globalAlpha = 1;
  }

  pins(context) {
    context.fillStyle = this.looks.theme.strong;
    context.strokeStyle = this.looks.theme.ground;
    context.lineWidth = 1.5;
    for (const id of Object.keys(this.state.pins)) {
      if (!this.state.shown.nodes.has(id)) continue;
      const at = this.state.at(id);
      const reach = (this.looks.size(this.model.nodes.get(id)) || 14) + 1;
      context.beginPath();
      context.arc(at.x + reach, at.y - reach, 4.5, 0, 2 * Math.PI);
      context.fill();
      context.stroke();
    }
  }
}
