/* Search: a list of matches that the keyboard can walk. */
"use strict";

(function () {
  const { make, fill } = window.netmap;
  const MOST = 12;

  function search(model, on) {
    const { texts } = model.data;
    const input = document.getElementById("nm-search");
    const list = document.getElementById("nm-matches");
    const labels = Object.fromEntries(model.data.legend.kinds.map((kind) => [kind.key, kind.label]));
    let found = [];
    let active = -1;

    function close() {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
      active = -1;
    }

    function take(node) {
      input.value = node.name;
      close();
      on.choose(node.id);
    }

    function mark(index) {
      active = index;
      [...list.children].forEach((item, number) => item.setAttribute("aria-selected", String(number === index)));
      const item = list.children[index];
      if (item) {
        input.setAttribute("aria-activedescendant", item.id);
        item.scrollIntoView({ block: "nearest" });
      }
    }

    function update() {
      const all = model.search(input.value);
      found = all.slice(0, MOST);
      list.replaceChildren(
        ...found.map((node, number) => {
          const item = make(
            "li",
            { id: `nm-match-${number}`, role: "option", "aria-selected": "false" },
            make("span", { text: node.name }),
            make("span", { class: "nm-match-kind", text: labels[node.kind] || node.kind }),
          );
          item.addEventListener("mousedown", (event) => {
            event.preventDefault();
            take(node);
          });
          return item;
        }),
      );
      const typed = input.value.trim() !== "";
      list.hidden = !found.length;
      input.setAttribute("aria-expanded", String(Boolean(found.length)));
      input.removeAttribute("aria-activedescendant");
      active = -1;
      if (typed) on.say(all.length ? fill(texts.search_count, { count: all.length }) : texts.search_none);
    }

    input.addEventListener("input", update);
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (list.hidden) update();
        if (!found.length) return;
        const step = event.key === "ArrowDown" ? 1 : -1;
        mark((active + step + found.length) % found.length);
      } else if (event.key === "Enter") {
        if (found.length && !list.hidden) take(found[Math.max(active, 0)]);
      } else if (event.key === "Escape" && !list.hidden) close();
      else return;
      event.preventDefault();
    });
  }

  window.netmap.search = search;
})();
