/* What a form can do beyond HTML: bring the reader to what is wrong, and keep what was typed. */

const wrong = document.querySelector("[data-focus]");
if (wrong) wrong.focus();

/* What takes some seconds says so at once; the region is there before, so that it is read out. */
for (const slow of document.querySelectorAll("[data-busy]")) {
  const status = document.createElement("p");
  status.className = "nm-busy";
  status.setAttribute("role", "status");
  slow.after(status);
  slow.addEventListener(slow.tagName === "FORM" ? "submit" : "click", () => {
    status.textContent = slow.dataset.busy;
  });
  window.addEventListener("pageshow", () => (status.textContent = "")); // also when one comes back
}

/* A form that says so warns before typed text is left behind. */
const changed = new Set();
for (const form of document.querySelectorAll("form[data-guard]")) {
  form.addEventListener("input", () => changed.add(form));
  form.addEventListener("submit", () => changed.clear());
}
window.addEventListener("beforeunload", (event) => {
  if (changed.size) event.preventDefault();
});
