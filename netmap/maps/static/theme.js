/* Follows the light or dark theme of the system, and says so to what is drawn by script. */
"use strict";

(function () {
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  function follow() {
    document.documentElement.dataset.bsTheme = dark.matches ? "dark" : "light";
    document.dispatchEvent(new CustomEvent("netmap:theme"));
  }
  dark.addEventListener("change", follow);
  follow();
})();
