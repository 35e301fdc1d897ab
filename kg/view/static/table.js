// The table twin: every shown claim as a row, the complete alternative to the picture; and exports of the same rows.
"use strict";
KG.table = (() => {
  const place = document.getElementById("table"), most = 400;
  const cells = (c) => [KG.data.nodes[c.s].l, KG.term(c.p), typeof c.o === "number" ? KG.data.nodes[c.o].l : KG.term(c.o), KG.term(c.f), c.ch?.length ? c.ch.map((s) => (s < 0 ? KG.t("unnamed") : KG.data.nodes[s].l)).join(" ← ") : KG.t("article-itself"), KG.slice(c.a, c.w), KG.data.articles[c.a].issued];
  const heads = () => ["subject", "relation", "object", "factuality", "teller", "words", "date"].map((k) => KG.t(`column-${k}`));
  return {
    show() {
      const claims = KG.shownClaims(), rows = claims.slice(0, most);
      KG.clear(place, KG.el("p", { class: "quiet" }, claims.length > most ? KG.t("showing", { n: KG.count(most), all: KG.count(claims.length) }) : KG.plural("claims", claims.length)),
        KG.el("table", {}, KG.el("thead", {}, KG.el("tr", {}, ...heads().map((h) => KG.el("th", { scope: "col" }, h)))), KG.el("tbody", {}, ...rows.map((c) => KG.el("tr", {},
          ...cells(c).map((text, k) => KG.el("td", {}, k === 0 ? KG.el("button", { class: "plain", type: "button", onclick: () => (typeof c.o === "number" ? KG.open.bundle(`${c.s}-${c.o}`) : KG.open.node(c.s)) }, KG.bdi(text)) : KG.bdi(text))))))));
    },
    toggle() { place.hidden = !place.hidden; document.getElementById("to-table").setAttribute("aria-expanded", String(!place.hidden)); if (!place.hidden) KG.table.show(); },
    get open() { return !place.hidden; },
    csv() {
      const quote = (x) => (/^[=+\-@]/.test(x) ? `"'${x.replaceAll('"', '""')}"` : `"${String(x).replaceAll('"', '""')}"`); // a leading = would be a formula
      return "\ufeff" + [heads(), ...KG.shownClaims().map(cells)].map((row) => row.map(quote).join(",")).join("\r\n") + "\r\n";
    },
  };
})();
