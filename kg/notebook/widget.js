// The picture of GraphWidget: click selects, shift-click adds, two sliders bound the time. Text is only ever set as text.
const SVG = "http://www.w3.org/2000/svg";

function make(name, attributes, parent) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  parent.append(element);
  return element;
}

function render({ model, el }) {
  const nodes = model.get("nodes"), edges = model.get("edges"), days = model.get("days");
  const at = new Map(nodes.map((n) => [n.iri, n]));
  const xs = nodes.map((n) => n.x), ys = nodes.map((n) => n.y);
  const [left, top] = [Math.min(...xs, 0) - 80, Math.min(...ys, 0) - 30];
  const [width, height] = [Math.max(...xs, 1) - left + 80, Math.max(...ys, 1) - top + 50];
  const svg = make("svg", { viewBox: `${left} ${top} ${width} ${height}`, width: "100%", role: "group", style: "background:#fbfaf7;max-height:640px" }, el);
  const lines = edges.map((e) => {
    const [a, b] = [at.get(e.a), at.get(e.b)];
    return [e, make("line", { x1: a.x, y1: a.y, x2: b.x, y2: b.y, stroke: "#999" }, svg)];
  });
  const dots = new Map();
  for (const n of nodes) {
    const dot = make("g", { tabindex: 0, role: "button", "aria-label": n.label, style: "cursor:pointer" }, svg);
    make("circle", { cx: n.x, cy: n.y, r: n.r, fill: n.color }, dot);
    const text = make("text", { x: n.x, y: n.y + n.r + 13, "font-size": 12, "text-anchor": "middle", fill: "#222" }, dot);
    text.textContent = n.label;
    const pick = (event) => choose(n.iri, event.shiftKey);
    dot.addEventListener("click", pick);
    dot.addEventListener("keydown", (event) => { if (event.key === "Enter") pick(event); });
    dots.set(n.iri, dot);
  }

  function choose(iri, add) {
    const before = model.get("selected");
    const rest = before.filter((x) => x !== iri);
    model.set("selected", before.includes(iri) ? rest : add ? [...before, iri] : [iri]);
    model.save_changes();
  }

  function show() {
    const chosen = new Set(model.get("selected"));
    for (const [iri, dot] of dots) {
      dot.firstChild.setAttribute("stroke", chosen.has(iri) ? "#111" : "none");
      dot.firstChild.setAttribute("stroke-width", chosen.has(iri) ? 3 : 0);
      dot.setAttribute("aria-pressed", chosen.has(iri));
    }
    const [from, to] = model.get("time_range");
    for (const [edge, line] of lines) {
      const inside = edge.days.some((d) => (!from || d >= from) && (!to || d <= to));
      line.setAttribute("stroke-opacity", inside ? 0.7 : 0.08);
    }
  }

  if (days.length > 1) {
    const bar = document.createElement("div");
    bar.style = "display:flex;gap:1em;align-items:center;font-family:system-ui,sans-serif";
    const said = document.createElement("output");
    const sliders = [0, 1].map((i) => {
      const slider = document.createElement("input");
      Object.assign(slider, { type: "range", min: 0, max: days.length - 1, value: i * (days.length - 1) });
      slider.setAttribute("aria-label", i ? "to" : "from");
      slider.addEventListener("change", () => {
        const [a, b] = sliders.map((s) => Number(s.value)).sort((x, y) => x - y);
        model.set("time_range", [days[a], days[b]]);
        model.save_changes();
      });
      bar.append(slider);
      return slider;
    });
    bar.append(said);
    el.append(bar);
    const tell = () => { said.textContent = model.get("time_range").filter(Boolean).join(" … "); };
    model.on("change:time_range", tell);
    tell();
  }
  model.on("change:selected", show);
  model.on("change:time_range", show);
  show();
}

export default { render };
