// Ways to look at an answer: table, graph, timeline, map, bars. Everything from the data goes in as text, never as markup.
import { dateOf, direction, numberOf } from "./answer.js";

const SVG = "http://www.w3.org/2000/svg";
const MOST = 300;
const SHORT = 24; // dates, codes and names of two words stay on one line
const [RLI, LRI, PDI] = ["\u2067", "\u2066", "\u2069"];

function el(name, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

export function isolated(text) {
  return (direction(text) === "rtl" ? RLI : LRI) + text.replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g, "") + PDI;
}

function svg(width, height, label, ...children) {
  return el("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label }, ...children);
}

export function table({ columns, rows }, { shown, hrefOf, t }) {
  const state = { sort: null, down: false, text: "", hidden: new Set() };
  const box = document.createElement("div");
  const filter = Object.assign(document.createElement("input"), { type: "search", placeholder: t.filter });
  filter.setAttribute("aria-label", t.filter);
  const chosen = document.createElement("details");
  chosen.className = "columns";
  chosen.append(Object.assign(document.createElement("summary"), { textContent: t.columns }));
  for (const name of columns) {
    const check = Object.assign(document.createElement("input"), { type: "checkbox", checked: true });
    check.addEventListener("change", () => { state.hidden[check.checked ? "delete" : "add"](name); draw(); });
    const label = document.createElement("label");
    label.append(check, ` ${name}`);
    chosen.append(label);
  }
  const grid = document.createElement("table");
  filter.addEventListener("input", () => { state.text = filter.value.toLowerCase(); draw(); });

  function value(item) {
    const number = numberOf(item);
    return number === null ? (item ? shown(item) : "") : number;
  }

  function draw() {
    const kept = columns.map((name, i) => [name, i]).filter(([name]) => !state.hidden.has(name));
    let list = rows.filter((row) => !state.text || row.some((c) => c && `${shown(c)} ${c.value}`.toLowerCase().includes(state.text)));
    if (state.sort !== null) {
      const order = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "ar"));
      list = [...list].sort((a, b) => order(value(a[state.sort]), value(b[state.sort])) * (state.down ? -1 : 1));
    }
    const head = document.createElement("tr");
    for (const [name, i] of kept) {
      const cell = document.createElement("th");
      cell.scope = "col";
      if (state.sort === i) cell.setAttribute("aria-sort", state.down ? "descending" : "ascending");
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: name + (state.sort === i ? (state.down ? " ▾" : " ▴") : "") });
      button.addEventListener("click", () => { state.down = state.sort === i && !state.down; state.sort = i; draw(); });
      cell.append(button);
      head.append(cell);
    }
    const body = list.map((row) => {
      const line = document.createElement("tr");
      for (const [, i] of kept) line.append(cellOf(row[i], shown, hrefOf));
      return line;
    });
    const top = document.createElement("thead");
    const rest = document.createElement("tbody");
    top.append(head);
    rest.append(...body);
    grid.replaceChildren(top, rest);
  }
  draw();
  box.append(filter, chosen, grid);
  return box;
}

function cellOf(item, shown, hrefOf) {
  const cell = document.createElement("td");
  if (!item) return cell;
  const text = shown(item);
  cell.dir = direction(text);
  if (text.length < SHORT) cell.className = "short";
  const href = item.type === "uri" ? hrefOf(item.value) : "";
  const inner = document.createElement(href ? "a" : "bdi");
  inner.textContent = text;
  if (href) inner.href = href;
  if (item["xml:lang"]) inner.lang = item["xml:lang"];
  cell.title = item.value;
  cell.append(inner);
  return cell;
}

// Rows as edges: the first two columns with nodes, or subject, predicate and object.
export function graph({ columns, rows }, { shown, hrefOf }) {
  const ends = columns.map((_, i) => i).filter((i) => rows.some((r) => r[i]?.type === "uri"));
  const [from, to] = columns.length === 3 && columns[0] === "subject" ? [0, 2] : ends;
  const pairs = rows.filter((r) => r[from] && r[to]).slice(0, MOST);
  if (to === undefined || !pairs.length) return null;
  const names = [...new Set(pairs.flatMap((r) => [r[from], r[to]]).map((c) => JSON.stringify(c)))];
  const nodes = new Map(names.map((key, i) => [key, { cell: JSON.parse(key), x: 480 + 400 * Math.cos(i * 2.4) * Math.sqrt(i / names.length), y: 330 + 280 * Math.sin(i * 2.4) * Math.sqrt(i / names.length) }]));
  const links = pairs.map((r) => [nodes.get(JSON.stringify(r[from])), nodes.get(JSON.stringify(r[to]))]);
  settle([...nodes.values()], links);
  const lines = links.map(([a, b]) => el("line", { class: "edge", x1: a.x, y1: a.y, x2: b.x, y2: b.y }));
  const dots = [...nodes.values()].map((n) => {
    const text = shown(n.cell);
    const label = el("text", { x: n.x, y: n.y + 18, "text-anchor": "middle" }, isolated(text.length > 40 ? `${text.slice(0, 39)}…` : text));
    const group = el("a", {}, el("circle", { class: "dot", cx: n.x, cy: n.y, r: 5 }), label, el("title", {}, text));
    const href = n.cell.type === "uri" ? hrefOf(n.cell.value) : "";
    if (href) group.setAttribute("href", href);
    return group;
  });
  return svg(960, 660, `${nodes.size}`, ...lines, ...dots);
}

function settle(nodes, links) {
  for (let round = 0; round < 150; round += 1) {
    const step = 12 * (1 - round / 150);
    for (const a of nodes) { a.dx = (480 - a.x) * 0.03; a.dy = (330 - a.y) * 0.05; }
    for (const a of nodes) {
      for (const b of nodes) {
        if (a === b) continue;
        const [dx, dy] = [a.x - b.x || 0.1, a.y - b.y || 0.1];
        const push = 2600 / (dx * dx + dy * dy + 60);
        a.dx += dx * push * 0.06;
        a.dy += dy * push * 0.06;
      }
    }
    for (const [a, b] of links) {
      const [dx, dy] = [b.x - a.x, b.y - a.y];
      const pull = (Math.hypot(dx, dy) - 90) * 0.012;
      const far = Math.hypot(dx, dy) || 1;
      a.dx += (dx / far) * pull * 4; a.dy += (dy / far) * pull * 4;
      b.dx -= (dx / far) * pull * 4; b.dy -= (dy / far) * pull * 4;
    }
    for (const n of nodes) {
      const size = Math.hypot(n.dx, n.dy) || 1;
      n.x = Math.min(930, Math.max(30, n.x + (n.dx / size) * Math.min(size, step)));
      n.y = Math.min(630, Math.max(20, n.y + (n.dy / size) * Math.min(size, step)));
    }
  }
}

function labelOf(row, skip, shown) {
  return row.filter((c, i) => c && !skip.includes(i) && numberOf(c) === null && !dateOf(c)).slice(0, 3).map(shown).join(" · ");
}

export function timeline({ columns, rows }, { shown }) {
  const when = columns.findIndex((_, i) => rows.some((r) => dateOf(r[i])));
  if (when < 0) return null;
  const last = columns.findIndex((_, i) => i > when && rows.some((r) => dateOf(r[i])));
  const time = (text) => Date.parse(text.length === 4 ? `${text}-01-01` : text.length === 7 ? `${text}-01` : text);
  const items = rows.map((r) => ({ text: labelOf(r, [when, last], shown), date: dateOf(r[when]), from: dateOf(r[when]) && time(dateOf(r[when])), to: last >= 0 && dateOf(r[last]) ? time(dateOf(r[last])) : null }))
    .filter((i) => Number.isFinite(i.from)).sort((a, b) => a.from - b.from).slice(0, MOST);
  if (!items.length) return null;
  const start = items[0].from;
  const end = Math.max(...items.map((i) => i.to || i.from), start + 1);
  const x = (at) => 130 + (780 * (at - start)) / (end - start);
  const marks = items.flatMap((item, i) => {
    const y = 24 + i * 26;
    const right = x(item.from) > 560;
    return [
      el("text", { x: 8, y: y + 4 }, LRI + item.date + PDI), el("line", { class: "edge", x1: 125, x2: 915, y1: y + 12, y2: y + 12, opacity: 0.25 }),
      el("rect", { class: "dot", x: x(item.from) - 4, y: y - 5, width: Math.max(8, x(item.to || item.from) - x(item.from)), height: 10, rx: 5 }),
      el("text", { x: right ? x(item.from) - 10 : x(item.to || item.from) + 10, y: y + 4, "text-anchor": right ? "end" : "start", direction: "ltr" }, isolated(item.text.slice(0, 80))),
    ];
  });
  return svg(960, items.length * 26 + 30, `${items.length}`, ...marks);
}

export function bars({ columns, rows }, { shown }) {
  const number = columns.findIndex((_, i) => rows.some((r) => numberOf(r[i]) !== null));
  if (number < 0) return null;
  const items = rows.filter((r) => numberOf(r[number]) !== null).slice(0, MOST).map((r) => ({ text: labelOf(r, [number], shown), n: numberOf(r[number]) }));
  const most = Math.max(...items.map((i) => Math.abs(i.n)), 1);
  return svg(960, items.length * 28 + 16, columns[number], ...items.flatMap((item, i) => [
    el("text", { x: 300, y: i * 28 + 24, "text-anchor": "end", direction: "ltr" }, isolated(item.text.slice(0, 44))),
    el("rect", { class: "bar-fill", x: 310, y: i * 28 + 10, width: (560 * Math.abs(item.n)) / most, height: 18, rx: 2 }),
    el("text", { x: 318 + (560 * Math.abs(item.n)) / most, y: i * 28 + 24 }, String(item.n)),
  ]));
}

// Places that the gazetteer knows: rows with ?lat and ?long, or WKT points.
export function map({ columns, rows }, { shown }) {
  const column = (name) => columns.findIndex((c) => c.toLowerCase().startsWith(name));
  const [lat, long] = [column("lat"), column("lon")];
  const points = rows.map((r) => {
    const wkt = r.map((c) => c && /^POINT\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)/i.exec(c.value)).find(Boolean);
    const at = wkt ? [Number(wkt[2]), Number(wkt[1])] : lat >= 0 && long >= 0 && r[lat] && r[long] ? [Number(r[lat].value), Number(r[long].value)] : null;
    return at && at.every(Number.isFinite) ? { at, text: labelOf(r, [lat, long], shown) } : null;
  }).filter(Boolean).slice(0, MOST);
  if (!points.length) return null;
  const x = (lon) => ((lon + 180) / 360) * 960;
  const y = (la) => ((90 - la) / 180) * 480;
  const lines = [];
  for (let lon = -180; lon <= 180; lon += 30) lines.push(el("line", { class: "edge", x1: x(lon), x2: x(lon), y1: 0, y2: 480, opacity: 0.25 }));
  for (let la = -90; la <= 90; la += 30) lines.push(el("line", { class: "edge", x1: 0, x2: 960, y1: y(la), y2: y(la), opacity: 0.25 }));
  return svg(960, 480, `${points.length}`, el("rect", { class: "land", width: 960, height: 480 }), ...lines, ...points.map((p) =>
    el("g", {}, el("circle", { class: "dot", cx: x(p.at[1]), cy: y(p.at[0]), r: 4 }), el("text", { x: x(p.at[1]) + 6, y: y(p.at[0]) + 4 }, isolated(p.text.slice(0, 40))))));
}
