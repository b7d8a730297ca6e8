/* The tip beside the pointer: what it points at, in one or two lines. */
import { make } from "./page.js";

export function tips(canvas, model, describe) {
  const tip = document.getElementById("nm-tip");
  return (nodeId, tieId, at) => {
    if (nodeId === null && tieId === null) {
      tip.hidden = true;
      return;
    }
    const tie = tieId !== null ? model.data.ties[tieId] : null;
    const node = tie ? null : model.nodes.get(nodeId);
    const name = (id) => model.nodes.get(id).name;
    tip.replaceChildren(
      make("strong", { text: tie ? `${name(tie.from)} ${tie.label} ${name(tie.to)}` : node.name }),
      make("span", { text: tie ? [tie.certainty_label, tie.period].filter(Boolean).join(" · ") : describe(node) }),
    );
    tip.hidden = false;
    const left = Math.min(at.x + 14, canvas.clientWidth - tip.offsetWidth - 8);
    const top = at.y + tip.offsetHeight + 24 > canvas.clientHeight ? at.y - tip.offsetHeight - 10 : at.y + 18;
    tip.style.left = `${Math.max(4, left)}px`;
    tip.style.top = `${Math.max(4, top)}px`;
  };
}
