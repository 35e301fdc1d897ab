// The table twin: what the picture shows, as rows that can be read, sorted and walked through without seeing it.

import { captionButton, relation } from "./claims.js";
import { data, named, slice, sources } from "./data.js";
import { visible, visibleBundles } from "./draw.js";
import { shownClaims } from "./filters.js";
import { adjust, emit, filtered, state } from "./state.js";
import { bdi, button, byId, count, day, el, fill, plural, t, term } from "./words.js";

const MOST = 200;
let kind = "claims", scope = "view", sort = null, many = MOST;

// Claims of the picture: between visible nodes, and what visible events are told as.
function viewClaims() {
  const shown = new Set(visible());
  return shownClaims().filter((c) => shown.has(c.s) && (c.o === null || shown.has(c.o)));
}
export const claimsIn = (which) => (which === "all" ? (filtered() ? shownClaims() : data.claims) : viewClaims());
export const nodesIn = (which) => (which === "all" ? data.nodes : visible().sort((a, b) => a - b).map((i) => data.nodes[i]));
export const speakers = (c) => (c.ch.length ? c.ch.map((s) => (s < 0 ? t("unnamed") : data.nodes[s].l)).join(" ← ") : t("article-itself"));
export const objectName = (c) => (c.o === null ? term(c.kind) : data.nodes[c.o].l);

const COLUMNS = {
  claims: ["subject", "relation", "object", "stance", "teller", "words", "date"],
  nodes: ["name", "kind", "mentions", "claims", "date"],
  edges: ["subject", "object", "relation", "claims", "sources"],
};
const cellsOf = {
  claims: (c) => [data.nodes[c.s].l, relation(c.p), objectName(c), term(c.f), speakers(c), c.ev.length ? slice(c.ev[0].a, c.ev[0].w) : "", data.articles[c.a].issued],
  nodes: (n) => [n.l, term(n.k), n.times, n.claims.length, n.t0 ?? ""],
  edges: (b) => [data.nodes[b.s].l, data.nodes[b.o].l, [...new Set(b.claims.map((c) => relation(c.p)))].join(t("comma")), b.claims.length, sources(b.claims)],
};
const open = {
  claims: (c) => () => emit("open", c.o === null || c.o === c.s ? { kind: "node", id: c.s } : { kind: "bundle", id: `${c.s}-${c.o}` }),
  nodes: (n) => () => emit("open", { kind: "node", id: n.i }),
  edges: (b) => () => emit("open", { kind: "bundle", id: b.key }),
};
const list = () => (kind === "nodes" ? nodesIn(scope) : kind === "claims" ? claimsIn(scope) : scope === "all" ? [...data.bundles.values()] : visibleBundles());

export function drawTable() {
  const place = byId("table");
  if (place.hidden) return;
  let rows = list().map((x) => ({ x, cells: cellsOf[kind](x) }));
  if (sort) rows = rows.sort((a, b) => sort.way * (typeof a.cells[sort.by] === "number" ? a.cells[sort.by] - b.cells[sort.by] : String(a.cells[sort.by]).localeCompare(String(b.cells[sort.by]), "ar")));
  const head = COLUMNS[kind].map((name, k) => el("th", { scope: "col", "aria-sort": sort?.by === k ? (sort.way > 0 ? "ascending" : "descending") : "none" }, button(`${t(`column-${name}`)}${sort?.by === k ? (sort.way > 0 ? " ▲" : " ▼") : ""}`, () => { sort = sort?.by === k && sort.way > 0 ? { by: k, way: -1 } : { by: k, way: 1 }; drawTable(); }, { class: "plain" })));
  fill(place, el("div", { class: "table-tools" },
    chooser("table-of", ["claims", "nodes", "edges"], kind, (v) => { kind = v; sort = null; many = MOST; drawTable(); }),
    chooser("scope", ["view", "all"], scope, (v) => { scope = v; many = MOST; drawTable(); }),
    el("span", { class: "quiet", role: "status" }, rows.length > many ? t("showing", { n: count(many), all: count(rows.length) }) : plural("rows", rows.length)),
    button(t("close"), () => emit("table"), { class: "small" })),
  el("table", { "aria-label": t("table-label") }, el("thead", {}, el("tr", {}, head)), el("tbody", {}, rows.slice(0, many).map(({ x, cells }) => el("tr", {}, cells.map((text, k) => cell(x, text, k)))))),
  rows.length > many ? button(t("more-n", { n: count(rows.length - many) }), () => { many += 500; drawTable(); }) : null);
}
function cell(x, text, k) {
  if (k === 0) return el("td", {}, kind === "nodes" ? captionButton(x) : button(bdi(text), open[kind](x), { class: "plain" }));
  const words = typeof text === "number" ? count(text) : COLUMNS[kind][k] === "date" ? day(text) : named(text);
  return el("td", { class: COLUMNS[kind][k] }, bdi(words));
}
function chooser(name, values, value, fn) {
  return el("label", {}, el("span", { class: "quiet" }, `${t(name)} `), el("select", { onchange: (e) => fn(e.target.value) }, values.map((v) => el("option", { value: v, selected: v === value }, t(`${name}-${v}`)))));
}
export function toggleTable() {
  const place = byId("table");
  place.hidden = !place.hidden;
  byId("to-table").setAttribute("aria-expanded", String(!place.hidden));
  adjust(() => state, "table");
  if (!place.hidden) place.querySelector(".table-tools button")?.focus();
  else byId("canvas").focus();
}
