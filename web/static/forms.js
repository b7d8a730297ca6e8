/* What a form can do beyond HTML: bring the reader to what is wrong, and keep what was typed. */
"use strict";

(function () {
  const wrong = document.querySelector("[data-focus]");
  if (wrong) wrong.focus();

  /* A form that says so warns before typed text is left behind. */
  const changed = new Set();
  for (const form of document.querySelectorAll("form[data-guard]")) {
    form.addEventListener("input", () => changed.add(form));
    form.addEventListener("submit", () => changed.clear());
  }
  window.addEventListener("beforeunload", (event) => {
    if (changed.size) event.preventDefault();
  });
})();
