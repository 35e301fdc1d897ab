// The editor: a plain text area with colours painted behind it, brackets matched, completion from vocabulary and data.
import { tokens, isKeyword, partner, subjectClasses, KEYWORDS } from "./tokens.js";

export class Editor {
  constructor(area, paint, choices, hint, lang) {
    Object.assign(this, { area, paint, choices, hint, lang, terms: [], prefixes: {}, wrong: null, offered: [], chosen: 0, asked: 0 });
    area.addEventListener("input", () => { this.wrong = null; this.draw(); this.suggest(false); });
    area.addEventListener("scroll", () => { paint.scrollTop = area.scrollTop; });
    area.addEventListener("keydown", (event) => this.key(event));
    area.addEventListener("blur", () => setTimeout(() => document.activeElement !== area && this.close(), 200));
    area.addEventListener("mousemove", (event) => this.hover(event));
    area.addEventListener("mouseleave", () => { hint.hidden = true; });
    document.addEventListener("selectionchange", () => { if (document.activeElement === area) this.draw(); });
    new ResizeObserver(() => { paint.style.height = `${area.offsetHeight}px`; }).observe(area);
  }

  get value() { return this.area.value; }

  set value(text) {
    this.area.value = text;
    this.wrong = null;
    this.close();
    this.draw();
  }

  learn({ prefixes, terms }) {
    this.prefixes = prefixes;
    this.terms = terms.map((term) => ({ ...term, name: this.short(term.iri) }));
  }

  short(iri) {
    const found = Object.entries(this.prefixes).find(([, space]) => iri.startsWith(space) && /^[\w-]+$/.test(iri.slice(space.length)));
    return found ? `${found[0]}:${iri.slice(found[1].length)}` : `<${iri}>`;
  }

  // Points at what the server found wrong.
  mark(line, column) {
    const lines = this.value.split("\n");
    this.wrong = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + Math.max(column - 2, 0);
    this.draw();
  }

  draw() {
    const list = tokens(this.value);
    const pair = partner(list, this.area.selectionStart) || [];
    this.paint.replaceChildren(...list.map((token) => {
      const span = document.createElement("span");
      span.textContent = token.text;
      const names = { comment: "c", string: "s", iri: "p", variable: "v", prefixed: "p" };
      span.className = isKeyword(token) ? "k" : names[token.kind] || "";
      if (pair.includes(token.at)) span.classList.add("match");
      if (this.wrong !== null && token.at <= this.wrong && this.wrong < token.at + token.text.length) span.classList.add("wrong");
      return span;
    }), "\n");
    this.paint.scrollTop = this.area.scrollTop;
  }

  word() {
    const before = this.value.slice(0, this.area.selectionStart);
    return /(?:[?$]?[\p{L}\p{N}_.-]*:?[\p{L}\p{N}_.-]*|"[^"\n]*)$/u.exec(before)[0];
  }

  async suggest(forced) {
    const word = this.word();
    const at = this.area.selectionStart;
    if (!forced && word.length < 2) return this.close();
    const mine = ++this.asked;
    let found = this.known(word, at);
    if (found.length < 8 && /[\u0600-\u06ff]{2,}|^"?[A-Za-z]{3,}/.test(word)) {
      const text = word.replace(/^"|:$/g, "");
      const names = await fetch(`/complete?text=${encodeURIComponent(text)}`).then((r) => (r.ok ? r.json() : []), () => []);
      if (mine !== this.asked) return undefined;
      found = found.concat(names.slice(0, 12).map((n) => ({ put: `${this.short(n.iri)} `, show: n.label, about: n.kind })));
    }
    return this.offer(found.slice(0, 30), word);
  }

  known(word, at) {
    const list = tokens(this.value);
    const low = word.toLowerCase();
    if (/^[?$]/.test(word)) {
      const names = new Set(list.filter((t) => t.kind === "variable" && t.at + t.text.length !== at).map((t) => t.text));
      return [...names].filter((n) => n.toLowerCase().startsWith(low)).map((n) => ({ put: n, show: n, about: "" }));
    }
    const classes = subjectClasses(list, at).map((name) => this.expand(name));
    const fits = (term) => term.name.toLowerCase().includes(low) || Object.values(term.labels).some((l) => l.toLowerCase().includes(low));
    const rank = (term) => (term.domain.some((d) => classes.includes(d)) ? 2 : 0) + (term.name.toLowerCase().startsWith(low) ? 1 : 0);
    const terms = this.terms.filter(fits).sort((a, b) => rank(b) - rank(a) || b.n - a.n).map((term) => ({
      put: term.name, show: term.name, about: term.labels[this.lang] || "", more: term.comment[this.lang] || term.comment.en || "",
    }));
    const words = [...KEYWORDS].filter((k) => low && k.toLowerCase().startsWith(low)).map((k) => ({ put: k, show: k, about: "" }));
    const spaces = Object.keys(this.prefixes).filter((p) => low && !word.includes(":") && p.startsWith(low)).map((p) => ({ put: `${p}:`, show: `${p}:`, about: this.prefixes[p] }));
    return low.includes(":") ? terms : [...spaces, ...words, ...terms];
  }

  expand(name) {
    const cut = name.indexOf(":");
    return (this.prefixes[name.slice(0, cut)] || "") + name.slice(cut + 1);
  }

  offer(found, word) {
    if (!found.length) return this.close();
    this.offered = found.map((item) => ({ ...item, word }));
    this.chosen = 0;
    this.choices.replaceChildren(...found.map((item, i) => {
      const row = document.createElement("li");
      row.setAttribute("role", "option");
      row.id = `choice-${i}`;
      row.title = item.more || "";
      for (const text of [item.show, item.about]) {
        const part = document.createElement("bdi");
        part.textContent = text;
        row.append(part);
      }
      row.addEventListener("mousedown", (event) => { event.preventDefault(); this.take(i); });
      return row;
    }));
    const line = this.value.slice(0, this.area.selectionStart).split("\n").length;
    this.choices.style.insetBlockStart = `${Math.min(line * 1.52 + 0.9, 15)}rem`;
    this.choices.style.insetInlineStart = "1rem";
    this.choices.hidden = false;
    return this.point();
  }

  point() {
    [...this.choices.children].forEach((row, i) => row.setAttribute("aria-selected", String(i === this.chosen)));
    this.choices.children[this.chosen].scrollIntoView({ block: "nearest" });
    this.area.setAttribute("aria-activedescendant", `choice-${this.chosen}`);
  }

  close() {
    this.choices.hidden = true;
    this.offered = [];
    this.area.removeAttribute("aria-activedescendant");
  }

  take(i) {
    const { put, word } = this.offered[i];
    const at = this.area.selectionStart;
    this.area.setRangeText(put, at - word.length, at, "end");
    this.close();
    this.draw();
    this.area.focus();
  }

  key(event) {
    if (event.key === " " && event.ctrlKey) { event.preventDefault(); this.suggest(true); return; }
    if (!this.offered.length) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.chosen = (this.chosen + (event.key === "ArrowDown" ? 1 : -1) + this.offered.length) % this.offered.length;
      this.point();
    } else if ((event.key === "Enter" && !event.ctrlKey) || event.key === "Tab") {
      event.preventDefault();
      this.take(this.chosen);
    } else if (event.key === "Escape" && !event.ctrlKey) this.close();
  }

  // What the term under the mouse means.
  hover(event) {
    const position = document.caretPositionFromPoint?.(event.clientX, event.clientY);
    const at = position?.offsetNode === this.area || position?.offsetNode?.parentNode === this.area ? position.offset : -1;
    const token = tokens(this.value).find((t) => t.kind === "prefixed" && t.at <= at && at < t.at + t.text.length);
    const term = token && this.terms.find((t) => t.name === token.text);
    this.hint.hidden = !term;
    if (!term) return;
    this.hint.dir = this.lang === "ar" ? "rtl" : "ltr";
    this.hint.textContent = `${term.labels[this.lang] || term.name}: ${term.comment[this.lang] || ""}`;
    const box = this.area.getBoundingClientRect();
    this.hint.style.insetBlockStart = `${event.clientY - box.top + 22}px`;
    this.hint.style.insetInlineStart = `${Math.min(event.clientX - box.left, box.width - 320)}px`;
  }
}
