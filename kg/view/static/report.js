// A report to print: the cards and the evidence of what is picked or selected, else of what is strongest in view.

import { claimItem, howMany } from "./claims.js";
import { caption, data } from "./data.js";
import { visible } from "./draw.js";
import { chosen } from "./explore.js";
import { claimShown } from "./filters.js";
import { noteLine } from "./note.js";
import { bdi, button, byId, count, el, fill, t, term } from "./words.js";

const MOST_NODES = 12, MOST_CLAIMS = 80;

export function report() {
  const picked = chosen(), list = picked.length ? picked : visible().sort((a, b) => a - b).slice(0, MOST_NODES), place = byId("report");
  fill(place, el("div", { class: "no-print tools" }, button(t("print"), () => print()), button(t("close"), () => { place.hidden = true; document.body.classList.remove("reporting"); })),
    el("h1", {}, bdi(byId("title").textContent)), el("p", { class: "quiet" }, noteLine("view")), picked.length ? null : el("p", { class: "quiet" }, t("report-strongest", { n: count(list.length) })),
    list.map((i) => section(data.nodes[i])));
  place.hidden = false;
  document.body.classList.add("reporting");
  place.querySelector("button").focus();
}
function section(n) {
  const claims = n.claims.filter(claimShown);
  return el("section", {}, el("h2", {}, bdi(caption(n))), el("p", { class: "quiet" }, `${term(n.k)} · ${howMany(claims)}`), el("ul", { class: "claims" }, claims.slice(0, MOST_CLAIMS).map((c) => claimItem(c))),
    claims.length > MOST_CLAIMS ? el("p", { class: "quiet" }, t("showing", { n: count(MOST_CLAIMS), all: count(claims.length) })) : null);
}
