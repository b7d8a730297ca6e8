/* The saved views as steps on a full screen. Without this script they stand under each other;
   on paper each has a page of its own. */

const show = document.getElementById("nm-show");
const steps = [...document.querySelectorAll(".nm-step")];
const byId = (id) => document.getElementById(id);
const [back, on, full] = ["nm-show-back", "nm-show-on", "nm-show-full"].map(byId);
let at = Math.max(0, steps.findIndex((step) => `#${step.id}` === location.hash));

function go(to, { focus = true } = {}) {
  at = Math.min(steps.length - 1, Math.max(0, to));
  steps.forEach((step, number) => step.classList.toggle("nm-step-now", number === at));
  for (const near of [steps[at], steps[at + 1]]) if (near) near.querySelector("img").loading = "eager";
  back.disabled = at === 0;
  on.disabled = at === steps.length - 1;
  const heading = steps[at].querySelector("h2");
  const place = show.dataset.progress.replace("{number}", at + 1).replace("{total}", steps.length);
  byId("nm-show-at").textContent = place;
  /* Not for the first: an address with a part takes the focus away when the page is ready. */
  if (at || location.hash) history.replaceState(null, "", `#${steps[at].id}`);
  window.scrollTo(0, 0);
  if (focus) heading.focus({ preventScroll: true });
}

function leave() {
  if (document.fullscreenElement) document.exitFullscreen();
  else location.assign(show.dataset.leave);
}

function fullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else show.requestFullscreen().catch(() => {});
}

const keys = {
  ArrowRight: () => go(at + 1),
  ArrowDown: () => go(at + 1),
  PageDown: () => go(at + 1),
  " ": () => go(at + 1),
  ArrowLeft: () => go(at - 1),
  ArrowUp: () => go(at - 1),
  PageUp: () => go(at - 1),
  Backspace: () => go(at - 1),
  Home: () => go(0),
  End: () => go(steps.length - 1),
  Escape: leave,
  f: fullScreen,
  F: fullScreen,
};

function start() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    if (event.key === " " && event.target.closest("button, a")) return; // presses the button
    event.preventDefault();
    keys[event.key]();
  });
  back.addEventListener("click", () => go(at - 1, { focus: false }));
  on.addEventListener("click", () => go(at + 1, { focus: false }));
  full.addEventListener("click", fullScreen);
  byId("nm-show-print").addEventListener("click", () => window.print());
  document.addEventListener("fullscreenchange", () => full.setAttribute("aria-pressed", String(Boolean(document.fullscreenElement))));
  window.addEventListener("hashchange", () => go(Math.max(0, steps.findIndex((step) => `#${step.id}` === location.hash))));

  show.classList.add("nm-show-running");
  byId("nm-show-bar").hidden = false;
  go(at);
  window.addEventListener("load", () => go(at));
}

if (steps.length) start();
