// Everything that is not drawn as a node: small points in the colours of their communities, behind the picture.

import { data } from "./data.js";
import { nodeShown } from "./filters.js";
import { state } from "./state.js";

const MANY = 3000, SIDE = 2048, NEAR = 9;
let points = null, bitmap = null, fresh = false, making = null;

export const hue = (community) => (community < 0 ? 0 : (community * 137.508 + 20) % 360);
const tints = new Map();
export function tint(community, dark) {
  const key = dark ? -2 - community : community + 1;
  return tints.get(key) ?? tints.set(key, `hsl(${hue(community).toFixed(0)} ${dark ? "45% 62%" : "48% 42%"})`).get(key);
}
const loose = (n) => n.xy && !state.drawn.has(n.i) && !state.hidden.has(n.i) && nodeShown(n.i);

export function forgetDots() { points = null; fresh = false; }

// Painted before the network, in its coordinates. Few points are drawn as they are, many from a picture that is made once,
// after what is painted first: `again` is called when it is there.
export function paintDots(context, scale, view, dark, again) {
  const list = inView(view);
  const side = Math.max(2, 2.4 / scale);
  if (list.length <= MANY) {
    for (const n of list) dot(context, n, n.xy[0], n.xy[1], side, dark);
    return;
  }
  if (!fresh) {
    clearTimeout(making);
    making = setTimeout(() => { bitmap = drawBitmap(dark); fresh = true; again(); });
  }
  if (!bitmap) return;
  context.imageSmoothingEnabled = true;
  context.drawImage(bitmap.canvas, bitmap.left, bitmap.top, bitmap.width, bitmap.height);
}
function dot(context, n, x, y, side, dark) {
  context.fillStyle = tint(n.h, dark);
  context.globalAlpha = 0.5;
  context.fillRect(x - side / 2, y - side / 2, side, side);
  context.globalAlpha = 1;
}
function inView({ left, right, top, bottom }) {
  points ??= data.nodes.filter(loose);
  return points.filter(({ xy: [x, y] }) => x > left && x < right && y > top && y < bottom);
}

function drawBitmap(dark) {
  points ??= data.nodes.filter(loose);
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { xy: [x, y] } of points) { left = Math.min(left, x); right = Math.max(right, x); top = Math.min(top, y); bottom = Math.max(bottom, y); }
  const scale = SIDE / Math.max(right - left, bottom - top, 1);
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil((right - left) * scale) + 4;
  canvas.height = Math.ceil((bottom - top) * scale) + 4;
  const context = canvas.getContext("2d");
  let last = null;
  context.globalAlpha = 0.5;
  for (const n of points.toSorted((a, b) => a.h - b.h)) { // one colour after the other: a change of colour is what costs
    if (last !== n.h) context.fillStyle = tint(last = n.h, dark);
    context.fillRect((n.xy[0] - left) * scale + 0.9, (n.xy[1] - top) * scale + 0.9, 2.2, 2.2);
  }
  return { canvas, left: left - 2 / scale, top: top - 2 / scale, width: canvas.width / scale, height: canvas.height / scale };
}

// The point nearest to a place on the picture, or null.
export function dotAt(x, y, scale) {
  const reach = NEAR / scale, view = { left: x - reach, right: x + reach, top: y - reach, bottom: y + reach };
  const list = inView(view).map((n) => [Math.hypot(n.xy[0] - x, n.xy[1] - y), n.i]);
  return list.sort((a, b) => a[0] - b[0])[0]?.[1] ?? null;
}
