// Where nodes stand: where the reader put them, else where the layout did, else beside what they belong to.

import { around, data } from "./data.js";
import { state } from "./state.js";

const FAR = 900, RING = 170, APART = 90;

export function spot(i) {
  return state.places.get(i) ?? data.nodes[i].xy ?? beside(i);
}
function beside(i) {
  const friend = [...around(i).keys()].find((k) => data.nodes[k].xy);
  const [x, y] = friend === undefined ? [0, 0] : data.nodes[friend].xy;
  const angle = i * 2.399963; // the golden angle: no two beside one another
  return [Math.round(x + RING * Math.cos(angle)), Math.round(y + RING * Math.sin(angle))];
}

// Places around node `i` for those of `others` that stand far from it: {node: [x, y]}, free of what is drawn.
export function near(i, others) {
  const [cx, cy] = spot(i), found = new Map();
  const taken = [...state.drawn].map(spot);
  const free = (x, y) => taken.every(([a, b]) => Math.abs(a - x) > APART || Math.abs(b - y) > APART / 2);
  let step = 0;
  for (const other of others) {
    const [x, y] = spot(other);
    if (Math.hypot(x - cx, y - cy) <= FAR && (data.nodes[other].xy || state.places.has(other))) { taken.push([x, y]); continue; }
    for (; step < 4000; step += 1) {
      const angle = step * 2.399963, r = RING + 14 * Math.sqrt(step) * 3;
      const px = Math.round(cx + 1.3 * r * Math.cos(angle)), py = Math.round(cy + r * Math.sin(angle));
      if (free(px, py)) { found.set(other, [px, py]); taken.push([px, py]); break; }
    }
  }
  return found;
}
