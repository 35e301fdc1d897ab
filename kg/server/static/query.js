// The query page: ask, stop, look, hand on. The question is in the address (#query=…), so that the address can be shared.
import { direction, markdown, rowsOf, rowsOfTriples } from "./answer.js";
import { Editor } from "./editor.js";
import { examples } from "./examples.js";
import { tidy } from "./tokens.js";
import * as views from "./views.js";

const { t, lang } = JSON.parse(document.getElementById("page").textContent);
const get = (id) => document.getElementById(id);
const editor = new Editor(get("editor"), get("painted"), get("choices"), get("hint"), lang);
const DRAW = { table: views.table, "as-graph": views.graph, timeline: views.timeline, map: views.map, bars: views.bars };
const START = "SELECT ?thing ?name WHERE {\n  ?thing a kh:Person ; rdfs:label ?name .\n}\nLIMIT 20\n";
let running = null;
let current = null;
let labels = new Map();

function text(key, values = {}) {
  return Object.entries(values).reduce((all, [name, value]) => all.replace(`{${name}}`, value), t[key]);
}

function say(message, bad = false) {
  get("status").className = bad ? "bad" : "";
  get("status").replaceChildren(...message.split("\n").map((line) => Object.assign(document.createElement("div"), { textContent: line, dir: direction(line) })));
}

const shown = (cell) => (cell.type === "uri" ? labels.get(cell.value) || editor.short(cell.value).replace(/^<|>$/g, "") : cell.value);

function hrefOf(iri) {
  const base = editor.prefixes.entity?.replace(/entity\/$/, "");
  if (iri.startsWith(editor.prefixes.kh)) return `/ontology?lang=${lang}#${iri.slice(editor.prefixes.kh.length)}`;
  if (base && iri.startsWith(base)) return `/${iri.slice(base.length)}?lang=${lang}`;
  return "";
}

async function ask() {
  stop();
  const query = editor.value;
  history.replaceState(null, "", `#query=${encodeURIComponent(query)}`);
  running = new AbortController();
  const mine = running;
  get("stop").disabled = false;
  const begun = performance.now();
  const clock = setInterval(() => say(text("seconds", { n: ((performance.now() - begun) / 1000).toFixed(1) })), 100);
  try {
    const answer = await fetch("/sparql", {
      method: "POST", body: query, signal: mine.signal,
      headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json, application/n-triples" },
    });
    clearInterval(clock);
    if (!answer.ok) return wrong(await answer.json());
    const kind = answer.headers.get("content-type");
    current = kind.startsWith("application/n-triples") ? rowsOfTriples(await answer.text()) : rowsOf(await answer.json());
    await name(current);
    const seconds = text("seconds", { n: ((performance.now() - begun) / 1000).toFixed(2) });
    const cut = answer.headers.get("x-truncated");
    const counted = current.yes === undefined ? text("rows", { n: current.rows.length }) : t[current.yes ? "yes" : "no"];
    const empty = current.yes === undefined && !current.rows.length && t["nothing-found"];
    say([[counted, seconds, cut && text("truncated", { n: current.rows.length })].filter(Boolean).join(" · "), empty].filter(Boolean).join("\n"));
    offer();
  } catch (error) {
    clearInterval(clock);
    say(error.name === "AbortError" ? t.stopped : `${t.failed}: ${error.message}`, true);
  } finally {
    if (running === mine) { running = null; get("stop").disabled = true; }
  }
  return undefined;
}

function wrong(found) {
  get("views").hidden = true;
  get("result").replaceChildren();
  say([found.code, found.line && text("line", found), found.detail, found.advice].filter(Boolean).join("\n"), true);
  if (found.line) editor.mark(found.line, found.column);
}

function stop() {
  running?.abort();
}

// Labels for the IRIs of an answer, asked for in a second, small query.
async function name({ rows }) {
  const unknown = [...new Set(rows.flat().filter((c) => c?.type === "uri" && !labels.has(c.value)).map((c) => c.value))];
  const own = unknown.filter((iri) => hrefOf(iri) && !iri.startsWith(editor.prefixes.kh) && /^[^\s<>"{}|\\^`]+$/.test(iri)).slice(0, 200);
  for (const term of editor.terms) if (term.labels[lang]) labels.set(term.iri, term.labels[lang]);
  if (!own.length) return;
  const query = `SELECT ?s (SAMPLE(?l) AS ?label) WHERE { VALUES ?s { ${own.map((i) => `<${i}>`).join(" ")} } ?s rdfs:label|dcterms:title|oa:exact ?l } GROUP BY ?s`;
  const answer = await fetch("/sparql", { method: "POST", body: query, headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json" } });
  if (!answer.ok) return;
  for (const b of (await answer.json()).results.bindings) if (b.label) labels.set(b.s.value, b.label.value);
}

function offer() {
  get("views").hidden = false;
  const buttons = Object.keys(DRAW).map((key) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: t[key] });
    button.setAttribute("role", "tab");
    button.dataset.view = key;
    button.addEventListener("click", () => look(key));
    return button;
  });
  const formats = current.columns[0] === "subject" && current.columns.length === 3 ? ["ttl", "nt", "jsonld"] : ["csv", "tsv", "json", "xml"];
  const links = formats.map((format) => Object.assign(document.createElement("a"), { href: address(format), textContent: format.toUpperCase(), download: `answer.${format}` }));
  const paper = Object.assign(document.createElement("button"), { type: "button", textContent: "Markdown" });
  paper.addEventListener("click", () => copy(markdown(current, shown)));
  get("views").replaceChildren(...buttons, Object.assign(document.createElement("span"), { className: "quiet", textContent: t.download }), ...links, paper);
  look("table");
}

function look(key) {
  for (const button of get("views").querySelectorAll("[role=tab]")) button.setAttribute("aria-selected", String(button.dataset.view === key));
  const drawn = current.yes !== undefined ? Object.assign(document.createElement("p"), { textContent: t[current.yes ? "yes" : "no"] }) : DRAW[key](current, { shown, hrefOf, t, lang });
  get("result").replaceChildren(drawn || Object.assign(document.createElement("p"), { className: "quiet", textContent: t["empty-view"] }));
  if (drawn?.tagName === "svg") {
    const save = Object.assign(document.createElement("a"), { textContent: "SVG", download: "answer.svg" });
    save.href = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(drawn)], { type: "image/svg+xml" }));
    get("result").append(save);
  }
}

function address(format) {
  return `/sparql?${new URLSearchParams({ query: editor.value, format })}`;
}

// Without the comments, and without the prefixes that the server adds by itself.
function bare(query) {
  const known = (_, name, space) => (editor.prefixes[name] === space ? "" : _);
  return query.replace(/^\s*#.*\n/gm, "").replace(/^PREFIX (\S*): <([^>]*)>\n/gm, known).trimStart();
}

async function copy(what) {
  try {
    await navigator.clipboard.writeText(what);
    say(t.copied);
  } catch {
    say(what);
  }
}

get("run").addEventListener("click", ask);
get("stop").addEventListener("click", stop);
get("tidy").addEventListener("click", () => { editor.value = tidy(editor.value); });
get("share-query").addEventListener("click", () => copy(`${location.origin}/query#query=${encodeURIComponent(editor.value)}`));
get("share-result").addEventListener("click", () => copy(location.origin + address("csv")));
get("embed").addEventListener("click", () => copy(`<iframe src="${location.origin}/query#query=${encodeURIComponent(editor.value)}" width="960" height="640"></iframe>`));
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey && event.key === "Enter") { event.preventDefault(); ask(); }
  if (event.ctrlKey && event.key === "Escape") { event.preventDefault(); stop(); }
});

const [terms, questions] = await Promise.all(["/terms", "/queries"].map((path) => fetch(path).then((r) => r.json())));
editor.learn(terms);
const use = (query, problem) => { if (query === null) say(problem, true); else editor.value = bare(query); };
const open = examples(get("examples"), get("example-search"), questions, { lang, t, use, run: ask });
const asked = new URLSearchParams(location.hash.slice(1));
editor.value = asked.get("query") || START;
if (asked.get("query")) ask();
else if (asked.get("name")) open(asked.get("name"));
document.documentElement.dataset.ready = "yes";
