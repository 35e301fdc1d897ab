// From columns to the graph in memory. What the first view does not need is made when it is asked for.

import { data, look, sources } from "./data.js";
import { ui } from "./words.js";

class Plain { constructor(i) { this.i = i; } }
// Passages stand in the order of their claims: those of claim k are from firstPassage[k] on.
let passages = null, firstPassage = null;
class Claim extends Plain {
  get ev() { return (this.passages ??= evidence(this.i)); }
}
function evidence(claim) {
  const found = [];
  for (let k = firstPassage[claim]; k < firstPassage[claim + 1]; k += 1) {
    const [w0, w1, n0, n1] = passages.at[k], mk = passages.mk[k], marks = [];
    ["subject", "object", "trigger"].forEach((kind, j) => { if (mk[2 * j] >= 0) marks.push({ kind, start: mk[2 * j], end: mk[2 * j + 1] }); });
    found.push({ a: passages.a[k], w: [w0, w1], n: [n0, n1], marks });
  }
  return found;
}

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
  const text = document.getElementById(id).textContent, bytes = Uint8Array.fromBase64?.(text) ?? signs(atob(text));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

// For browsers without Uint8Array.fromBase64.
function signs(text) {
  const bytes = new Uint8Array(text.length);
  for (let k = 0; k < text.length; k += 1) bytes[k] = text.charCodeAt(k);
  return bytes;
}

function rows(columns, names, finish, Row = Plain) {
  return columns[names[0]].map((_, k) => {
    const row = new Row(k);
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
    const raw = claims.raw?.[k]; // what the article's own graph names, where an identity stands for it
    if (raw) c.raw = { s: iri(raw[0]), o: iri(raw[1]), ch: raw[2].map((x) => (x ? iri(x) : "")) };
    nodes[c.s].claims.push(c);
    if (c.o !== null && c.o !== c.s) nodes[c.o].claims.push(c);
    for (const s of new Set(c.ch)) if (s >= 0) nodes[s].says.push(c);
  }, Claim);
  passages = evidence;
  firstPassage = new Int32Array(data.claims.length + 1);
  for (const of of evidence.of) firstPassage[of + 1] += 1;
  for (let k = 0; k < data.claims.length; k += 1) firstPassage[k + 1] += firstPassage[k];
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

// When an event was: its own dates, else the time that most sources tell. `dates` are all that is told, that one first.
function setTimes() {
  const dated = new Set();
  for (const c of data.claims) {
    if (c.p !== "time" || c.o === null || c.f === "denied") continue;
    const { t0, t1 = t0, i } = data.nodes[c.o], event = data.nodes[c.s];
    if (!t0) continue;
    const list = (event.dates ??= []), same = list.find((x) => x.t0 === t0 && x.t1 === t1);
    if (same) same.claims.push(c); else list.push({ t0, t1, when: i, claims: [c] });
    dated.add(event);
  }
  for (const event of dated) {
    event.dates.sort((a, b) => sources(b.claims) - sources(a.claims) || b.claims.length - a.claims.length || (a.t0 !== a.t1) - (b.t0 !== b.t1) || (a.t0 < b.t0 ? -1 : 1));
    if (!event.t0) Object.assign(event, { t0: event.dates[0].t0, t1: event.dates[0].t1, when: event.dates[0].when });
  }
}
