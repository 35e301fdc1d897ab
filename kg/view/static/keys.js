// Keys: everything that the mouse can do.

import { close, back } from "./card.js";
import { fit, neighbour, visible, zoom } from "./draw.js";
import { expand, hide, keepOnly, pin } from "./explore.js";
import { emit, redo, state, undo } from "./state.js";
import { byId, el, button, fill, t } from "./words.js";

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const here = () => (state.selected?.kind === "node" ? state.selected.id : null);
const withNode = (fn) => () => { if (here() !== null) fn(here()); };

const KEYS = {
  "/": () => { byId("search").focus(); byId("search").select(); }, f: () => emit("to-filters"), t: () => emit("table"), "?": () => helpDialog(),
  e: withNode(expand), h: () => hide(), k: () => keepOnly(), p: withNode((i) => emit("path-from", i)), i: withNode(pin), b: withNode((i) => emit("board", i)), c: () => emit("common"),
  x: withNode((i) => emit("pick", i)), "+": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: () => fit(), Backspace: back,
};
// The same keys on an Arabic keyboard, by their place.
const PLACES = { KeyF: "f", KeyT: "t", KeyE: "e", KeyH: "h", KeyK: "k", KeyP: "p", KeyI: "i", KeyB: "b", KeyC: "c", KeyX: "x", Slash: "/" };

export function wireKeys() {
  document.addEventListener("keydown", (e) => {
    const dialog = byId("dialog").open;
    if ((e.ctrlKey || e.metaKey) && !e.altKey && e.code === "KeyZ" && !e.target.matches("input, textarea")) { e.preventDefault(); if (e.shiftKey) redo(); else undo(); return; }
    if ((e.ctrlKey || e.metaKey) && e.code === "KeyY" && !e.target.matches("input, textarea")) { e.preventDefault(); redo(); return; }
    if (e.ctrlKey || e.metaKey || e.altKey || dialog || e.target.matches("input, select, textarea")) return;
    const onCanvas = document.activeElement === byId("canvas"), step = STEPS[e.key];
    if (step && onCanvas) { e.preventDefault(); walk(step); return; }
    if (e.key === "Enter" && onCanvas) { if (here() !== null) byId("card").focus(); else walk([0, 0]); return; }
    if (e.key === "Escape") { emit("cancel"); close(); byId("canvas").focus(); return; }
    const act = KEYS[e.key.toLowerCase()] ?? KEYS[PLACES[e.code]];
    if (act) { e.preventDefault(); act(); }
  });
}
// To the nearest node in that direction; the first key goes to the strongest.
function walk([dx, dy]) {
  const list = visible(), from = here();
  if (!list.length) return;
  const next = from === null || !list.includes(from) ? Math.min(...list) : neighbour(from, dx, dy);
  emit("open", { kind: "node", id: next });
  byId("canvas").focus();
}
export function helpDialog() {
  const rows = [["/", "search"], ["F", "filters"], ["T", "table"], ["← ↑ → ↓", "neighbours"], ["Enter", "card"], ["Esc", "close"], ["E", "expand"], ["H", "hide"], ["K", "keep"], ["I", "pin"], ["X", "pick"], ["P", "path"], ["C", "common"], ["B", "board"], ["+ − 0", "zoom"], ["Ctrl Z", "undo"], ["Ctrl Y", "redo"], ["Backspace", "back"], ["?", "help"]];
  fill(byId("dialog"), el("h2", { id: "dialog-title", tabindex: -1, autofocus: true }, t("help")), el("p", {}, t("help-mouse")), el("p", {}, t("help-marks")), el("table", { class: "keys" }, el("tbody", {}, rows.map(([key, name]) => el("tr", {}, el("th", { scope: "row" }, el("kbd", { dir: "ltr" }, key)), el("td", {}, t(`key-${name}`)))))), el("p", { class: "quiet" }, t("help-private")), button(t("close"), () => byId("dialog").close()));
  byId("dialog").showModal();
}
