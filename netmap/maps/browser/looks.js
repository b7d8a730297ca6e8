/* What an entity and a tie look like: by kind and role, or by the attribute or metric that
   was chosen. Colours of the theme come from the style sheet. */

const INSIDE = new Set(["member", "own", "participant"]);
const USUAL = 12;
const [SMALLEST, LARGEST] = [9, 20];

export class Looks {
  constructor(canvas, model) {
    this.canvas = canvas;
    this.model = model;
    this.data = this.model.data;
    this.darkLines = new Map(this.data.legend.layers.map((layer) => [layer.key, layer.dark]));
    this.theme = {};
    this.colours = null;
    this.sizes = null;
    this.group = null;
  }

  readTheme() {
    const style = getComputedStyle(this.canvas);
    const value = (name) => style.getPropertyValue(name).trim();
    this.dark = document.documentElement.dataset.bsTheme === "dark";
    this.theme = {
      text: value("--nm-map-text"),
      ground: value("--nm-map-ground"),
      strong: value("--nm-map-strong"),
      open: value("--nm-map-open"),
      sunk: value("--nm-sunk"),
      line: value("--nm-line"),
      muted: value("--nm-muted"),
    };
  }

  /* Schemes by attribute or metric, each or null. */
  use(colours, sizes, group) {
    this.colours = colours && { of: colours.of, by: new Map(colours.categories.map((each) => [each.key, each])) };
    this.group = group;
    this.sizes = sizes && { values: sizes.values, largest: Math.max(0, ...Object.values(sizes.values)) };
  }

  /* The category of the chosen scheme; null where it says nothing. */
  category(node) {
    if (!this.colours || node.kind === "partnership") return null;
    return this.colours.by.get(this.colours.of[node.id]) || null;
  }

  /* Area shows the value, so that twice as much looks like twice as much. */
  size(node) {
    if (!node.size || node.kind === "partnership") return node.size;
    if (!this.sizes) return USUAL;
    const value = this.sizes.values[node.id];
    if (value === undefined) return SMALLEST;
    const share = this.sizes.largest > 0 ? Math.sqrt(Math.max(value, 0) / this.sizes.largest) : 0;
    return SMALLEST + (LARGEST - SMALLEST) * share;
  }

  colour(node, chosen) {
    const { theme } = this;
    const category = this.category(node);
    let usual;
    if (category) usual = { background: category.letter === "?" ? theme.ground : category.fill, border: this.dark ? "#c8d2da" : "#3d4852" };
    else if (this.colours && node.kind !== "partnership") usual = { background: theme.sunk, border: theme.muted };
    else {
      const open = node.color.background === "#ffffff"; // takes the ground, also in the dark
      usual = { background: open ? theme.ground : node.color.background, border: open ? theme.open : node.color.border };
    }
    const strong = { background: usual.background, border: theme.strong };
    return { ...(chosen ? strong : usual), highlight: strong, hover: chosen ? strong : usual };
  }

  /* `state`: chosen, near, marked (the two ends of a new tie), shown; `scale` of the view. */
  node(node, at, state, scale) {
    if (!state.shown.nodes.has(node.id)) return { id: node.id, hidden: true };
    const { theme } = this;
    const chosen = node.id === state.chosen || state.marked.has(node.id);
    const close = chosen || state.near.has(node.id);
    const far = state.chosen !== null && !close;
    const filled = node.shape === "box" || node.shape === "ellipse";
    const prominent = node.prominent || INSIDE.has(node.role);
    /* What is chosen and what it is tied to stay readable on a small screen. */
    const count = state.shown.nodes.size;
    const most = this.group ? 1 : count <= 14 ? 2.4 : count <= 28 ? 1.5 : close ? 1.35 : 1;
    const grow = scale ? Math.min(most, Math.max(1, 0.8 / scale)) : 1;
    const size = this.size(node);
    /* The fewer there are, the smaller their names may become before they are left out. */
    const few = count <= 60 ? 2 : count <= 130 ? 5 : 8;
    return {
      id: node.id,
      x: at.x,
      y: at.y,
      hidden: false,
      opacity: far ? 0.3 : 1,
      ...(size ? { size: chosen ? Math.max(size, 15) : size } : {}),
      borderWidth: chosen ? 4 : node.borderWidth,
      borderWidthSelected: 4,
      color: this.colour(node, chosen),
      font: {
        size: (node.kind === "partnership" ? 17 : 13) * grow,
        color: filled && !this.colours ? "#1d2730" : far ? `${theme.text}66` : theme.text,
        strokeWidth: filled ? 0 : 4,
        strokeColor: theme.ground,
      },
      scaling: { label: { drawThreshold: close ? 1 : prominent ? Math.min(6, few) : few, maxVisible: 26 } },
    };
  }

  edge(edge, state) {
    const ends = state.shown.ties.get(edge.id);
    if (!ends) return { id: edge.id, hidden: true };
    const close = ends.includes(state.chosen);
    /* The more lines, the paler each: thousands would be a spot. */
    const lines = state.shown.ties.size;
    const usual = lines <= 800 ? 0.65 : lines <= 2500 ? 0.4 : 0.2;
    const opacity = state.chosen === null ? usual : close ? 1 : state.near.size + 1 >= state.shown.nodes.size ? 0.4 : 0.1;
    const colour = (this.dark && this.darkLines.get(edge.layer)) || edge.color;
    return {
      id: edge.id,
      from: ends[0],
      to: ends[1],
      hidden: false,
      width: close ? edge.width * 1.4 : edge.width,
      color: { color: colour, highlight: colour, hover: colour, inherit: false, opacity },
    };
  }
}
