/* Sortable tables: every `th` with data-sort becomes a button that says how it sorts.
   Without this script the tables are complete, in the order of the server. */
"use strict";

(function () {
  function value(row, column, kind) {
    const cell = row.cells[column];
    const text = cell.dataset.value !== undefined ? cell.dataset.value : cell.textContent.trim();
    if (kind !== "number") return text;
    return text === "" ? null : Number(text);
  }

  function sort(table, column, kind, descending) {
    const body = table.tBodies[0];
    const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
    const rows = [...body.rows].map((row) => ({ row, value: value(row, column, kind) }));
    rows.sort((a, b) => {
      if (a.value === null || b.value === null) return (a.value === null) - (b.value === null); // unknown last
      const order = kind === "number" ? a.value - b.value : compare(a.value, b.value);
      return descending ? -order : order;
    });
    body.append(...rows.map((item) => item.row));
  }

  for (const table of document.querySelectorAll("table[data-sortable]")) {
    const heads = [...table.tHead.rows[table.tHead.rows.length - 1].cells];
    heads.forEach((head, column) => {
      if (!head.dataset.sort) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "nm-sort";
      const label = head.querySelector("[data-sort-label]"); // what else stands in the head stays beside it
      button.append(...(label ? [label] : head.childNodes));
      head.prepend(button);
      button.addEventListener("click", () => {
        const now = head.getAttribute("aria-sort");
        const numbers = head.dataset.sort === "number";
        const descending = now ? now === "ascending" : numbers; // numbers: the largest first
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", descending ? "descending" : "ascending");
        sort(table, column, head.dataset.sort, descending);
      });
    });
  }
})();
