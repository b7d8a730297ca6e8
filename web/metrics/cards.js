/* A link to a card opens it. */

function open() {
  const card = document.getElementById(location.hash.slice(1));
  if (card instanceof HTMLDetailsElement) {
    card.open = true;
    card.scrollIntoView({ block: "start" });
    card.querySelector("summary").focus();
  }
}
window.addEventListener("hashchange", open);
open();
