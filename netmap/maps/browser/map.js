/* The map on its page: one set of settings, and everything that follows from them. */
import { query } from "./address.js";
import { Drawing } from "./draw.js";
import { Filters } from "./filters.js";
import { tips } from "./hover.js";
import { Keyboard } from "./keyboard.js";
import { Legend } from "./legend.js";
import { Model } from "./model.js";
import { byId, fill, make } from "./page.js";
import { Pair } from "./pair.js";
import { Panel } from "./panel.js";
import { download } from "./picture.js";
import { Rows } from "./rows.js";
import { Search } from "./search.js";
import { shown } from "./select.js";
import { TimeSlider } from "./time.js";

const root = byId("nm-map");

/* In a file the data stand in the page; in the web they are fetched. */
async function load() {
  const inline = byId("nm-data");
  if (inline) return JSON.parse(inline.textContent);
  const answer = await fetch(root.dataset.source, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`the map answered ${answer.status}`);
  return (await answer.json()).data;
}

class MapPage {
  constructor(data) {
    this.data = data;
    this.texts = data.texts;
    this.settings = JSON.parse(root.dataset.settings);
    this.model = new Model(data);
    this.model.atLevel(this.settings.level);
    this.firstLayers = data.legend.layers.filter((layer) => layer.first).map((layer) => layer.key).sort().join(",");
    this.canvas = byId("nm-canvas");
    this.panelBox = byId("nm-panel");
    this.schemes = [null, null, null];
    for (const id of ["nm-tools", "nm-stage", "nm-strip", "nm-filter"]) byId(id).hidden = false;
    if (!data.nodes.some((node) => node.id === this.settings.focus)) Object.assign(this.settings, { focus: "", depth: 0 });
    this.settings.layers = this.settings.layers.filter((key) => data.legend.layers.some((layer) => layer.key === key));
    this.opened = { text: this.address(), address: `${location.pathname}${location.search}` };
    this.draw();
    this.follow();
    this.listen();
  }

  /* The drawing, and the panel and tip that tell of what is chosen or pointed at in it. */
  draw() {
    this.map = new Drawing(this.canvas, this.model, {
      choose: (id, both) => {
        if (!id || !(this.pair.possible && (both || this.pair.waiting()))) this.choose(id);
        else {
          this.map.network.unselectAll();
          this.pair.add(id);
        }
      },
      chooseTie: (tie) => this.choose(this.map.state.shown.ties.get(tie)[0], { tie }),
      hover: (...all) => this.hover(...all),
      pin: (id, place) => this.pin(id, place),
    });
    const say = (text) => this.say(text);
    this.pair = new Pair(this.model, root.dataset.tie, { say, mark: (ids) => this.map.mark(ids), done: () => this.canvas.focus() });
    const addresses = { entity: this.pattern("entity"), source: this.pattern("sources"), edit: this.pattern("edit"), tie: root.dataset.tie };
    this.panel = new Panel(this.panelBox, this.model, addresses, {
      choose: (id) => this.choose(id, { focus: true }),
      close: () => this.choose(null),
      around: (id, depth) => this.change({ focus: id, depth }, { fit: true }),
      pin: (id) => this.pin(id, null),
      tie: (id) => this.pair.add(id),
      canTie: (node) => node.from_map,
      state: (id) => ({ depth: this.settings.focus === id ? this.settings.depth : 0, pinned: id in this.settings.pins }),
      values: (id) => this.legend.values(id),
    });
    this.hover = tips(this.canvas, this.model, (node) => this.panel.describe(node));
  }

  /* What changes the settings, and what follows them. */
  follow() {
    const change = (patch) => this.change(patch);
    this.legend = new Legend(this.model, this.settings, this.pattern("scheme"), { change });
    this.filters = new Filters(this.settings, this.texts, { change, room: () => this.map.resize() });
    this.time = new TimeSlider(this.data, this.settings, { change });
    this.rows = new Rows(this.model);
    this.keyboard = new Keyboard(this.canvas, this.map, this.model, {
      visit: (id) => this.visit(id),
      choose: (id) => (this.pair.waiting() ? this.pair.add(id) : this.choose(id, { focus: true })),
      pin: (id, place) => this.pin(id, place),
      tie: (id) => this.pair.add(id),
      escape: () => (this.pair.begun() ? this.pair.stop() : this.choose(null)),
    });
    this.search = new Search(this.model, {
      choose: (id) => (this.pair.waiting() ? this.pair.add(this.model.home.get(id)) : this.choose(id, { focus: true })),
      say: (text) => this.say(text),
    });
  }

  /* The buttons around the drawing, and what happens to the window. */
  listen() {
    this.panelBox.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.choose(null);
    });
    const zooms = { in: () => this.map.zoom(1.25), out: () => this.map.zoom(0.8), fit: () => this.map.fit() };
    document.querySelectorAll("[data-zoom]").forEach((button) => button.addEventListener("click", zooms[button.dataset.zoom]));
    byId("nm-unpin-all").addEventListener("click", () => {
      this.change({ pins: {} });
      this.say(this.texts.unpinned_all);
      this.canvas.focus();
    });
    const full = byId("nm-full");
    full.hidden = !document.fullscreenEnabled;
    full.addEventListener("click", () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen().catch(() => {})));
    document.addEventListener("fullscreenchange", () => full.setAttribute("aria-pressed", String(Boolean(document.fullscreenElement))));
    byId("nm-png").addEventListener("click", () => this.download());
    window.addEventListener("beforeprint", () => this.print());
    window.addEventListener("afterprint", () => unprint());
    window.addEventListener("resize", () => this.map.resize());
    document.addEventListener("netmap:theme", () => this.map.repaint());
  }

  /* Show all of it for the first time, with the looks that were asked for. */
  async open() {
    this.schemes = await this.legend.all();
    this.paint();
    this.map.fit();
    if (this.settings.focus) this.choose(this.settings.focus);
    else this.remember();
  }

  async download() {
    const { title, text, foot, fictional, file } = root.dataset;
    const told = [byId("nm-time-told").textContent, byId("nm-told").textContent].join(" · ");
    await download(this.map, { title, text, foot, fictional, file, told });
    this.say(this.texts.png_made);
  }

  /* On paper a picture stands for the canvas. */
  print() {
    unprint();
    const image = make("img", { class: "nm-print", alt: this.canvas.getAttribute("aria-label") });
    image.src = this.map.picture(1600, 840, (drawn) => drawn.toDataURL("image/png"));
    this.canvas.append(image);
  }

  /* The settings as the query of an address. */
  address() {
    return query(this.settings, this.firstLayers);
  }

  /* An address with an id in it; null where there is none. */
  pattern(name) {
    return root.dataset[name] ? (id) => root.dataset[name].replace("__id__", encodeURIComponent(id)) : null;
  }

  say(text) {
    byId("nm-live").textContent = text;
  }

  shownNow() {
    return shown(this.data, this.settings);
  }

  /* The address says what shows; a view that is changed becomes the map again. */
  remember() {
    if (location.protocol === "file:") return; // a file may not change its address
    const text = this.address();
    const kept = ["revision", "lang"].filter((name) => new URLSearchParams(location.search).has(name));
    const more = kept.map((name) => `${name}=${encodeURIComponent(new URLSearchParams(location.search).get(name))}`);
    const asked = [text, ...more].filter(Boolean).join("&");
    const address = text === this.opened.text ? this.opened.address : `${root.dataset.home || location.pathname}${asked ? `?${asked}` : ""}`;
    history.replaceState(null, "", address);
    const svg = byId("nm-svg");
    if (svg) svg.href = `${root.dataset.svg}?${asked}`;
    const renew = byId("nm-renew");
    if (renew) renew.href = `${root.dataset.renew}&${text}`;
    const save = byId("nm-save");
    if (save) save.href = `${root.dataset.save}${text ? `?${text}` : ""}`;
  }

  why() {
    const found = [];
    if (this.settings.depth) found.push(fill(this.settings.depth === 1 ? this.texts.told_focus_one : this.texts.told_focus, { name: this.model.nodes.get(this.settings.focus).name, depth: this.settings.depth }));
    if (this.settings.level === "organisation") found.push(this.texts.told_level);
    return found;
  }

  paint({ fit = false } = {}) {
    this.map.looks.use(...this.schemes);
    const left = this.shownNow();
    this.map.show(left, this.settings.pins);
    this.rows.follow(left);
    this.legend.tell(left, this.schemes[0], this.schemes[1]);
    this.filters.read();
    const own = this.data.nodes.filter((node) => this.model.home.get(node.id) === node.id).length;
    const told = this.filters.tell(left, { nodes: own, ties: this.model.ends.size }, this.why());
    byId("nm-unpin-all").hidden = !Object.keys(this.settings.pins).length;
    const open = !this.panelBox.hidden && this.settings.focus;
    if (open && left.nodes.has(this.settings.focus)) this.panel.show(this.settings.focus, left);
    else if (open) this.closePanel();
    if (this.map.state.chosen !== (this.settings.focus || null) && left.nodes.has(this.settings.focus)) this.map.choose(this.settings.focus);
    if (fit) this.map.fit(!this.schemes[2]);
    return told;
  }

  /* Every change of what shows comes through here. */
  change(patch, options = {}) {
    Object.assign(this.settings, patch);
    if ("level" in patch) {
      this.model.atLevel(this.settings.level);
      if (this.settings.focus) this.settings.focus = this.model.home.get(this.settings.focus);
    }
    const asks = ["level", "colour_by", "size_by", "group_by"].some((name) => name in patch);
    const done = () => {
      this.time.read();
      this.legend.read();
      this.say(this.paint({ fit: options.fit || "group_by" in patch || "level" in patch || "depth" in patch }));
      this.remember();
    };
    if (!asks) {
      done();
      return;
    }
    this.legend
      .all()
      .then((found) => {
        this.schemes = found;
        done();
      })
      .catch((error) => {
        this.say(this.texts.failed_scheme);
        console.warn(`netmap: ${error.message}`);
      });
  }

  announce(id) {
    const node = this.model.nodes.get(id);
    this.say(`${node.name}, ${this.panel.describe(node)}, ${this.panel.ties(this.model.tiesOf.get(id).length)}`);
  }

  closePanel() {
    this.panel.close();
    this.map.resize();
  }

  /* Choose an entity and read its ties; null closes the panel and shows all again. */
  choose(given, { focus = false, tie = null } = {}) {
    const id = given && this.model.home.get(given);
    const opened = !this.panelBox.hidden;
    const deep = this.settings.depth;
    const other = deep && id !== this.settings.focus;
    this.hover(null, null);
    this.settings.focus = id || "";
    if (!id || (deep && !this.map.state.shown.nodes.has(id))) this.settings.depth = 0;
    if (id && !this.shownNow().nodes.has(id)) this.reach(id);
    this.paint({ fit: other || deep !== this.settings.depth });
    if (id) this.panel.show(id, this.map.state.shown, { focus, tie });
    else this.panel.close();
    this.keyboard.at(id);
    if (opened !== Boolean(id)) this.map.resize();
    this.map.choose(id);
    if (id) requestAnimationFrame(() => (this.settings.depth ? this.map.fit() : this.map.reveal(id)));
    this.remember();
    if (id) this.announce(id);
    else if (opened) this.canvas.focus();
  }

  /* What somebody asks for by name shows, whatever hides it: first its layers, then the rest. */
  reach(id) {
    const own = this.model.tiesOf.get(id).map((edge) => edge.layer);
    this.settings.layers = [...new Set([...this.settings.layers, ...own])];
    if (this.shownNow().nodes.has(id)) return;
    Object.assign(this.settings, { kinds: null, sectors: null, ateliers: null, certainty: null, relations: null, as_of: "", depth: 0 });
    this.time.read();
  }

  /* Move the keyboard to an entity, without opening it unless the panel is open already. */
  visit(id) {
    if (!this.panelBox.hidden) {
      this.choose(id);
      return;
    }
    this.map.choose(id);
    this.map.reveal(id);
    this.announce(id);
  }

  /* Hold an entity at a place; without a place: hold it where it stands, or let it go. */
  pin(id, place) {
    const at = this.map.state.at(id);
    const { [id]: pinned, ...others } = this.settings.pins;
    const name = this.model.nodes.get(id).name;
    if (place) this.settings.pins = { ...others, [id]: place };
    else this.settings.pins = pinned ? others : { ...others, [id]: [Math.round(at.x), Math.round(at.y)] };
    this.paint();
    this.say(fill(id in this.settings.pins ? this.texts.pinned : this.texts.unpinned, { name }));
    this.remember();
  }
}

function unprint() {
  document.querySelectorAll(".nm-print").forEach((image) => image.remove());
}

/* What a script of somebody else (a test, a console) may look at and change. */
async function start(data) {
  const page = new MapPage(data);
  await page.open();
  window.netmap = { map: page.map, settings: page.settings, change: (...all) => page.change(...all), shown, query };
  root.dataset.ready = "true";
}

function failed(error) {
  const notice = make("p", { class: "nm-notice", text: root.dataset.failed });
  notice.setAttribute("role", "alert");
  root.prepend(notice);
  console.warn(`netmap: ${error.message}`);
}

if (root && root.dataset.empty === undefined) load().then(start).catch(failed);
