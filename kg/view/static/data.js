// The graph in memory: articles, nodes, claims, bundles of claims between two nodes.

import { t, ui } from "./words.js";

export const look = JSON.parse(document.getElementById("kg-look").textContent);
export const data = { articles: [], nodes: [], claims: [], bundles: new Map() };

export async function load() {
  const columns = look.source ? await request(look.source) : await block("kg-data");
  ui.terms = columns.terms;
  const iri = ([begin, rest]) => columns.begins[begin] + rest;
  data.articles = rows(columns.articles, ["title", "outlet", "issued", "basis", "why", "url", "text"], (a, k) => {
    a.iri = iri(columns.articles.iri[k]);
    a.origin = columns.articles.origin?.[k] ?? "";
    a.source = a.origin || a.outlet || a.iri; // copies of one agency are one source
  });
  readNodes(columns.nodes, iri);
  for (const [k, parts] of Object.entries(columns.nodes.parts ?? {})) data.nodes[k].parts = parts.map(([begin, rest, label]) => ({ iri: columns.begins[begin] + rest, label }));
  readClaims(columns, iri);
  readAgreement(columns);
  data.bundles = bundled();
  setTimes();
  return data;
}

// The data by request, from the server that gave the page.
async function request(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`.trim());
  return answer.json();
}

// A data block: JSON, or gzip in base64 when it is long.
export async function block(id) {
  const element = document.getElementById(id);
  return element.type === "application/json" ? JSON.parse(element.textContent) : JSON.parse(new TextDecoder().decode(await binary(id)));
}
// Bytes that a block holds in gzip and base64.
export async function binary(id) {
  const bytes = Uint8Array.from(atob(document.getElementById(id).textContent), (c) => c.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

function rows(columns, names, finish) {
  return columns[names[0]].map((_, k) => {
    const row = { i: k };
    for (const name of names) row[name] = columns[name][k];
    finish(row, k);
    return row;
  });
}

function readNodes(columns, iri) {
  data.nodes = rows(columns, ["l", "m", "h"], (n, k) => {
    n.iri = iri(columns.iri[k]);
    n.k = columns.kinds[columns.k[k]];
    n.g = columns.groups[columns.g[k]];
    n.xy = columns.xy[k] || null;
    n.claims = [];
    n.says = [];
    n.times = n.m.length / 3;
  });
  for (const key of ["al", "la", "v", "t0", "t1", "geo", "same", "en", "why", "maybe"]) {
    for (const [k, value] of Object.entries(columns[key] ?? {})) data.nodes[k][key] = value;
  }
}

function readClaims(columns, iri) {
  const { claims, evidence } = columns, names = claims.terms, nodes = data.nodes;
  data.claims = rows(claims, ["s", "a"], (c, k) => {
    const o = claims.o[k];
    c.iri = iri(claims.iri[k]);
    c.p = names[claims.p[k]];
    c.o = o >= 0 ? o : null;
    c.kind = o >= 0 ? null : names[-1 - o];
    c.f = names[claims.f[k]];
    c.c = claims.c[k] / 1000;
    c.by = claims.makers[claims.by[k]];
    c.q = (claims.q[k] ?? []).map((x) => names[x]);
    c.ch = claims.ch[k] ?? [];
    c.ev = [];
    const raw = claims.raw?.[k]; // what the article's own graph names, where an identity stands for it
    if (raw) c.raw = { s: iri(raw[0]), o: iri(raw[1]), ch: raw[2].map((x) => (x ? iri(x) : "")) };
    nodes[c.s].claims.push(c);
    if (c.o !== null && c.o !== c.s) nodes[c.o].claims.push(c);
    for (const s of new Set(c.ch)) if (s >= 0) nodes[s].says.push(c);
  });
  evidence.of.forEach((of, k) => {
    const [w0, w1, n0, n1] = evidence.at[k], mk = evidence.mk[k], marks = [];
    ["subject", "object", "trigger"].forEach((kind, j) => { if (mk[2 * j] >= 0) marks.push({ kind, start: mk[2 * j], end: mk[2 * j + 1] }); });
    data.claims[of].ev.push({ a: evidence.a[k], w: [w0, w1], n: [n0, n1], marks });
  });
}

// What sources agree and disagree on: between claims, and by slots of an event.
function readAgreement(columns) {
  for (const [a, b, agree, slot, why] of columns.compared ?? []) {
    const [one, other] = [data.claims[a], data.claims[b]], key = agree ? "corroborates" : "contradicts";
    for (const [x, y] of [[one, other], [other, one]]) {
      (x[key] ??= []).push(y);
      (x.reasons ??= new Map()).set(y.i, { slot, why });
    }
  }
  for (const [i, rows] of Object.entries(columns.readings ?? {})) {
    data.nodes[i].readings = rows.map(([slot, label, independent, belief, supporting, opposing]) => ({ slot, label, independent, belief, supporting: supporting.map((k) => data.claims[k]), opposing: opposing.map((k) => data.claims[k]) }));
  }
  for (const [i, rows] of Object.entries(columns.tolls ?? {})) data.nodes[i].tolls = new Map(rows.map(([slot, least, most, latest, asOf, states]) => [slot, { least, most, latest, asOf, states }]));
}

function bundled() {
  const found = new Map();
  for (const c of data.claims) {
    if (c.o === null) continue;
    const key = `${c.s}-${c.o}`;
    if (!found.has(key)) found.set(key, { key, s: c.s, o: c.o, claims: [] });
    found.get(key).claims.push(c);
  }
  return found;
}

// When an event was: its own dates, else those of the times that its claims name.
function setTimes() {
  for (const c of data.claims) {
    if (c.p !== "time" || c.o === null) continue;
    const time = data.nodes[c.o], event = data.nodes[c.s];
    if (!time.t0 || event.own) continue;
    if (!event.t0 || time.t0 < event.t0) { event.t0 = time.t0; event.t1 = time.t1 ?? time.t0; event.when = time.i; }
  }
}

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
export function caption(n) {
  if (n.g !== "event") return n.l;
  const first = (p) => n.claims.find((c) => c.s === n.i && c.p === p && c.o !== null);
  const parts = ["agent", "patient", "place"].map(first).filter((c) => c).map((c) => data.nodes[c.o].l);
  return [n.l, ...new Set(parts)].slice(0, 3).join(" · ");
}
