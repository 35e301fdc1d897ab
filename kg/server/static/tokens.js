// SPARQL in pieces, for colours, tidying and completion. The server has a guard of its own: nothing here decides what may run.
const PATTERN = new RegExp([
  "(?<comment>#[^\\n\\r]*)",
  "(?<string>\"\"\"(?:\\\\.|[^\\\\])*?\"\"\"|'''(?:\\\\.|[^\\\\])*?'''|\"(?:\\\\.|[^\"\\\\\\n\\r])*\"|'(?:\\\\.|[^'\\\\\\n\\r])*')",
  "(?<iri><[^\\x00-\\x20<>\"{}|^`\\\\]*>)",
  "(?<variable>[?$][\\p{L}\\p{N}_]+)",
  "(?<prefixed>[\\p{L}\\p{N}_.-]*:[\\p{L}\\p{N}_.%-]*)",
  "(?<word>[A-Za-z_]\\w*)",
  "(?<space>\\s+)",
  "(?<other>.)",
].join("|"), "gsu");

export const KEYWORDS = new Set(("SELECT ASK CONSTRUCT DESCRIBE WHERE FILTER OPTIONAL UNION MINUS GRAPH BIND VALUES AS DISTINCT REDUCED FROM NAMED " +
  "ORDER BY ASC DESC GROUP HAVING LIMIT OFFSET PREFIX BASE EXISTS NOT IN a true false UNDEF COUNT SUM AVG MIN MAX SAMPLE GROUP_CONCAT SEPARATOR STR LANG " +
  "LANGMATCHES DATATYPE BOUND IRI BNODE RAND ABS CEIL FLOOR ROUND CONCAT STRLEN UCASE LCASE CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY " +
  "NOW IF COALESCE REGEX REPLACE SUBSTR isIRI isLITERAL isBLANK isNUMERIC STRDT STRLANG UUID MD5 SHA256").split(" "));

export function tokens(text) {
  return Array.from(text.matchAll(PATTERN), (found) => {
    const kind = Object.keys(found.groups).find((name) => found.groups[name] !== undefined);
    return { kind, text: found[0], at: found.index };
  });
}

export function isKeyword(token) {
  return token.kind === "word" && (token.text === "a" || KEYWORDS.has(token.text.toUpperCase()) || KEYWORDS.has(token.text));
}

// Where the bracket beside `at` has its partner: [one, other], or null.
export function partner(list, at) {
  const pairs = { "{": "}", "(": ")", "[": "]" };
  const stack = [];
  for (const token of list) {
    if (token.kind !== "other") continue;
    if (pairs[token.text]) stack.push(token);
    else if (Object.values(pairs).includes(token.text)) {
      const open = stack.pop();
      if (!open || pairs[open.text] !== token.text) return null;
      if ([open.at, open.at + 1, token.at, token.at + 1].includes(at)) return [open.at, token.at];
    }
  }
  return null;
}

// One statement a line, two blanks a level.
export function tidy(text) {
  let depth = 0;
  return text.split("\n").map((line) => {
    const list = tokens(line).filter((token) => token.kind === "other");
    const closing = /^\s*[})\]]/.test(line) ? 1 : 0;
    const indent = Math.max(depth - closing, 0);
    for (const token of list) depth += "{([".includes(token.text) ? 1 : "})]".includes(token.text) ? -1 : 0;
    depth = Math.max(depth, 0);
    return "  ".repeat(indent) + line.trim();
  }).join("\n").replace(/\n{3,}/g, "\n\n").trim() + "\n";
}

// Classes that the query gives to the variable before `at` on its statement: `?x a kh:Event ; |`.
export function subjectClasses(list, at) {
  const before = list.filter((token) => token.at < at && token.kind !== "space" && token.kind !== "comment");
  let subject = null;
  let expect = true;
  for (const token of before) {
    if (token.kind === "other" && "{}.".includes(token.text)) expect = true;
    else if (expect) {
      subject = token.kind === "variable" ? token.text : null;
      expect = false;
    }
  }
  if (!subject) return [];
  const found = [];
  const solid = list.filter((token) => token.kind !== "space" && token.kind !== "comment");
  solid.forEach((token, i) => {
    if (token.text === subject && solid[i + 1]?.text === "a" && solid[i + 2]?.kind === "prefixed") found.push(solid[i + 2].text);
  });
  return found;
}
