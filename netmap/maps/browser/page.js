/* What every part of the page uses: a sentence filled in, an element made, one found by id. */

export const fill = (template, values) => template.replace(/\{(\w+)\}/g, (_, key) => String(values[key]));

export function make(tag, options = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(options)) {
    if (name === "text") element.textContent = value;
    else if (name === "class") element.className = value;
    else if (name === "on") element.addEventListener("click", value);
    else if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter(Boolean));
  return element;
}

export const byId = (id) => document.getElementById(id);
