// The graph in memory: nodes, claims, bundles of claims between two nodes, and an index of names.
"use strict";
KG.data = JSON.parse(document.getElementById("kg-data").textContent);
KG.look = JSON.parse(document.getElementById("kg-look").textContent);
(() => {
  const { nodes, claims, articles } = KG.data;
  // Offsets count code points; JavaScript counts UTF-16 units: keep the code points of each text once.
  articles.forEach((a) => { a.chars = Array.from(a.text); });
  KG.slice = (article, [start, end]) => articles[article].chars.slice(start, end).join("");
  claims.forEach((c, i) => { c.i = i; });
  nodes.forEach((n, i) => { n.i = i; n.claims = []; n.says = []; });
  KG.bundles = new Map();
  for (const c of claims) {
    nodes[c.s].claims.push(c);
    if (typeof c.o === "number") {
      if (c.o !== c.s) nodes[c.o].claims.push(c);
      const key = `${c.s}-${c.o}`;
      if (!KG.bundles.has(key)) KG.bundles.set(key, { key, s: c.s, o: c.o, claims: [] });
      KG.bundles.get(key).claims.push(c);
    }
    new Set(c.ch ?? []).forEach((s) => { if (s >= 0) nodes[s].says.push(c); });
  }
  KG.names = nodes.map((n) => [n.l, ...(n.al ?? []), n.la ?? ""].map(KG.fold).filter((x) => x));
  // Filters: an empty set lets everything through.
  KG.filters = { kind: new Set(), factuality: new Set(), teller: new Set(), relation: new Set(), text: "" };
  KG.tellers = (c) => { const named = (c.ch ?? []).filter((s) => s >= 0).map((s) => nodes[s].l); return c.ch?.length ? (named.length ? named : [KG.t("unnamed")]) : [KG.t("article-itself")]; };
  const passes = (set, values) => !set.size || values.some((v) => set.has(v));
  KG.claimShown = (c) => passes(KG.filters.factuality, [c.f]) && passes(KG.filters.relation, [c.p]) && passes(KG.filters.teller, KG.tellers(c));
  KG.nodeShown = (n) => passes(KG.filters.kind, [n.g]);
  KG.filtered = () => Object.values(KG.filters).some((s) => s.size);
  KG.shownClaims = () => claims.filter((c) => KG.claimShown(c) && KG.nodeShown(nodes[c.s]) && (typeof c.o !== "number" || KG.nodeShown(nodes[c.o])));
  // Search: exact, then beginnings, then inside; more claims first.
  KG.search = (query) => {
    const forms = KG.forms(query), found = [];
    if (!forms.length) return [];
    nodes.forEach((n, i) => {
      const rank = Math.min(...KG.names[i].map((name) => forms.some((f) => name === f) ? 0 : forms.some((f) => name.startsWith(f)) ? 1 : forms.some((f) => name.includes(` ${f}`)) ? 2 : forms.some((f) => name.includes(f)) ? 3 : 9));
      if (rank < 9) found.push([rank, -n.claims.length, i]);
    });
    return found.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]).slice(0, 12).map((x) => nodes[x[2]]);
  };
  KG.searchSentences = (query) => {
    const form = KG.fold(query), seen = new Set(), out = [];
    if (form.length < 3) return out;
    for (const c of claims) {
      const key = `${c.a}-${c.n[0]}`;
      if (seen.has(key) || out.length > 5) continue;
      seen.add(key);
      if (KG.fold(KG.slice(c.a, c.n)).includes(form)) out.push({ article: c.a, sentence: c.n });
    }
    return out;
  };
})();
