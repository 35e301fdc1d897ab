// The part of a sentence that holds what was searched, with the words marked.

import { fold, insideForms } from "./fold.js";
import { el, isArabic } from "./words.js";

const BEFORE = 5, MOST = 90;

// Two questions to folded text: does it hold the query as it is, and does it hold all its words, with others between them?
export function finder(query) {
  const whole = insideForms(query), words = fold(query).split(" ").map(insideForms);
  return { together: (text) => whole.some((w) => text.includes(w)), apart: (text) => words.length > 1 && words.every((forms) => forms.some((w) => text.includes(w))) };
}

// [first, last] of the words of a text that a query stands in, or null.
function where(words, query) {
  const starts = [];
  let folded = "";
  for (const word of words) { starts.push(folded.length); folded += `${fold(word)} `; }
  const at = (from) => { let k = starts.length - 1; while (k > 0 && starts[k] > from) k -= 1; return k; };
  for (const form of [...insideForms(query), ...fold(query).split(" ").flatMap(insideForms)]) {
    const found = form ? folded.indexOf(form) : -1;
    if (found >= 0) return [at(found), at(found + form.length - 1)];
  }
  return null;
}
export function snippet(text, query) {
  const words = text.trim().split(/\s+/), [first, last] = where(words, query) ?? [0, -1], attributes = { lang: isArabic(text) ? "ar" : null, dir: isArabic(text) ? "rtl" : "auto" };
  const from = first > BEFORE + 2 ? first - BEFORE : 0;
  let to = Math.max(from, last + 1);
  for (let long = words.slice(from, to).join(" ").length; to < words.length && long + words[to].length < MOST; to += 1) long += words[to].length + 1;
  const part = (a, b) => words.slice(a, b).join(" ");
  return el("bdi", attributes, from ? "… " : "", part(from, first), first > from ? " " : "", last >= first ? el("mark", { class: "here" }, part(first, last + 1)) : "", " ", part(Math.max(from, last + 1), to), to < words.length ? " …" : "");
}
