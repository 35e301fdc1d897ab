// Search: entities, events, articles and sentences, folded, with and without the article, in Arabic and Latin letters.

import { data, mentions, slice } from "./data.js";
import { bones, fold, forms } from "./fold.js";
import { finder } from "./snippet.js";
import { isArabic } from "./words.js";

const MOST = { entity: 8, event: 5, article: 4, sentence: 5 };
const MOST_SENTENCES = 40;
const PATIENCE = 40; // milliseconds that one key press may spend on folding sentences; the rest follows when idle
let names = null, titles = null, sentences = null, waiting = null, listener = null;

// Every name of a node between line breaks, so that one look finds where in a name a query stands.
const nameOf = (i) => {
  const n = data.nodes[i];
  return (names[i] ??= `\n${[...new Set([n.l, ...(n.al ?? []), ...(n.en ? [n.en] : [])].map(fold))].join("\n")}\n`);
};
const titleOf = (i) => (titles[i] ??= ` ${fold(data.articles[i].title)} `);

// Folds ahead, a little at a time, so that the first key press does not wait for it.
export function prepare(from = 0) {
  begin();
  const until = performance.now() + 8;
  let i = from;
  for (; i < names.length && performance.now() < until; i += 1) nameOf(i);
  if (i < names.length) setTimeout(() => prepare(i), 4);
}
function begin() {
  names ??= new Array(data.nodes.length).fill(null);
  titles ??= new Array(data.articles.length).fill(null);
}
let skeletons = null;
const skeletonOf = (i) => (skeletons ??= data.nodes.map((n) => (n.la ? ` ${bones(n.la)} ` : "")))[i];

const APART = 3.5; // all the words, with others between them
function rank(text, wanted) {
  let best = 9;
  wanted.forEach((form, k) => {
    const late = k ? 0.5 : 0; // a form that we made stands after the one that was typed
    if (text.includes(`\n${form}\n`)) best = Math.min(best, late);
    else if (text.includes(`\n${form}`)) best = Math.min(best, 1 + late);
    else if (text.includes(` ${form}`)) best = Math.min(best, 2 + late);
    else if (!k && text.includes(form)) best = Math.min(best, 3);
  });
  return best;
}

// Nodes that a query names, best first: where it stands in the name, then how much is told of the node.
export function searchNodes(query) {
  begin();
  const wanted = forms(query), bone = isArabic(query) ? "" : bones(query), words = fold(query).split(" "), found = [];
  if (!wanted.length) return [];
  data.nodes.forEach((n, i) => {
    let place = rank(nameOf(i), wanted);
    if (place === 9 && words.length > 1 && words.every((w) => nameOf(i).includes(` ${w}`) || nameOf(i).includes(`\n${w}`))) place = APART;
    if (place === 9 && bone.length > 1) {
      const skeleton = skeletonOf(i);
      if (skeleton.includes(` ${bone} `)) place = 4;
      else if (skeleton.includes(` ${bone}`) && bone.length > 2) place = 5;
    }
    if (place < 9) found.push([place, -n.claims.length, i]);
  });
  return found.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]).map((x) => data.nodes[x[2]]);
}

function list() {
  const seen = new Set();
  sentences = [];
  for (const c of data.claims) for (const e of c.ev) {
    const key = `${e.a} ${e.n[0]}`;
    if (!seen.has(key)) { seen.add(key); sentences.push({ article: e.a, at: e.n, folded: null }); }
  }
}

// Sentences with the words, as far as they are folded; `listener` is told when the rest is.
function searchSentences(query) {
  if (!sentences) list();
  const { together, apart } = finder(query), found = [], scattered = [];
  if (fold(query).length < 3) return [];
  const until = performance.now() + PATIENCE;
  for (const s of sentences) {
    if (s.folded === null) {
      if (performance.now() > until) { later(); break; }
      s.folded = fold(slice(s.article, s.at));
    }
    if (together(s.folded)) { found.push(s); if (found.length >= MOST_SENTENCES) break; } else if (scattered.length < MOST_SENTENCES && apart(s.folded)) scattered.push(s);
  }
  return [...found, ...scattered].slice(0, MOST_SENTENCES); // the words together before the words apart
}
function later() {
  if (waiting) return;
  const step = () => {
    const until = performance.now() + 20;
    for (const s of sentences) {
      if (s.folded !== null) continue;
      if (performance.now() > until) { waiting = setTimeout(step, 5); return; }
      s.folded = fold(slice(s.article, s.at));
    }
    waiting = null;
    listener?.();
  };
  waiting = setTimeout(step, 5);
}
export function whenFolded(fn) { listener = fn; }

const inTitle = (query) => { const { together, apart } = finder(query); return data.articles.filter((a, i) => together(titleOf(i)) || apart(titleOf(i))); };

// Of several nodes of one name and kind the strongest stands for all: {node: how many others there are}.
function oneOfEach(nodes) {
  const found = new Map(), first = new Map();
  for (const n of nodes) {
    const key = `${n.k} ${fold(n.l)}`, stands = first.get(key);
    if (stands) found.set(stands, found.get(stands) + 1); else { first.set(key, n); found.set(n, 0); }
  }
  return found;
}

// Everything that a query finds, by kind, with how many there are in all.
export function search(query) {
  const nodes = searchNodes(query), articles = fold(query).length > 1 ? inTitle(query) : [], lines = searchSentences(query);
  const entities = nodes.filter((n) => n.g !== "event"), others = oneOfEach(entities);
  const groups = [
    { kind: "entity", all: entities, shown: [...others.keys()].slice(0, MOST.entity), others },
    { kind: "event", all: nodes.filter((n) => n.g === "event") },
    { kind: "article", all: articles },
    { kind: "sentence", all: lines },
  ];
  return groups.filter((g) => g.all.length).map((g) => ({ shown: g.all.slice(0, MOST[g.kind]), ...g }));
}

// In how many articles a node is mentioned, and the date of the last.
export function seen(n) {
  const articles = new Set();
  for (let k = 0; k < n.m.length; k += 3) articles.add(n.m[k]);
  const dates = [...articles].map((a) => data.articles[a].issued).filter((d) => d).sort();
  return { articles: articles.size, first: dates[0] ?? "", last: dates.at(-1) ?? "" };
}

// The node whose mention covers a place in an article: the shortest name counts.
export function nodeAt(article, at) {
  const over = mentions(article).filter((m) => m.start <= at && at < m.end);
  return over.sort((a, b) => (a.end - a.start) - (b.end - b.start))[0]?.node ?? null;
}
