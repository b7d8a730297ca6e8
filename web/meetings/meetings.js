/* The arrow keys go to the previous and the next gap, except where they already do something. */

document.addEventListener("keydown", (event) => {
  const busy = "input, select, textarea, summary, [contenteditable], [role='region']";
  if (event.target.closest(busy) || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  const rel = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
  const link = rel && document.querySelector(`.nm-steps a[rel="${rel}"]`);
  if (!link) return;
  event.preventDefault();
  link.click();
});
