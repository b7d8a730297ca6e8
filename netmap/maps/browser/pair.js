/* Two entities for a new tie: choose the first, then the second (or Shift and click both).
   The form stands on a page of its own; here is only the way to it. */
"use strict";

(function () {
  const { make, fill } = window.netmap;

  function pair(model, address, on) {
    const { texts } = model.data;
    const bar = document.getElementById("nm-pair");
    const actors = new Set(model.data.nodes.map((node) => node.id));
    let ends = [];

    function show() {
      on.mark(ends);
      bar.hidden = !ends.length;
      if (!ends.length) {
        bar.replaceChildren();
        return;
      }
      const names = ends.map((id) => model.nodes.get(id).name);
      const text = ends.length === 1 ? fill(texts.pair_first, { name: names[0] }) : fill(texts.pair_both, { source: names[0], target: names[1] });
      const query = () => new URLSearchParams({ source: ends[0], target: ends[1] });
      const turn = () => {
        ends = [ends[1], ends[0]];
        show();
      };
      const parts = [make("p", { text })];
      if (ends.length === 2) {
        parts.push(
          make("a", { class: "btn btn-primary", id: "nm-pair-go", href: `${address}?${query()}`, text: texts.add_tie }),
          make("button", { type: "button", class: "btn btn-outline-primary", text: texts.pair_turn, on: turn }),
        );
      }
      parts.push(make("button", { type: "button", class: "btn btn-outline-primary", text: texts.pair_stop, on: stop }));
      bar.replaceChildren(...parts);
      on.say(text);
    }

    function stop() {
      ends = [];
      show();
      on.done();
    }

    /* Takes an entity as the next end; the third begins anew. */
    function add(id) {
      if (!address || !actors.has(id)) return;
      if (ends.length === 2) ends = [];
      if (ends[0] === id) ends = [];
      else ends.push(id);
      show();
      if (ends.length === 2) document.getElementById("nm-pair-go").focus();
    }

    return { add, stop, begun: () => ends.length > 0, waiting: () => ends.length === 1, possible: Boolean(address) };
  }

  window.netmap.pair = pair;
})();
