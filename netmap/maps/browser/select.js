/* Which part of the map the settings leave: the same answer as netmap/maps/select.py gives.
   A test holds the two equal. No DOM here. */

const NO_SECTOR = "none";
const pad = (number, width = 2) => String(number).padStart(width, "0");

/* The first day that a date ("2019", "2019-03", "2019-03-31") covers, and the first after it. */
export function days(moment) {
  const [year, month, day] = moment.split("-").map(Number);
  const first = `${pad(year, 4)}-${pad(month || 1)}-${pad(day || 1)}`;
  if (!month) return { first, after: `${pad(year + 1, 4)}-01-01` };
  if (!day) return { first, after: month === 12 ? `${pad(year + 1, 4)}-01-01` : `${pad(year, 4)}-${pad(month + 1)}-01` };
  const next = new Date(Date.UTC(2000, month - 1, day + 1));
  next.setUTCFullYear(year, month - 1, day + 1);
  return { first, after: next.toISOString().slice(0, 10) };
}

function holds(edge, moment) {
  if (!moment) return true;
  const begun = !edge.since || edge.since < moment.after;
  return begun && !(edge.until && edge.until <= moment.first);
}

/* The entity that stands for another at a level: itself, or the organisation it is part of. */
export function homes(data, level) {
  return new Map(data.nodes.map((node) => [node.id, level === "organisation" ? node.home : node.id]));
}

function near(start, ties, depth, hubs) {
  const around = new Map();
  for (const [one, other] of ties.values()) {
    if (!around.has(one)) around.set(one, []);
    if (!around.has(other)) around.set(other, []);
    around.get(one).push(other);
    around.get(other).push(one);
  }
  const found = new Set([start]);
  let edge = [start];
  for (let step = 0; step < depth; step += 1) {
    const next = [];
    for (const at of edge) {
      if (hubs.has(at)) continue;
      for (const key of around.get(at) || []) {
        if (!found.has(key)) {
          found.add(key);
          next.push(key);
        }
      }
    }
    edge = next;
  }
  return found;
}

/* {nodes: ids that show, ties: id of a tie -> the ends that it is drawn at}. */
export function shown(data, settings) {
  const set = (name) => (settings[name] ? new Set(settings[name]) : null);
  const lets = (wanted, value) => wanted === null || wanted.has(value);
  const [kinds, sectors, ateliers, certainty, relations] = ["kinds", "sectors", "ateliers", "certainty", "relations"].map(set);
  const layers = new Set(settings.layers);
  const moment = settings.as_of ? days(settings.as_of) : null;
  const home = homes(data, settings.level);
  const byId = new Map(data.nodes.map((node) => [node.id, node]));
  const ofSector = (node) => node.sector === undefined || lets(sectors, node.sector || NO_SECTOR);
  const tied = new Set();
  const alive = new Set();
  const beside = ateliers ? new Set(ateliers) : null;
  const passing = [];
  for (const edge of data.edges) {
    const one = home.get(edge.from);
    const other = home.get(edge.to);
    tied.add(one).add(other);
    if (!holds(edge, moment) || !lets(certainty, edge.certainty)) continue;
    if (one === other && edge.from !== edge.to) continue; // inside one organisation
    if (ateliers && ateliers.has(one)) beside.add(other);
    if (ateliers && ateliers.has(other)) beside.add(one);
    if (!layers.has(edge.layer) || !lets(relations, edge.kind)) continue;
    passing.push([edge.id, one, other]);
    for (const [a, b] of [[one, other], [other, one]]) {
      const beyond = byId.get(b);
      if (sectors === null || byId.get(a).sector !== undefined || (beyond.kind !== "partnership" && ofSector(beyond))) alive.add(a);
    }
  }
  const focus = settings.depth ? home.get(settings.focus) || "" : "";
  const hubs = new Set();
  let nodes = new Set();
  for (const node of data.nodes) {
    const partnership = node.kind === "partnership";
    const own = home.get(node.id) === node.id;
    const admitted =
      lets(kinds, node.kind) &&
      ofSector(node) &&
      (partnership || beside === null || beside.has(node.id)) &&
      (partnership || alive.has(node.id) || !tied.has(node.id));
    if (own && (node.id === focus || admitted)) {
      nodes.add(node.id);
      if (partnership && node.id !== focus) hubs.add(node.id);
    }
  }
  const both = (one, other) => nodes.has(one) && nodes.has(other);
  let ties = new Map(passing.filter(([, one, other]) => both(one, other)).map(([id, one, other]) => [id, [one, other]]));
  if (focus) {
    nodes = near(focus, ties, settings.depth, hubs);
    ties = new Map([...ties].filter(([, [one, other]]) => both(one, other)));
  }
  return { nodes, ties };
}
