// Ways between two nodes: up to five, the shortest first, each step a bundle of claims with its evidence.

import { around, caption, data } from "./data.js";
import { claimItem, nodeButton } from "./claims.js";
import { add } from "./explore.js";
import { claimShown, nodeShown } from "./filters.js";
import { searchNodes } from "./search.js";
import { emit, state } from "./state.js";
import { bdi, button, count, el, plural, shorten, t, term } from "./words.js";

const MOST = 5, LONGER = 2, STEPS = 60000;

const linked = (i) => [...around(i)].filter(([other, bundles]) => nodeShown(other) && [...bundles].some((b) => b.claims.some(claimShown))).map(([other]) => other).sort((a, b) => a - b);

// Simple paths from `a` to `b` as lists of nodes. Filters count.
export function paths(a, b) {
  const links = new Map(), of = (i) => links.get(i) ?? links.set(i, linked(i)).get(i);
  const far = new Map([[b, 0]]);
  for (let ring = [b], d = 1; ring.length && !(far.has(a) && d > far.get(a) + LONGER); d += 1) {
    const next = [];
    for (const i of ring) for (const k of of(i)) if (!far.has(k)) { far.set(k, d); next.push(k); }
    ring = next;
  }
  if (!far.has(a) || a === b) return [];
  const found = [];
  let steps = 0;
  const walk = (path, seen, limit) => {
    const here = path.at(-1);
    if (here === b) { if (path.length - 1 === limit) found.push([...path]); return; }
    for (const next of of(here)) {
      if (found.length >= MOST || (steps += 1) > STEPS) return;
      if (seen.has(next) || !far.has(next) || path.length + far.get(next) > limit) continue;
      seen.add(next);
      walk([...path, next], seen, limit);
      seen.delete(next);
    }
  };
  for (let limit = far.get(a); limit <= far.get(a) + LONGER && found.length < MOST; limit += 1) walk([a], new Set([a]), limit);
  return found;
}
const claimsBetween = (a, b) => [`${a}-${b}`, `${b}-${a}`].flatMap((key) => data.bundles.get(key)?.claims ?? []).filter(claimShown);

export function pathCard(from, to) {
  if (to === null || to === undefined) {
    const list = el("ol", { class: "top" });
    const box = el("input", { type: "search", dir: "auto", "aria-label": t("path-to"), placeholder: t("path-to"), oninput: () => fillList(list, box.value, from) });
    return [el("h3", { id: "card-title" }, `${t("path-begins")} `, nodeButton(data.nodes[from])), el("p", {}, t("path-how")), box, list];
  }
  const found = paths(from, to);
  return [
    el("h3", { id: "card-title" }, nodeButton(data.nodes[from]), " ⟷ ", nodeButton(data.nodes[to])),
    el("p", { class: "quiet" }, found.length ? plural("paths", found.length) : t("no-path")),
    ...found.map((path, k) => el("details", { class: "path", open: k === 0 },
      el("summary", {}, path.flatMap((i, j) => [j ? " ‒ " : "", bdi(shorten(data.nodes[i].l))])),
      el("p", {}, button(t("draw"), () => { add(path, path[0]); emit("fit", path); })),
      path.slice(1).map((i, j) => step(path[j], i)))),
  ];
}
function step(a, b) {
  const claims = claimsBetween(a, b);
  return [el("h4", {}, nodeButton(data.nodes[a]), " — ", nodeButton(data.nodes[b])), el("ul", { class: "claims" }, claims.slice(0, 3).map((c) => claimItem(c))),
    claims.length > 3 ? el("p", { class: "quiet" }, button(t("more-claims", { n: count(claims.length - 3) }), () => emit("open", { kind: "bundle", id: `${claims[0].s}-${claims[0].o}` }), { class: "plain" })) : null];
}
function fillList(list, query, from) {
  list.replaceChildren(...searchNodes(query).filter((n) => n.i !== from).slice(0, 8).map((n) => el("li", {}, button(bdi(shorten(caption(n))), () => emit("path-to", n.i), { class: "plain" }), el("span", { class: "quiet" }, [term(n.k), plural("claims", n.claims.length)].join(" · ")))));
}

// What all the picked nodes are linked to.
export function commonCard(list = [...state.picked]) {
  const sets = list.map((i) => new Set(linked(i))), shared = sets.length ? [...sets[0]].filter((k) => sets.every((s) => s.has(k))) : [];
  return [
    el("h3", { id: "card-title" }, t("common")), el("p", {}, list.flatMap((i, k) => [k ? t("comma") : "", nodeButton(data.nodes[i])])),
    shared.length ? el("p", {}, button(t("draw"), () => { add(shared, list[0]); })) : el("p", { class: "quiet" }, t("none-common")),
    el("ol", { class: "top" }, shared.map((i) => el("li", {}, nodeButton(data.nodes[i]), el("span", { class: "count" }, count(list.reduce((sum, k) => sum + claimsBetween(i, k).length, 0)))))),
  ];
}
