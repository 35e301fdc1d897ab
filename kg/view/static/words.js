// The interface's words, numbers and dates in three languages, and elements that keep the direction of text.

const TABLES = JSON.parse(document.getElementById("kg-i18n").textContent);
const ARABIC = /[\u0590-\u08ff\ufb50-\ufdff\ufe70-\ufeff]/;
const CONTROLS = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g;

export const ui = { lang: document.documentElement.lang || "ar", digits: "auto", terms: {} };
export const LANGUAGES = Object.keys(TABLES);

export const t = (key, values = {}) =>
  (TABLES[ui.lang][key] ?? TABLES.en[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

// Formatters are costly to make and are asked for by the thousand: each is made once for a language and a kind of digits.
const made = new Map();
function formatter(kind, form, key) {
  const name = `${kind} ${ui.lang} ${ui.digits} ${key}`;
  return made.get(name) ?? made.set(name, form()).get(name);
}
function locale() {
  const digits = ui.digits === "auto" ? "latn" : ui.digits;
  return `${ui.lang}-u-nu-${digits}`;
}
export const count = (n) => formatter("number", () => new Intl.NumberFormat(locale()), "").format(n);

// A counted noun in its right form: Arabic has six (zero, one, two, few, many, other).
export function plural(key, n) {
  const form = formatter("plural", () => new Intl.PluralRules(ui.lang), "").select(n), table = TABLES[ui.lang];
  return t(table[`${key}.${form}`] ? `${key}.${form}` : `${key}.other`, { n: count(n) });
}

// A date of the graph (a year, a month or a day) in words; anything else as it stands.
export function day(iso) {
  const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(iso ?? "");
  if (!parts) return iso ?? "";
  const form = { year: "numeric", timeZone: "UTC", calendar: "gregory", ...(parts[2] && { month: "long" }), ...(parts[3] && { day: "numeric" }) };
  const value = new Date(Date.UTC(+parts[1], (parts[2] ?? 1) - 1, parts[3] ?? 1));
  return formatter("date", () => new Intl.DateTimeFormat(locale(), form), Object.keys(form).length).format(value);
}

// The label of a term of the ontology.
export const term = (name) => ui.terms[name]?.[ui.lang] ?? ui.terms[name]?.en ?? (TABLES.en[`term-${name}`] ? t(`term-${name}`) : name);

export const isArabic = (text) => ARABIC.test(text);
export const bare = (text) => String(text).replace(CONTROLS, "");
export const isolate = (text) => (isArabic(text) ? "\u2067" : "\u2066") + bare(text) + "\u2069";
export const shorten = (text, most = 30) => (text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`);

// An element. Text only ever becomes a text node, so words of an article cannot be markup.
export function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value === true) node.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(key, value);
  }
  node.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false));
  return node;
}
export function svg(name, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(key, value);
  }
  node.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined));
  return node;
}
export function fill(node, ...children) {
  node.replaceChildren(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false));
  return node;
}
export const byId = (id) => document.getElementById(id);

// Words from an article: isolated, with their own language and direction.
// A sentence of the interface in which a name stands: the name keeps its own direction.
export function phrase(key, name) {
  const [before, after] = t(key, { name: "\u0000" }).split("\u0000");
  return [before, bdi(name), after];
}
export const bdi = (text) => el("bdi", { lang: isArabic(text) ? "ar" : null, dir: isArabic(text) ? "rtl" : "auto" }, text);
export const button = (label, onclick, attributes = {}) => el("button", { type: "button", onclick, ...attributes }, label);
export const say = (text) => { byId("announce").textContent = text; };
