// Time: how many claims each day, week or month holds, a brush to choose a stretch, and a window that plays.

import { facetCounts, refilter } from "./filters.js";
import { change, emit, on, state } from "./state.js";
import { button, byId, count, day, el, fill, plural, svg, t } from "./words.js";

const WIDE = 1000, HIGH = 44, DAY = 86400000;
let unit = "auto", playing = null, bins = [];

const time = (iso) => Date.parse(`${(iso.length === 4 ? `${iso}-01-01` : iso.length === 7 ? `${iso}-01` : iso).slice(0, 10)}T00:00:00Z`);
const iso = (ms) => new Date(ms).toISOString().slice(0, 10);
function begin(ms, size) {
  const d = new Date(ms);
  if (size === "year") return Date.UTC(d.getUTCFullYear(), 0, 1);
  if (size === "month") return Date.UTC(d.getUTCFullYear(), d.getUTCMonth(), 1);
  return size === "week" ? ms - ((d.getUTCDay() + 6) % 7) * DAY : ms;
}
function next(ms, size) {
  const d = new Date(ms);
  if (size === "year") return Date.UTC(d.getUTCFullYear() + 1, 0, 1);
  if (size === "month") return Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + 1, 1);
  return ms + (size === "week" ? 7 : 1) * DAY;
}
// Bins {from, to, n}; dates far from the rest do not press the others into one bar: at most 400 bins.
function binned() {
  const counts = [...facetCounts("time")].map(([d, n]) => [time(d), n]).filter(([ms]) => Number.isFinite(ms)).sort((a, b) => a[0] - b[0]);
  if (!counts.length) return [];
  const low = counts[0][0], high = counts.at(-1)[0], days = (high - low) / DAY;
  const size = unit !== "auto" && days / { day: 1, week: 7, month: 30 }[unit] < 4000 ? unit : days < 120 ? "day" : days < 800 ? "week" : days < 12000 ? "month" : "year";
  const found = [];
  for (let from = begin(low, size); from <= high; from = next(from, size)) found.push({ from, to: next(from, size) - DAY, n: 0 });
  let k = 0;
  for (const [ms, n] of counts) { while (ms > found[k].to) k += 1; found[k].n += n; }
  return found;
}

export function drawStrip() {
  bins = binned();
  const place = byId("strip"), without = facetCounts("time").get("") ?? 0;
  if (!bins.length && !state.days) { fill(place, el("p", { class: "quiet" }, t("no-dates"), clockChooser())); return; }
  fill(place, el("div", { class: "strip-tools" }, clockChooser(), unitChooser(),
    dateBox("from", 0), dateBox("to", 1), button(playing ? "❚❚" : "▶", play, { "aria-label": t(playing ? "stop" : "play") }),
    state.days ? button(t("all-time"), () => choose(null), { class: "small" }) : null,
    without ? el("span", { class: "quiet" }, plural("undated", without)) : null), bins.length > 1 ? histogram() : null);
}
function histogram() {
  const most = Math.max(1, ...bins.map((b) => b.n)), wide = WIDE / bins.length;
  const bars = bins.map((b, k) => svg("rect", { x: k * wide, y: HIGH - HIGH * b.n / most, width: Math.max(0.8, wide - (wide > 4 ? 1 : 0)), height: HIGH * b.n / most, class: within(b) ? "in" : "out" }, svg("title", {}, `${day(iso(b.from))} · ${count(b.n)}`)));
  const ends = el("div", { class: "ends" }, el("bdi", {}, day(iso(bins[0].from))), el("bdi", {}, day(iso(bins.at(-1).to))));
  const chart = svg("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, preserveAspectRatio: "none", class: "histogram", role: "img", "aria-label": t("histogram", { from: day(iso(bins[0].from)), to: day(iso(bins.at(-1).to)) }) }, bars);
  brush(chart);
  return el("div", { dir: "ltr" }, chart, ends);
}
const within = (b) => !state.days || (iso(b.to) >= state.days[0] && iso(b.from) <= state.days[1]);
function brush(chart) {
  let from = null;
  const at = (e) => { const box = chart.getBoundingClientRect(); return Math.max(0, Math.min(bins.length - 1, Math.floor((e.clientX - box.left) / box.width * bins.length))); };
  chart.addEventListener("pointerdown", (e) => { from = at(e); chart.setPointerCapture(e.pointerId); });
  chart.addEventListener("pointermove", (e) => {
    if (from === null) return;
    const [a, b] = [from, at(e)].sort((x, y) => x - y);
    [...chart.querySelectorAll("rect")].forEach((r, k) => r.setAttribute("class", k >= a && k <= b ? "in" : "out"));
  });
  chart.addEventListener("pointerup", (e) => {
    if (from === null) return;
    const [a, b] = [from, at(e)].sort((x, y) => x - y);
    from = null;
    choose([iso(bins[a].from), iso(bins[b].to)]);
  });
}
export function choose(days) { change((s) => { s.days = days; refilter(); }, "filters"); }

function clockChooser() {
  const pick = (e) => change((s) => { s.clock = e.target.value; s.days = null; refilter(); }, "filters");
  return el("select", { "aria-label": t("clock"), onchange: pick }, ["published", "event"].map((v) => el("option", { value: v, selected: state.clock === v }, t(`clock-${v}`))));
}
function unitChooser() {
  return el("select", { "aria-label": t("unit"), onchange: (e) => { unit = e.target.value; drawStrip(); } }, ["auto", "day", "week", "month"].map((v) => el("option", { value: v, selected: unit === v }, t(`unit-${v}`))));
}
function dateBox(name, which) {
  const edge = bins.length ? [iso(bins[0].from), iso(bins.at(-1).to)] : state.days;
  const set = (e) => { if (!e.target.value) return; const days = [...(state.days ?? edge)]; days[which] = e.target.value; choose(days[0] <= days[1] ? days : [days[1], days[0]]); };
  return el("label", {}, el("span", { class: "quiet" }, `${t(name)} `), el("input", { type: "date", value: (state.days ?? edge)[which], onchange: set }));
}
// A window of a tenth of the time moves from the start to the end, one step a second.
function play() {
  if (playing) { clearInterval(playing); playing = null; drawStrip(); return; }
  const all = bins, wide = Math.max(1, Math.round(all.length / 10));
  let k = 0;
  const step = () => {
    if (k >= all.length) { clearInterval(playing); playing = null; choose(null); return; }
    choose([iso(all[k].from), iso(all[Math.min(all.length - 1, k + wide - 1)].to)]);
    k += wide;
  };
  playing = setInterval(step, 1000);
  step();
  emit("playing");
}
on("stop-playing", () => { if (playing) play(); });
