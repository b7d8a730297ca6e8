/* The map on its page: one set of settings, and everything that follows from them. */
"use strict";

(function () {
  const parts = window.netmap;
  const { make, fill } = parts;
  const byId = (id) => document.getElementById(id);
  const root = byId("nm-map");
  if (!root) return;

  /* In a file the data stand in the page; in the web they are fetched. */
  async function load() {
    const inline = byId("nm-data");
    if (inline) return JSON.parse(inline.textContent);
    const answer = await fetch(root.dataset.source, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`the map answered ${answer.status}`);
    return (await answer.json()).data;
  }

  async function start(data) {
    const { texts } = data;
    const settings = JSON.parse(root.dataset.settings);
    const model = parts.model(data);
    model.atLevel(settings.level);
    const pattern = (name) => (root.dataset[name] ? (id) => root.dataset[name].replace("__id__", encodeURIComponent(id)) : null);
    const firstLayers = data.legend.layers.filter((layer) => layer.first).map((layer) => layer.key);
    const canvas = byId("nm-canvas");
    const panelBox = byId("nm-panel");
    let schemes = [null, null, null];

    for (const id of ["nm-tools", "nm-stage", "nm-strip", "nm-filter"]) byId(id).hidden = false;
    if (!data.nodes.some((node) => node.id === settings.focus)) Object.assign(settings, { focus: "", depth: 0 });
    settings.layers = settings.layers.filter((key) => data.legend.layers.some((layer) => layer.key === key));

    const say = (text) => (byId("nm-live").textContent = text);
    const shownNow = () => parts.shown(data, settings);

    const map = parts.drawing(canvas, model, {
      choose: (id, both) => {
        if (!id || !(pair.possible && (both || pair.waiting()))) choose(id);
        else {
          map.network.unselectAll();
          pair.add(id);
        }
      },
      chooseTie: (tie) => choose(map.state.shown.ties.get(tie)[0], { tie }),
      hover: (...all) => hover(...all),
      pin: (id, place) => pin(id, place),
    });
    const pair = parts.pair(model, root.dataset.tie, { say, mark: (ids) => map.mark(ids), done: () => canvas.focus() });
    const panel = parts.panel(panelBox, model, { entity: pattern("entity"), source: pattern("sources"), edit: pattern("edit"), tie: root.dataset.tie }, {
      choose: (id) => choose(id, { focus: true }),
      close: () => choose(null),
      around: (id, depth) => change({ focus: id, depth }, { fit: true }),
      pin: (id) => pin(id, null),
      tie: (id) => pair.add(id),
      canTie: (node) => node.from_map,
      state: (id) => ({ depth: settings.focus === id ? settings.depth : 0, pinned: id in settings.pins }),
      values: (id) => legend.values(id),
    });
    const hover = parts.tips(canvas, model, panel.describe);
    const legend = parts.legend(model, settings, pattern("scheme"), { change });
    const filters = parts.filters(settings, texts, { change, room: () => map.resize() });
    const time = parts.time(data, settings, { change });
    const rows = parts.rows(model);
    const keyboard = parts.keyboard(canvas, map, model, {
      visit,
      choose: (id) => (pair.waiting() ? pair.add(id) : choose(id, { focus: true })),
      pin,
      tie: (id) => pair.add(id),
      escape: () => (pair.begun() ? pair.stop() : choose(null)),
    });

    const opened = { text: parts.query(settings, [...firstLayers].sort().join(",")), address: `${location.pathname}${location.search}` };

    /* The address says what shows; a view that is changed becomes the map again. */
    function remember() {
      if (location.protocol === "file:") return; // a file may not change its address
      const text = parts.query(settings, [...firstLayers].sort().join(","));
      const kept = ["revision", "lang"].filter((name) => new URLSearchParams(location.search).has(name));
      const more = kept.map((name) => `${name}=${encodeURIComponent(new URLSearchParams(location.search).get(name))}`);
      const query = [text, ...more].filter(Boolean).join("&");
      const address = text === opened.text ? opened.address : `${root.dataset.home || location.pathname}${query ? `?${query}` : ""}`;
      history.replaceState(null, "", address);
      const svg = byId("nm-svg");
      if (svg) svg.href = `${root.dataset.svg}?${query}`;
      const renew = byId("nm-renew");
      if (renew) renew.href = `${root.dataset.renew}&${text}`;
      const save = byId("nm-save");
      if (save) save.href = `${root.dataset.save}${text ? `?${text}` : ""}`;
    }

    function why() {
      const found = [];
      if (settings.depth) found.push(fill(settings.depth === 1 ? texts.told_focus_one : texts.told_focus, { name: model.nodes.get(settings.focus).name, depth: settings.depth }));
      if (settings.level === "organisation") found.push(texts.told_level);
      return found;
    }

    function paint({ fit = false } = {}) {
      map.looks.use(...schemes);
      const shown = shownNow();
      map.show(shown, settings.pins);
      rows.follow(shown);
      legend.tell(shown, schemes[0], schemes[1]);
      filters.read();
      const own = data.nodes.filter((node) => model.home.get(node.id) === node.id).length;
      const told = filters.tell(shown, { nodes: own, ties: model.ends.size }, why());
      byId("nm-unpin-all").hidden = !Object.keys(settings.pins).length;
      const open = !panelBox.hidden && settings.focus;
      if (open && shown.nodes.has(settings.focus)) panel.show(settings.focus, shown);
      else if (open) closePanel();
      if (map.state.chosen !== (settings.focus || null) && shown.nodes.has(settings.focus)) map.choose(settings.focus);
      if (fit) map.fit(!schemes[2]);
      return told;
    }

    /* Every change of what shows comes through here. */
    function change(patch, options = {}) {
      Object.assign(settings, patch);
      if ("level" in patch) {
        model.atLevel(settings.level);
        if (settings.focus) settings.focus = model.home.get(settings.focus);
      }
      const asks = ["level", "colour_by", "size_by", "group_by"].some((name) => name in patch);
      const done = () => {
        time.read();
        legend.read();
        say(paint({ fit: options.fit || "group_by" in patch || "level" in patch || "depth" in patch }));
        remember();
      };
      if (!asks) {
        done();
        return;
      }
      legend
        .all()
        .then((found) => {
          schemes = found;
          done();
        })
        .catch((error) => {
          say(texts.failed_scheme);
          console.warn(`netmap: ${error.message}`);
        });
    }

    function announce(id) {
      const node = model.nodes.get(id);
      say(`${node.name}, ${panel.describe(node)}, ${panel.ties(model.tiesOf.get(id).length)}`);
    }

    function closePanel() {
      panel.close();
      map.resize();
    }

    /* Choose an entity and read its ties; null closes the panel and shows all again. */
    function choose(given, { focus = false, tie = null } = {}) {
      const id = given && model.home.get(given);
      const opened = !panelBox.hidden;
      const deep = settings.depth;
      const other = deep && id !== settings.focus;
      hover(null, null);
      settings.focus = id || "";
      if (!id || (deep && !map.state.shown.nodes.has(id))) settings.depth = 0;
      if (id && !shownNow().nodes.has(id)) reach(id);
      paint({ fit: other || deep !== settings.depth });
      if (id) panel.show(id, map.state.shown, { focus, tie });
      else panel.close();
      keyboard.at(id);
      if (opened !== Boolean(id)) map.resize();
      map.choose(id);
      if (id) requestAnimationFrame(() => (settings.depth ? map.fit() : map.reveal(id)));
      remember();
      if (id) announce(id);
      else if (opened) canvas.focus();
    }

    /* What somebody asks for by name shows, whatever hides it: first its layers, then the rest. */
    function reach(id) {
      const own = model.tiesOf.get(id).map((edge) => edge.layer);
      settings.layers = [...new Set([...settings.layers, ...own])];
      if (shownNow().nodes.has(id)) return;
      Object.assign(settings, { kinds: null, sectors: null, ateliers: null, certainty: null, relations: null, as_of: "", depth: 0 });
      time.read();
    }

    /* Move the keyboard to an entity, without opening it unless the panel is open already. */
    function visit(id) {
      if (!panelBox.hidden) {
        choose(id);
        return;
      }
      map.choose(id);
      map.reveal(id);
      announce(id);
    }

    /* Hold an entity at a place; without a place: hold it where it stands, or let it go. */
    function pin(id, place) {
      const at = map.state.at(id);
      const { [id]: pinned, ...others } = settings.pins;
      const name = model.nodes.get(id).name;
      if (place) settings.pins = { ...others, [id]: place };
      else settings.pins = pinned ? others : { ...others, [id]: [Math.round(at.x), Math.round(at.y)] };
      paint();
      say(fill(id in settings.pins ? texts.pinned : texts.unpinned, { name }));
      remember();
    }

    panelBox.addEventListener("keydown", (event) => {
      if (event.key === "Escape") choose(null);
    });
    const zooms = { in: () => map.zoom(1.25), out: () => map.zoom(0.8), fit: () => map.fit() };
    document.querySelectorAll("[data-zoom]").forEach((button) => button.addEventListener("click", zooms[button.dataset.zoom]));
    byId("nm-unpin-all").addEventListener("click", () => {
      change({ pins: {} });
      say(texts.unpinned_all);
      canvas.focus();
    });
    const full = byId("nm-full");
    full.hidden = !document.fullscreenEnabled;
    full.addEventListener("click", () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen().catch(() => {})));
    document.addEventListener("fullscreenchange", () => full.setAttribute("aria-pressed", String(Boolean(document.fullscreenElement))));
    const words = { ...root.dataset };
    byId("nm-png").addEventListener("click", () => {
      parts.download(map, { title: words.title, text: words.text, foot: words.foot, fictional: words.fictional, file: words.file, told: [byId("nm-time-told").textContent, byId("nm-told").textContent].join(" · ") }).then(() => say(texts.png_made));
    });
    const onPaper = () => document.querySelectorAll(".nm-print");
    window.addEventListener("beforeprint", () => {
      onPaper().forEach((image) => image.remove());
      const image = make("img", { class: "nm-print", alt: canvas.getAttribute("aria-label") });
      image.src = map.picture(1600, 840, (drawn) => drawn.toDataURL("image/png"));
      canvas.append(image);
    });
    window.addEventListener("afterprint", () => onPaper().forEach((image) => image.remove()));
    window.addEventListener("resize", () => map.resize());
    document.addEventListener("netmap:theme", () => map.repaint());

    parts.search(model, { choose: (id) => (pair.waiting() ? pair.add(model.home.get(id)) : choose(id, { focus: true })), say });
    schemes = await legend.all();
    paint();
    map.fit();
    if (settings.focus) {
      choose(settings.focus);
    } else remember();
    window.netmap.map = map;
    Object.assign(window.netmap, { settings, change });
    root.dataset.ready = "true";
  }

  if (root.dataset.empty === undefined) {
    load()
      .then(start)
      .catch((error) => {
        const notice = make("p", { class: "nm-notice", text: root.dataset.failed });
        notice.setAttribute("role", "alert");
        root.prepend(notice);
        console.warn(`netmap: ${error.message}`);
      });
  }
})();
