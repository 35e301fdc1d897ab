// GraphML and GEXF: nodes of the graph, a directed edge for each claim between two of them.

import { data, slice } from "./data.js";
import { noteLine, today } from "./note.js";
import { claimsIn, nodesIn, speakers } from "./table.js";
import { spot } from "./spots.js";
import { bare } from "./words.js";

const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const xml = (x) => bare(x ?? "").replace(FORBIDDEN, "").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const NODE = [["label", "string"], ["kind", "string"], ["group", "string"], ["mentions", "int"], ["latin", "string"], ["earliest", "string"], ["latest", "string"], ["x", "double"], ["y", "double"]];
const EDGE = [["relation", "string"], ["factuality", "string"], ["speakers", "string"], ["confidence", "double"], ["article", "string"], ["published", "string"], ["words", "string"]];
const nodeValues = (n) => [n.l, n.k, n.g, n.times, n.la ?? "", n.t0 ?? "", n.t1 ?? "", ...spot(n.i)];
const edgeValues = (c) => [c.p, c.f, speakers(c), c.c, data.articles[c.a].iri, data.articles[c.a].issued, c.ev.length ? slice(c.ev[0].a, c.ev[0].w) : ""];

// Nodes and the claims that link two of them.
function parts(scope) {
  const nodes = nodesIn(scope), inside = new Set(nodes.map((n) => n.i));
  return { nodes, edges: claimsIn(scope).filter((c) => c.o !== null && inside.has(c.s) && inside.has(c.o)) };
}
export function graphml(scope) {
  const { nodes, edges } = parts(scope), keys = (list, kind) => list.map(([name, type]) => `<key id="${kind[0]}_${name}" for="${kind}" attr.name="${name}" attr.type="${type}"/>`).join("\n");
  const values = (list, kind, found) => list.map(([name], k) => `<data key="${kind[0]}_${name}">${xml(found[k])}</data>`).join("");
  return `<?xml version="1.0" encoding="UTF-8"?>\n<!-- ${xml(noteLine(scope)).replaceAll("--", "- -")} -->
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
${keys(NODE, "node")}\n${keys(EDGE, "edge")}
<key id="g_note" for="graph" attr.name="note" attr.type="string"/>
<graph edgedefault="directed"><data key="g_note">${xml(noteLine(scope))}</data>
${nodes.map((n) => `<node id="${xml(n.iri)}">${values(NODE, "node", nodeValues(n))}</node>`).join("\n")}
${edges.map((c) => `<edge id="${xml(c.iri)}" source="${xml(data.nodes[c.s].iri)}" target="${xml(data.nodes[c.o].iri)}">${values(EDGE, "edge", edgeValues(c))}</edge>`).join("\n")}
</graph></graphml>\n`;
}
export function gexf(scope) {
  const { nodes, edges } = parts(scope), rest = NODE.filter(([name]) => name !== "label"), skip = 1;
  const keys = (list) => list.map(([name, type], k) => `<attribute id="${k}" title="${name}" type="${type === "int" ? "integer" : type}"/>`).join("");
  const values = (list, found) => `<attvalues>${list.map((_, k) => `<attvalue for="${k}" value="${xml(found[k])}"/>`).join("")}</attvalues>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2"><meta lastmodifieddate="${today()}"><creator>Khabar</creator><description>${xml(noteLine(scope))}</description></meta>
<graph defaultedgetype="directed" mode="static">
<attributes class="node">${keys(rest)}</attributes><attributes class="edge">${keys(EDGE)}</attributes>
<nodes>\n${nodes.map((n) => `<node id="${xml(n.iri)}" label="${xml(n.l)}">${values(rest, nodeValues(n).slice(skip))}</node>`).join("\n")}\n</nodes>
<edges>\n${edges.map((c) => `<edge id="${xml(c.iri)}" source="${xml(data.nodes[c.s].iri)}" target="${xml(data.nodes[c.o].iri)}">${values(EDGE, edgeValues(c))}</edge>`).join("\n")}\n</edges>
</graph></gexf>\n`;
}
