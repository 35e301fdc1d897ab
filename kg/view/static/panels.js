// What frames the picture: numbers, where to start, what is left out, the legend, and the filters that are set.

import { captionButton, nodeButton } from "./claims.js";
import { data, look, named } from "./data.js";
import { family, visible } from "./draw.js";
import { MOST, more, overview, unhide } from "./explore.js";
import { nodeShown, refilter, valueLabel } from "./filters.js";
import { change, emit, facets, filtered, state } from "./state.js";
import { bdi, button, byId, count, day, el, fill, plural, shorten, svg, t } from "./words.js";

const PATHS = { diamond: "M6 0 12 6 6 12 0 6Z", dot: "M6 0a6 6 0 1 0 .01 0Z", square: "M1 1H11V11H1Z", triangle: "M6 0 12 11H0Z", hexagon: "M3 1H9L12 6 9 11H3L0 6Z", star: "M6 0 7.5 4.3 12 4.5 8.4 7.2 9.7 12 6 9.2 2.3 12 3.6 7.2 0 4.5 4.5 4.3Z", triangleDown: "M0 1H12L6 12Z" };
export const shapePath = (g) => PATHS[look.shapes[g]];

export function summary() {
  const events = data.nodes.filter((n) => n.g === "event").length;
  byId("summary").textContent = [plural("articles", data.articles.length), plural("entities", data.nodes.length - events), plural("events", events), plural("claims", data.claims.length)].join(" · ");
}

const six = (title, list, note, make = nodeButton) => (list.length ? [el("h3", {}, t(title)), el("ol", { class: "top" }, list.slice(0, 6).map((n) => el("li", {}, make(n, 34), el("span", { class: "count" }, note(n)))))] : []);
export function startHere() {
  const of = (g) => data.nodes.filter((n) => n.g === g).sort((a, b) => b.times - a.times || a.i - b.i), times = (n) => count(n.times);
  const speakers = data.nodes.filter((n) => n.says.length).sort((a, b) => b.says.length - a.says.length || a.i - b.i);
  const doubts = (n) => n.claims.filter((c) => c.s === n.i && (["alleged", "denied"].includes(c.f) || c.contradicts?.length)).length;
  const contested = data.nodes.map((n) => [doubts(n), n]).filter(([k]) => k).sort((a, b) => b[0] - a[0] || a[1].i - b[1].i).map((x) => x[1]);
  const latest = data.nodes.filter((n) => n.g === "event" && n.t0).sort((a, b) => (b.t0 < a.t0 ? -1 : b.t0 > a.t0 ? 1 : a.i - b.i));
  fill(byId("start"), el("h2", {}, t("start-here")),
    six("people", of("person"), times), six("organisations", of("org"), times), six("places", of("place"), times),
    six("latest-events", latest, (n) => day(n.t0), captionButton), six("who-speaks", speakers, (n) => count(n.says.length)),
    six("contested", contested, (n) => count(doubts(n)), captionButton), articleList());
}
function articleList() {
  const list = [...data.articles].sort((a, b) => (a.issued < b.issued ? 1 : a.issued > b.issued ? -1 : a.i - b.i)), place = el("ol", { class: "top" });
  const add = (from) => {
    for (const a of list.slice(from, from + 20)) place.append(el("li", {}, button(bdi(shorten(a.title || a.text.trim(), 40)), () => emit("open", { kind: "article", id: a.i }), { class: "plain" }), el("span", { class: "count" }, day(a.issued))));
    const left = list.length - from - 20;
    if (left > 0) { const next = button(t("more-n", { n: count(left) }), () => { next.parentElement.remove(); add(from + 20); }, { class: "small" }); place.append(el("li", {}, next)); }
  };
  add(0);
  return [el("h3", {}, t("articles-list")), place];
}

// What is drawn and what is not, always in words.
export function budget() {
  const shown = visible().length, all = data.nodes.filter((n) => (n.xy || state.drawn.has(n.i)) && nodeShown(n.i)).length, left = data.nodes.filter((n) => n.xy && !state.drawn.has(n.i) && nodeShown(n.i)).length;
  const loose = data.nodes.filter((n) => !n.xy && !state.drawn.has(n.i)).length; // named in an article, but no claim links them
  fill(byId("budget"), el("span", {}, t("showing", { n: count(shown), all: count(all) }), left && !filtered() ? t("by-strength") : "", filtered() ? ` ${t("under-filters")}` : "", loose && !filtered() ? ` · ${plural("loose", loose)}` : ""),
    left && state.drawn.size < MOST ? button(t("more"), () => { more(250); emit("fit"); }, { class: "small" }) : null,
    left ? button(t("choose-differently"), () => emit("to-filters"), { class: "small" }) : null,
    state.hidden.size ? button(`${plural("hidden", state.hidden.size)} · ${t("show-again")}`, unhide, { class: "small" }) : null,
    state.drawn.size >= MOST && left ? el("span", {}, t("budget-full", { n: count(MOST) })) : null,
    button(t("overview"), () => { overview(); emit("fit"); }, { class: "small" }));
}

// The filters in force, each with a button that removes it.
export function chips() {
  const off = (fn) => () => change((s) => { fn(s); refilter(); }, "filters");
  const list = facets.flatMap((name) => [...state.filters[name]].map((v) => button([el("span", { class: "quiet" }, `${t(`filter-${name}`)} `), bdi(valueLabel(name, v)), " ✕"], off((s) => s.filters[name].delete(v)), { class: "chip", "aria-label": t("remove-filter", { name: named(valueLabel(name, v)) }) })));
  if (state.days) list.push(button([`${day(state.days[0])} – ${day(state.days[1])}`, " ✕"], off((s) => { s.days = null; }), { class: "chip" }));
  if (list.length > 1) list.push(button(t("clear-filters"), off((s) => { s.days = null; for (const name of facets) s.filters[name].clear(); }), { class: "small" }));
  fill(byId("chips"), list.map((b) => (b.append ? b : el("span", {}, b))));
}

export function legend() {
  const found = new Set(data.nodes.map((n) => n.g));
  const item = (g) => el("li", {}, svg("svg", { viewBox: "0 0 12 12", "aria-hidden": "true" }, svg("path", { d: shapePath(g), fill: family(g) })), t(`group-${g}`));
  const line = (kind) => el("li", {}, svg("svg", { viewBox: "0 0 22 12", class: `line ${kind}`, "aria-hidden": "true" }, svg("path", { d: "M0 6H22" }), kind === "split" ? svg("path", { d: "M0 6H22", class: "over" }) : null), t(`line-${kind}`));
  fill(byId("legend"), Object.keys(look.shapes).filter((g) => found.has(g)).map(item), line("doubt"), line("split"));
}
