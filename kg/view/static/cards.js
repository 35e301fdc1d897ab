// The cards of a node and of a bundle of claims between two nodes.

import { caption, data, disputed, named, outletOf, sources } from "./data.js";
import { claimShown } from "./filters.js";
import { captionButton, claimList, claimItem, fold, howMany, nodeButton, relation, timeOf } from "./claims.js";
import { AT_ONCE, add, expand, hide, pin, ranked } from "./explore.js";
import { reasonOf } from "./reasons.js";
import { seen } from "./search.js";
import { emit, state } from "./state.js";
import { bdi, button, count, day, el, plural, svg, t, term } from "./words.js";

const MOST_DATES = 4;
const ask = (label, fn, attributes) => button(t(label), fn, attributes);

export function nodeCard(i) {
  const n = data.nodes[i], shown = n.claims.filter(claimShown), saying = n.says.filter(claimShown);
  return [
    el("p", { class: "quiet" }, [...new Set([t(`group-one-${n.g}`), term(n.k), plural("mentions", n.times)])].join(" · ")),
    el("h3", { id: "card-title" }, bdi(n.l)), n.g === "event" && caption(n) !== n.l ? el("p", {}, bdi(caption(n))) : null,
    names(n), period(n), tools(i), tellersLine(shown), sparkline(shown), alike(n),
    ...groups(i, shown),
    saying.length ? fold(`${t("says")} (${count(saying.length)})`, saying) : null,
    shown.length < n.claims.length ? el("p", { class: "quiet" }, t("filtered-out", { n: count(n.claims.length - shown.length) })) : null,
  ];
}
function names(n) {
  const links = (n.same ?? []).map((iri) => el("a", { href: /^https?:/.test(iri) ? iri : null, rel: "noreferrer noopener", dir: "ltr" }, iri.replace(/^https?:\/\/(www\.)?/, "")));
  return [
    n.en ? el("p", {}, bdi(n.en)) : null,
    n.al?.length ? el("p", {}, el("span", { class: "quiet" }, `${t("also-called")} `), n.al.flatMap((x, k) => [k ? t("comma") : "", bdi(x)])) : null,
    n.la ? el("p", { class: "quiet" }, `${t("derived")}: `, bdi(n.la)) : null,
    n.v ? el("p", {}, el("span", { class: "quiet" }, `${t("value")} `), el("bdi", { dir: "ltr" }, n.v)) : null,
    links.length ? el("p", { class: "quiet" }, `${t("known-as")} `, links.flatMap((x, k) => [k ? t("comma") : "", x])) : null,
  ];
}
function period(n) {
  const own = n.t0 && n.when === undefined ? [n] : [], all = [...own, ...(n.dates ?? []).filter((x) => !own.length || x.t0 !== n.t0 || x.t1 !== (n.t1 ?? n.t0))], found = seen(n);
  return [
    all.length ? el("p", {}, el("span", { class: "quiet" }, `${t("when")} `), all.slice(0, MOST_DATES).flatMap((x, k) => [k ? " | " : "", timeOf(x)]), all.length > MOST_DATES ? ` | ${t("more-n", { n: count(all.length - MOST_DATES) })}` : null) : null,
    el("p", { class: "quiet" }, [plural("in-articles", found.articles), found.first ? `${day(found.first)}${found.last !== found.first ? ` – ${day(found.last)}` : ""}` : ""].filter((x) => x).join(" · ")),
  ];
}
function tools(i) {
  const n = data.nodes[i];
  return el("p", { class: "tools" },
    ask("expand", () => expand(i)), ask("hide", () => hide([i])), button(t(state.pinned.has(i) ? "unpin" : "pin"), () => { pin(i); emit("open", { kind: "node", id: i }); }),
    ask("path-from", () => emit("path-from", i)), n.g === "event" ? ask("board", () => emit("board", i)) : null,
    n.m.length ? ask("in-article", () => emit("open", { kind: "article", id: n.m[0], at: [n.m[1], n.m[2]] })) : null,
    ask("copy-link", () => emit("copy-link")), ask("copy-turtle", () => emit("copy-turtle", i)));
}
function tellersLine(claims) {
  const byOutlet = new Map();
  for (const c of claims) byOutlet.set(outletOf(c), (byOutlet.get(outletOf(c)) ?? 0) + 1);
  const list = [...byOutlet].sort((a, b) => b[1] - a[1]).slice(0, 6);
  return claims.length ? el("p", { class: "quiet" }, `${t("sources")} `, list.flatMap(([name, k], j) => [j ? t("comma") : "", bdi(named(name)), ` (${count(k)})`])) : null;
}
// A small timeline: how many claims were published in each month.
function sparkline(claims) {
  const months = new Map();
  for (const c of claims) { const m = data.articles[c.a].issued.slice(0, 7); if (m) months.set(m, (months.get(m) ?? 0) + 1); }
  const list = [...months].sort();
  if (list.length < 2) return null;
  const most = Math.max(...list.map((x) => x[1])), wide = 180 / list.length;
  return svg("svg", { viewBox: "0 0 180 28", class: "spark", role: "img", "aria-label": t("sparkline", { from: day(list[0][0]), to: day(list.at(-1)[0]) }) },
    list.map(([, k], j) => svg("rect", { x: (j * wide).toFixed(1), y: (28 - 26 * k / most).toFixed(1), width: Math.max(1, wide - 1).toFixed(1), height: (26 * k / most).toFixed(1) })));
}
// Why several names of several articles are one node, and what else may be the same, each with reason and score.
function alike(n) {
  const whole = n.why?.length ? el("details", { class: "quiet" }, el("summary", {}, plural("joined", n.parts?.length ?? 1)), el("ul", {}, n.why.map(([score, why, link]) => el("li", {}, link ? [el("bdi", { dir: "ltr" }, link.replace(/^https?:\/\/(www\.)?/, "")), " "] : null, `${t("score")} ${count(score)} `, reasonOf(why))))) : null;
  const maybe = n.maybe?.length ? el("details", { class: "quiet" }, el("summary", {}, `${t("maybe-same")} (${count(n.maybe.length)})`), el("ul", {}, n.maybe.map(([k, verdict, score, why]) => el("li", {}, nodeButton(data.nodes[k]), ` · ${t(`verdict-${verdict}`)} · ${t("score")} ${count(score)} `, reasonOf(why))))) : sameName(n);
  return [whole, maybe];
}
function sameName(n) {
  if (n.g === "event" || n.g === "time" || n.g === "number") return null;
  const mine = new Set([n.l, ...(n.al ?? [])]), found = data.nodes.filter((x) => x.i !== n.i && x.g === n.g && [x.l, ...(x.al ?? [])].some((name) => mine.has(name)));
  if (!found.length) return null;
  const item = (x) => el("li", {}, nodeButton(x), el("span", { class: "quiet" }, ` ${[t("same-name"), term(x.k), plural("claims", x.claims.length)].join(" · ")}`));
  return el("details", { class: "quiet" }, el("summary", {}, `${t("maybe-same")} (${count(found.length)})`), el("ul", {}, found.slice(0, 100).map(item)));
}
// The heading of a node's claims of one relation: what it has, what others have with it, or its part in events.
function heading(key, claim) {
  if (!key.endsWith("←")) return relation(key);
  const name = relation(key.slice(0, -1));
  return data.nodes[claim.s].g === "event" ? t("part-in", { name }) : `${name} ${t("incoming")}`;
}
function groups(i, shown) {
  const found = new Map();
  for (const c of shown) {
    const key = `${c.p}${c.s === i ? "" : "←"}`;
    (found.get(key) ?? found.set(key, []).get(key)).push(c);
  }
  return [...found].sort((a, b) => b[1].length - a[1].length).map(([key, claims]) => {
    const ends = [...new Set(claims.map((c) => (c.s === i ? c.o : c.s)).filter((x) => x !== null))], fresh = ends.filter((x) => !state.drawn.has(x));
    const title = `${heading(key, claims[0])} (${count(claims.length)})`;
    const details = fold(title, claims, shown.length < 8 || claims.length < 3 && found.size < 8);
    if (fresh.length) details.querySelector("summary").append(" ", button(t("draw-n", { n: count(fresh.length) }), (e) => { e.preventDefault(); add(fresh, i); emit("open", { kind: "node", id: i }); }, { class: "small" }));
    return details;
  });
}

export function bundleCard(key) {
  const b = data.bundles.get(key), back = data.bundles.get(`${b.o}-${b.s}`);
  const all = [...b.claims, ...(back?.claims ?? [])], shown = all.filter(claimShown), split = disputed(shown);
  const lists = split ? [shown.filter((c) => c.f !== "denied"), shown.filter((c) => c.f === "denied")].filter((x) => x.length) : [shown];
  return [
    el("p", { class: "quiet" }, `${howMany(shown)} · ${plural("independent", sources(shown))}`),
    el("h3", { id: "card-title" }, nodeButton(data.nodes[b.s]), " — ", nodeButton(data.nodes[b.o])),
    split ? el("p", { class: "alarm" }, t("disputed")) : null,
    el("div", { class: lists.length > 1 ? "sides" : null }, lists.map((claims) => (claims.length > 40 ? claimList(claims) : el("ul", { class: "claims" }, claims.map((c) => claimItem(c)))))),
    shown.length < all.length ? el("p", { class: "quiet" }, t("filtered-out", { n: count(all.length - shown.length) })) : null,
  ];
}

// Neighbours that are not drawn, by relation, to choose from.
export function chooserCard(i) {
  const found = new Map();
  for (const { other, claims } of ranked(i)) {
    if (state.drawn.has(other) && !state.hidden.has(other)) continue;
    for (const [p, c] of new Map(claims.map((x) => [`${x.p}${x.s === i ? "" : "←"}`, x]))) (found.get(p) ?? found.set(p, { first: c, list: [] }).get(p)).list.push(other);
  }
  return [
    el("h3", { id: "card-title" }, `${t("choose-neighbours")} `, nodeButton(data.nodes[i])),
    ...[...found].map(([key, { first, list }]) => el("details", { open: found.size < 4 },
      el("summary", {}, `${heading(key, first)} (${count(list.length)}) `, button(t("draw-n", { n: count(Math.min(list.length, 50)) }), (e) => { e.preventDefault(); add(list.slice(0, 50), i); emit("choose", i); }, { class: "small" })),
      el("ul", { class: "plain" }, list.slice(0, 100).map((k) => el("li", {}, button(t("draw"), () => { add([k], i); emit("choose", i); }, { class: "small" }), " ", captionButton(data.nodes[k])))))),
    found.size ? null : el("p", {}, t("nothing-more")),
    el("p", { class: "quiet" }, t("ten-at-once", { n: count(AT_ONCE) })),
  ];
}
