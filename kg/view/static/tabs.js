// The middle of the page: the picture, or another way to see the same claims.

import { boardView } from "./board.js";
import { compareView } from "./compare.js";
import { look } from "./data.js";
import { mapView } from "./map.js";
import { sparqlView } from "./sparql.js";
import { change, state } from "./state.js";
import { timelineView } from "./timeline.js";
import { button, byId, fill, t } from "./words.js";

const VIEWS = { timeline: timelineView, map: mapView, board: boardView, compare: compareView, ...(look.engine && { sparql: sparqlView }) };
const TABS = ["graph", ...Object.keys(VIEWS)];

export function drawTabs() {
  fill(byId("tabs"), TABS.map((name) => button(t(`tab-${name}`), () => show(name), { role: "tab", id: `tab-${name}`, "aria-selected": String(state.tab === name), "aria-controls": name === "graph" ? "graph" : "view", tabindex: state.tab === name ? 0 : -1 })));
}
export function show(name) { if (state.tab !== name) change((s) => { s.tab = name; }, "tab"); }
let before = "";
export function drawView() {
  if (before !== state.tab) byId("view").scrollTop = byId("view").scrollLeft = 0; // each view begins at its beginning
  before = state.tab;
  const graph = state.tab === "graph" || !VIEWS[state.tab];
  byId("graph").hidden = !graph;
  byId("view").hidden = graph;
  byId("view").setAttribute("aria-labelledby", `tab-${state.tab}`);
  if (!graph) VIEWS[state.tab](byId("view")); else byId("view").replaceChildren();
}
export function wireTabs() {
  byId("tabs").addEventListener("keydown", (e) => {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[e.key];
    if (!way) return;
    e.preventDefault();
    e.stopPropagation();
    const turn = document.documentElement.dir === "rtl" ? -way : way;
    show(TABS[(TABS.indexOf(state.tab) + turn + TABS.length) % TABS.length]);
    byId(`tab-${state.tab}`).focus();
  });
}
