// Reasons of the resolver in the interface's language: parts like "the same name (+4.6)", one after the other.

import { el, t, ui } from "./words.js";

const TABLE = JSON.parse(document.getElementById("kg-reasons").textContent);
const pattern = (text) => new RegExp(`^${text.split("*").map((x) => x.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("(.+?)")}$`);
const PATTERNS = Object.keys(TABLE).filter((text) => text.includes("*")).map((text) => [pattern(text), TABLE[text]]);

// A part in the interface's language, or null where there are no words for it.
function inLanguage(part) {
  if (TABLE[part]) return TABLE[part][ui.lang] ?? null;
  for (const [found, words] of PATTERNS) {
    const values = found.exec(part)?.slice(1);
    if (values && words[ui.lang]) return words[ui.lang].split("*").flatMap((text, k) => [text, k < values.length ? el("bdi", {}, values[k]) : null]);
  }
  return null;
}
export function reasonOf(why) {
  if (ui.lang === "en") return el("span", {}, why);
  return el("span", {}, why.split("; ").flatMap((part, k) => {
    const [, text, weight] = /^(.*?)(?: \(([+-][\d.]+|-inf)\))?$/s.exec(part), words = inLanguage(text);
    return [k ? t("comma") : "", words ?? el("span", { lang: "en", dir: "ltr" }, text), weight ? [" (", el("bdi", { dir: "ltr" }, weight), ")"] : ""];
  }));
}
