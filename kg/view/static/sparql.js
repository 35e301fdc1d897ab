// SPARQL in the page: Oxigraph in a worker of its own, so that a query can be stopped and nothing else waits for it.

import { byIri, data, look } from "./data.js";
import { binary, block } from "./load.js";
import { add } from "./explore.js";
import { saveAs } from "./export.js";
import { change, emit, state } from "./state.js";
import { bdi, button, byId, count, el, fill, plural, shorten, t, term, ui } from "./words.js";

const MOST = 500, SECONDS = 10;
const HANDLER = `
let store = null;
onmessage = ({ data: { wasm, quads, query } }) => {
  try {
    if (wasm) { initSync({ module: wasm }); store = new Store(); store.load(quads, { format: "application/n-quads", no_transaction: true }); postMessage({ size: store.size }); return; }
    const begin = performance.now(), found = store.query(query, { use_default_graph_as_union: true });
    const term = (x) => x && { type: x.termType, value: x.value, lang: x.language || "" };
    let answer;
    if (typeof found === "boolean") answer = { columns: ["answer"], rows: [[{ type: "Literal", value: String(found) }]] };
    else if (found.length && found[0].subject) answer = { columns: ["subject", "predicate", "object"], rows: found.map((q) => [term(q.subject), term(q.predicate), term(q.object)]) };
    else { const columns = found.length ? [...new Set(found.flatMap((r) => [...r.keys()]))] : []; answer = { columns, rows: found.map((r) => columns.map((c) => term(r.get(c)))) }; }
    postMessage({ ...answer, ms: performance.now() - begin });
  } catch (error) { postMessage({ error: String(error.message ?? error) }); }
};`;

let worker = null, ready = null, running = null, last = null, examples = [];

async function engine() {
  const source = URL.createObjectURL(new Blob([byId("kg-engine-script").textContent, HANDLER], { type: "text/javascript" }));
  const [wasm, kept] = await Promise.all([binary("kg-engine"), block("kg-quads")]);
  examples = kept.examples;
  worker = new Worker(source);
  const size = await ask({ wasm, quads: kept.quads });
  return size.size;
}
const ask = (message) => new Promise((done, fail) => {
  worker.onmessage = (e) => (e.data.error ? fail(new Error(e.data.error)) : done(e.data));
  worker.onerror = (e) => fail(new Error(e.message));
  worker.postMessage(message);
});
// Stops the query by ending its worker; the next query starts a fresh one.
function stop() {
  worker?.terminate();
  worker = ready = null;
  running?.(new Error(t("query-stopped", { n: count(SECONDS) })));
}
export async function run(query) {
  ready ??= engine();
  await ready;
  const timer = setTimeout(stop, SECONDS * 1000);
  try { return await Promise.race([ask({ query }), new Promise((_, fail) => { running = fail; })]); } finally { clearTimeout(timer); running = null; }
}

export function sparqlView(place) {
  const area = el("textarea", { id: "sparql-query", spellcheck: "false", lang: "en", dir: "ltr", "aria-label": t("query") }), answer = el("div", { id: "sparql-answer", "aria-live": "polite" });
  const pick = el("select", { "aria-label": t("examples"), onchange: (e) => { area.value = examples[e.target.value]?.sparql ?? area.value; go(); } });
  const go = async () => {
    change((s) => { s.chosen.query = area.value; }, "query");
    fill(answer, el("p", { class: "quiet" }, t("running")), button(t("stop"), stop));
    try { last = await run(area.value); fill(answer, table(last)); } catch (error) { fill(answer, el("pre", { class: "alarm", dir: "ltr", lang: "en", tabindex: 0 }, error.message)); }
  };
  area.addEventListener("keydown", (e) => { if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) { e.preventDefault(); go(); } });
  fill(place, el("div", { class: "sparql" }, el("div", { class: "view-tools" }, el("label", {}, `${t("examples")} `, pick), button(t("run"), go, { id: "sparql-run" }), el("span", { class: "quiet" }, el("kbd", { dir: "ltr" }, "Ctrl Enter")), el("span", { id: "sparql-size", class: "quiet" }, t("loading"))), area, el("p", { class: "quiet" }, t("sparql-note")), answer));
  ready ??= engine();
  ready.then((size) => {
    byId("sparql-size").textContent = plural("quads", size);
    fill(pick, el("option", { value: "" }, "—"), examples.map((x, k) => el("option", { value: k }, x.titles[ui.lang] ?? x.titles.en)));
    area.value ||= state.chosen.query ?? examples[0]?.sparql ?? "";
  }, (error) => { byId("sparql-size").textContent = error.message; });
}
function table({ columns, rows, ms }) {
  const things = [...new Set(rows.flat().filter((x) => x?.type === "NamedNode").map((x) => byIri(x.value)).filter((i) => i >= 0))];
  const tools = el("div", { class: "view-tools" }, el("span", { role: "status" }, `${plural("rows", rows.length)} · ${count(Math.round(ms))} ms`), rows.length > MOST ? el("span", { class: "quiet" }, t("showing", { n: count(MOST), all: count(rows.length) })) : null,
    things.length ? button(`${t("draw-answer")} (${count(things.length)})`, () => { add(things, null); change((s) => { s.tab = "graph"; s.picked = new Set(things); }, "tab", "look"); emit("fit", things); }) : null,
    rows.length ? button("CSV", () => saveAs("answer.csv", new Blob(["\ufeff", [columns, ...rows.map((r) => r.map((x) => x?.value ?? ""))].map((r) => r.map((x) => `"${String(x).replace(/^[=+\-@]/, "'$&").replaceAll('"', '""')}"`).join(",")).join("\r\n")], { type: "text/csv" }))) : null);
  return [tools, el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": t("answer") }, el("table", {}, el("thead", {}, el("tr", {}, columns.map((c) => el("th", { scope: "col", dir: "ltr", lang: "en" }, c)))), el("tbody", {}, rows.slice(0, MOST).map((r) => el("tr", {}, r.map((x) => el("td", {}, cell(x))))))))];
}
function cell(x) {
  if (!x) return "";
  const i = x.type === "NamedNode" ? byIri(x.value) : -1;
  if (x.type === "NamedNode" && x.value.startsWith(look.ontology)) return el("span", { title: x.value }, inWords(x.value.slice(look.ontology.length)));
  if (i >= 0) return button(bdi(data.nodes[i].l), () => emit("open", { kind: "node", id: i }), { class: "plain link" });
  const article = x.type === "NamedNode" ? data.articles.findIndex((a) => a.iri === x.value) : -1;
  if (article >= 0) return button(bdi(data.articles[article].title || shorten(data.articles[article].text.trim(), 40)), () => emit("open", { kind: "article", id: article }), { class: "plain link" });
  return x.type === "NamedNode" ? el("bdi", { dir: "ltr" }, x.value.replace(/^.*[/#]/, "")) : inWords(x.value);
}
// What the named queries say in English for all readers: a term of the ontology, and who tells where no name is given.
const SIGNS = { "(the article)": "article-itself", "(unnamed)": "unnamed" };
const inWords = (value) => bdi(ui.terms[value] ? term(value) : value.split(" ← ").map((x) => (SIGNS[x] ? t(SIGNS[x]) : x)).join(" ← "));
