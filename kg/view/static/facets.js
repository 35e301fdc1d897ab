// Filters with counts that follow one another; an empty facet lets everything through.

import { SCORES, facetCounts, refilter, valueLabel } from "./filters.js";
import { fold } from "./fold.js";
import { change, facets, filtered, state } from "./state.js";
import { bdi, button, byId, count, el, fill, t } from "./words.js";

const MOST = 8, SLACK = 2; // one or two more are shown rather than hidden behind a button
const opened = new Set(["kind", "stance"]), long = new Set();

export function drawFacets() {
  const focused = document.activeElement?.dataset?.facet && `${document.activeElement.dataset.facet}\u0000${document.activeElement.value}`;
  fill(byId("filters"), el("h2", { id: "filters-title" }, t("filters")), facets.map(facet),
    filtered() ? button(t("clear-filters"), () => change((s) => { s.days = null; for (const name of facets) s.filters[name].clear(); refilter(); }, "filters")) : null);
  if (focused) [...byId("filters").querySelectorAll("input")].find((x) => `${x.dataset.facet}\u0000${x.value}` === focused)?.focus();
}
// A facet's values are counted and written when it is opened.
function facet(name) {
  const chosen = state.filters[name];
  const details = el("details", { "data-name": name }, el("summary", {}, t(`filter-${name}`), chosen.size ? el("span", { class: "count" }, ` ${count(chosen.size)}`) : null));
  const build = () => { if (details.childElementCount === 1) details.append(...inner(name)); };
  details.addEventListener("toggle", () => { opened[details.open ? "add" : "delete"](name); if (details.open) build(); });
  if (opened.has(name) || chosen.size > 0) { build(); details.open = true; }
  return details;
}
function inner(name) {
  const counts = new Map(facetCounts(name)), chosen = state.filters[name];
  for (const v of chosen) if (!counts.has(v)) counts.set(v, 0);
  const order = name === "score" ? (a, b) => SCORES.indexOf(a[0]) - SCORES.indexOf(b[0]) : name === "sources" ? (a, b) => (a[0] < b[0] ? 1 : -1) : (a, b) => b[1] - a[1] || String(a[0]).localeCompare(String(b[0]));
  const rows = [...counts].sort(order), shown = long.has(name) ? rows : rows.filter(([v], k) => k < MOST || rows.length <= MOST + SLACK || chosen.has(v));
  return [rows.length > 30 ? finder(name) : null,
    el("ul", { class: "facet" }, shown.map(([value, n]) => row(name, value, n))),
    shown.length < rows.length ? button(t("more-n", { n: count(rows.length - shown.length) }), () => { long.add(name); drawFacets(); }, { class: "small" }) : null].filter((x) => x);
}
function row(name, value, n) {
  const toggle = (e) => change((s) => { s.filters[name][e.target.checked ? "add" : "delete"](value); refilter(); }, "filters");
  return el("li", {}, el("label", {}, el("input", { type: "checkbox", "data-facet": name, value, checked: state.filters[name].has(value), onchange: toggle }), bdi(valueLabel(name, value))), el("span", { class: "count" }, count(n)));
}
function finder(name) {
  const hide = (e) => {
    long.add(name);
    const list = e.target.parentElement.querySelector("ul"), wanted = fold(e.target.value);
    fill(list, [...facetCounts(name)].filter(([v]) => fold(valueLabel(name, v)).includes(wanted)).sort((a, b) => b[1] - a[1]).slice(0, 60).map(([v, n]) => row(name, v, n)));
  };
  return el("input", { type: "search", class: "finder", dir: "auto", "aria-label": t("find-in", { name: t(`filter-${name}`) }), placeholder: t("find-in", { name: t(`filter-${name}`) }), oninput: hide });
}
