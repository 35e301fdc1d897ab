// An article whole: its text in paragraphs, every mention underlined and leading to its node.
"use strict";
KG.open.article = (index, at = null) => {
  const a = KG.data.articles[index], mentions = [];
  KG.data.nodes.forEach((n) => n.m.forEach(([article, start, end]) => { if (article === index) mentions.push({ kind: "mention", start, end, node: n.i }); }));
  KG.passage.clear();
  const body = KG.el("div", { class: "article" });
  let from = 0;
  const flush = (to) => { if (a.chars.slice(from, to).join("").trim()) {
    const marks = [...mentions, ...(at ? [{ kind: "here", start: at[0], end: at[1] }] : [])];
    const p = KG.passage.make(index, from, to, marks); p.dataset.from = from; body.append(p); } from = to + 1; };
  a.chars.forEach((c, i) => { if (c === "\n") flush(i); });
  flush(a.chars.length);
  body.addEventListener("click", (e) => {
    const p = e.target.closest("p"), caret = document.caretPositionFromPoint?.(e.clientX, e.clientY);
    if (!p || !caret || caret.offsetNode.nodeType !== Node.TEXT_NODE) return;
    let before = 0;
    for (const child of p.childNodes) { if (child === caret.offsetNode || child.contains(caret.offsetNode)) break; before += child.textContent.length; }
    const spot = Number(p.dataset.from) + Array.from(p.textContent.slice(0, before + caret.offset)).length;
    const hit = mentions.filter((m) => m.start <= spot && spot < m.end).sort((x, y) => (x.end - x.start) - (y.end - y.start))[0];
    if (hit) KG.open.node(hit.node);
  });
  const here = [...new Set(mentions.sort((x, y) => x.start - y.start).map((m) => m.node))].map((i) => KG.data.nodes[i]);
  KG.clear(KG.card, KG.el("p", { class: "quiet" }, [a.outlet, a.issued, a.basis === "inferred" ? KG.t("inferred") : ""].filter((x) => x).join(" · ")),
    KG.el("h3", {}, a.title ? KG.bdi(a.title) : KG.t("untitled")), a.why ? KG.el("details", { class: "quiet" }, KG.el("summary", {}, KG.t("why-date")), KG.el("bdi", {}, a.why)) : null,
    /^https?:/.test(a.url) ? KG.el("p", {}, KG.el("a", { href: a.url, rel: "noreferrer noopener" }, KG.t("original"))) : null, body,
    KG.el("details", {}, KG.el("summary", {}, KG.t("mentioned-here")), KG.el("ol", { class: "top" }, ...here.map((n) => KG.el("li", {}, KG.nodeButton(n), KG.el("span", { class: "count" }, KG.term(n.k)))))));
  KG.card.focus();
};
