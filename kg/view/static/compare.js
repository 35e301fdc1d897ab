// Two sources side by side: what only one tells, what both tell, and where they contradict one another.

import { claimList } from "./claims.js";
import { data, named, outletOf, tellers } from "./data.js";
import { shownClaims } from "./filters.js";
import { change, state } from "./state.js";
import { count, el, fill, isolate, phrase, plural, shorten, t } from "./words.js";

const SIDES = ["a", "b"];
const namesOf = { outlet: (c) => [outletOf(c)], teller: (c) => tellers(c) };
const same = (c) => `${c.s} ${c.p} ${c.o ?? c.kind}`;

// {onlyA, onlyB, both, against}: lists of claims of two sources. Claims are the same when they link the same two things
// in the same way, or when the graph says that they corroborate one another.
export function compare(claims, of, a, b) {
  const mine = claims.filter((c) => of(c).includes(a)), theirs = claims.filter((c) => of(c).includes(b));
  const [keysA, keysB] = [mine, theirs].map((list) => new Map(list.map((c) => [same(c), c])));
  const [setA, setB] = [new Set(mine), new Set(theirs)];
  const opposite = (x, y) => (x.f === "denied") !== (y.f === "denied");
  const against = [], both = [], onlyA = [], onlyB = [];
  const sort = (list, keys, others, only) => {
    for (const c of list) {
      const twin = keys.get(same(c));
      if (c.contradicts?.some((x) => others.has(x)) || (twin && twin !== c && opposite(c, twin))) against.push(c);
      else if (twin || c.corroborates?.some((x) => others.has(x))) both.push(c);
      else only.push(c);
    }
  };
  sort(mine, keysB, setB, onlyA);
  sort(theirs, keysA, setA, onlyB);
  const order = (list) => [...new Set(list)].sort((x, y) => x.s - y.s || x.p.localeCompare(y.p) || x.i - y.i);
  return { onlyA, onlyB, both: order(both), against: order(against) };
}

// The two sources that tell most of the same things: where a comparison says most.
function closest(claims, of, names) {
  const best = { pair: names.slice(0, 2), shared: 0 }, few = names.filter((n) => !n.startsWith("@")).slice(0, 10), keys = new Map(few.map((n) => [n, new Map()]));
  const add = (n, key) => keys.get(n)?.set(key, 1);
  for (const c of claims) for (const n of of(c)) { add(n, same(c)); for (const x of [...(c.contradicts ?? []), ...(c.corroborates ?? [])]) add(n, `~${Math.min(c.i, x.i)} ${Math.max(c.i, x.i)}`); }
  few.forEach((a, k) => few.slice(k + 1).forEach((b) => {
    const shared = [...keys.get(a).keys()].filter((key) => keys.get(b).has(key)).length;
    if (shared > best.shared) Object.assign(best, { pair: [a, b], shared });
  }));
  return best.pair;
}

export function compareView(place) {
  const kind = state.chosen.compare ?? (new Set(data.articles.map((a) => a.outlet)).size > 1 ? "outlet" : "teller"), of = namesOf[kind], counts = new Map();
  for (const c of shownClaims()) for (const name of of(c)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const names = [...counts].sort((x, y) => y[1] - x[1]).map((x) => x[0]);
  const first = closest(shownClaims(), of, names), [a, b] = SIDES.map((side, k) => (names.includes(state.chosen[side]) ? state.chosen[side] : first[k]));
  const set = (key) => (e) => change((s) => { s.chosen[key] = e.target.value; if (key === "compare") { delete s.chosen.a; delete s.chosen.b; } }, "chosen");
  const pick = (side, value) => el("label", {}, `${t(`side-${side}`)} `, el("select", { onchange: set(side) }, names.slice(0, 300).map((n) => el("option", { value: n, selected: n === value }, `${isolate(shorten(named(n), 40))} (${count(counts.get(n))})`))));
  const tools = el("div", { class: "view-tools" }, el("label", {}, `${t("compare-by")} `, el("select", { onchange: set("compare") }, ["outlet", "teller"].map((v) => el("option", { value: v, selected: v === kind }, t(`filter-${v}`))))), pick("a", a), pick("b", b));
  if (names.length < 2) { fill(place, tools, el("p", {}, t("one-source"))); return; }
  const found = compare(shownClaims(), of, a, b);
  const column = (title, list, kindOf) => el("section", { class: kindOf }, el("h3", {}, title, " · ", el("bdi", {}, plural("claims", list.length))), list.length ? claimList(list) : el("p", { class: "quiet" }, t("none")));
  fill(place, tools, el("div", { class: "sides three" },
    column(phrase("only-in", named(a)), found.onlyA), el("div", {}, column(t("against-each-other"), found.against, "alarmed"), column(t("in-both"), found.both)), column(phrase("only-in", named(b)), found.onlyB)));
}
