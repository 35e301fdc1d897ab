// Putting it together: search box, keys, language, theme, the address that remembers.
"use strict";
(() => {
  const $ = (id) => document.getElementById(id), root = document.documentElement, found = $("found"), search = $("search");
  let results = [], active = 0;
  const save = (name, url) => { const a = KG.el("a", { href: url, download: name }); a.click(); };
  KG.refilter = () => { KG.draw.refresh(); if (KG.table.open) KG.table.show(); KG.remember(); reopen(); };
  const reopen = () => { const s = KG.draw.selected; if (s) KG.open[s.kind](s.id); };
  KG.remember = () => {
    const s = KG.draw.selected, p = new URLSearchParams();
    if (s) p.set(s.kind, s.kind === "node" ? KG.data.nodes[s.id].iri : s.id.split("-").map((i) => KG.data.nodes[i].iri).join(" "));
    for (const k of ["kind", "factuality", "teller", "relation"]) KG.filters[k].forEach((v) => p.append(k, v));
    p.set("lang", KG.lang); p.set("theme", root.dataset.theme);
    history.replaceState(null, "", `#${p}`);
  };
  function recall() {
    const p = new URLSearchParams(location.hash.slice(1)), by = (iri) => KG.data.nodes.findIndex((n) => n.iri === iri);
    for (const k of ["kind", "factuality", "teller", "relation"]) p.getAll(k).forEach((v) => KG.filters[k].add(v));
    if (["auto", "light", "dark"].includes(p.get("theme"))) root.dataset.theme = p.get("theme");
    if (KG.i18n[p.get("lang")]) KG.lang = p.get("lang");
    const node = by(p.get("node")), pair = (p.get("bundle") ?? "").split(" ").map(by).join("-");
    return () => { if (node >= 0) KG.open.node(node); else if (KG.bundles.has(pair)) KG.open.bundle(pair); };
  }
  function speak() {
    root.lang = KG.lang; root.dir = KG.lang === "ar" ? "rtl" : "ltr";
    document.querySelectorAll("[data-i18n]").forEach((e) => { e.textContent = KG.t(e.dataset.i18n); });
    if (!$("title").dataset.given) $("title").textContent = KG.t("explorer"); search.placeholder = KG.t("search"); search.setAttribute("aria-label", KG.t("search"));
    $("canvas").setAttribute("aria-label", KG.t("canvas")); $("language").value = KG.lang; $("theme").value = root.dataset.theme;
    KG.panels.summary(); KG.panels.start(); KG.panels.filters(); KG.panels.budget(); KG.panels.legend();
    KG.clear($("help"), KG.el("h3", {}, KG.t("help")), ...["/ search", "T table", "E expand", "← ↑ ↓ → neighbours", "Enter card", "Esc close"].map((x) => { const [k, ...w] = x.split(" "), key = w.at(-1); return KG.el("p", {}, KG.el("kbd", {}, x.slice(0, -key.length - 1)), " ", KG.t(`key-${key}`)); }), KG.el("button", { type: "button", onclick: () => $("help").close() }, KG.t("close")));
    if (!KG.draw.selected) KG.clear(KG.card, KG.el("p", { class: "quiet" }, KG.t("choose")));
    KG.draw.refresh(); if (KG.table.open) KG.table.show();
  }
  function list() {
    const nodes = KG.search(search.value), lines = KG.searchSentences(search.value);
    results = [...nodes.map((n) => () => KG.open.node(n.i)), ...lines.map((s) => () => KG.open.article(s.article, s.sentence))];
    active = 0; found.hidden = !search.value.trim(); search.setAttribute("aria-expanded", String(!found.hidden));
    const item = (i, ...inside) => KG.el("li", { role: "option", "aria-selected": String(i === 0), onmousedown: (e) => { e.preventDefault(); pick(i); } }, ...inside);
    KG.clear(found, ...nodes.map((n, i) => item(i, KG.bdi(KG.shorten(n.l, 40)), KG.el("div", { class: "quiet" }, `${KG.term(n.k)} · ${KG.plural("claims", n.claims.length)}`))),
      ...lines.map((s, i) => item(nodes.length + i, KG.el("div", { class: "quiet" }, KG.t("sentence")), KG.bdi(KG.shorten(KG.slice(s.article, s.sentence), 70)))), results.length ? null : KG.el("li", { class: "quiet" }, KG.t("nothing")));
  }
  const pick = (i) => { if (results[i]) { found.hidden = true; search.setAttribute("aria-expanded", "false"); results[i](); } };
  search.addEventListener("input", list);
  search.addEventListener("keydown", (e) => {
    if (e.key === "Enter") pick(active);
    else if (e.key === "Escape") { found.hidden = true; search.blur(); }
    else if (e.key === "ArrowDown" || e.key === "ArrowUp") { e.preventDefault(); active = (active + (e.key === "ArrowDown" ? 1 : results.length - 1)) % Math.max(1, results.length); [...found.children].forEach((li, i) => li.setAttribute("aria-selected", String(i === active))); found.children[active]?.scrollIntoView({ block: "nearest" }); }
  });
  search.addEventListener("blur", () => { found.hidden = true; });
  $("to-table").addEventListener("click", KG.table.toggle);
  $("to-png").addEventListener("click", () => save("khabar.png", KG.draw.picture()));
  $("to-csv").addEventListener("click", () => save("claims.csv", URL.createObjectURL(new Blob([KG.table.csv()], { type: "text/csv" }))));
  $("copy-link").addEventListener("click", async () => { KG.remember(); try { await navigator.clipboard.writeText(location.href); KG.announce(KG.t("copied")); } catch { KG.announce(location.href); } });
  $("to-help").addEventListener("click", () => $("help").showModal());
  $("language").addEventListener("change", (e) => { KG.lang = e.target.value; speak(); reopen(); KG.remember(); });
  $("theme").addEventListener("change", (e) => { root.dataset.theme = e.target.value; KG.draw.refresh(); KG.remember(); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => KG.draw.refresh());
  document.addEventListener("keydown", (e) => {
    if (e.target.matches("input, select, textarea") || e.ctrlKey || e.metaKey || e.altKey || $("help").open) return;
    const here = KG.draw.selected?.kind === "node" ? KG.draw.selected.id : null, step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[e.key];
    if (e.key === "/") { e.preventDefault(); search.focus(); }
    else if (e.key.toLowerCase() === "t") KG.table.toggle();
    else if (e.key === "?") $("help").showModal();
    else if (e.key.toLowerCase() === "e" && here !== null) KG.draw.expand(here);
    else if (step && document.activeElement === $("canvas")) { e.preventDefault(); KG.open.node(here === null ? KG.data.nodes.findIndex((n) => n.xy) : KG.draw.neighbour(here, ...step)); }
    else if (e.key === "Enter" && document.activeElement === $("canvas") && here !== null) KG.card.focus();
  });
  const resume = recall();
  Promise.all(["15px 'Plex Arabic'", "17px 'Naskh Arabic'"].map((f) => document.fonts.load(f, "\u062e"))).catch(() => null).then(() => { KG.draw.start(); speak(); resume(); });
})();
