// The graph in memory: articles, nodes, claims, bundles of claims between two nodes.

import { t } from "./words.js";

export const look = JSON.parse(document.getElementById("kg-look").textContent);
export const data = { articles: [], nodes: [], claims: [], bundles: new Map() };

// Offsets count code points; JavaScript counts UTF-16 units: the code points of each text are kept once asked for.
export const chars = (article) => (data.articles[article].chars ??= Array.from(data.articles[article].text));
export const slice = (article, [start, end]) => chars(article).slice(start, end).join("");

// Mentions in an article: {start, end, node}, in the order of the text.
let inArticles = null;
export function mentions(article) {
  if (!inArticles) {
    inArticles = data.articles.map(() => []);
    for (const n of data.nodes) for (let k = 0; k < n.m.length; k += 3) inArticles[n.m[k]].push({ start: n.m[k + 1], end: n.m[k + 2], node: n.i });
    for (const list of inArticles) list.sort((a, b) => a.start - b.start || b.end - a.end);
  }
  return inArticles[article];
}

// Who tells a claim: names from the nearest on; what has no name has one of these signs instead.
const UNNAMED = "@unnamed", ARTICLE = "@article-itself", NO_OUTLET = "@no-outlet";
export const named = (teller) => (teller.startsWith("@") ? t(teller.slice(1)) : teller);
export function tellers(c) {
  if (!c.ch.length) return [ARTICLE];
  const names = c.ch.filter((s) => s >= 0).map((s) => data.nodes[s].l);
  return names.length ? [...new Set(names)] : [UNNAMED];
}
export const sources = (claims) => new Set(claims.map((c) => data.articles[c.a].source)).size;
export const outletOf = (c) => data.articles[c.a].outlet || NO_OUTLET;
export const doubted = (c) => c.f === "alleged" || c.f === "denied";

// Claims that cannot all be true: a linked contradiction, or the same thing both told and denied.
export function disputed(claims) {
  const polar = (c) => (c.f === "denied" ? "no" : c.f === "asserted" ? "yes" : "");
  const kinds = new Map();
  for (const c of claims) {
    if (c.contradicts?.length) return true;
    const seen = kinds.get(`${c.s} ${c.p} ${c.o}`) ?? new Set();
    seen.add(polar(c));
    kinds.set(`${c.s} ${c.p} ${c.o}`, seen);
  }
  return [...kinds.values()].some((seen) => seen.has("yes") && seen.has("no"));
}

// {neighbour: bundles that lead there}.
export function around(i) {
  const found = new Map();
  const add = (other, key) => { if (other !== i) (found.get(other) ?? found.set(other, new Set()).get(other)).add(data.bundles.get(key)); };
  for (const c of data.nodes[i].claims) if (c.o !== null) add(c.s === i ? c.o : c.s, `${c.s}-${c.o}`);
  return found;
}
let numbers = null;
export function byIri(iri) {
  numbers ??= new Map(data.nodes.flatMap((n) => [[n.iri, n.i], ...(n.parts ?? []).map((p) => [p.iri, n.i])]));
  return numbers.get(iri) ?? -1;
}

// A name to read in a list: an event is one word in the text, so who and where stand beside it.
export const caption = (n) => (n.g === "event" ? (n.caption ??= [n.l, ...new Set(["agent", "patient", "place"].map((p) => filler(n, p)).filter((x) => x))].slice(0, 3).join(" · ")) : n.l);

// What most sources put there, the surest first. Nothing where sources disagree: a name in a list must not take sides.
function filler(n, p) {
  const found = new Map();
  for (const c of n.claims) if (c.s === n.i && c.p === p && c.o !== null) (found.get(c.o) ?? found.set(c.o, []).get(c.o)).push(c);
  const all = [...found.values()], sure = all.map((list) => list.filter((c) => !doubted(c))).filter((list) => list.length), sum = (list) => list.reduce((x, c) => x + c.c, 0);
  if (all.some((list) => list.some((c) => c.contradicts?.length))) return "";
  const best = (sure.length ? sure : all).sort((a, b) => sources(b) - sources(a) || sum(b) - sum(a) || a[0].i - b[0].i)[0];
  return best ? data.nodes[best[0].o].l : "";
}
