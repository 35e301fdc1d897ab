// What the reader sees and has chosen, in one place; every change can be undone.

const FACETS = ["kind", "relation", "stance", "outlet", "teller", "sources", "score"];
const KEPT = 200;

const none = () => Object.fromEntries(FACETS.map((name) => [name, new Set()]));
export const facets = FACETS;
export const state = {
  drawn: new Set(), hidden: new Set(), pinned: new Set(), opened: new Set(), places: new Map(), picked: new Set(),
  filters: none(), days: null, clock: "published", selected: null, tab: "graph", coloring: "type", chosen: {},
};
const listeners = new Map();
let past = [], future = [];

export function on(name, listener) { listeners.set(name, [...(listeners.get(name) ?? []), listener]); }
export function emit(name, detail) { for (const listener of listeners.get(name) ?? []) listener(detail); }

function copy(from) {
  return {
    ...from, drawn: new Set(from.drawn), hidden: new Set(from.hidden), pinned: new Set(from.pinned), opened: new Set(from.opened),
    places: new Map(from.places), picked: new Set(from.picked), chosen: { ...from.chosen },
    filters: Object.fromEntries(FACETS.map((name) => [name, new Set(from.filters[name])])),
  };
}

// Changes the state, remembers what was before, and tells everyone; `kinds` names what changed.
export function change(fn, ...kinds) {
  past.push(copy(state));
  if (past.length > KEPT) past = past.slice(-KEPT);
  future = [];
  fn(state);
  emit("change", new Set(kinds));
}
// A change that is no step of its own: a selection follows the mouse, a window its size.
export function adjust(fn, ...kinds) {
  fn(state);
  emit("change", new Set(kinds));
}
function swap(from, to) {
  if (!from.length) return false;
  to.push(copy(state));
  Object.assign(state, from.pop());
  emit("change", new Set(["all"]));
  return true;
}
export const undo = () => swap(past, future);
export const redo = () => swap(future, past);
export const steps = () => ({ undo: past.length, redo: future.length });
export function replace(next) { change((s) => Object.assign(s, copy({ ...s, ...next })), "all"); }
export function forget() { past = []; future = []; }

export const filtered = () => state.days !== null || FACETS.some((name) => state.filters[name].size > 0);
