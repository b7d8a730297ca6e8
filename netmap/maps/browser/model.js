/* What is on the map, without drawing: the ties of each entity, who is near, what a search
   finds, and where the arrow keys lead. No DOM here. */
import { homes } from "./select.js";

const fold = (text) => text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();

export class Model {
  constructor(data) {
    this.data = data;
    this.nodes = new Map(this.data.nodes.map((node) => [node.id, node]));
    this.edges = new Map(this.data.edges.map((edge) => [edge.id, edge]));
    this.fold = fold;
    this.ends = new Map();
    this.tiesOf = new Map();
    this.home = new Map();
    this.atLevel("unit");
  }

  /* At the level of organisations a unit gives its ties to the organisation it is part of. */
  atLevel(level) {
    this.home = homes(this.data, level);
    this.ends = new Map();
    this.tiesOf = new Map(this.data.nodes.map((node) => [node.id, []]));
    for (const edge of this.data.edges) {
      const [one, other] = [this.home.get(edge.from), this.home.get(edge.to)];
      if (one === other && edge.from !== edge.to) continue;
      this.ends.set(edge.id, [one, other]);
      this.tiesOf.get(one).push(edge);
      if (other !== one) this.tiesOf.get(other).push(edge);
    }
  }

  /* The entities that a tie that shows links to one. */
  neighbours(id, ties) {
    const found = new Set();
    for (const edge of this.tiesOf.get(id) || []) {
      const ends = ties.get(edge.id);
      if (ends) found.add(ends[0] === id ? ends[1] : ends[0]);
    }
    return found;
  }

  /* Matches on name and alias: those that begin with the text first. */
  search(text) {
    const wanted = fold(text.trim());
    if (!wanted) return [];
    const rank = (node) => {
      const names = [node.name, ...(node.aliases || [])].map(fold);
      if (names.some((name) => name.startsWith(wanted))) return 0;
      return names.some((name) => name.includes(wanted)) ? 1 : 2;
    };
    return this.data.nodes
      .map((node) => ({ node, rank: rank(node) }))
      .filter((found) => found.rank < 2)
      .sort((a, b) => a.rank - b.rank || a.node.name.localeCompare(b.node.name, this.data.language))
      .map((found) => found.node);
  }

  /* The nearest visible entity in a direction; what lies straight ahead counts as nearer. */
  ahead(id, dx, dy, shown, at) {
    const here = at(id);
    let best = null;
    let least = Infinity;
    for (const key of shown) {
      const there = at(key);
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
}
