// An answer as rows of cells, whatever form it came in, and as text in other forms.
const TRIPLE = /^(<[^>]*>|_:\S+) (<[^>]*>) (.*) \.$/;

export function rowsOf(found) {
  if (typeof found.boolean === "boolean") return { columns: [], rows: [], yes: found.boolean };
  return { columns: found.head.vars, rows: found.results.bindings.map((b) => found.head.vars.map((name) => b[name] || null)) };
}

export function rowsOfTriples(text) {
  const rows = text.split("\n").map((line) => TRIPLE.exec(line)).filter(Boolean).map((m) => [m[1], m[2], m[3]].map(cell));
  return { columns: ["subject", "predicate", "object"], rows };
}

function cell(text) {
  if (text.startsWith("<")) return { type: "uri", value: unescaped(text.slice(1, -1)) };
  if (text.startsWith("_:")) return { type: "bnode", value: text.slice(2) };
  const found = /^"((?:\\.|[^"\\])*)"(?:@([\w-]+)|\^\^<([^>]*)>)?$/s.exec(text);
  return { type: "literal", value: unescaped(found ? found[1] : text), ...(found?.[2] && { "xml:lang": found[2] }), ...(found?.[3] && { datatype: found[3] }) };
}

function unescaped(text) {
  const plain = { t: "\t", n: "\n", r: "\r", b: "\b", f: "\f" };
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/gs, (_, four, eight, one) =>
    four || eight ? String.fromCodePoint(parseInt(four || eight, 16)) : plain[one] || one);
}

export function direction(text) {
  return /[\u0590-\u08ff\ufb50-\ufdff\ufe70-\ufeff]/.test(text) ? "rtl" : "ltr";
}

export function markdown({ columns, rows }, shown) {
  const clean = (text) => text.replace(/\\/g, "\\\\").replace(/\|/g, "\\|").replace(/</g, "&lt;").replace(/\s+/g, " ");
  const lines = [`| ${columns.join(" | ")} |`, `|${" --- |".repeat(columns.length)}`];
  return [...lines, ...rows.map((row) => `| ${row.map((c) => (c ? clean(shown(c)) : "")).join(" | ")} |`)].join("\n") + "\n";
}

const DATE = /^-?\d{4}(-\d\d(-\d\d)?)?/;

export function dateOf(item) {
  return item && item.type === "literal" && (/(date|gYear|gYearMonth|dateTime|EDTF)$/.test(item.datatype || "") || /^\d{4}(-\d\d){0,2}$/.test(item.value)) && DATE.test(item.value)
    ? DATE.exec(item.value)[0] : null;
}

export function numberOf(item) {
  return item && item.type === "literal" && /(integer|decimal|double|float|long|int)$/.test(item.datatype || "") ? Number(item.value) : null;
}
