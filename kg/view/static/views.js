// Views with names: kept in this browser, saved as a small JSON file, and dropped back on the page.

import { pack } from "./address.js";
import { saveAs } from "./export.js";
import { look } from "./data.js";
import { emit } from "./state.js";
import { bdi, button, byId, el, fill, say, t } from "./words.js";

const KEY = "khabar-views";
const load = () => { try { const found = JSON.parse(localStorage.getItem(KEY) ?? "[]"); return Array.isArray(found) ? found : []; } catch { return []; } };
const store = (list) => { try { localStorage.setItem(KEY, JSON.stringify(list)); return true; } catch { return false; } };
export const views = () => load().filter((v) => v && typeof v.name === "string" && v.view);
function keep(name) {
  const list = [...views().filter((v) => v.name !== name), { name, view: pack() }];
  say(store(list) ? t("view-kept", { name }) : t("view-not-kept"));
}
export function viewsDialog() {
  const dialog = byId("dialog"), name = el("input", { type: "text", dir: "auto", "aria-label": t("view-name"), placeholder: t("view-name") }), again = () => viewsDialog();
  const row = (v) => el("li", {}, button(bdi(v.name), () => { dialog.close(); emit("show-view", v.view); }, { class: "plain" }), el("span", {}, button(t("save-file"), () => save(v), { class: "small" }), " ", button("✕", () => { store(views().filter((x) => x.name !== v.name)); again(); }, { class: "small", "aria-label": `${t("remove")} ${v.name}` })));
  const list = views();
  fill(dialog, el("h2", { id: "dialog-title" }, t("views")), el("p", { class: "quiet" }, t("views-how")), el("form", { class: "tools", onsubmit: (e) => { e.preventDefault(); if (name.value.trim()) { keep(name.value.trim()); again(); } } }, name, el("button", {}, t("keep-view"))),
    el("ul", { class: "top" }, list.map(row)), list.length ? null : el("p", { class: "quiet" }, t("no-views")), button(t("save-file"), () => save({ name: name.value.trim() || t("view"), view: pack() })), " ", button(t("close"), () => dialog.close()));
  if (!dialog.open) dialog.showModal();
}
const save = (v) => saveAs(`${v.name.replace(/[^\p{L}\p{N} -]/gu, "").trim() || "view"}.khabar.json`, new Blob([JSON.stringify({ khabar: look.version, ...v }, null, 1)], { type: "application/json" }));
// A view file dropped on the page is shown and kept.
export function acceptDrops() {
  addEventListener("dragover", (e) => e.preventDefault());
  addEventListener("drop", async (e) => {
    e.preventDefault();
    const file = e.dataTransfer?.files?.[0];
    if (file) openFile(await file.text());
  });
}
export function openFile(text) {
  try {
    const found = JSON.parse(text);
    if (!found.view || typeof found.view !== "object") throw new Error("no view");
    if (typeof found.name === "string") store([...views().filter((v) => v.name !== found.name), { name: found.name, view: found.view }]);
    emit("show-view", found.view);
    say(t("view-shown"));
  } catch { say(t("not-a-view")); }
}
