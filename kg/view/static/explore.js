// What a reader does to the picture: show, expand, hide, keep, pin. Each is one step that can be undone.

import { around, data, look, sources } from "./data.js";
import { claimShown, nodeShown } from "./filters.js";
import { near } from "./spots.js";
import { adjust, change, emit, state } from "./state.js";
import { plural, say, t } from "./words.js";

export const AT_ONCE = 10;
export const MOST = 1500;

// Neighbours of a node, the strongest link first: more sources, then more claims.
export function ranked(i) {
  const list = [...around(i)].map(([other, bundles]) => {
    const claims = [...bundles].flatMap((b) => b.claims).filter(claimShown);
    return { other, claims, sources: sources(claims) };
  });
  return list.filter((x) => x.claims.length && nodeShown(x.other)).sort((a, b) => b.sources - a.sources || b.claims.length - a.claims.length || a.other - b.other);
}

// Adds nodes; says so when the budget is full, and never drops any in silence.
export function add(list, beside = null, ...kinds) {
  const fresh = [...new Set(list)].filter((i) => !state.drawn.has(i) || state.hidden.has(i));
  const room = Math.max(0, MOST - state.drawn.size), taken = fresh.slice(0, room);
  if (!fresh.length) return 0;
  const spots = beside === null ? new Map() : near(beside, taken);
  change((s) => {
    for (const i of taken) { s.drawn.add(i); s.hidden.delete(i); if (spots.has(i)) s.places.set(i, spots.get(i)); }
    if (beside !== null) s.opened.add(beside);
  }, "drawn", ...kinds);
  if (taken.length < fresh.length) say(t("budget-full", { n: MOST }));
  return taken.length;
}
export function expand(i) {
  const fresh = ranked(i).map((x) => x.other).filter((k) => !state.drawn.has(k));
  const added = fresh.length ? add([i, ...fresh.slice(0, AT_ONCE)], i) : 0;
  if (!fresh.length) adjust((s) => s.opened.add(i), "drawn");
  say(fresh.length ? plural("added", Math.min(AT_ONCE, fresh.length)) : t("nothing-more"));
  emit("expanded", i);
  return added;
}
export function more(n) {
  return add(data.nodes.filter((x) => x.xy && !state.drawn.has(x.i) && !state.hidden.has(x.i) && nodeShown(x.i)).slice(0, n).map((x) => x.i));
}
export function chosen() {
  const one = state.selected?.kind === "node" ? [state.selected.id] : [];
  return state.picked.size ? [...state.picked] : one;
}
export function hide(list = chosen()) {
  if (!list.length) return;
  change((s) => { for (const i of list) { s.hidden.add(i); s.picked.delete(i); } }, "drawn");
  say(plural("hidden", state.hidden.size));
}
export function unhide() { change((s) => { for (const i of s.hidden) s.drawn.add(i); s.hidden.clear(); }, "drawn"); }
export function keepOnly(list = chosen()) {
  if (!list.length) return;
  change((s) => { s.drawn = new Set(list); s.hidden.clear(); s.opened.clear(); }, "drawn");
}
export function pin(i) { change((s) => { if (!s.pinned.delete(i)) s.pinned.add(i); }, "look"); }
export function overview() {
  change((s) => { s.drawn = new Set(firstNodes()); s.hidden.clear(); s.opened.clear(); s.places.clear(); s.picked.clear(); s.selected = null; s.tab = "graph"; }, "all");
}
export const firstNodes = () => { const found = []; for (const n of data.nodes) { if (n.xy) found.push(n.i); if (found.length >= look.budget) break; } return found; };
