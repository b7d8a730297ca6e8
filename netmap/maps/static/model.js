/* What is on the map, without drawing: which entities and ties are visible, who is tied
   to whom, and where the arrow keys lead. No DOM here. */
"use strict";

(function () {
  const fold = (text) => text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();

  function model(data) {
    const nodes = new Map(data.nodes.map((node) => [node.id, node]));
    const tiesOf = new Map(data.nodes.map((node) => [node.id, []]));
    for (const edge of data.edges) {
      tiesOf.get(edge.from).push(edge);
      if (edge.to !== edge.from) tiesOf.get(edge.to).push(edge);
    }

    /* An entity shows when one of its ties does; a partnership and an entity without ties always. */
    function visible(layers) {
      const shown = new Set();
      for (const edge of data.edges) {
        if (layers.has(edge.layer)) shown.add(edge.from).add(edge.to);
      }
      for (const node of data.nodes) {
        if (node.kind === "partnership" || !tiesOf.get(node.id).length) shown.add(node.id);
      }
      return shown;
    }

    function neighbours(id, layers) {
      const found = new Set();
      for (const edge of tiesOf.get(id) || []) {
        if (!layers || layers.has(edge.layer)) found.add(edge.from === id ? edge.to : edge.from);
      }
      return found;
    }

    /* Matches on name and alias: those that begin with the text first. */
    function search(text) {
      const wanted = fold(text.trim());
      if (!wanted) return [];
      const rank = (node) => {
        const names = [node.name, ...(node.aliases || [])].map(fold);
        if (names.some((name) => name.startsWith(wanted))) return 0;
        return names.some((name) => name.includes(wanted)) ? 1 : 2;
      };
      return data.nodes
        .map((node) => ({ node, rank: rank(node) }))
        .filter((found) => found.rank < 2)
        .sort((a, b) => a.rank - b.rank || a.node.name.localeCompare(b.node.name, data.language))
        .map((found) => found.node);
    }

    /* The nearest visible entity in a direction; what lies straight ahead counts as nearer. */
    function ahead(id, dx, dy, shown) {
      const here = nodes.get(id);
      let best = null;
      let least = Infinity;
      for (const key of shown) {
        const there = nodes.get(key);
        const x = there.x - here.x;
        const y = there.y - here.y;
        const forward = x * dx + y * dy;
        const aside = Math.abs(x * dy) + Math.abs(y * dx);
        if (key === id || forward <= 0 || aside > 2 * forward) continue;
        if (forward + 2 * aside < least) {
          least = forward + 2 * aside;
          best = key;
        }
      }
      return best;
    }

    return { data, nodes, tiesOf, visible, neighbours, search, ahead, fold };
  }

  window.netmap = window.netmap || {};
  window.netmap.model = model;
})();
