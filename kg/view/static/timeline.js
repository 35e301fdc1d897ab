// Events along time, in lanes; an uncertain date is a bar over all the days that it may be.

import { captionButton } from "./claims.js";
import { caption, data } from "./data.js";
import { family } from "./draw.js";
import { claimShown, nodeShown } from "./filters.js";
import { shapePath } from "./panels.js";
import { emit, state } from "./state.js";
import { count, day, el, fill, isolate, plural, shorten, svg, t, term } from "./words.js";

const DAY = 86400000, ROW = 24, PAD = 12, NAME = 150, MOST_LANES = 16, MOST = 400;
let by = "kind";

const ms = (iso) => Date.parse(`${iso.length === 4 ? `${iso}-01-01` : iso.length === 7 ? `${iso}-01` : iso.slice(0, 10)}T00:00:00Z`);

// Dated events that pass the filters, and how many have no date.
function events() {
  const all = data.nodes.filter((n) => n.g === "event" && nodeShown(n.i) && (n.claims.some(claimShown) || !n.claims.length));
  const dated = all.filter((n) => n.t0 && Number.isFinite(ms(n.t0))).map((n) => ({ n, from: ms(n.t0), to: Math.max(ms(n.t0), ms(n.t1 ?? n.t0)) }));
  return { dated: dated.sort((a, b) => a.from - b.from || a.n.i - b.n.i), without: all.length - dated.length };
}
// The stretch that holds the middle nine tenths; what lies far outside is listed, not pressed in.
function stretch(dated) {
  const at = (share) => dated[Math.min(dated.length - 1, Math.floor(share * dated.length))].from;
  const [low, high] = state.days && state.clock === "event" ? state.days.map(ms) : dated.length < 12 ? [dated[0].from, Math.max(...dated.map((e) => e.to))] : [at(0.05), at(0.95)];
  const pad = Math.max(3 * DAY, (high - low) * 0.06);
  return [low - pad, high + pad];
}
function laneOf(n) {
  if (by === "kind") return term(n.k);
  const c = n.claims.find((x) => x.s === n.i && x.p === by && x.o !== null);
  return c ? data.nodes[c.o].l : t("no-lane");
}
export function timelineView(place) {
  const { dated, without } = events();
  const tools = el("div", { class: "view-tools" }, el("label", {}, `${t("lanes-by")} `, el("select", { onchange: (e) => { by = e.target.value; timelineView(place); } }, ["kind", "place", "agent"].map((v) => el("option", { value: v, selected: v === by }, t(`lane-${v}`))))),
    el("span", { class: "quiet" }, `${plural("events", dated.length)}${without ? ` · ${plural("undated-events", without)}` : ""}`));
  if (!dated.length) { fill(place, tools, el("p", {}, t("no-dated-events"))); return; }
  const [low, high] = stretch(dated), inside = dated.filter((e) => e.to >= low && e.from <= high).slice(0, MOST), outside = dated.filter((e) => !inside.includes(e));
  fill(place, tools, chart(inside, low, high, Math.max(640, place.clientWidth - 44)),
    outside.length ? el("details", {}, el("summary", {}, plural("outside", outside.length)), el("ol", { class: "top" }, outside.slice(0, 100).map((e) => el("li", {}, captionButton(e.n), el("span", { class: "count" }, day(e.n.t0)))))) : null);
}
function chart(list, low, high, wide) {
  const lanes = new Map(), x = (v) => NAME + (Math.max(low, Math.min(high, v)) - low) / (high - low) * (wide - NAME - PAD);
  for (const e of list) (lanes.get(laneOf(e.n)) ?? lanes.set(laneOf(e.n), []).get(laneOf(e.n))).push(e);
  const order = [...lanes].sort((a, b) => (a[0] === t("no-lane")) - (b[0] === t("no-lane")) || b[1].length - a[1].length || a[0].localeCompare(b[0]));
  const kept = order.slice(0, MOST_LANES), rest = order.slice(MOST_LANES).flatMap((l) => l[1]);
  if (rest.length) kept.push([t("other-lanes"), rest.sort((a, b) => a.from - b.from)]);
  const parts = [];
  let y = 30;
  for (const [name, inside] of kept) {
    const rows = [];
    const height = () => Math.max(1, rows.length) * ROW;
    const items = inside.map((e) => {
      const label = shorten(caption(e.n), 34), from = x(e.from), to = Math.max(from + 10, x(e.to + DAY)), end = Math.max(to, from + 14) + label.length * 6.3 + 8;
      const flip = end > wide, left = flip ? from - label.length * 6.3 - 8 : from, right = flip ? to : end;
      let k = rows.findIndex((taken) => taken.every(([a, b]) => right < a || left > b));
      if (k < 0) { k = rows.length; rows.push([]); }
      rows[k].push([left, right]);
      return { e, label, from, to, flip, k };
    });
    parts.push(svg("line", { x1: 0, x2: wide, y1: y, y2: y, class: "lane" }), svg("text", { x: NAME - 10, y: y + 16, "text-anchor": "end", class: "lane-name" }, isolate(shorten(name, 22))));
    for (const item of items) parts.push(mark(item, y + item.k * ROW));
    y += height() + 4;
  }
  return svg("svg", { viewBox: `0 0 ${wide} ${y + 6}`, width: wide, height: y + 6, class: "timeline", id: "timeline-svg", direction: "ltr", role: "group", "aria-label": t("timeline-label", { n: count(list.length), from: day(new Date(low).toISOString().slice(0, 10)), to: day(new Date(high).toISOString().slice(0, 10)) }) }, axis(low, high, x, y), parts);
}
function mark({ e, label, from, to, flip }, y) {
  const open = () => emit("open", { kind: "node", id: e.n.i }), color = family("event"), wide = to - from > 14;
  return svg("g", { tabindex: 0, role: "button", class: "event", "aria-label": `${caption(e.n)}, ${day(e.n.t0)}`, onclick: open, onkeydown: (k) => { if (k.key === "Enter" || k.key === " ") { k.preventDefault(); open(); } } },
    svg("title", {}, `${caption(e.n)} · ${day(e.n.t0)}${e.n.t1 && e.n.t1 !== e.n.t0 ? ` – ${day(e.n.t1)}` : ""}`),
    wide ? svg("rect", { x: from, y: y + 7, width: to - from, height: 9, rx: 4, fill: color, "fill-opacity": 0.45 }) : svg("path", { d: shapePath("event"), transform: `translate(${from} ${y + 5})`, fill: color }),
    svg("text", { x: flip ? from - 6 : to + 5, y: y + 16, "text-anchor": flip ? "end" : "start" }, isolate(label)));
}
function axis(low, high, x, bottom) {
  const days = (high - low) / DAY, step = days < 45 ? 7 : days < 400 ? 31 : days < 1500 ? 120 : 365 * Math.ceil(days / 365 / 10);
  const ticks = [];
  for (let at = low + step * DAY / 2; at < high; at += step * DAY) ticks.push(at);
  return ticks.slice(0, 40).map((at) => {
    const iso = new Date(at).toISOString();
    return svg("g", { class: "tick" }, svg("line", { x1: x(at), x2: x(at), y1: 22, y2: bottom }), svg("text", { x: x(at), y: 14, "text-anchor": "middle" }, day(iso.slice(0, days > 1500 ? 4 : days > 120 ? 7 : 10))));
  });
}
