// Which claims and nodes pass the filters, and how many each value of a facet would leave.

import { data, named, outletOf, sources, tellers } from "./data.js";
import { facets, filtered, state } from "./state.js";
import { count, t, term } from "./words.js";

export const SCORES = ["0.9", "0.7", "0.5", "0"];
const counts = new Map();
let failing = null, nodesKept = null;

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

// One bit of a claim for each filter that it does not pass; the last one is for time.
const TIME = 1 << facets.length, bit = (name) => (name === "time" ? TIME : 1 << facets.indexOf(name));
function judge() {
  failing = new Uint16Array(data.claims.length);
  for (const name of facets.filter((x) => state.filters[x].size)) {
    const set = state.filters[name], pass = passes[name] ?? passes.default, mark = bit(name);
    for (const c of data.claims) if (!pass(set, values[name](c))) failing[c.i] |= mark;
  }
  if (state.days) for (const c of data.claims) if (!inside(c)) failing[c.i] |= TIME;
}
function ready() { if (!failing) judge(); }

// What each value of a facet would leave, counted when it is asked for; "" is what has no date.
function counted(name) {
  ready();
  const found = new Map(), seen = new Map(), others = ~bit(name), add = (v) => found.set(v, (found.get(v) ?? 0) + 1);
  for (const c of data.claims) {
    if (failing[c.i] & others) continue;
    if (name === "time") add(dates(c)?.[0] ?? "");
    else if (name === "kind") { seen.set(c.s, data.nodes[c.s].g); if (c.o !== null) seen.set(c.o, data.nodes[c.o].g); }
    else for (const v of values[name](c)) add(v);
  }
  for (const g of seen.values()) add(g);
  return found;
}
// Nodes that a claim names which passes.
function told() {
  ready();
  const found = new Set();
  for (const c of data.claims) {
    if (failing[c.i]) continue;
    found.add(c.s);
    if (c.o !== null) found.add(c.o);
    for (const s of c.ch) if (s >= 0) found.add(s);
  }
  return found;
}

export function refilter() { failing = nodesKept = null; counts.clear(); }
export const claimShown = (c) => { ready(); return failing[c.i] === 0; };
export const nodeShown = (i) => {
  if (!filtered()) return true;
  nodesKept ??= told();
  return nodesKept.has(i) && (!state.filters.kind.size || state.filters.kind.has(data.nodes[i].g));
};
export const shownClaims = () => { ready(); return data.claims.filter((c) => failing[c.i] === 0); };
export const facetCounts = (name) => counts.get(name) ?? counts.set(name, counted(name)).get(name);

function scoreLabel(k) {
  const from = count(Number(SCORES[k])), to = k > 0 ? count(Number(SCORES[k - 1])) : "";
  return k === 0 ? t("score-from", { n: from }) : k === SCORES.length - 1 ? t("score-under", { n: to }) : `${from} – ${to}`;
}
// The name of a facet's value in the interface's language.
export function valueLabel(name, value) {
  if (name === "kind") return t(`group-${value}`);
  if (name === "sources") return value === "3" ? t("sources-many") : t(`sources-${value}`);
  if (name === "score") return scoreLabel(SCORES.indexOf(value));
  if (name === "relation") return value === "type" ? t("told-as") : term(value);
  return name === "stance" ? (value === "reported" ? t("stance-reported") : term(value)) : named(value);
}
