// The search box: results in groups, walked with the arrows; Enter opens, Shift+Enter only adds to the picture.

import { caption, data, slice } from "./data.js";
import { add } from "./explore.js";
import { search, seen, whenFolded } from "./search.js";
import { snippet } from "./snippet.js";
import { emit } from "./state.js";
import { views } from "./views.js";
import { fold } from "./fold.js";
import { bdi, byId, count, day, el, fill, plural, shorten, t, term } from "./words.js";

let results = [], active = 0;

const lineOf = {
  entity: (n, others) => [bdi(shorten(n.l, 60)), [about(n), others?.get(n) ? plural("same-named", others.get(n)) : ""].filter((x) => x).join(" · ")], event: (n) => [bdi(shorten(caption(n), 70)), about(n)],
  article: (a) => [bdi(shorten(a.title, 70)), published(a)],
  sentence: (s) => [snippet(slice(s.article, s.at), byId("search").value), published(data.articles[s.article])], view: (v) => [bdi(v.name), t("view")],
};
const goTo = {
  entity: (n) => ({ kind: "node", id: n.i }), event: (n) => ({ kind: "node", id: n.i }), article: (a) => ({ kind: "article", id: a.i }), sentence: (s) => ({ kind: "article", id: s.article, at: s.at }),
};
const published = (a) => [a.outlet ? bdi(a.outlet) : null, a.outlet && a.issued ? " · " : null, day(a.issued)];
function about(n) {
  const found = seen(n);
  return [term(n.k), plural("in-articles", found.articles), day(found.last)].filter((x) => x).join(" · ");
}
const viewsNamed = (query) => { const key = fold(query); return views().filter((v) => fold(v.name).includes(key)).slice(0, 4); };

function list() {
  const box = byId("search"), found = byId("found"), query = box.value.trim(), groups = query ? search(query) : [], named = query ? viewsNamed(query) : [];
  if (named.length) groups.push({ kind: "view", all: named, shown: named });
  results = groups.flatMap((g) => g.shown.map((item) => ({ kind: g.kind, item })));
  active = 0;
  let k = -1;
  fill(found, groups.flatMap((g) => [el("li", { class: "group", role: "presentation" }, t(`found-${g.kind}`), el("span", { class: "count" }, ` ${count(g.all.length)}`)), ...g.shown.map((item) => { k += 1; return option(k, ...lineOf[g.kind](item, g.others)); })]),
    query && !results.length ? el("li", { class: "quiet", role: "presentation" }, t("nothing")) : null);
  found.hidden = !query;
  place();
  box.setAttribute("aria-expanded", String(Boolean(query)));
  mark();
}
// The list stands under the box, wider than the panel that holds it.
function place() {
  const { left, right, bottom } = byId("search").getBoundingClientRect(), { style } = byId("found"), wide = Math.min(Math.max(right - left, 430), innerWidth - 16);
  Object.assign(style, { width: `${wide}px`, top: `${bottom}px`, left: `${Math.max(8, Math.min(document.documentElement.dir === "rtl" ? right - wide : left, innerWidth - wide - 8))}px`, maxHeight: `${Math.max(160, innerHeight - bottom - 16)}px` });
}
function option(k, name, note) {
  return el("li", { role: "option", id: `found-${k}`, "aria-selected": "false", onmousedown: (e) => { e.preventDefault(); pick(k, e.shiftKey); } }, name, el("div", { class: "quiet" }, note));
}
function mark() {
  byId("found").querySelectorAll("[role=option]").forEach((li, k) => { li.setAttribute("aria-selected", String(k === active)); if (k === active && active) li.scrollIntoView({ block: "nearest" }); });
  byId("search").setAttribute("aria-activedescendant", results.length ? `found-${active}` : "");
}
function shut() { byId("found").hidden = true; byId("search").setAttribute("aria-expanded", "false"); }
function pick(k, onlyAdd) {
  const chosen = results[k];
  if (!chosen) return;
  shut();
  if (chosen.kind === "view") { emit("show-view", chosen.item.view); return; }
  const target = goTo[chosen.kind](chosen.item);
  if (onlyAdd && target.kind === "node") add([target.id], null);
  else emit("open", target);
}
export function wireSearch() {
  const box = byId("search");
  box.addEventListener("input", list);
  box.addEventListener("focus", () => { if (box.value.trim()) list(); });
  box.addEventListener("blur", shut);
  box.addEventListener("keydown", (e) => {
    if (e.key === "Enter") { e.preventDefault(); pick(active, e.shiftKey); }
    else if (e.key === "Escape") { shut(); byId("canvas").focus(); }
    else if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      active = (active + (e.key === "ArrowDown" ? 1 : results.length - 1)) % Math.max(1, results.length);
      mark();
    }
  });
  whenFolded(() => { if (!byId("found").hidden) list(); });
}
