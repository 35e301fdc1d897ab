// Box select: a rectangle drawn with Shift held down picks what lies inside.

import { inBox } from "./draw.js";
import { adjust } from "./state.js";
import { byId, el, plural, say } from "./words.js";

export function wireBox() {
  const stage = byId("canvas");
  let from = null, frame = null;
  const at = (e) => { const r = stage.getBoundingClientRect(); return [e.clientX - r.left, e.clientY - r.top]; };
  const rect = (e) => { const [x, y] = at(e); return { left: Math.min(x, from[0]), right: Math.max(x, from[0]), top: Math.min(y, from[1]), bottom: Math.max(y, from[1]) }; };
  stage.addEventListener("pointerdown", (e) => {
    if (!e.shiftKey) return;
    e.stopPropagation();
    e.preventDefault();
    from = at(e);
    frame = el("div", { class: "box" });
    stage.parentElement.append(frame);
  }, true);
  addEventListener("pointermove", (e) => {
    if (!from) return;
    const r = rect(e);
    frame.style.cssText = `left:${r.left}px;top:${r.top}px;width:${r.right - r.left}px;height:${r.bottom - r.top}px`;
  });
  addEventListener("pointerup", (e) => {
    if (!from) return;
    const r = rect(e), found = r.right - r.left > 4 ? inBox(r) : null;
    frame.remove();
    from = null;
    if (!found) return;
    adjust((s) => { for (const i of found) s.picked.add(i); }, "picked", "look");
    say(plural("picked", found.length));
  });
}
