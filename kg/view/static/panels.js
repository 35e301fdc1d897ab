// Start here, filters with counts, the drawing budget in words, the legend.
"use strict";
KG.panels = {
  summary() {
    const d = KG.data, events = d.nodes.filter((n) => n.g === "event").length;
    document.getElementById("summary").textContent = [KG.plural("articles", d.articles.length), KG.plural("entities", d.nodes.length - events), KG.plural("events", events), KG.plural("claims", d.claims.length)].join(" · ");
  },
  start() {
    const top = (title, list, note) => (list.length ? [KG.el("h2", {}, KG.t(title)), KG.el("ol", { class: "top" }, ...list.slice(0, 6).map((n) => KG.el("li", {}, KG.nodeButton(n, 34), KG.el("span", { class: "count" }, note(n)))))] : []);
    const of = (g) => KG.data.nodes.filter((n) => n.g === g).sort((a, b) => b.m.length - a.m.length || a.i - b.i), times = (n) => KG.count(n.m.length);
    const tellers = KG.data.nodes.filter((n) => n.says.length).sort((a, b) => b.says.length - a.says.length || a.i - b.i);
    const doubted = (n) => n.claims.filter((c) => c.s === n.i && ["alleged", "denied"].includes(c.f)).length;
    KG.clear(document.getElementById("start"), ...top("people", of("person"), times), ...top("organisations", of("org"), times), ...top("places", of("place"), times), ...top("who-speaks", tellers, (n) => KG.count(n.says.length)),
      ...top("doubtful", KG.data.nodes.filter((n) => doubted(n)).sort((a, b) => doubted(b) - doubted(a) || a.i - b.i), (n) => KG.count(doubted(n))),
      KG.el("h2", {}, KG.t("articles-list")), KG.el("ol", { class: "top" }, ...KG.data.articles.slice(0, 30).map((a, i) => KG.el("li", {}, KG.el("button", { class: "plain", type: "button", onclick: () => KG.open.article(i) }, KG.bdi(KG.shorten(a.title || a.text.trim(), 40))), KG.el("span", { class: "count" }, a.issued)))));
  },
  filters() {
    const facet = (name, values, label) => {
      const counts = new Map();
      values.forEach((v) => counts.set(v, (counts.get(v) ?? 0) + 1));
      const rows = [...counts].sort((a, b) => b[1] - a[1] || String(a[0]).localeCompare(String(b[0]))).slice(0, 14);
      return KG.el("details", { open: name === "kind" || name === "factuality" }, KG.el("summary", {}, KG.t(`filter-${name}`)), KG.el("ul", { class: "facet" }, ...rows.map(([value, n]) => KG.el("li", {}, KG.el("label", {},
        KG.el("input", { type: "checkbox", "data-facet": name, value, checked: KG.filters[name].has(value), onchange: (e) => { KG.filters[name][e.target.checked ? "add" : "delete"](value); KG.refilter(); } }), label(value)), KG.el("span", { class: "count" }, KG.count(n))))));
    };
    const claims = KG.data.claims;
    KG.clear(document.getElementById("filters"), KG.el("h2", {}, KG.t("filters")), facet("kind", KG.data.nodes.map((n) => n.g), (g) => KG.t(`group-${g}`)), facet("factuality", claims.map((c) => c.f), KG.term),
      facet("teller", claims.flatMap((c) => [...new Set(KG.tellers(c))]), KG.bdi), facet("relation", claims.map((c) => c.p), KG.term),
      KG.filtered() ? KG.el("button", { type: "button", onclick: () => { Object.values(KG.filters).forEach((s) => s.clear?.()); KG.panels.filters(); KG.refilter(); } }, KG.t("clear-filters")) : null);
  },
  budget() {
    const shown = KG.draw.count(), all = KG.draw.drawable(), place = document.getElementById("budget");
    KG.clear(place, KG.t("showing", { n: KG.count(shown), all: KG.count(all) }), " ", shown < all ? KG.el("button", { type: "button", onclick: () => KG.draw.more(250) }, KG.t("more")) : null);
  },
  legend() {
    const paths = { diamond: "M6 0 12 6 6 12 0 6Z", dot: "M6 0a6 6 0 1 0 .01 0Z", square: "M1 1H11V11H1Z", triangle: "M6 0 12 11H0Z", hexagon: "M3 1H9L12 6 9 11H3L0 6Z", star: "M6 0 7.5 4.3 12 4.5 8.4 7.2 9.7 12 6 9.2 2.3 12 3.6 7.2 0 4.5 4.5 4.3Z", triangleDown: "M0 1H12L6 12Z" };
    const item = (g) => { const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg"), path = document.createElementNS("http://www.w3.org/2000/svg", "path"); svg.setAttribute("viewBox", "0 0 12 12"); svg.setAttribute("aria-hidden", "true"); path.setAttribute("d", paths[KG.look.shapes[g]]); path.setAttribute("fill", KG.look.colors[g]); svg.append(path); return KG.el("li", {}, svg, KG.t(`group-${g}`)); };
    KG.clear(document.getElementById("legend"), ...Object.keys(KG.look.shapes).filter((g) => KG.data.nodes.some((n) => n.g === g && n.xy)).map(item));
  },
};
