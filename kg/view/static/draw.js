// The canvas: vis-network with positions given, labels isolated, no simulation.
"use strict";
KG.draw = (() => {
  const drawn = JSON.parse(document.getElementById("kg-drawn").textContent);
  const nodes = new vis.DataSet([]), edges = new vis.DataSet([]);
  const canvas = document.getElementById("canvas");
  let network = null, selected = null, letters = 15; // letters: size of labels, so that they can be read at the first view
  const ink = () => getComputedStyle(document.documentElement).getPropertyValue("--ink").trim();
  const paper = () => getComputedStyle(document.documentElement).getPropertyValue("--paper").trim();
  const quiet = () => getComputedStyle(document.documentElement).getPropertyValue("--quiet").trim();
  const shape = (n) => ({
    id: n.i, x: n.xy[0], y: n.xy[1], shape: KG.look.shapes[n.g], size: 9 + 4 * Math.min(4, Math.sqrt(n.m.length)),
    label: KG.isolate(KG.shorten(n.l)), color: { background: KG.look.colors[n.g], border: paper(), highlight: { background: KG.look.colors[n.g], border: ink() } },
    font: { color: ink(), face: "Plex Arabic, sans-serif", size: letters, strokeWidth: 4, strokeColor: paper(), vadjust: 2 }, borderWidth: 2, hidden: !KG.nodeShown(n) });
  const line = (b) => {
    const claims = b.claims.filter(KG.claimShown), names = [...new Set(claims.map((c) => KG.term(c.p)))];
    return { id: b.key, from: b.s, to: b.o, width: 1 + Math.min(4, b.claims.length / 2), dashes: claims.length > 0 && claims.every((c) => c.f === "alleged" || c.f === "denied"),
      label: KG.isolate(KG.shorten(names.join("، "), 34)), hidden: !claims.length, color: { color: quiet(), highlight: ink(), opacity: 0.55 }, arrows: { to: { enabled: true, scaleFactor: 0.5 } },
      font: { color: quiet(), face: "Plex Arabic, sans-serif", size: 11, strokeWidth: 3, strokeColor: paper(), align: "middle" }, smooth: { enabled: true, type: "continuous", roundness: 0.2 } };
  };
  const joined = () => [...KG.bundles.values()].filter((b) => nodes.get(b.s) && nodes.get(b.o));
  function add(list) {
    const fresh = list.filter((n) => n.xy && !nodes.get(n.i));
    nodes.add(fresh.map(shape));
    edges.update(joined().map(line));
    KG.panels?.budget();
    return fresh.length;
  }
  function start() {
    network = new vis.Network(canvas, { nodes, edges }, {
      physics: false, layout: { improvedLayout: false }, interaction: { hover: true, keyboard: false, multiselect: false, tooltipDelay: 1e9 },
      nodes: { scaling: { label: { drawThreshold: 5 } } }, edges: { scaling: { label: { drawThreshold: 8 } } } });
    network.on("click", (e) => { if (e.nodes.length) KG.open.node(e.nodes[0]); else if (e.edges.length) KG.open.bundle(e.edges[0]); });
    network.on("doubleClick", (e) => { if (e.nodes.length) KG.draw.expand(e.nodes[0]); });
    add(drawn.nodes.map((n) => KG.data.nodes[n.id]));
    network.once("afterDrawing", () => { document.body.dataset.ready = "yes"; });
    network.fit();
    letters = Math.max(14, Math.min(26, 12 / network.getScale()));
    KG.draw.refresh();
  }
  return {
    start, add,
    get network() { return network; }, get selected() { return selected; },
    count: () => nodes.length, drawable: () => KG.data.nodes.filter((n) => n.xy).length,
    more(n) { add(KG.data.nodes.filter((x) => x.xy && !nodes.get(x.i)).slice(0, n)); network.fit(); },
    expand(i) { const around = KG.data.nodes[i].claims.flatMap((c) => [c.s, c.o]).filter((x) => typeof x === "number"); return add([...new Set(around)].map((x) => KG.data.nodes[x])); },
    refresh() { nodes.update(nodes.getIds().map((i) => shape(KG.data.nodes[i]))); edges.update(joined().map(line)); },
    select(kind, id) {
      selected = { kind, id };
      if (kind === "node") { add([KG.data.nodes[id]]); if (nodes.get(id)) { network.selectNodes([id]); network.focus(id, { scale: Math.max(0.7, network.getScale()), animation: !matchMedia("(prefers-reduced-motion: reduce)").matches && { duration: 300 } }); } }
      else { const b = KG.bundles.get(id); add([KG.data.nodes[b.s], KG.data.nodes[b.o]]); network.selectEdges([id]); }
    },
    // The drawn node nearest to node `i` in a direction given by dx, dy (each -1, 0 or 1).
    neighbour(i, dx, dy) {
      const here = KG.data.nodes[i].xy, score = (n) => { const x = n.xy[0] - here[0], y = n.xy[1] - here[1], along = x * dx + y * dy, across = Math.abs(x * dy - y * dx); return along > 1 ? along + 2 * across : Infinity; };
      const rest = nodes.getIds().filter((k) => k !== i).map((k) => KG.data.nodes[k]).filter(KG.nodeShown);
      const best = rest.reduce((a, b) => (score(b) < score(a) ? b : a), rest[0]);
      return best && score(best) < Infinity ? best.i : i;
    },
    picture() { const c = canvas.querySelector("canvas"), out = document.createElement("canvas"); out.width = c.width; out.height = c.height; const x = out.getContext("2d"); x.fillStyle = paper(); x.fillRect(0, 0, out.width, out.height); x.drawImage(c, 0, 0); return out.toDataURL("image/png"); },
  };
})();
