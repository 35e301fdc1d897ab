// Nodes, edges and claims as CSV; claims carry their evidence.

import { data, slice, sources } from "./data.js";
import { visibleBundles } from "./draw.js";
import { claimShown } from "./filters.js";
import { noteLine } from "./note.js";
import { claimsIn, nodesIn, objectName, speakers } from "./table.js";
import { bare } from "./words.js";

// A leading sign of a formula is quoted, so that a spreadsheet shows it as text.
const quote = (x) => { const text = bare(x ?? ""); return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`; };
const sheet = (heads, rows, scope) => `\ufeff${[[...heads, "note"], ...rows.map((r, k) => [...r, k ? "" : noteLine(scope)])].map((row) => row.map(quote).join(",")).join("\r\n")}\r\n`;

export const SHEETS = {
  nodes: (scope) => sheet(["iri", "label", "kind", "group", "aliases", "latin", "mentions", "claims", "earliest", "latest", "latitude", "longitude"],
    nodesIn(scope).map((n) => [n.iri, n.l, n.k, n.g, (n.al ?? []).join(" | "), n.la, n.times, n.claims.length, n.t0, n.t1, n.geo?.[0], n.geo?.[1]]), scope),
  edges: (scope) => sheet(["subject", "object", "subject_label", "object_label", "relations", "claims", "sources"],
    (scope === "all" ? [...data.bundles.values()] : visibleBundles()).map((b) => {
      const claims = b.claims.filter(claimShown);
      return [data.nodes[b.s].iri, data.nodes[b.o].iri, data.nodes[b.s].l, data.nodes[b.o].l, [...new Set(claims.map((c) => c.p))].join(" | "), claims.length, sources(claims)];
    }), scope),
  claims: (scope) => sheet(["claim", "subject", "relation", "object", "subject_label", "object_label", "stance", "speakers", "confidence", "outlet", "published", "title", "words", "sentence", "start", "end", "article", "address", "maker"],
    claimsIn(scope).flatMap((c) => c.ev.map((e) => {
      const a = data.articles[e.a];
      return [c.iri, data.nodes[c.s].iri, c.p, c.o === null ? c.kind : data.nodes[c.o].iri, data.nodes[c.s].l, objectName(c), [c.f, ...c.q.filter((q) => q !== c.f)].join(" | "), speakers(c), c.c, a.outlet, a.issued, a.title, slice(e.a, e.w), slice(e.a, e.n), e.w[0], e.w[1], a.iri, a.url, c.by];
    })), scope),
};
