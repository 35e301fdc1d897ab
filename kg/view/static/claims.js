// A claim in words: who, relation, what, who says it, how sure; under it every sentence that carries it.

import { caption, data } from "./data.js";
import { evidence } from "./passage.js";
import { reasonOf } from "./reasons.js";
import { emit } from "./state.js";
import { bdi, button, count, day, el, plural, shorten, t, term } from "./words.js";

const AT_ONCE = 25;
export const chip = (f) => el("span", { class: `chip ${f}` }, term(f));
export const relation = (p) => (p === "type" ? t("told-as") : term(p));
export const nodeButton = (n, most = 60) => button(bdi(shorten(n.l, most)), () => emit("open", { kind: "node", id: n.i }), { class: "plain", "data-node": n.i });
export const captionButton = (n, most = 60) => button(bdi(shorten(caption(n), most)), () => emit("open", { kind: "node", id: n.i }), { class: "plain", "data-node": n.i });

// The chain of speakers, nearest first: an official, reported by the paper.
function told(c) {
  if (!c.ch.length) return el("span", { class: "told" }, t("told-by-article"));
  const links = c.ch.flatMap((s, k) => [k ? ` ${t("reported-by")} ` : "", s < 0 ? el("span", {}, t("unnamed")) : nodeButton(data.nodes[s])]);
  return el("span", { class: "told" }, `${t("told-by")} `, links);
}
// Between the two: a relation as a word, the part that something has in an event as a heading.
const link = (c) => (data.nodes[c.s].g === "event" && c.p !== "type" ? ` — ${relation(c.p)}: ` : ` ${relation(c.p)} `);
const object = (c) => (c.o === null ? el("b", {}, term(c.kind)) : nodeButton(data.nodes[c.o]));

// A time in words with the date that they stand for.
export function timeOf({ t0, t1, when, g, l }) {
  if (!t0) return null;
  const words = when !== undefined ? data.nodes[when].l : g === "time" ? l : "";
  const date = t1 && t1 !== t0 ? `${day(t0)} – ${day(t1)}` : day(t0);
  return el("span", { class: "quiet" }, words ? [bdi(words), " · "] : "", el("bdi", {}, date));
}
// When a claim's event was by the same telling: in its sentence, else in its article, else where only one time is told.
function whenOf(c) {
  const n = data.nodes[c.s], dates = n.dates ?? [], sentences = new Set(c.ev.map((e) => `${e.a} ${e.n[0]}`));
  const told = dates.find((x) => x.claims.some((k) => k.ev.some((e) => sentences.has(`${e.a} ${e.n[0]}`)))) ?? dates.find((x) => x.claims.some((k) => k.a === c.a));
  return timeOf(told ?? (dates.length < 2 || n.when === undefined ? n : {}));
}
function where(c, e) {
  const a = data.articles[e.a], date = a.issued ? `${day(a.issued)}${a.basis === "inferred" ? ` (${t("inferred")})` : ""}` : "";
  return el("div", { class: "where" },
    button(t("in-article"), () => emit("open", { kind: "article", id: e.a, at: e.w }), { class: "plain link" }),
    a.title ? bdi(shorten(a.title, 60)) : null, a.outlet ? bdi(a.outlet) : null, date ? el("bdi", {}, date) : null,
    el("span", {}, `${t("characters")} `, el("bdi", {}, `${count(e.w[0])}–${count(e.w[1])}`)), el("span", {}, `${t("score")} ${count(c.c)}`),
    c.by ? el("span", { dir: "ltr", lang: "en" }, c.by) : null);
}
export function claimItem(c, { others = true } = {}) {
  const time = c.p === "time" ? null : whenOf(c);
  return el("li", { "data-claim": c.i },
    el("div", { class: "fact" }, nodeButton(data.nodes[c.s]), el("span", { class: "rel" }, link(c)), object(c), time ? [" · ", time] : null),
    el("div", {}, chip(c.f), c.q.filter((q) => q !== c.f).map(chip), told(c)),
    c.ev.map((e) => [evidence(e, { "data-claim": c.i }), where(c, e)]), others ? opposed(c) : null);
}
// Why two claims agree or not, in the words of the program that judged it.
function reason(c, x) {
  const found = c.reasons?.get(x.i);
  return found ? el("li", { class: "quiet" }, reasonOf(found.why)) : null;
}
// Claims that agree or disagree with this one, with their own sentences.
function opposed(c) {
  return ["contradicts", "corroborates"].filter((key) => c[key]?.length).map((key) =>
    el("details", { class: key }, el("summary", {}, `${t(key)} (${count(c[key].length)})`), el("ul", { class: "claims" }, c[key].map((x) => [reason(c, x), claimItem(x, { others: false })]))));
}

// A list of claims, the first ones at once and the rest on demand.
export function claimList(claims, from = 0) {
  const list = el("ul", { class: "claims" }, claims.slice(from, from + AT_ONCE).map((c) => claimItem(c)));
  const rest = claims.length - from - AT_ONCE;
  if (rest > 0) {
    const next = button(t("more-claims", { n: count(rest) }), () => { next.closest("li").replaceWith(...claimList(claims, from + AT_ONCE).children); });
    list.append(el("li", {}, next));
  }
  return list;
}
// A group that builds its claims when it is opened.
export function fold(title, claims, open = false) {
  const details = el("details", {}, el("summary", {}, title));
  const build = () => { if (details.childElementCount === 1) details.append(claimList(claims)); };
  details.addEventListener("toggle", () => { if (details.open) build(); });
  if (open) { build(); details.open = true; }
  return details;
}
export const howMany = (claims) => plural("claims", claims.length);
