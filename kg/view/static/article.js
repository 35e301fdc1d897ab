// An article whole: its text in paragraphs, mentions underlined by layer and leading to their nodes.

import { chars, data, mentions } from "./data.js";
import { captionButton } from "./claims.js";
import { passage } from "./passage.js";
import { reasonOf } from "./reasons.js";
import { nodeAt } from "./search.js";
import { emit, state } from "./state.js";
import { bdi, byId, day, el, plural, t, term } from "./words.js";

const LAYERS = { person: ["person", "community", "role"], org: ["org"], place: ["place"], event: ["event"], other: ["time", "number", "thing"] };
const MARK = { person: "person", org: "mention", place: "place", event: "event", other: "mention" };
const off = new Set();

export function articleCard(index, at = null) {
  const a = data.articles[index], all = mentions(index), body = el("div", { class: "article" });
  const layerOf = (m) => Object.keys(LAYERS).find((name) => LAYERS[name].includes(data.nodes[m.node].g)) ?? "other";
  const write = () => {
    const marks = all.filter((m) => !off.has(layerOf(m))).map((m) => ({ kind: MARK[layerOf(m)], start: m.start, end: m.end }));
    body.replaceChildren(...paragraphs(index, [...marks, ...(at ? [{ kind: "here", start: at[0], end: at[1] }] : [])]));
  };
  const toggles = Object.keys(LAYERS).map((name) => el("label", {}, el("input", { type: "checkbox", checked: !off.has(name), onchange: (e) => { off[e.target.checked ? "delete" : "add"](name); write(); } }), " ", el("span", { class: `layer ${MARK[name]}` }, t(`layer-${name}`))));
  write();
  body.addEventListener("click", (e) => { const spot = place(e); const found = spot === null ? null : nodeAt(index, spot); if (found !== null) emit("open", { kind: "node", id: found }); });
  body.addEventListener("mousemove", (e) => { const spot = place(e); const found = spot === null ? null : nodeAt(index, spot); body.style.cursor = found === null ? "auto" : "pointer"; hint(found, e); });
  body.addEventListener("mouseleave", () => hint(null));
  const here = [...new Set(all.map((m) => m.node))].map((i) => data.nodes[i]);
  return [
    el("p", { class: "quiet" }, a.outlet ? [bdi(a.outlet), " · "] : null, a.issued ? `${day(a.issued)}${a.basis === "inferred" ? ` (${t("inferred")})` : ""}` : t("undated")),
    el("h3", { id: "card-title" }, a.title ? bdi(a.title) : t("untitled")),
    a.why ? el("details", { class: "quiet" }, el("summary", {}, t("why-date")), reasonOf(a.why)) : null,
    /^https?:/.test(a.url) ? el("p", {}, el("a", { href: a.url, rel: "noreferrer noopener" }, t("original"))) : null,
    el("fieldset", { class: "layers" }, el("legend", {}, t("layers")), toggles), body,
    el("details", {}, el("summary", {}, `${t("mentioned-here")} · ${plural("names", here.length)}`), el("ol", { class: "top" }, here.map((n) => el("li", {}, captionButton(n, 44), el("span", { class: "count" }, term(n.k)))))),
  ];
}
function paragraphs(index, marks) {
  const text = chars(index), found = [];
  let from = 0;
  const flush = (to) => {
    if (text.slice(from, to).join("").trim()) found.push(passage(index, from, to, marks.filter((m) => m.start < to && m.end > from), { "data-from": from, "data-to": to }));
    from = to + 1;
  };
  text.forEach((c, i) => { if (c === "\n") flush(i); });
  flush(text.length);
  return found;
}
// The code point of the article under the mouse, or null.
function place(e) {
  const p = e.target.closest("p[data-from]");
  if (!p) return null;
  const caret = document.caretPositionFromPoint?.(e.clientX, e.clientY) ?? old(document.caretRangeFromPoint?.(e.clientX, e.clientY));
  if (!caret || caret.offsetNode.nodeType !== Node.TEXT_NODE || !p.contains(caret.offsetNode)) return null;
  const range = new Range();
  range.setStart(p, 0);
  range.setEnd(caret.offsetNode, caret.offset);
  return Number(p.dataset.from) + Array.from(range.toString()).length;
}
const old = (range) => range && { offsetNode: range.startContainer, offset: range.startOffset };
function hint(node, e) {
  const tip = byId("tip");
  tip.hidden = node === null;
  if (node === null) return;
  const n = data.nodes[node];
  tip.replaceChildren(bdi(n.l), ` · ${term(n.k)}`);
  tip.style.left = `${Math.min(e.clientX + 8, innerWidth - 220)}px`;
  tip.style.top = `${e.clientY + 20}px`;
}
// Brings the words that an article was opened at into view.
export function scrollTo(card) {
  const at = state.selected?.at;
  if (!at) return;
  const p = [...card.querySelectorAll("p[data-from]")].find((x) => +x.dataset.from <= at[0] && at[0] <= +x.dataset.to);
  p?.scrollIntoView({ block: "center" });
}
