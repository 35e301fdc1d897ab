// The end panel: one card at a time, and the way back.

import { articleCard, scrollTo } from "./article.js";
import { bundleCard, chooserCard, nodeCard } from "./cards.js";
import { data } from "./data.js";
import { fit, focus } from "./draw.js";
import { add } from "./explore.js";
import { sweep } from "./passage.js";
import { commonCard, pathCard } from "./paths.js";
import { adjust, emit, on, state } from "./state.js";
import { button, byId, el, fill, plural, say, t, term } from "./words.js";

const trail = [];
const make = {
  node: (s) => nodeCard(s.id), bundle: (s) => bundleCard(s.id), article: (s) => articleCard(s.id, s.at ?? null),
  choose: (s) => chooserCard(s.id), path: (s) => pathCard(s.from, s.to), common: () => commonCard(),
};
const title = {
  node: (s) => `${data.nodes[s.id].l}${t("comma")}${term(data.nodes[s.id].k)}${t("comma")}${plural("claims", data.nodes[s.id].claims.length)}`,
  bundle: (s) => { const b = data.bundles.get(s.id); return `${data.nodes[b.s].l} – ${data.nodes[b.o].l}${t("comma")}${plural("claims", b.claims.length)}`; },
  article: (s) => data.articles[s.id].title || t("untitled"), choose: () => t("choose-neighbours"), path: () => t("path"), common: () => t("common"),
};
let shown = null;

export function drawCard() {
  const place = byId("card-body"), now = shown ?? state.selected;
  if (!now) { fill(place, el("p", { class: "quiet" }, t("choose"))); sweep(); return; }
  fill(place, trail.length ? button(`${t("back")}`, back, { class: "small" }) : null, make[now.kind](now));
  sweep();
  byId("card").scrollTop = 0;
  if (now.kind === "article") scrollTo(byId("card"));
}
// Opens a card; what it is about is drawn and selected too.
export function open(what, { keep = true } = {}) {
  const before = shown ?? state.selected;
  if (keep && before && JSON.stringify(before) !== JSON.stringify(what)) { trail.push(before); if (trail.length > 50) trail.shift(); }
  const real = ["node", "bundle", "article"].includes(what.kind);
  shown = real ? null : what;
  if (real) {
    const ends = what.kind === "node" ? [what.id] : what.kind === "bundle" ? what.id.split("-").map(Number) : [];
    if (ends.some((i) => !state.drawn.has(i) || state.hidden.has(i))) add(ends);
    adjust((s) => { s.selected = what; }, "selected");
    if (what.kind === "node" && state.tab === "graph") focus(what.id);
    if (what.kind === "bundle" && state.tab === "graph") fit(ends);
  }
  drawCard();
  document.body.dataset.sheet = "card";
  say(title[what.kind](what));
}
export function back() {
  const before = trail.pop();
  if (before) open(before, { keep: false });
}
export function close() { shown = null; adjust((s) => { s.selected = null; }, "selected"); drawCard(); document.body.dataset.sheet = ""; }

// Two steps: from here, then to the node that is opened next or found in the box.
export function wireCards() {
  let from = null;
  on("open", (what) => { if (from !== null && what.kind === "node" && what.id !== from) emit("path-to", what.id); else open(what); });
  on("path-from", (i) => { from = i; open({ kind: "path", from: i, to: null }); byId("card-body").querySelector("input")?.focus(); });
  on("path-to", (i) => { const start = from; from = null; open({ kind: "path", from: start, to: i }); });
  on("cancel", () => { from = null; });
  on("choose", (i) => open({ kind: "choose", id: i }));
  on("common", () => open({ kind: "common" }));
}
