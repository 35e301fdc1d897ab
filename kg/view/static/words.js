// The interface's words, labels of the ontology, and direction of text.
"use strict";
KG.i18n = JSON.parse(document.getElementById("kg-i18n").textContent);
KG.lang = document.documentElement.lang || "ar";
KG.t = (key, values = {}) => (KG.i18n[KG.lang][key] ?? KG.i18n.en[key] ?? key).replace(/\{(\w+)\}/g, (_, k) => values[k] ?? "");
KG.count = (n) => new Intl.NumberFormat(KG.lang === "ar" ? "ar-MA" : KG.lang).format(n);
// A counted noun in the right form: one, two, few … of Intl.PluralRules, as KEY.one, KEY.few, KEY.other.
KG.plural = (key, n) => {
  const form = new Intl.PluralRules(KG.lang).select(n), table = KG.i18n[KG.lang];
  return KG.t(table[`${key}.${form}`] ? `${key}.${form}` : `${key}.other`, { n: KG.count(n) });
};
KG.term = (name) => KG.data.terms[name]?.[KG.lang] ?? KG.data.terms[name]?.en ?? (name === "type" ? KG.t("told-as") : name);
KG.isArabic = (text) => /[\u0590-\u08ff\ufb50-\ufdff\ufe70-\ufeff]/.test(text);
KG.isolate = (text) => (KG.isArabic(text) ? "\u2067" : "\u2066") + text.replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g, "") + "\u2069";
KG.shorten = (text, most = 30) => (text.length <= most ? text : text.slice(0, most - 1).trimEnd() + "…");
// An element: text from articles only ever becomes a text node, so it cannot be markup.
KG.el = (name, attributes = {}, ...children) => {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value === true) node.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(key, value);
  }
  node.append(...children.filter((c) => c !== null && c !== undefined));
  return node;
};
// Words from an article: isolated, with their own language and direction.
KG.bdi = (text) => KG.el("bdi", { lang: KG.isArabic(text) ? "ar" : null, dir: "auto" }, text);
KG.clear = (node, ...children) => { node.replaceChildren(...children.filter((c) => c)); return node; };
