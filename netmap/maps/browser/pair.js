/* Two entities for a new tie: choose the first, then the second (or Shift and click both).
   The form stands on a page of its own; here is only the way to it. */
import { fill, make } from "./page.js";

export class Pair {
  constructor(model, address, on) {
    this.model = model;
    this.address = address;
    this.on = on;
    this.texts = this.model.data.texts;
    this.bar = document.getElementById("nm-pair");
    this.actors = new Set(this.model.data.nodes.map((node) => node.id));
    this.ends = [];
  }

  get possible() {
    return Boolean(this.address);
  }

  begun() {
    return this.ends.length > 0;
  }

  waiting() {
    return this.ends.length === 1;
  }

  show() {
    this.on.mark(this.ends);
    this.bar.hidden = !this.ends.length;
    if (!this.ends.length) {
      this.bar.replaceChildren();
      return;
    }
    const names = this.ends.map((id) => this.model.nodes.get(id).name);
    const text = this.ends.length === 1 ? fill(this.texts.pair_first, { name: names[0] }) : fill(this.texts.pair_both, { source: names[0], target: names[1] });
    const query = () => new URLSearchParams({ source: this.ends[0], target: this.ends[1] });
    const turn = () => {
      this.ends = [this.ends[1], this.ends[0]];
      this.show();
    };
    const parts = [make("p", { text })];
    if (this.ends.length === 2) {
      parts.push(
        make("a", { class: "btn btn-primary", id: "nm-pair-go", href: `${this.address}?${query()}`, text: this.texts.add_tie }),
        make("button", { type: "button", class: "btn btn-outline-primary", text: this.texts.pair_turn, on: turn }),
      );
    }
    parts.push(make("button", { type: "button", class: "btn btn-outline-primary", text: this.texts.pair_stop, on: (...all) => this.stop(...all) }));
    this.bar.replaceChildren(...parts);
    this.on.say(text);
  }

  stop() {
    this.ends = [];
    this.show();
    this.on.done();
  }

  /* Takes an entity as the next end; the third begins anew. */
  add(id) {
    if (!this.address || !this.actors.has(id)) return;
    if (this.ends.length === 2) this.ends = [];
    if (this.ends[0] === id) this.ends = [];
    else this.ends.push(id);
    this.show();
    if (this.ends.length === 2) document.getElementById("nm-pair-go").focus();
  }
}
