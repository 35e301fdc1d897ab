// Claims, nodes and articles of a view as RDF, in the terms of the ontology; Turtle and JSON-LD say the same.

import { data, look, slice } from "./data.js";
import { note } from "./note.js";
import { claimsIn, nodesIn } from "./table.js";
import { bare } from "./words.js";

const PREFIXES = {
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#", rdfs: "http://www.w3.org/2000/01/rdf-schema#", xsd: "http://www.w3.org/2001/XMLSchema#",
  dcterms: "http://purl.org/dc/terms/", prov: "http://www.w3.org/ns/prov#", oa: "http://www.w3.org/ns/oa#", skos: "http://www.w3.org/2004/02/skos/core#", owl: "http://www.w3.org/2002/07/owl#", kh: look.ontology,
};
const name = (short) => { const [prefix, local] = short.split(":"); return PREFIXES[prefix] + local; };
const iri = (value) => ({ iri: value });
const text = (value, lang) => ({ text: bare(value), lang });
const typed = (value, type) => ({ text: String(value), type: name(`xsd:${type}`) });
const RELATION = { type: "rdf:type" };
const predicate = (p) => name(RELATION[p] ?? `kh:${p}`);

// [subject, predicate, object] of everything in a view.
function triples(scope, only = null) {
  const claims = only === null ? claimsIn(scope) : data.nodes[only].claims, out = [], add = (s, p, o) => out.push([s, name(p), o]);
  const nodes = only === null ? nodesIn(scope) : [data.nodes[only]], articles = new Set(claims.map((c) => c.a)), used = new Map(nodes.map((n) => [n.i, n]));
  for (const c of claims) for (const i of [c.s, c.o, ...c.ch]) if (i !== null && i >= 0) used.set(i, data.nodes[i]);
  const about = note(scope);
  add("urn:khabar:export", "dcterms:created", typed(about.created, "date"));
  add("urn:khabar:export", "dcterms:creator", text(about.version));
  add("urn:khabar:export", "dcterms:description", text(`${about.scope}; ${about.filters}`));
  for (const n of used.values()) nodeTriples(n, add);
  for (const a of articles) articleTriples(data.articles[a], add);
  for (const c of claims) claimTriples(c, add, out);
  return out;
}
function nodeTriples(n, add) {
  if (n.g === "event") { add(n.iri, "rdf:type", iri(name("kh:Event"))); add(n.iri, "kh:eventKind", iri(name(`kh:${n.k}`))); } else add(n.iri, "rdf:type", iri(name(`kh:${n.k}`)));
  for (const p of n.parts ?? []) { add(p.iri, "kh:identity", iri(n.iri)); add(p.iri, "rdf:type", iri(name(n.g === "event" ? "kh:Event" : `kh:${n.k}`))); add(p.iri, "rdfs:label", text(p.label, "ar")); }
  for (const link of n.same ?? []) add(n.iri, "owl:sameAs", iri(link));
  add(n.iri, "rdfs:label", text(n.l, "ar"));
  for (const alias of n.al ?? []) add(n.iri, "skos:altLabel", text(alias, "ar"));
  if (n.v) add(n.iri, "kh:value", text(n.v));
  if (n.g === "time" && n.t0) { add(n.iri, "kh:earliest", typed(n.t0, "date")); add(n.iri, "kh:latest", typed(n.t1 ?? n.t0, "date")); }
}
function articleTriples(a, add) {
  add(a.iri, "rdf:type", iri(name("kh:Article")));
  if (a.title) add(a.iri, "dcterms:title", text(a.title));
  if (a.outlet) add(a.iri, "kh:outlet", text(a.outlet));
  if (a.issued) add(a.iri, "dcterms:issued", text(a.issued));
  if (/^https?:/.test(a.url)) add(a.iri, "kh:address", text(a.url));
}
function claimTriples(c, add, out) {
  // Claims name what their article names; identities stand beside them.
  const subject = c.raw?.s ?? data.nodes[c.s].iri, object = iri(c.o === null ? name(`kh:${c.kind}`) : c.raw?.o ?? data.nodes[c.o].iri), plain = c.f === "asserted" && c.q.every((q) => q === "asserted");
  if (plain) out.push([subject, predicate(c.p), object]);
  add(c.iri, "rdf:type", iri(name("kh:Claim")));
  add(c.iri, "rdf:subject", iri(subject));
  add(c.iri, "rdf:predicate", iri(predicate(c.p)));
  add(c.iri, "rdf:object", object);
  for (const f of new Set([c.f])) add(c.iri, "kh:factuality", iri(name(`kh:${f}`)));
  for (const q of c.q) add(c.iri, "kh:qualifier", iri(name(`kh:${q}`)));
  add(c.iri, "kh:confidence", typed(c.c, "decimal"));
  add(c.iri, "prov:wasDerivedFrom", iri(data.articles[c.a].iri));
  let before = c.iri;
  c.ch.forEach((s, k) => {
    const saying = `${c.iri}/saying/${k + 1}`;
    add(before, "kh:claimedBy", iri(saying));
    add(saying, "rdf:type", iri(name(s < 0 ? "kh:UnnamedSaying" : "kh:Saying")));
    if (s >= 0) add(saying, "kh:speaker", iri(c.raw?.ch[k] || data.nodes[s].iri));
    before = saying;
  });
  c.ev.forEach((e, k) => {
    const words = `${c.iri}/words/${k + 1}`;
    add(c.iri, "kh:evidence", iri(words));
    add(words, "kh:inArticle", iri(data.articles[e.a].iri));
    add(words, "oa:start", typed(e.w[0], "integer"));
    add(words, "oa:end", typed(e.w[1], "integer"));
    add(words, "oa:exact", text(slice(e.a, e.w)));
  });
  for (const key of ["contradicts", "corroborates"]) for (const x of c[key] ?? []) add(c.iri, `kh:${key}`, iri(x.iri));
}

const escaped = (x) => x.replace(/[\\"\n\r\t]/g, (c) => ({ "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" })[c]).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "");
const safe = (x) => x.replace(/[\u0000-\u0020<>"{}|^`\\]/g, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, "0")}`);
function shortened(value) {
  for (const [prefix, begin] of Object.entries(PREFIXES)) if (value.startsWith(begin) && /^[A-Za-z][\w-]*$/.test(value.slice(begin.length))) return `${prefix}:${value.slice(begin.length)}`;
  return `<${safe(value)}>`;
}
const object = (o) => (o.iri ? shortened(o.iri) : `"${escaped(o.text)}"${o.lang ? `@${o.lang}` : o.type ? `^^${shortened(o.type)}` : ""}`);
function grouped(list) {
  const found = new Map();
  for (const [s, p, o] of list) { const of = found.get(s) ?? found.set(s, new Map()).get(s); (of.get(p) ?? of.set(p, []).get(p)).push(o); }
  return found;
}
export function turtle(scope, only = null) {
  const list = [...grouped(triples(scope, only))].map(([s, of]) => `${shortened(s)} ${[...of].map(([p, all]) => `${p === PREFIXES.rdf + "type" ? "a" : shortened(p)} ${[...new Set(all.map(object))].join(", ")}`).join(" ;\n    ")} .`);
  return `${Object.entries(PREFIXES).map(([p, begin]) => `@prefix ${p}: <${begin}> .`).join("\n")}\n\n${list.join("\n\n")}\n`;
}
export function jsonld(scope) {
  const value = (o) => (o.iri ? { "@id": safe(o.iri) } : { "@value": bare(o.text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, ""), ...(o.lang && { "@language": o.lang }), ...(o.type && { "@type": o.type }) });
  const graph = [...grouped(triples(scope))].map(([s, of]) => ({ "@id": safe(s), ...Object.fromEntries([...of].map(([p, all]) => (p === `${PREFIXES.rdf}type` ? ["@type", all.map((o) => o.iri)] : [p, all.map(value)]))) }));
  return `${JSON.stringify({ "@context": {}, "@graph": graph }, null, 1)}\n`;
}
