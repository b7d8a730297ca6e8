/* Choices that take effect at once, and keep the rest of the address as it is. */
"use strict";

for (const form of document.querySelectorAll("form[data-submit]")) {
  const go = () => {
    if (!form.reportValidity()) return;
    const query = new URLSearchParams(location.search);
    for (const [name, value] of new FormData(form)) {
      if (value) query.set(name, value);
      else query.delete(name);
    }
    location.assign(`${location.pathname}?${query.toString().replaceAll("%2C", ",")}`);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go();
  });
  form.querySelectorAll("select").forEach((select) => select.addEventListener("change", go));
}
