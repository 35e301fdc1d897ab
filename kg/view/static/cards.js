// The card of a node and of an edge: every claim, who says it, how sure, and the sentence it stands in.
"use strict";
KG.card = document.getElementById("card");
KG.chip = (f) => KG.el("span", { class: `chip ${f}` }, KG.term(f));
KG.teller = (c) => {
  const line = KG.el("span", { class: "told" });
  if (!c.ch?.length) { line.append(KG.t("told-by-article")); return line; }
  line.append(KG.t("told-by") + " ");
  c.ch.forEach((s, k) => { if (k) line.append(` ${KG.t("reported-by")} `); line.append(s < 0 ? KG.t("unnamed") : KG.nodeButton(KG.data.nodes[s])); });
  return line;
};
KG.nodeButton = (n, most = 60) => KG.el("button", { class: "plain", type: "button", onclick: () => KG.open.node(n.i) }, KG.bdi(KG.shorten(n.l, most)));
KG.articleLine = (c) => {
  const a = KG.data.articles[c.a], date = a.issued ? `${a.issued}${a.basis === "inferred" ? ` (${KG.t("inferred")})` : ""}` : "";
  const parts = [a.outlet, date].filter((x) => x);
  return KG.el("div", { class: "where" }, KG.el("button", { class: "plain", type: "button", onclick: () => KG.open.article(c.a, c.w) }, KG.t("in-article")), a.title ? KG.bdi(KG.shorten(a.title, 50)) : null, ...parts.map(KG.bdi),
    KG.el("span", {}, `${KG.t("characters")} ${c.w[0]}–${c.w[1]}`), KG.el("span", {}, `${KG.t("score")} ${c.c}`), c.by ? KG.el("span", { dir: "ltr" }, c.by) : null);
};
KG.claimItem = (c) => {
  const o = typeof c.o === "number" ? KG.nodeButton(KG.data.nodes[c.o]) : KG.el("b", {}, KG.term(c.o));
  return KG.el("li", { "data-claim": c.i },
    KG.el("div", {}, KG.nodeButton(KG.data.nodes[c.s]), ` — ${KG.term(c.p)} → `, o), KG.el("div", {}, KG.chip(c.f), ...(c.q ?? []).filter((q) => q !== c.f).map(KG.chip), KG.teller(c)),
    KG.evidence(c), KG.articleLine(c));
};
KG.open = {
  node(i) {
    const n = KG.data.nodes[i], groups = new Map();
    KG.passage.clear();
    for (const c of n.claims.filter(KG.claimShown)) { const key = `${c.p}${c.s === i ? "" : "←"}`; if (!groups.has(key)) groups.set(key, []); groups.get(key).push(c); }
    const facts = [n.v && `${KG.t("value")}: ${n.v}`, n.t0 && `${n.t0}${n.t1 && n.t1 !== n.t0 ? ` … ${n.t1}` : ""}`].filter((x) => x);
    KG.clear(KG.card,
      KG.el("p", { class: "quiet" }, `${KG.term(n.k)} · ${KG.plural("mentions", n.m.length)}`), KG.el("h3", {}, KG.bdi(n.l)),
      n.al ? KG.el("p", {}, KG.el("span", { class: "quiet" }, `${KG.t("also-called")} `), ...n.al.flatMap((x, k) => [k ? "، " : "", KG.bdi(x)])) : null,
      n.la ? KG.el("p", { class: "quiet" }, `${KG.t("derived")}: `, KG.bdi(n.la)) : null, ...facts.map((f) => KG.el("p", {}, KG.bdi(f))),
      KG.el("p", {}, KG.el("button", { type: "button", onclick: () => { KG.draw.expand(i); KG.panels.budget(); } }, KG.t("expand")), " ",
        KG.el("button", { type: "button", onclick: () => KG.open.article(n.m[0][0], [n.m[0][1], n.m[0][2]]) }, KG.t("in-article"))),
      ...[...groups].map(([key, claims]) => KG.el("details", { open: groups.size < 4 || claims.length < 3 }, KG.el("summary", {}, `${KG.term(claims[0].p)}${key.endsWith("←") ? ` ${KG.t("incoming")}` : ""} (${KG.count(claims.length)})`), KG.el("ul", { class: "claims" }, ...claims.map(KG.claimItem)))),
      n.says.length ? KG.el("details", {}, KG.el("summary", {}, `${KG.t("says")} (${KG.count(n.says.length)})`), KG.el("ul", { class: "claims" }, ...n.says.filter(KG.claimShown).map(KG.claimItem))) : null);
    KG.draw.select("node", i);
    KG.announce(`${n.l}, ${KG.term(n.k)}, ${KG.plural("claims", n.claims.length)}`);
    KG.remember();
  },
  bundle(key) {
    const b = KG.bundles.get(key), [s, o] = [KG.data.nodes[b.s], KG.data.nodes[b.o]], shown = b.claims.filter(KG.claimShown);
    KG.passage.clear();
    KG.clear(KG.card, KG.el("p", { class: "quiet" }, KG.plural("claims", shown.length)), KG.el("h3", {}, KG.nodeButton(s), " — ", KG.nodeButton(o)), KG.el("ul", { class: "claims" }, ...shown.map(KG.claimItem)));
    KG.draw.select("bundle", key);
    KG.announce(`${s.l} – ${o.l}, ${KG.plural("claims", shown.length)}`);
    KG.remember();
  },
};
KG.announce = (text) => { document.getElementById("announce").textContent = text; };
