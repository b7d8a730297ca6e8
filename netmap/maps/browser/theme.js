/* Follows the light or dark theme of the system, but for paper, which is light; and says so to
   what is drawn by script. */
"use strict";

(function () {
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  function set(theme) {
    document.documentElement.dataset.bsTheme = theme;
    document.dispatchEvent(new CustomEvent("netmap:theme"));
  }
  const follow = () => set(dark.matches ? "dark" : "light");
  dark.addEventListener("change", follow);
  window.addEventListener("beforeprint", () => set("light"));
  window.addEventListener("afterprint", follow);
  follow();
})();
