// The contradiction board: what each source says of one event, slot by slot, with what they disagree on in front.

import { captionButton, chip, claimItem, relation } from "./claims.js";
import { caption, data, outletOf, named } from "./data.js";
import { claimShown } from "./filters.js";
import { change, state } from "./state.js";
import { bdi, count, el, fill, isolate, plural, shorten, t, term } from "./words.js";

const ONE_VALUE = new Set(["time", "place", "amount", "from", "to", "type", "count", "age"]);
const MOST = 8;

// Events told of together: this one, and those whose claims are linked to its own.
export function cluster(i) {
  const found = new Set([i]), wait = [i];
  while (wait.length) {
    for (const c of data.nodes[wait.pop()].claims) for (const x of [...(c.contradicts ?? []), ...(c.corroborates ?? [])]) {
      const n = data.nodes[x.s];
      if (n.g === "event" && !found.has(n.i)) { found.add(n.i); wait.push(n.i); }
    }
  }
  return [...found];
}
// A source: the nearest speaker with a name, under the outlet that reports it.
function sourceOf(c) {
  const speaker = c.ch.find((s) => s >= 0);
  return { outlet: named(outletOf(c)), speaker: speaker === undefined ? (c.ch.length ? t("unnamed") : "") : data.nodes[speaker].l };
}
const valueOf = (c) => (c.o === null ? c.kind : data.nodes[c.o].v || data.nodes[c.o].l);
function meet(a, b) {
  const [x, y] = [data.nodes[a.o], data.nodes[b.o]];
  return x?.t0 && y?.t0 && x.t0 <= (y.t1 ?? y.t0) && y.t0 <= (x.t1 ?? x.t0);
}
const sourceKey = (c) => { const { outlet, speaker } = sourceOf(c); return `${outlet}\u0000${speaker}`; };

// Why claims of one slot cannot stand together, or "". A slot that holds one value differs when two sources share none.
function conflict(slot, claims) {
  if (claims.some((c) => c.contradicts?.some((x) => claims.includes(x)))) return "linked";
  const bySource = new Map();
  for (const a of claims) {
    if (claims.some((b) => valueOf(a) === valueOf(b) && a.f === "denied" && b.f === "asserted")) return "denied";
    (bySource.get(sourceKey(a)) ?? bySource.set(sourceKey(a), []).get(sourceKey(a))).push(a);
  }
  if (!ONE_VALUE.has(slot)) return "";
  const apart = (x, y) => !x.some((a) => y.some((b) => valueOf(a) === valueOf(b) || meet(a, b)));
  const sides = [...bySource.values()];
  return sides.some((x, k) => sides.slice(k + 1).some((y) => apart(x, y))) ? "differs" : "";
}
// The rows of a board: the versions of each slot where the graph has them, else claims by relation.
export function slots(events) {
  const versions = events.flatMap((i) => data.nodes[i].readings ?? []);
  return versions.length ? readSlots(versions, events) : plainSlots(events);
}
function readSlots(versions, events) {
  const found = new Map();
  for (const r of versions) {
    const sides = [...r.supporting, ...r.opposing].filter(claimShown);
    if (sides.length) (found.get(r.slot) ?? found.set(r.slot, []).get(r.slot)).push({ ...r, claims: sides });
  }
  return [...found].map(([slot, list]) => {
    const claims = [...new Set(list.flatMap((r) => r.claims))], inside = new Set(claims), toll = events.map((i) => data.nodes[i].tolls?.get(slot)).find((x) => x);
    const against = claims.some((c) => (c.contradicts ?? []).some((x) => inside.has(x) && c.reasons?.get(x.i)?.slot === slot));
    return { slot, claims, toll, labels: new Map(list.flatMap((r) => r.claims.map((c) => [c.i, r]))), why: against ? (toll?.states.includes("revised") ? "revised" : "linked") : "" };
  }).sort((a, b) => (b.why !== "") - (a.why !== "") || b.claims.length - a.claims.length);
}
function plainSlots(events) {
  const inside = new Set(events), found = new Map();
  for (const i of events) for (const c of data.nodes[i].claims) {
    if (!inside.has(c.s) || !claimShown(c)) continue;
    (found.get(c.p) ?? found.set(c.p, []).get(c.p)).push(c);
  }
  return [...found].map(([slot, claims]) => ({ slot, claims, why: conflict(slot, claims) })).sort((a, b) => (b.why !== "") - (a.why !== "") || b.claims.length - a.claims.length);
}
// Events worth a board: those with conflicts, then those that most sources tell of.
function candidates() {
  const seen = new Set(), list = [];
  for (const n of data.nodes) {
    if (n.g !== "event" || seen.has(n.i)) continue;
    const events = cluster(n.i);
    for (const i of events) seen.add(i);
    const found = slots(events), claims = found.flatMap((s) => s.claims);
    if (!claims.length) continue;
    list.push({ n, events, conflicts: found.filter((s) => s.why).length, tellers: new Set(claims.map(sourceKey)).size });
  }
  return list.sort((a, b) => b.conflicts - a.conflicts || b.tellers - a.tellers || b.n.claims.length - a.n.claims.length || a.n.i - b.n.i);
}

export function boardView(place) {
  const list = candidates();
  if (!list.length) { fill(place, el("p", {}, t("no-events"))); return; }
  const chosen = state.chosen.board !== undefined && list.find((x) => x.events.includes(state.chosen.board)) || list[0];
  const pick = el("select", { "aria-label": t("board-of"), onchange: (e) => change((s) => { s.chosen.board = Number(e.target.value); }, "chosen") },
    list.slice(0, 200).map((x) => el("option", { value: x.n.i, selected: x === chosen }, `${x.conflicts ? "⚡ " : ""}${isolate(shorten(caption(x.n), 44))} (${plural("tellers", x.tellers)})`)));
  const rows = slots(chosen.events), columns = columnsOf(rows.flatMap((r) => r.claims));
  fill(place, el("div", { class: "view-tools" }, el("label", {}, `${t("board-of")} `, pick), el("span", { class: "quiet" }, chosen.conflicts ? plural("conflicts", chosen.conflicts) : t("no-conflicts"))),
    el("h2", { class: "big" }, chosen.events.slice(0, 6).flatMap((i, k) => [k ? " + " : "", captionButton(data.nodes[i], 80)])), el("p", { class: "quiet" }, t("board-how")),
    el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": t("board-label") }, el("table", { class: "board" }, head(columns), el("tbody", {}, rows.map((r) => row(r, columns))))));
}
function columnsOf(claims) {
  const found = new Map();
  for (const c of claims) (found.get(sourceKey(c)) ?? found.set(sourceKey(c), []).get(sourceKey(c))).push(c);
  return [...found].sort((a, b) => b[1].length - a[1].length).slice(0, MOST).map(([key, list]) => ({ key, ...sourceOf(list[0]) }));
}
const head = (columns) => el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t("column-slot")), columns.map((c) => el("th", { scope: "col" }, bdi(c.speaker || t("article-itself")), el("div", { class: "quiet" }, bdi(c.outlet))))));
function row({ slot, claims, why, toll, labels }, columns) {
  return el("tr", { class: why ? "conflict" : null }, el("th", { scope: "row" }, slotName(slot), toll ? el("div", { class: "quiet" }, toll.least === toll.most ? count(toll.latest) : t("toll", { least: count(toll.least), most: count(toll.most), latest: count(toll.latest) })) : null, why ? el("div", { class: "alarm" }, `⚡ ${t(`conflict-${why}`)}`) : null), columns.map((c) => el("td", {}, cell(claims.filter((x) => sourceKey(x) === c.key), labels))));
}
const slotName = (slot) => (["happened", "killed", "injured", "arrested", "displaced"].includes(slot) ? t(`slot-${slot}`) : relation(slot));
function cell(claims, labels) {
  const byValue = new Map();
  for (const c of claims) { const key = `${labels?.get(c.i)?.label ?? valueOf(c)} ${c.f}`; (byValue.get(key) ?? byValue.set(key, []).get(key)).push(c); }
  return [...byValue.values()].map((same) => {
    const c = same[0], details = el("details", {}, el("summary", {}, labels?.has(c.i) ? bdi(labels.get(c.i).label) : c.o === null ? term(c.kind) : bdi(data.nodes[c.o].l), " ", chip(c.f), same.length > 1 ? ` ×${count(same.length)}` : ""));
    details.addEventListener("toggle", () => { if (details.open && details.childElementCount === 1) details.append(el("ul", { class: "claims" }, same.map((x) => claimItem(x)))); });
    return details;
  });
}
