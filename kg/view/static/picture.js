// The picture as SVG with text as text, and as PNG at twice the size. Timeline and map give their own SVG.

import { data } from "./data.js";
import { bundleLook, family, theNetwork, visible, visibleBundles } from "./draw.js";
import { look } from "./data.js";
import { hue, tint } from "./dots.js";
import { noteLine } from "./note.js";
import { spot } from "./spots.js";
import { state } from "./state.js";
import { byId, isolate, shorten, svg, t } from "./words.js";

const FACE = "'IBM Plex Sans Arabic', 'Plex Arabic', 'Noto Sans Arabic', sans-serif";
const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const dark = () => color("dark") === "1";

const SHAPE = {
  dot: (r) => svg("circle", { r }), square: (r) => svg("rect", { x: -r, y: -r, width: 2 * r, height: 2 * r }),
  diamond: (r) => svg("path", { d: `M0 ${-r}L${r} 0 0 ${r} ${-r} 0Z` }), triangle: (r) => svg("path", { d: `M0 ${-r}L${r} ${r}H${-r}Z` }),
  triangleDown: (r) => svg("path", { d: `M0 ${r}L${r} ${-r}H${-r}Z` }), hexagon: (r) => svg("path", { d: `M${-r / 2} ${-r}H${r / 2}L${r} 0 ${r / 2} ${r}H${-r / 2}L${-r} 0Z` }),
  star: (r) => svg("path", { d: Array.from({ length: 10 }, (_, k) => { const a = Math.PI * (k / 5 - 0.5), q = k % 2 ? r * 0.45 : r; return `${k ? "L" : "M"}${(q * Math.cos(a)).toFixed(1)} ${(q * Math.sin(a)).toFixed(1)}`; }).join("") + "Z" }),
};

export function svgText() {
  const own = state.tab === "timeline" ? byId("timeline-svg") : state.tab === "map" ? byId("map-svg") : null;
  const root = own ? styled(own) : drawing();
  root.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  root.prepend(svg("desc", {}, noteLine("view")));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;
}
// A copy that carries its own look: styles of the page do not travel with the file.
function styled(source) {
  const root = source.cloneNode(true), all = [...source.querySelectorAll("*")];
  [...root.querySelectorAll("*")].forEach((node, k) => {
    const style = getComputedStyle(all[k]);
    if (["text", "line", "path", "rect", "circle"].includes(node.tagName)) for (const name of ["fill", "stroke", "stroke-width", "font-size", "fill-opacity", "paint-order"]) node.style.setProperty(name, style.getPropertyValue(name));
    if (node.tagName === "text") node.setAttribute("font-family", FACE);
  });
  root.style.background = color("paper");
  return root;
}
// What the shapes mean, for those who have only the picture: in rows from the bottom up.
function key(groups, wide, high) {
  const back = document.documentElement.dir === "rtl", way = back ? -1 : 1;
  let along = 14, y = high - 24;
  return svg("g", { class: "key", "font-size": 11, fill: color("quiet"), "text-anchor": back ? "end" : "start" }, groups.map((g) => {
    const name = t(`group-${g}`), long = 26 + name.length * 6, shape = SHAPE[look.shapes[g]](5);
    if (along + long > wide) { along = 14; y -= 16; }
    const x = back ? wide - along : along;
    along += long;
    shape.setAttribute("transform", `translate(${x} ${y - 4})`);
    shape.setAttribute("fill", family(g));
    return [shape, svg("text", { x: x + 10 * way, y }, isolate(name))];
  }));
}
// What the canvas shows now, as shapes and text.
function drawing() {
  const network = theNetwork(), scale = network.getScale(), canvas = byId("canvas"), [wide, high] = [canvas.clientWidth, canvas.clientHeight];
  const at = (i) => network.canvasToDOM({ x: spot(i)[0], y: spot(i)[1] }), inside = (p) => p.x > -60 && p.x < wide + 60 && p.y > -60 && p.y < high + 60;
  const nodes = visible().map((i) => ({ i, n: data.nodes[i], p: at(i) })).filter(({ p }) => inside(p)), shown = new Set(nodes.map((x) => x.i));
  const points = data.nodes.filter((n) => n.xy && !state.drawn.has(n.i)).map((n) => [at(n.i), n]).filter(([p]) => inside(p)).slice(0, 5000);
  const edges = visibleBundles(shown).map((b) => ({ b, a: at(b.s), z: at(b.o), is: bundleLook(b) })), taken = [];
  const r = (n) => Math.max(3, (9 + 4 * Math.min(4, Math.sqrt(n.times))) * scale);
  const fits = (p, half, low) => { const box = [p.x - half, p.x + half, low, low + 18]; if (taken.some((b) => box[0] < b[1] && box[1] > b[0] && box[2] < b[3] && box[3] > b[2])) return false; taken.push(box); return true; };
  return svg("svg", { viewBox: `0 0 ${wide} ${high}`, width: wide, height: high, "font-family": FACE, direction: "ltr", style: `background:${color("paper")}` },
    svg("rect", { width: wide, height: high, fill: color("paper") }),
    svg("g", {}, points.map(([p, n]) => svg("rect", { x: (p.x - 1).toFixed(1), y: (p.y - 1).toFixed(1), width: 2, height: 2, fill: tint(n.h, dark()), "fill-opacity": 0.5 }))),
    svg("g", { stroke: color("quiet"), fill: "none", "stroke-opacity": 0.6 }, edges.flatMap(({ a, z, is }) => [svg("line", { x1: a.x.toFixed(1), y1: a.y.toFixed(1), x2: z.x.toFixed(1), y2: z.y.toFixed(1), "stroke-width": Math.max(0.6, is.width * scale), "stroke-dasharray": is.dashed ? "6 5" : null }), is.disputed ? svg("line", { x1: a.x, y1: a.y, x2: z.x, y2: z.y, stroke: color("accent"), "stroke-dasharray": "9 9" }) : null])),
    svg("g", {}, nodes.map(({ n, p }) => { const shape = SHAPE[look.shapes[n.g]](r(n)); shape.setAttribute("transform", `translate(${p.x.toFixed(1)} ${p.y.toFixed(1)})`); shape.setAttribute("fill", state.coloring === "community" ? `hsl(${hue(n.h).toFixed(0)} 48% 42%)` : family(n.g)); shape.append(svg("title", {}, isolate(n.l))); return shape; })),
    svg("g", { fill: color("ink"), "font-size": 13, "text-anchor": "middle", stroke: color("paper"), "stroke-width": 3, "paint-order": "stroke" }, nodes.sort((x, y) => x.i - y.i).map(({ n, p }) => { const label = shorten(n.l); return fits(p, label.length * 3.6, p.y + r(n)) ? svg("text", { x: p.x.toFixed(1), y: (p.y + r(n) + 13).toFixed(1) }, isolate(label)) : null; })),
    scale > 0.8 ? svg("g", { fill: color("quiet"), "font-size": 11, "text-anchor": "middle" }, edges.map(({ a, z, is }) => (fits({ x: (a.x + z.x) / 2 }, is.label.length * 3, (a.y + z.y) / 2 - 9) ? svg("text", { x: ((a.x + z.x) / 2).toFixed(1), y: ((a.y + z.y) / 2).toFixed(1) }, isolate(is.label)) : null))) : null,
    state.coloring === "type" ? key(Object.keys(look.shapes).filter((g) => nodes.some(({ n }) => n.g === g)), wide, high) : null,
    svg("text", { x: wide / 2, y: high - 6, "text-anchor": "middle", "font-size": 10, fill: color("quiet") }, isolate(noteLine("view"))));
}
// The same SVG, painted at twice its size with the page's own fonts.
export async function png() {
  const fonts = byId("fonts").textContent.replaceAll("'Plex Arabic'", "'IBM Plex Sans Arabic'"), text = svgText().replace(/<desc/, `<style>${fonts}</style><desc`);
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * 2;
  canvas.height = image.naturalHeight * 2;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  return new Promise((done) => { canvas.toBlob(done, "image/png"); });
}
