/* A cell opens its reason in a dialog; arrow keys walk the matrix. Without this script a cell
   is a link to its reason in the list below the table. */
"use strict";

(function () {
  const table = document.querySelector(".nm-matrix");
  const dialog = document.getElementById("why");
  if (!table || !dialog || !dialog.showModal) return;

  const grid = [...table.tBodies]
    .flatMap((body) => [...body.rows])
    .map((row) => [...row.querySelectorAll("a[data-cell]")])
    .filter((cells) => cells.length);

  /* One cell is in the order of the Tab key; from there the arrows lead on. */
  for (const cell of grid.flat()) cell.tabIndex = -1;
  if (grid.length) grid[0][0].tabIndex = 0;

  function go(cell) {
    if (!cell) return;
    table.querySelector("a[data-cell][tabindex='0']").tabIndex = -1;
    cell.tabIndex = 0;
    cell.focus();
  }

  table.addEventListener("keydown", (event) => {
    const row = grid.findIndex((cells) => cells.includes(event.target));
    if (row < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    const cells = grid[row];
    const at = cells.indexOf(event.target);
    const to = {
      ArrowRight: () => cells[at + 1],
      ArrowLeft: () => cells[at - 1],
      ArrowDown: () => grid[row + 1] && grid[row + 1][at],
      ArrowUp: () => grid[row - 1] && grid[row - 1][at],
      Home: () => cells[0],
      End: () => cells[cells.length - 1],
    }[event.key];
    if (!to) return;
    event.preventDefault();
    go(to());
  });

  table.addEventListener("click", (event) => {
    const cell = event.target.closest("a[data-cell]");
    if (!cell || event.ctrlKey || event.metaKey) return;
    const reason = document.getElementById(cell.hash.slice(1));
    if (!reason) return;
    event.preventDefault();
    const row = cell.closest("tr").querySelector("th").textContent.trim();
    document.getElementById("why-title").textContent = `${row} × ${cell.dataset.cell}`;
    const body = reason.cloneNode(true);
    body.querySelector(".nm-why-text").textContent = reason.dataset.one.replaceAll("{column}", cell.dataset.cell);
    body.querySelector(".nm-why-columns")?.remove();
    document.getElementById("why-body").replaceChildren(...body.childNodes);
    dialog.addEventListener("close", () => go(cell), { once: true });
    dialog.showModal();
    document.getElementById("why-title").focus();
  });

  /* A click beside the dialog closes it. */
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
})();
