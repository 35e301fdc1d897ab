// The picture: vis-network with positions given, labels isolated, no simulation.

import { data, disputed, doubted, look, sources } from "./data.js";
import { dotAt, forgetDots, paintDots, tint } from "./dots.js";
import { claimShown, nodeShown } from "./filters.js";
import { adjust, change, emit, on, state } from "./state.js";
import { spot } from "./spots.js";
import { byId, count, isolate, shorten, t, term } from "./words.js";

const nodes = new vis.DataSet([]), edges = new vis.DataSet([]);
const canvas = byId("canvas"), LETTERS = 13, MOST_LABELS = 60, LEGEND = 44, MARGIN = 44, NEAREST = 1, MOST_GROWTH = 7, FAR = 0.12;
let network = null, far = false, at = 0, labelled = new Map(), waiting = null, colors = {}, grown = 1; // grown: how much nodes are enlarged when all is far away

const quietMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const isDark = () => getComputedStyle(document.documentElement).getPropertyValue("--dark").trim() === "1";
export function readColors() {
  const style = getComputedStyle(document.documentElement), read = (name) => style.getPropertyValue(`--${name}`).trim();
  colors = { ink: read("ink"), paper: read("paper"), quiet: read("quiet"), alarm: read("accent"), dark: isDark() };
}
export const family = (g) => (colors.dark ? look.dark : look.colors)[g];

function nodeLook(i) {
  const n = data.nodes[i], [x, y] = spot(i);
  const fillColor = state.coloring === "community" ? tint(n.h, colors.dark) : family(n.g);
  const letters = labelled.get(i);
  return {
    id: i, x, y, shape: look.shapes[n.g], size: grown * ((n.g === "role" ? 15 : 11) + 5 * Math.min(4, Math.sqrt(n.times))),
    label: letters ? isolate(shorten(n.l)) : "", borderWidth: state.pinned.has(i) || state.picked.has(i) ? 4 : 1.5,
    color: { background: fillColor, border: state.picked.has(i) ? colors.alarm : state.pinned.has(i) ? colors.ink : colors.paper,
      highlight: { background: fillColor, border: colors.alarm }, hover: { background: fillColor, border: colors.ink } },
    font: { color: colors.ink, face: "Plex Arabic, sans-serif", size: letters ?? LETTERS, strokeWidth: (letters ?? LETTERS) / 4, strokeColor: colors.paper, vadjust: 2 },
  };
}
export function bundleLook(b) {
  const claims = b.claims.filter(claimShown), names = [...new Set(claims.map((c) => term(c.p)))];
  return { claims, label: shorten(names.join(t("comma")), 34), width: 0.6 + 1.2 * Math.min(4, sources(claims)), dashed: claims.every(doubted), disputed: disputed(claims) };
}
function edgeLooks(b) {
  const { label, width, dashed, disputed: split } = bundleLook(b);
  const smooth = { enabled: true, type: "continuous", roundness: 0.2 };
  const base = { id: b.key, from: b.s, to: b.o, width, dashes: dashed ? [6, 5] : false, label: isolate(label), smooth,
    color: { color: colors.quiet, highlight: colors.ink, hover: colors.ink, opacity: far ? 0.25 : 0.6 }, arrows: { to: { enabled: !far, scaleFactor: 0.5 } },
    font: { color: colors.quiet, face: "Plex Arabic, sans-serif", size: 11, strokeWidth: 3, strokeColor: colors.paper, align: "middle" } };
  const second = { id: `${b.key}!`, from: b.s, to: b.o, width: far ? width / 2 : width + 1, dashes: [9, 9], smooth, label: "", color: { color: colors.alarm, highlight: colors.alarm, hover: colors.alarm, opacity: far ? 0.4 : 0.9 } };
  return split ? [base, second] : [base];
}
const moreLook = (i, left) => ({ id: `more-${i}`, x: spot(i)[0] + 46, y: spot(i)[1] - 40, shape: "box", label: `+${count(left)}`,
  color: { background: colors.paper, border: colors.quiet }, font: { color: colors.ink, face: "Plex Arabic, sans-serif", size: 13 }, shapeProperties: { borderDashes: [4, 3] } });

// Nodes that are to be seen now, and the bundles between them.
export const visible = () => [...state.drawn].filter((i) => !state.hidden.has(i) && nodeShown(i));
export function visibleBundles(shown = new Set(visible())) {
  const found = new Set();
  for (const i of shown) for (const c of data.nodes[i].claims) if (c.o !== null && c.o !== c.s && shown.has(c.s) && shown.has(c.o) && claimShown(c)) found.add(data.bundles.get(`${c.s}-${c.o}`));
  return [...found];
}
// Neighbours of an opened node that are not drawn.
function undrawn(i) {
  const found = new Set();
  for (const c of data.nodes[i].claims) if (c.o !== null && claimShown(c)) { const other = c.s === i ? c.o : c.s; if (!state.drawn.has(other) && !state.hidden.has(other)) found.add(other); }
  return [...found];
}

// vis-network paints the whole picture at every change of its data: what changes together is painted once, in the next frame.
let holding = 0;
function together(fn) {
  const { emitter } = network.body;
  holding += 1;
  emitter.emit("_blockRedraw");
  try { fn(); } finally { holding -= 1; }
  if (holding) return;
  emitter.emit("_allowRedraw");
  emitter.emit("_requestRedraw");
}
const sync = () => together(() => {
  readColors();
  forgetDots();
  const list = visible(), wanted = new Set(list), opened = list.filter((i) => state.opened.has(i)).map((i) => [i, undrawn(i).length]).filter(([, left]) => left);
  labelled = lettered(list);
  swap(nodes, [...list.map(nodeLook), ...opened.map(([i, left]) => moreLook(i, left))]);
  swap(edges, [...visibleBundles(wanted).flatMap(edgeLooks), ...opened.map(([i]) => ({ id: `more-edge-${i}`, from: i, to: `more-${i}`, dashes: [3, 4], color: { color: colors.quiet } }))]);
  canvas.dataset.nodes = list.length;
  mark();
});
// Filters may leave only nodes that the camera does not see: then it goes to them.
function seek() {
  const { left, right, top, bottom } = view(), list = visible();
  if (list.length && !list.map(spot).some(([x, y]) => x > left && x < right && y > top && y < bottom)) fit(list);
}
// Only what looks different is given to vis-network: it reads every option of every thing that it is given.
const looks = new Map();
function swap(set, items) {
  const keep = new Set(items.map((x) => x.id)), gone = set.getIds().filter((id) => !keep.has(id));
  for (const id of gone) looks.delete(id);
  if (gone.length) set.remove(gone);
  update(set, items);
}
function update(set, items) {
  const changed = items.filter((x) => { const now = JSON.stringify(x), same = looks.get(x.id) === now; if (!same) looks.set(x.id, now); return !same; });
  if (!changed.length) return;
  const fresh = set === nodes ? changed.filter((x) => !nodes.get(x.id)) : [];
  set.update(changed);
  // vis-network leaves out what it believes to be out of sight, and of a new node it knows no extent before its first painting
  for (const { id } of fresh) network.body.nodes[id].updateBoundingBox(network.canvas.getContext());
}

// Labels of the strongest of the nodes in view, as many as find room, at one size on the screen whatever the zoom.
function lettered(list, scale = network.getScale(), { x: cx, y: cy } = network.getViewPosition()) {
  at = scale;
  const size = LETTERS / scale, next = new Map(), boxes = [], w = canvas.clientWidth / scale / 2, h = canvas.clientHeight / scale / 2;
  const first = state.selected?.kind === "node" ? [state.selected.id] : [];
  for (const i of [...first, ...list.toSorted((a, b) => a - b)]) {
    if (next.size >= MOST_LABELS) break;
    const [x, y] = spot(i), half = shorten(data.nodes[i].l).length * size * 0.28 + 2 / scale, top = y + 8 / scale, low = top + size * 1.6;
    if (next.has(i) || !state.drawn.has(i) || Math.abs(x - cx) > w + half || Math.abs(y - cy) > h) continue;
    if (boxes.some((b) => x - half < b[1] && x + half > b[0] && top < b[3] && low > b[2])) continue;
    boxes.push([x - half, x + half, top, low]);
    next.set(i, size);
  }
  const growth = Math.max(1, Math.min(MOST_GROWTH, 0.3 / scale));
  if (Math.abs(growth / grown - 1) > 0.15) grown = growth;
  far = scale < FAR; // from far away lines are faint, or they hide what they link
  return next;
}
function letters(scale, position) {
  const list = visible(), before = far;
  labelled = lettered(list, scale, position);
  together(() => {
    update(nodes, list.filter((i) => looks.has(i)).map(nodeLook));
    if (far !== before) update(edges, visibleBundles(new Set(list)).flatMap(edgeLooks).filter((x) => looks.has(x.id)));
  });
}
const settle = () => { clearTimeout(waiting); waiting = setTimeout(() => { letters(); emit("camera"); }, 90); };

function mark() {
  const s = state.selected, ends = s?.kind === "node" ? [s.id] : s?.kind === "bundle" ? s.id.split("-").map(Number) : [];
  const chosen = { nodes: [...state.picked, ...ends].filter((i) => nodes.get(i)), edges: s?.kind === "bundle" && edges.get(s.id) ? [s.id] : [] };
  network?.setSelection(chosen, { highlightEdges: false });
}

export function start() {
  readColors();
  network = new vis.Network(canvas, { nodes, edges }, {
    physics: false, layout: { improvedLayout: false }, interaction: { hover: true, keyboard: false, multiselect: true, selectConnectedEdges: false, tooltipDelay: 1e9 },
    nodes: { scaling: { label: { drawThreshold: 4 } } }, edges: { scaling: { label: { drawThreshold: 9 } } },
  });
  network.on("beforeDrawing", (context) => paintDots(context, network.getScale(), view(), colors.dark, () => network.body.emitter.emit("_requestRedraw")));
  network.on("click", clicked);
  network.on("doubleClick", (e) => { if (typeof e.nodes[0] === "number") emit("expand", e.nodes[0]); });
  network.on("dragEnd", (e) => { const moved = e.nodes.filter((i) => typeof i === "number"); if (moved.length) drop(moved); else settle(); });
  for (const name of ["zoom", "animationFinished", "resize"]) network.on(name, settle);
  network.on("afterDrawing", () => { if (network.getScale() !== at) settle(); }); // however the camera was moved
  network.once("afterDrawing", () => { document.body.dataset.ready = "yes"; performance.mark("kg-drawn"); });
  on("change", (kinds) => {
    if (["all", "drawn", "filters", "look"].some((k) => kinds.has(k))) sync();
    if (kinds.has("filters")) seek();
    if (kinds.has("selected")) { mark(); letters(); }
  });
  together(() => { camera(visible()); sync(); });
}
function view() {
  const scale = network.getScale(), { x, y } = network.getViewPosition(), w = canvas.clientWidth / scale / 2, h = canvas.clientHeight / scale / 2;
  return { left: x - w, right: x + w, top: y - h, bottom: y + h };
}
function clicked(e) {
  const keys = e.event.srcEvent, node = e.nodes[0] !== undefined ? network.getNodeAt(e.pointer.DOM) : undefined;
  if (typeof node === "string") emit("choose", Number(node.slice(5)));
  else if (node !== undefined && (keys.ctrlKey || keys.metaKey || keys.shiftKey)) adjust((s) => { if (!s.picked.delete(node)) s.picked.add(node); }, "picked", "look");
  else if (node !== undefined) emit("open", { kind: "node", id: node });
  else if (e.edges.length && !String(e.edges[0]).startsWith("more")) emit("open", { kind: "bundle", id: String(e.edges[0]).replace("!", "") });
  else {
    const found = dotAt(e.pointer.canvas.x, e.pointer.canvas.y, network.getScale());
    if (found !== null) emit("open", { kind: "node", id: found });
    else if (state.picked.size) adjust((s) => s.picked.clear(), "picked", "look");
  }
}
function drop(moved) {
  const found = network.getPositions(moved);
  for (const i of moved) looks.delete(i); // vis-network has moved them by itself
  change((s) => { for (const i of moved) s.places.set(i, [Math.round(found[i].x), Math.round(found[i].y)]); }, "places");
}

export function focus(i) {
  if (!network || !nodes.get(i)) return;
  const scale = Math.max(0.7, network.getScale()), [x, y] = spot(i);
  letters(scale, { x, y }); // as they will be when the picture has arrived
  network.focus(i, { scale, animation: !quietMotion() && { duration: 300 } });
  settle();
}
export function fit(list) {
  if (!network) return;
  camera(list?.length ? list.filter((i) => looks.has(i)) : visible());
  settle();
}
// The camera over nodes: all of them with room for their labels, and for the legend below.
function camera(list) {
  let [left, right, top, bottom] = list.length ? [Infinity, -Infinity, Infinity, -Infinity] : [0, 0, 0, 0];
  for (const [x, y] of list.map(spot)) { left = Math.min(left, x); right = Math.max(right, x); top = Math.min(top, y); bottom = Math.max(bottom, y); }
  const room = (side, wide) => Math.max(60, side - 2 * MARGIN) / Math.max(wide, 1);
  const scale = Math.min(NEAREST, room(canvas.clientWidth, right - left), room(canvas.clientHeight - LEGEND, bottom - top));
  network.moveTo({ scale, position: { x: (left + right) / 2, y: (top + bottom) / 2 + LEGEND / 2 / scale } });
}
export const zoom = (by) => { network.moveTo({ scale: network.getScale() * by }); settle(); };
export const inBox = (box) => visible().filter((i) => { const p = network.canvasToDOM({ x: spot(i)[0], y: spot(i)[1] }); return p.x > box.left && p.x < box.right && p.y > box.top && p.y < box.bottom; });
export const theNetwork = () => network;
export const drawnLooks = () => ({ nodes: nodes.get(), edges: edges.get() });

// The visible node nearest to node `i` in a direction given by dx, dy (each -1, 0 or 1).
export function neighbour(i, dx, dy) {
  const [hx, hy] = spot(i);
  let best = i, least = Infinity;
  for (const k of visible()) {
    if (k === i) continue;
    const [x, y] = spot(k), along = (x - hx) * dx + (y - hy) * dy, across = Math.abs((x - hx) * dy - (y - hy) * dx);
    if (along > 1 && along + 2 * across < least) { least = along + 2 * across; best = k; }
  }
  return best;
}
