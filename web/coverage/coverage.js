/* A cell opens its reason in a dialog; arrow keys walk the matrix. Without this script a cell
   is a link to its reason in the list below the table. */

const table = document.querySelector(".nm-matrix");
const dialog = document.getElementById("why");
const title = document.getElementById("why-title");

/* One cell is in the order of the Tab key; from there the arrows lead on. */

function go(cell) {
  if (!cell) return;
  table.querySelector("a[data-cell][tabindex='0']").tabIndex = -1;
  cell.tabIndex = 0;
  cell.focus();
}

function walk() {
  const grid = [...table.tBodies]
    .flatMap((body) => [...body.rows])
    .map((row) => [...row.querySelectorAll("a[data-cell]")])
    .filter((cells) => cells.length);
  for (const cell of grid.flat()) cell.tabIndex = -1;
  if (grid.length) grid[0][0].tabIndex = 0;
  table.addEventListener("keydown", (event) => {
    const row = grid.findIndex((cells) => cells.includes(event.target));
    if (row < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    const cells = grid[row];
    const at = cells.indexOf(event.target);
    const to = {
      ArrowRight: () => cells[at + 1],
      ArrowLeft: () => cells[at - 1],
      ArrowDown: () => grid[row + 1]?.[at],
      ArrowUp: () => grid[row - 1]?.[at],
      Home: () => cells[0],
      End: () => cells.at(-1),
    }[event.key];
    if (!to) return;
    event.preventDefault();
    go(to());
  });
}

function explain(cell, reason) {
  const row = cell.closest("tr").querySelector("th").textContent.trim();
  title.textContent = `${row} × ${cell.dataset.cell}`;
  const body = reason.cloneNode(true);
  body.querySelector(".nm-why-text").textContent = reason.dataset.one.replaceAll("{column}", cell.dataset.cell);
  body.querySelector(".nm-why-columns")?.remove();
  document.getElementById("why-body").replaceChildren(...body.childNodes);
  dialog.addEventListener("close", () => go(cell), { once: true });
  dialog.showModal();
  title.focus();
}

if (table && dialog?.showModal) {
  walk();
  table.addEventListener("click", (event) => {
    const cell = event.target.closest("a[data-cell]");
    const reason = cell && document.getElementById(cell.hash.slice(1));
    if (!reason || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    explain(cell, reason);
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close(); // beside its contents
  });
}
