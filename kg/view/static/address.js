// The whole state in the address: packed, base64url. Simple forms may be written by hand: #node=IRI, #article=IRI&char=10,20.

import { data, byIri } from "./data.js";
import { theNetwork } from "./draw.js";
import { firstNodes } from "./explore.js";
import { facets, state } from "./state.js";
import { LANGUAGES, ui } from "./words.js";

const tail = (i) => data.nodes[i].iri.replace(/^.*[/#]/, "");
let tails = null;
const node = (name) => { tails ??= new Map(data.nodes.map((n) => [tail(n.i), n.i])); return tails.get(name) ?? (name.includes(":") ? byIri(name) : -1); };
const articleTail = (i) => data.articles[i].iri.replace(/^.*[/#]/, "");
const article = (name) => data.articles.findIndex((a) => a.iri === name || a.iri.endsWith(`/${name}`) || a.iri.endsWith(`#${name}`));
const list = (set) => [...set].map(tail);
const back = (names) => (names ?? []).map(node).filter((i) => i >= 0);

// The state as plain data, with names instead of numbers, so that it fits another page of the same graph.
export function pack() {
  const first = firstNodes(), base = new Set(first), s = state, out = { n: first.length };
  const plus = list([...s.drawn].filter((i) => !base.has(i))), minus = first.filter((i) => !s.drawn.has(i));
  if (minus.length > first.length / 2) { out.n = 0; out.plus = list(s.drawn); } else { if (plus.length) out.plus = plus; if (minus.length) out.minus = list(minus); }
  for (const [key, set] of [["hidden", s.hidden], ["pinned", s.pinned], ["opened", s.opened], ["picked", s.picked]]) if (set.size) out[key] = list(set);
  if (s.places.size) out.at = [...s.places].map(([i, [x, y]]) => [tail(i), x, y]);
  const filters = Object.fromEntries(facets.filter((name) => s.filters[name].size).map((name) => [name, [...s.filters[name]]]));
  if (Object.keys(filters).length) out.filters = filters;
  if (s.days) out.days = s.days;
  if (s.clock !== "published") out.clock = s.clock;
  if (s.tab !== "graph") out.tab = s.tab;
  if (s.coloring !== "type") out.coloring = s.coloring;
  if (s.selected) out.selected = naming(s.selected);
  const chosen = { ...s.chosen };
  for (const key of ["board", "from", "to"]) if (typeof chosen[key] === "number") chosen[key] = tail(chosen[key]);
  if (Object.keys(chosen).length) out.chosen = chosen;
  out.lang = ui.lang;
  out.theme = document.documentElement.dataset.theme;
  if (ui.digits !== "auto") out.digits = ui.digits;
  const network = theNetwork();
  if (network) { const { x, y } = network.getViewPosition(); out.view = [Math.round(x), Math.round(y), Number(network.getScale().toFixed(3))]; }
  return out;
}
function naming(selected) {
  if (selected.kind === "node") return { ...selected, id: tail(selected.id) };
  if (selected.kind === "bundle") return { ...selected, id: selected.id.split("-").map((i) => tail(Number(i))) };
  return selected.kind === "article" ? { ...selected, id: articleTail(selected.id) } : null;
}
export function unpack(from) {
  const minus = new Set(back(from.minus)), drawn = [...firstNodes().slice(0, from.n ?? 0).filter((i) => !minus.has(i)), ...back(from.plus)];
  const chosen = { ...from.chosen };
  for (const key of ["board", "from", "to"]) if (key in chosen) { const i = node(String(chosen[key])); if (i >= 0) chosen[key] = i; else delete chosen[key]; }
  const known = (name) => new Set(Array.isArray(from.filters?.[name]) ? from.filters[name].map(String) : []);
  return {
    drawn: new Set(drawn), hidden: new Set(back(from.hidden)), pinned: new Set(back(from.pinned)), opened: new Set(back(from.opened)), picked: new Set(back(from.picked)),
    places: new Map((from.at ?? []).map(([name, x, y]) => [node(String(name)), [Number(x), Number(y)]]).filter(([i]) => i >= 0)),
    filters: Object.fromEntries(facets.map((name) => [name, known(name)])), days: Array.isArray(from.days) ? from.days.map(String).slice(0, 2) : null,
    clock: from.clock === "event" ? "event" : "published", tab: ["graph", "timeline", "map", "board", "compare", "sparql"].includes(from.tab) ? from.tab : "graph",
    coloring: from.coloring === "community" ? "community" : "type", selected: resolved(from.selected), chosen,
  };
}
function resolved(selected) {
  if (!selected) return null;
  if (selected.kind === "node") { const i = node(String(selected.id)); return i >= 0 ? { kind: "node", id: i } : null; }
  if (selected.kind === "article") { const i = article(String(selected.id)); return i >= 0 ? { kind: "article", id: i, at: selected.at } : null; }
  if (selected.kind !== "bundle" || !Array.isArray(selected.id)) return null;
  const key = selected.id.map((x) => node(String(x))).join("-");
  return data.bundles.has(key) ? { kind: "bundle", id: key } : null;
}

async function squeeze(bytes, stream) { return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer()); }
async function encode(value) {
  const packed = await squeeze(new TextEncoder().encode(JSON.stringify(value)), new CompressionStream("deflate-raw"));
  let text = "";
  for (let k = 0; k < packed.length; k += 8192) text += String.fromCharCode(...packed.subarray(k, k + 8192));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
async function decode(text) {
  const packed = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(await squeeze(packed, new DecompressionStream("deflate-raw"))));
}

// What an address asks for: packed data, or null when it asks for nothing that can be read.
export async function read(hash) {
  const p = new URLSearchParams(hash.replace(/^#/, ""));
  if (p.get("s")) { try { return await decode(p.get("s")); } catch { return null; } }
  const out = {};
  const at = /^(\d+),(\d+)$/.exec(p.get("char") ?? "");
  if (p.get("article")) out.selected = { kind: "article", id: p.get("article"), at: at ? [Number(at[1]), Number(at[2])] : undefined };
  else if (p.get("node")) out.selected = { kind: "node", id: p.get("node") };
  else if (p.get("bundle")) out.selected = { kind: "bundle", id: p.get("bundle").split(" ") };
  if (LANGUAGES.includes(p.get("lang"))) out.lang = p.get("lang");
  if (["light", "dark", "auto"].includes(p.get("theme"))) out.theme = p.get("theme");
  if (p.get("tab")) out.tab = p.get("tab");
  return Object.keys(out).length ? { n: firstNodes().length, ...out } : null;
}
// The address of the present state: an open article is named in the clear, so that its link can be read and cited.
export async function hash() {
  const packed = `s=${await encode(pack())}`, s = state.selected;
  if (s?.kind !== "article") return `#${packed}`;
  return `#article=${articleTail(s.id)}${s.at ? `&char=${s.at.join(",")}` : ""}&${packed}`;
}
