/* The settings as an address, the same as netmap/maps/settings.py makes of them: only what
   differs from the map as it opens, in one order. */

const SETS = ["kinds", "sectors", "ateliers", "certainty", "layers", "relations"];
const STANDARD = { as_of: "", focus: "", depth: 0, level: "unit", colour_by: "", size_by: "degree", group_by: "" };

export function query(settings, firstLayers) {
  const found = [];
  const put = (name, value) => found.push(`${name}=${encodeURIComponent(value).replaceAll("%2C", ",").replaceAll("%3A", ":")}`);
  for (const name of SETS) {
    const chosen = settings[name];
    if (chosen === null) continue;
    const text = [...chosen].sort().join(",");
    if (name !== "layers" || text !== firstLayers) put(name, text);
  }
  for (const [name, usual] of Object.entries(STANDARD)) {
    if (settings[name] !== usual) put(name, settings[name] || "none");
  }
  const pins = Object.keys(settings.pins).sort();
  if (pins.length) put("pins", pins.map((id) => `${id}:${settings.pins[id].join(":")}`).join(","));
  return found.join("&");
}
