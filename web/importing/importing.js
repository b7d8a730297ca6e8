/* What the pages of an import can do beyond HTML: files can be dropped, and are named at once. */

const units = [["megabyte", 1e6], ["kilobyte", 1e3], ["byte", 1]];

function size(bytes) {
  const [unit, one] = units.find(([, least]) => bytes >= least) || units[2];
  const form = { style: "unit", unit, maximumFractionDigits: 1 };
  return new Intl.NumberFormat(document.documentElement.lang, form).format(bytes / one);
}

function show(input, list) {
  list.replaceChildren(
    ...Array.from(input.files, (file) => {
      const item = document.createElement("li");
      item.textContent = `${file.name}, ${size(file.size)}`;
      if (file.size > Number(input.dataset.most)) {
        item.className = "nm-wrong";
        item.textContent += `: ${input.dataset.tooLarge}`;
      }
      return item;
    }),
  );
}

function drop(zone) {
  const input = zone.querySelector("input[type=file]");
  const list = zone.querySelector(".nm-chosen");
  zone.querySelector(".nm-drop-hint").hidden = false;
  const told = () => show(input, list);
  input.addEventListener("change", told);
  for (const name of ["dragenter", "dragover"]) {
    zone.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.add("nm-dropping");
    });
  }
  for (const name of ["dragleave", "drop"]) {
    zone.addEventListener(name, () => zone.classList.remove("nm-dropping"));
  }
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    told();
  });
}

document.querySelectorAll("[data-drop]").forEach(drop);
