// Words of articles with marks that change nothing in the text: letters go on joining, lines stay as long as they were.

import { chars } from "./data.js";
import { el, isArabic } from "./words.js";

const KINDS = ["mention", "person", "place", "event", "here", "subject", "object", "trigger"];
const can = typeof Highlight !== "undefined" && CSS.highlights;
export const passages = { plain: false };
if (can) KINDS.forEach((kind, i) => { const h = new Highlight(); h.priority = i; CSS.highlights.set(`kg-${kind}`, h); });

const units = (text, from, to) => text.slice(from, to).join("").length;

// A paragraph of the code points [from, to) of an article; marks are {kind, start, end}.
export function passage(article, from, to, marks, attributes = {}) {
  const text = chars(article), words = text.slice(from, to).join("");
  const inside = marks.map((m) => ({ ...m, start: Math.max(m.start, from), end: Math.min(m.end, to) })).filter((m) => m.start < m.end);
  const paragraph = el("p", { lang: isArabic(words) ? "ar" : null, dir: isArabic(words) ? "rtl" : "auto", ...attributes });
  if (can && !passages.plain) {
    const node = document.createTextNode(words);
    paragraph.append(node);
    for (const m of inside) {
      CSS.highlights.get(`kg-${m.kind}`).add(new StaticRange({
        startContainer: node, startOffset: units(text, from, m.start), endContainer: node, endOffset: units(text, from, m.end),
      }));
    }
  } else withElements(paragraph, text, from, to, inside);
  return paragraph;
}

// Without the Highlight API: bare <mark> elements, without padding, cut at every border so that they do not nest.
function withElements(paragraph, text, from, to, marks) {
  const cuts = [...new Set([from, to, ...marks.flatMap((m) => [m.start, m.end])])].sort((a, b) => a - b);
  cuts.slice(0, -1).forEach((start, i) => {
    const words = text.slice(start, cuts[i + 1]).join(""), over = marks.filter((m) => m.start <= start && m.end >= cuts[i + 1]);
    paragraph.append(over.length ? el("mark", { class: over.map((m) => m.kind).join(" ") }, words) : words);
  });
}

// Marks of paragraphs that have left the page are forgotten.
export function sweep() {
  if (!can) return;
  for (const kind of KINDS) {
    const highlight = CSS.highlights.get(`kg-${kind}`);
    for (const range of [...highlight]) if (!range.startContainer.isConnected) highlight.delete(range);
  }
}
export const evidence = (e, attributes = {}) => passage(e.a, e.n[0], e.n[1], e.marks, { class: "evidence", ...attributes });
