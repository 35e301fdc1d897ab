// Words of articles with marks that change nothing in the text: letters go on joining, lines stay as long as they were.
"use strict";
KG.passage = (() => {
  const can = typeof Highlight !== "undefined" && CSS.highlights;
  const kinds = ["mention", "here", "subject", "object", "trigger"];
  if (can) kinds.forEach((k, i) => { const h = new Highlight(); h.priority = i; CSS.highlights.set(`kg-${k}`, h); });
  const units = (chars, from, to) => chars.slice(from, to).join("").length;
  // Marks are {kind, start, end} in code points of the article; the text node begins at code point `origin`.
  function mark(node, chars, origin, marks) {
    for (const m of marks) {
      const range = new StaticRange({
        startContainer: node, startOffset: units(chars, origin, m.start), endContainer: node, endOffset: units(chars, origin, m.end) });
      CSS.highlights.get(`kg-${m.kind}`).add(range);
    }
  }
  // Without the Highlight API: bare <mark> elements, without padding, cut at every border so that they nest.
  function withElements(paragraph, chars, from, to, marks) {
    const cuts = [...new Set([from, to, ...marks.flatMap((m) => [m.start, m.end])])].filter((x) => x >= from && x <= to).sort((a, b) => a - b);
    cuts.slice(0, -1).forEach((start, i) => {
      const text = chars.slice(start, cuts[i + 1]).join(""), over = marks.filter((m) => m.start <= start && m.end >= cuts[i + 1]);
      paragraph.append(over.length ? KG.el("mark", { class: over[over.length - 1].kind }, text) : text);
    });
  }
  return {
    // A paragraph of the code points [from, to) of an article.
    make(article, from, to, marks, attributes = {}) {
      const chars = KG.data.articles[article].chars, inside = marks.map((m) => ({ ...m, start: Math.max(m.start, from), end: Math.min(m.end, to) })).filter((m) => m.start < m.end);
      const paragraph = KG.el("p", { lang: "ar", dir: "auto", ...attributes });
      if (can && !KG.passage.plain) {
        const node = document.createTextNode(chars.slice(from, to).join(""));
        paragraph.append(node);
        mark(node, chars, from, inside);
      } else withElements(paragraph, chars, from, to, inside);
      return paragraph;
    },
    clear() { if (can) kinds.forEach((k) => CSS.highlights.get(`kg-${k}`).clear()); },
    plain: false,
  };
})();
KG.marksOf = (c) => Object.entries(c.mk).map(([kind, [start, end]]) => ({ kind, start, end }));
KG.evidence = (c) => KG.passage.make(c.a, c.n[0], c.n[1], KG.marksOf(c), { class: "evidence", "data-claim": c.i });
