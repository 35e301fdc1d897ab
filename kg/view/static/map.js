// Places on an outline of the world that is part of the page: no tiles, no network.

import { data, look } from "./data.js";
import { family } from "./draw.js";
import { claimShown, nodeShown } from "./filters.js";
import { emit } from "./state.js";
import { button, count, el, fill, isolate, plural, shorten, svg, t } from "./words.js";

const X = (lon) => (lon + 180) * 10, Y = (lat) => (90 - lat) * 10;
let box = null;

// Places with coordinates that pass the filters, the most told of first.
function places() {
  const found = data.nodes.filter((n) => n.geo && nodeShown(n.i)).map((n) => ({ n, x: X(n.geo[1]), y: Y(n.geo[0]), k: n.claims.filter(claimShown).length }));
  return found.filter((p) => p.k || !p.n.claims.length).sort((a, b) => b.k - a.k || a.n.i - b.n.i);
}
function around(list, ratio) {
  let [left, right, top, bottom] = [Math.min(...list.map((p) => p.x)), Math.max(...list.map((p) => p.x)), Math.min(...list.map((p) => p.y)), Math.max(...list.map((p) => p.y))];
  const wide = Math.max(right - left, 160) * 1.25, high = Math.max(bottom - top, 90) * 1.35, w = Math.max(wide, high * ratio), h = w / ratio;
  left = (left + right) / 2 - w / 2;
  top = (top + bottom) / 2 - h / 2;
  return { left, top, w, h };
}
export function mapView(place) {
  const list = places(), without = data.nodes.filter((n) => n.g === "place" && !n.geo && nodeShown(n.i)).length;
  if (!list.length || !look.world) { fill(place, el("p", {}, t("no-places"))); return; }
  const wide = Math.max(320, place.clientWidth - 24), high = Math.max(260, place.clientHeight - 70);
  box ??= around(list, wide / high);
  const scale = wide / box.w, paint = () => mapView(place);
  const zoom = (by) => { box = { left: box.left + box.w * (1 - by) / 2, top: box.top + box.h * (1 - by) / 2, w: box.w * by, h: box.h * by }; paint(); };
  const shift = (dx, dy) => { box.left += dx * box.w; box.top += dy * box.h; paint(); };
  const tools = el("div", { class: "view-tools" }, button("+", () => zoom(0.7), { "aria-label": t("zoom-in") }), button("−", () => zoom(1.4), { "aria-label": t("zoom-out") }),
    button(t("fit"), () => { box = around(list, wide / high); paint(); }), button(t("whole-world"), () => { box = { left: 0, top: 0, w: 3600, h: 3600 * high / wide }; paint(); }),
    el("span", { class: "quiet" }, `${plural("places", list.length)}${without ? ` · ${plural("unplaced", without)}` : ""}`));
  const map = svg("svg", { viewBox: `${box.left} ${box.top} ${box.w} ${box.h}`, width: wide, height: high, class: "map", id: "map-svg", role: "group", direction: "ltr", "aria-label": t("map-label", { n: count(list.length) }), tabindex: 0 },
    svg("path", { d: look.world, class: "land", "vector-effect": "non-scaling-stroke" }), marks(list, scale));
  map.addEventListener("wheel", (e) => { e.preventDefault(); zoom(e.deltaY > 0 ? 1.2 : 1 / 1.2); }, { passive: false });
  map.addEventListener("keydown", (e) => {
    const step = { ArrowLeft: [-0.15, 0], ArrowRight: [0.15, 0], ArrowUp: [0, -0.15], ArrowDown: [0, 0.15] }[e.key];
    if (e.target === map && step) { e.preventDefault(); e.stopPropagation(); shift(...step); place.querySelector("svg").focus(); }
  });
  drag(map, scale, shift);
  fill(place, tools, map);
}
function marks(list, scale) {
  const taken = [], size = 13 / scale;
  return list.map(({ n, x, y, k }) => {
    const r = Math.min(16, 4 + 1.2 * Math.sqrt(k)) / scale, label = shorten(n.l, 26), half = label.length * size * 0.3, top = y + r, open = () => emit("open", { kind: "node", id: n.i });
    const free = taken.length < 140 && taken.every((b) => x - half > b[1] || x + half < b[0] || top > b[3] || top + size * 1.5 < b[2]);
    if (free) taken.push([x - half, x + half, top, top + size * 1.5]);
    return svg("g", { class: "place", tabindex: 0, role: "button", "aria-label": `${n.l}, ${plural("claims", k)}`, onclick: open, onkeydown: (e) => { if (e.key === "Enter") open(); } },
      svg("title", {}, `${n.l} · ${plural("claims", k)}`), svg("circle", { cx: x, cy: y, r, fill: family("place"), "fill-opacity": 0.55, "vector-effect": "non-scaling-stroke" }),
      free ? svg("text", { x, y: top + size * 1.1, "font-size": size, "stroke-width": size / 4, "text-anchor": "middle" }, isolate(label)) : null);
  });
}
function drag(map, scale, shift) {
  let from = null;
  map.addEventListener("pointerdown", (e) => { if (e.target.closest(".place")) return; from = [e.clientX, e.clientY]; map.setPointerCapture(e.pointerId); });
  map.addEventListener("pointerup", (e) => {
    if (!from) return;
    const [dx, dy] = [(from[0] - e.clientX) / scale / box.w, (from[1] - e.clientY) / scale / box.h];
    from = null;
    if (Math.abs(dx) + Math.abs(dy) > 0.004) shift(dx, dy);
  });
}
