// Which claims and nodes pass the filters, and how many each value of a facet would leave.

import { data, named, outletOf, sources, tellers } from "./data.js";
import { facets, filtered, state } from "./state.js";
import { t, term } from "./words.js";

export const SCORES = ["0.9", "0.7", "0.5", "0"];
let kept = null, nodesKept = null, counts = null;

// Values of a claim under each facet; `kind` are the families of its two ends.
const values = {
  kind: (c) => (c.o === null ? [data.nodes[c.s].g] : [...new Set([data.nodes[c.s].g, data.nodes[c.o].g])]),
  relation: (c) => [c.p],
  stance: (c) => [...new Set([c.f, ...c.q, ...(c.ch.length ? ["reported"] : [])])],
  outlet: (c) => [outletOf(c)],
  teller: (c) => tellers(c),
  sources: (c) => [independent(c)],
  score: (c) => [SCORES.find((least) => c.c >= Number(least))],
};
const passes = {
  kind: (set, found) => found.every((v) => set.has(v)),
  default: (set, found) => found.some((v) => set.has(v)),
};

// How many outlets tell something of the same two things: 1, 2, or 3 and more.
function independent(c) {
  if (c.o === null) return "1";
  const bundle = data.bundles.get(`${c.s}-${c.o}`);
  bundle.sources ??= sources(bundle.claims);
  return String(Math.min(3, bundle.sources));
}

// First and last day of a claim by the clock in use, or null: the article's date, or that of the event.
function dates(c) {
  if (state.clock === "published") {
    const issued = data.articles[c.a].issued;
    return issued ? [issued, issued] : null;
  }
  const s = data.nodes[c.s], o = c.o === null ? null : data.nodes[c.o], dated = s.t0 ? s : o?.t0 ? o : null;
  return dated ? [dated.t0, dated.t1 ?? dated.t0] : null;
}
const inside = (c) => { const d = dates(c); return d !== null && d[0] <= `${state.days[1]}\uffff` && `${d[1]}\uffff` >= state.days[0]; };

function compute() {
  kept = new Uint8Array(data.claims.length);
  counts = Object.fromEntries([...facets, "time"].map((name) => [name, new Map()]));
  nodesKept = new Set();
  const seen = new Map(), active = facets.filter((name) => state.filters[name].size);
  for (const c of data.claims) {
    const found = {}, failing = [];
    for (const name of facets) {
      found[name] = c.values?.[name] ?? values[name](c);
      if (active.includes(name) && !(passes[name] ?? passes.default)(state.filters[name], found[name])) failing.push(name);
    }
    if (state.days && !inside(c)) failing.push("time");
    if (failing.length > 1) continue;
    if (!failing.length) { kept[c.i] = 1; nodesKept.add(c.s); if (c.o !== null) nodesKept.add(c.o); for (const s of c.ch) if (s >= 0) nodesKept.add(s); }
    for (const name of failing.length ? failing : [...facets, "time"]) {
      if (name === "time") { const d = dates(c); if (d) counts.time.set(d[0], (counts.time.get(d[0]) ?? 0) + 1); continue; }
      if (name === "kind") { for (const i of [c.s, c.o]) if (i !== null) seen.set(i, data.nodes[i].g); continue; }
      for (const v of found[name]) counts[name].set(v, (counts[name].get(v) ?? 0) + 1);
    }
  }
  for (const g of seen.values()) counts.kind.set(g, (counts.kind.get(g) ?? 0) + 1);
}

export function refilter() { kept = null; }
function ready() { if (!kept) compute(); }
export const claimShown = (c) => { ready(); return kept[c.i] === 1; };
export const nodeShown = (i) => {
  if (!filtered()) return true;
  ready();
  return nodesKept.has(i) && (!state.filters.kind.size || state.filters.kind.has(data.nodes[i].g));
};
export const shownClaims = () => { ready(); return data.claims.filter((c) => kept[c.i]); };
export const facetCounts = (name) => { ready(); return counts[name]; };
export const undated = () => { ready(); return data.claims.filter((c) => dates(c) === null).length; };

// The name of a facet's value in the interface's language.
export function valueLabel(name, value) {
  if (name === "kind") return t(`group-${value}`);
  if (name === "sources") return value === "3" ? t("sources-many") : t(`sources-${value}`);
  if (name === "score") return t("score-from", { n: value });
  if (name === "relation") return value === "type" ? t("told-as") : term(value);
  return name === "stance" ? (value === "reported" ? t("stance-reported") : term(value)) : named(value);
}
