/* Search: a list of matches that the keyboard can walk. */
import { fill, make } from "./page.js";

const MOST = 12;

export class Search {
  constructor(model, on) {
    this.model = model;
    this.on = on;
    this.texts = this.model.data.texts;
    this.input = document.getElementById("nm-search");
    this.list = document.getElementById("nm-matches");
    this.labels = Object.fromEntries(this.model.data.legend.kinds.map((kind) => [kind.key, kind.label]));
    this.found = [];
    this.active = -1;
    this.input.addEventListener("input", (...all) => this.update(...all));
    this.input.addEventListener("blur", (...all) => this.close(...all));
    this.input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (this.list.hidden) this.update();
        if (!this.found.length) return;
        const step = event.key === "ArrowDown" ? 1 : -1;
        this.mark((this.active + step + this.found.length) % this.found.length);
      } else if (event.key === "Enter") {
        if (this.found.length && !this.list.hidden) this.take(this.found[Math.max(this.active, 0)]);
      } else if (event.key === "Escape" && !this.list.hidden) this.close();
      else return;
      event.preventDefault();
    });
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.active = -1;
  }

  take(node) {
    this.input.value = node.name;
    this.close();
    this.on.choose(node.id);
  }

  mark(index) {
    this.active = index;
    [...this.list.children].forEach((item, number) => item.setAttribute("aria-selected", String(number === index)));
    const item = this.list.children[index];
    if (item) {
      this.input.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    }
  }

  update() {
    const all = this.model.search(this.input.value);
    this.found = all.slice(0, MOST);
    this.list.replaceChildren(
      ...this.found.map((node, number) => {
        const item = make(
          "li",
          { id: `nm-match-${number}`, role: "option", "aria-selected": "false" },
          make("span", { text: node.name }),
          make("span", { class: "nm-match-kind", text: this.labels[node.kind] || node.kind }),
        );
        item.addEventListener("mousedown", (event) => {
          event.preventDefault();
          this.take(node);
        });
        return item;
      }),
    );
    const typed = this.input.value.trim() !== "";
    this.list.hidden = !this.found.length;
    this.input.setAttribute("aria-expanded", String(Boolean(this.found.length)));
    this.input.removeAttribute("aria-activedescendant");
    this.active = -1;
    if (typed) this.on.say(all.length ? fill(this.texts.search_count, { count: all.length }) : this.texts.search_none);
  }
}
