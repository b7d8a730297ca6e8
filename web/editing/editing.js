/* What the forms can do beyond HTML: show only what fits, and suggest the words of the history. */

newSource();
message();
const form = document.querySelector("[data-tie-form]");
if (form) tie(form);
departments();

/* The fields of a new source, only while one is chosen. */
function newSource() {
  const box = document.querySelector("[data-new-source]");
  const choices = [...document.querySelectorAll("select[data-source]")];
  if (!box || !choices.length) return;
  function show() {
    const wanted = choices.some((choice) => choice.value === "new");
    box.hidden = !wanted;
    if (wanted) box.open = true;
  }
  for (const choice of choices) choice.addEventListener("change", show);
  show();
}

/* The suggested message follows the name, until somebody types another. */
function message() {
  const field = document.getElementById("field-message");
  const name = document.getElementById("field-name");
  if (!field || !name || field.value || !field.placeholder.includes("…")) return;
  const pattern = field.placeholder;
  const follow = () => {
    field.placeholder = pattern.replace("…", name.value.trim() || "…");
  };
  name.addEventListener("input", follow);
  follow();
}

/* Which kinds can link the two ends, and which details go with the kind. */
function tie(form) {
  const [source, target, kind] = ["source", "target", "kind"].map((name) => form.elements[name]);
  const kinds = new Map();
  for (const option of document.querySelectorAll("#names option"))
    kinds.set(option.value.toLowerCase(), option.dataset.kind);
  const of = (field) => kinds.get(field.value.trim().toLowerCase()) || "";
  const told = form.querySelector("[data-fitting]");
  const details = form.querySelector("[data-details]");
  const swap = form.querySelector("[value='swap']");
  form.querySelector("[data-plain]").hidden = true;

  function narrow() {
    const [from, to] = [of(source), of(target)];
    let fitting = 0;
    for (const option of kind.options) {
      if (!option.value) continue;
      const fits =
        (!from || option.dataset.from.split(" ").includes(from)) &&
        (!to || option.dataset.to.split(" ").includes(to));
      option.disabled = !fits && !option.selected;
      option.hidden = option.disabled;
      if (fits) fitting += 1;
    }
    told.hidden = fitting > 0;
  }

  function moved() {
    narrow();
    const hint = form.querySelector("[data-swappable]");
    if (hint) hint.hidden = true; /* it was about the ends as they were */
  }

  function detail() {
    const chosen = kind.selectedOptions[0];
    const wanted = new Set((chosen?.dataset.attributes || "").split(" ").filter(Boolean));
    for (const box of form.querySelectorAll("[data-attribute]"))
      box.hidden = !wanted.has(box.dataset.attribute);
    details.hidden = wanted.size === 0;
  }

  swap.addEventListener("click", (event) => {
    event.preventDefault();
    [source.value, target.value] = [target.value, source.value];
    moved();
    form.dispatchEvent(new Event("input", { bubbles: true }));
  });
  for (const field of [source, target]) field.addEventListener("input", moved);
  kind.addEventListener("change", () => {
    narrow();
    detail();
  });
  narrow();
  detail();
}

/* Departments that are being named, by their names in the lists below. */
function departments() {
  for (const field of document.querySelectorAll("[name^='unit.']")) {
    const number = field.name.slice("unit.".length);
    const options = document.querySelectorAll(`option[data-unit="${number}"]`);
    const empty = options[0]?.textContent;
    field.addEventListener("input", () => {
      for (const option of options) option.textContent = field.value.trim() || empty;
    });
  }
}
