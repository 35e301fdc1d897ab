// The export menu: what can be taken away, of the view or of all.

import { gexf, graphml } from "./networks.js";
import { today } from "./note.js";
import { png, svgText } from "./picture.js";
import { report } from "./report.js";
import { SHEETS } from "./sheets.js";
import { jsonld, turtle } from "./triples.js";
import { button, byId, el, fill, say, t } from "./words.js";

let scope = "view";
const FILES = {
  "nodes.csv": ["text/csv", () => SHEETS.nodes(scope)], "edges.csv": ["text/csv", () => SHEETS.edges(scope)], "claims.csv": ["text/csv", () => SHEETS.claims(scope)],
  graphml: ["application/xml", () => graphml(scope)], gexf: ["application/xml", () => gexf(scope)],
  jsonld: ["application/ld+json", () => jsonld(scope)], ttl: ["text/turtle", () => turtle(scope)],
  svg: ["image/svg+xml", svgText], png: ["image/png", png],
};
const NAMES = { png: "PNG", svg: "SVG", graphml: "GraphML", gexf: "GEXF", ttl: "Turtle", jsonld: "JSON-LD" };
export const make = (kind, which = scope) => { scope = which; return FILES[kind][1](); };

async function download(kind) {
  const content = await make(kind), name = `khabar-${today()}${kind.includes(".") ? `-${kind}` : `.${kind}`}`;
  saveAs(name, content instanceof Blob ? content : new Blob([content], { type: FILES[kind][0] }));
  say(t("saved", { name }));
}
export function saveAs(name, blob) {
  const url = URL.createObjectURL(blob);
  el("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
export function exportDialog() {
  const dialog = byId("dialog"), choice = (v) => el("label", {}, el("input", { type: "radio", name: "scope", value: v, checked: v === scope, onchange: () => { scope = v; } }), ` ${t(`scope-${v}`)}`);
  const of = (kinds) => el("p", { class: "tools" }, kinds.map((k) => button(k.endsWith(".csv") ? `CSV · ${t(`table-of-${k.slice(0, -4)}`)}` : NAMES[k], () => download(k))));
  fill(dialog, el("h2", { id: "dialog-title" }, t("export")), el("fieldset", {}, el("legend", {}, t("scope")), choice("view"), " ", choice("all")),
    el("h3", {}, t("pictures")), of(["png", "svg"]), el("h3", {}, t("tables")), of(["claims.csv", "nodes.csv", "edges.csv"]), el("h3", {}, t("networks")), of(["graphml", "gexf"]),
    el("h3", {}, t("linked-data")), of(["ttl", "jsonld"]), el("h3", {}, t("on-paper")), el("p", {}, button(t("report"), () => { dialog.close(); report(); })),
    el("p", { class: "quiet" }, t("export-note")), button(t("close"), () => dialog.close()));
  dialog.showModal();
}
