// Putting it together: what is drawn again when something changes, language and theme, the address that remembers.

import { hash, pack, read, unpack } from "./address.js";
import { cluster, slots } from "./board.js";
import { wireBox } from "./box.js";
import { drawCard, open, wireCards } from "./card.js";
import { compare } from "./compare.js";
import { around, data, look } from "./data.js";
import { drawnLooks, fit, focus, readColors, start, theNetwork, visible, zoom } from "./draw.js";
import { exportDialog, make } from "./export.js";
import { expand, firstNodes, hide, keepOnly, more } from "./explore.js";
import { drawFacets } from "./facets.js";
import { claimShown, refilter, shownClaims } from "./filters.js";
import { fold } from "./fold.js";
import { helpDialog, wireKeys } from "./keys.js";
import { load } from "./load.js";
import { evidence, passage, passages } from "./passage.js";
import { budget, chips, legend, startHere, summary } from "./panels.js";
import { paths } from "./paths.js";
import { prepare, search, searchNodes } from "./search.js";
import { wireSearch } from "./searchbox.js";
import { adjust, change, emit, forget, on, redo, replace, state, steps, undo } from "./state.js";
import { run } from "./sparql.js";
import { choose, drawStrip } from "./strip.js";
import { drawTable, toggleTable } from "./table.js";
import { drawTabs, drawView, show, wireTabs } from "./tabs.js";
import { turtle } from "./triples.js";
import { acceptDrops, openFile, viewsDialog } from "./views.js";
import { LANGUAGES, byId, el, isolate, plural, say, t, ui } from "./words.js";

const root = document.documentElement;
let remembering = null;

function remember() {
  clearTimeout(remembering);
  remembering = setTimeout(async () => { try { history.replaceState(null, "", await hash()); } catch { /* a page inside a notebook has no address */ } }, 150);
}
async function copy(text, done) {
  try { await navigator.clipboard.writeText(text); say(done); } catch { say(t("not-copied")); window.prompt(t("copy-by-hand"), text); }
}
async function copyLink() {
  const address = await hash();
  try { history.replaceState(null, "", address); } catch { /* as above */ }
  copy(location.href.replace(/#.*$/, "") + address, t("copied"));
}

// An empty box stands as the interface does, so that its hint is not cut at the wrong end.
function turn() { const box = byId("search"); box.dir = box.value ? "auto" : root.dir; }
// Words of the whole page in the interface's language.
function speak() {
  root.lang = ui.lang;
  root.dir = ui.lang === "ar" ? "rtl" : "ltr";
  for (const e of document.querySelectorAll("[data-i18n]")) e.textContent = t(e.dataset.i18n);
  for (const e of document.querySelectorAll("[data-i18n-label]")) e.setAttribute("aria-label", t(e.dataset.i18nLabel));
  if (!byId("title").dataset.given) byId("title").textContent = t("explorer");
  document.title = byId("title").textContent;
  byId("search").placeholder = t("search-short");
  turn();
  byId("language").value = ui.lang;
  byId("theme").value = root.dataset.theme;
  byId("digits").value = ui.digits;
  byId("coloring").value = state.coloring;
  summary();
  startHere();
}
function redraw(kinds) {
  const any = (...names) => kinds.has("all") || names.some((name) => kinds.has(name));
  if (any("look")) readColors();
  if (kinds.has("all")) { refilter(); speak(); }
  if (any("filters")) { drawFacets(); chips(); drawStrip(); }
  if (any("drawn", "filters", "look")) { budget(); legend(); spoken(); }
  if (any("filters")) drawCard();
  if (any("tab")) drawTabs();
  if (any("tab", "filters", "chosen", "drawn", "look")) drawView();
  if (any("filters", "drawn", "table")) drawTable();
  byId("undo").disabled = !steps().undo;
  byId("redo").disabled = !steps().redo;
  const picked = state.picked.size;
  byId("picked").hidden = !picked;
  byId("picked-words").textContent = plural("picked", picked);
  remember();
}
// A summary of the picture for those who do not see it.
function spoken() {
  const list = visible(), names = list.sort((a, b) => a - b).slice(0, 5).map((i) => data.nodes[i].l);
  byId("canvas").setAttribute("aria-label", `${t("canvas", { n: list.length })} ${names.join(t("comma"))}`);
}
function apply(view) {
  if (LANGUAGES.includes(view.lang)) ui.lang = view.lang;
  if (["auto", "light", "dark"].includes(view.theme)) root.dataset.theme = view.theme;
  if (["auto", "latn", "arab"].includes(view.digits)) ui.digits = view.digits;
  const next = unpack(view);
  if (next.selected) for (const i of next.selected.kind === "node" ? [next.selected.id] : next.selected.kind === "bundle" ? next.selected.id.split("-").map(Number) : []) next.drawn.add(i);
  refilter();
  replace(next);
  drawCard();
  if (Array.isArray(view.view) && view.view.every(Number.isFinite)) aim(view.view);
  else if (state.selected?.kind === "node") focus(state.selected.id);
}

// The camera is set when the canvas has its final size: a canvas that grows moves it.
function aim([x, y, scale]) {
  theNetwork().setSize("100%", "100%");
  theNetwork().moveTo({ position: { x, y }, scale });
}

function wire() {
  const click = (id, fn) => byId(id).addEventListener("click", fn), pickOf = (id, fn) => byId(id).addEventListener("change", (e) => fn(e.target.value));
  on("change", redraw);
  on("camera", remember);
  on("expand", expand);
  on("expanded", drawCard);
  on("fit", (list) => fit(list));
  on("board", (i) => { change((s) => { s.chosen.board = i; s.tab = "board"; }, "tab"); });
  on("pick", (i) => adjust((s) => { if (!s.picked.delete(i)) s.picked.add(i); }, "picked", "look"));
  on("table", toggleTable);
  on("to-filters", () => { byId("filters").scrollIntoView(); document.body.dataset.sheet = "side"; byId("filters").querySelector("summary")?.focus(); });
  on("copy-link", copyLink);
  on("copy-turtle", (i) => copy(turtle("all", i), t("copied")));
  on("show-view", apply);
  for (const [id, fn] of [["to-table", toggleTable], ["to-export", exportDialog], ["to-views", viewsDialog], ["copy-link", copyLink], ["to-help", helpDialog], ["undo", undo], ["redo", redo], ["zoom-in", () => zoom(1.4)], ["zoom-out", () => zoom(1 / 1.4)], ["zoom-fit", () => fit()], ["pick-hide", () => hide()], ["pick-keep", () => keepOnly()], ["pick-common", () => emit("common")], ["pick-path", () => { const [a, b] = [...state.picked]; open({ kind: "path", from: a, to: b ?? null }); }], ["pick-none", () => adjust((s) => s.picked.clear(), "picked", "look")], ["sheet-side", () => sheet("side")], ["sheet-card", () => sheet("card")]]) click(id, fn);
  byId("search").addEventListener("input", turn);
  pickOf("language", (v) => { ui.lang = v; adjust(() => state, "all"); drawCard(); });
  pickOf("digits", (v) => { ui.digits = v; adjust(() => state, "all"); drawCard(); });
  pickOf("theme", (v) => { root.dataset.theme = v; adjust(() => state, "look"); });
  pickOf("coloring", (v) => change((s) => { s.coloring = v; }, "look"));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => adjust(() => state, "look"));
  addEventListener("hashchange", async () => { const view = await read(location.hash); if (view) apply(view); });
  new MutationObserver(sheets).observe(document.body, { attributeFilter: ["data-sheet"] });
  let resizing = null;
  addEventListener("resize", () => { clearTimeout(resizing); resizing = setTimeout(drawView, 200); });
  wireKeys(); wireSearch(); wireCards(); wireTabs(); wireBox(); acceptDrops();
}
const sheet = (name) => { document.body.dataset.sheet = document.body.dataset.sheet === name ? "" : name; };
function sheets() { for (const name of ["side", "card"]) byId(`sheet-${name}`).setAttribute("aria-expanded", String(document.body.dataset.sheet === name)); }

async function main() {
  performance.mark("kg-start");
  await Promise.all([load(), document.fonts.load("15px 'Plex Arabic'", "\u062e").catch(() => null)]); // the canvas needs its face before it is painted
  state.drawn = new Set(firstNodes());
  const view = await read(location.hash);
  wire();
  start();
  if (view) apply(view); else adjust(() => state, "all");
  drawCard();
  forget();
  byId("undo").disabled = true;
  if (!view) byId("search").focus({ preventScroll: true });
  if (byId("graph").hidden) document.body.dataset.ready = "yes"; // another view stands in front: nothing is painted
  performance.mark("kg-ready");
  document.body.dataset.usable = "yes";
  setTimeout(prepare, 300);
}

// For tests and for the console: the parts by name, nothing that the page itself needs.
window.khabar = { around, change, choose, claimShown, cluster, compare, data, drawnLooks, evidence, expand, firstNodes, fold, isolate, look, make, more, open, openFile, pack, passage, passages, paths, plural, redo, refilter, run, search, searchNodes, show, shownClaims, slots, state, t, theNetwork, undo, visible };
main().catch((error) => {
  if (!look.source || data.nodes.length) throw error;
  speak(); // the page stands, empty; say why
  byId("card-body").append(el("p", { role: "alert" }, t("not-loaded", { why: error.message })));
});
