/* A button that copies what is shown once. Without this script the text can be selected. */

for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const told = document.querySelector("[data-copied]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      return; /* not allowed here: the text is selected, so Ctrl-C does it */
    }
    told.textContent = button.dataset.done;
    button.textContent = button.dataset.done;
  });
}
