// Marks the words that the address names: #char=start,end in code points of the article's text. Nothing in the text changes.
"use strict";

function codeUnit(text, point) {
  return Array.from(text).slice(0, point).join("").length;
}

function rangeOf(root, start, end) {
  const range = document.createRange();
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let at = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const size = node.data.length;
    if (at <= start && start <= at + size) range.setStart(node, start - at);
    if (at <= end && end <= at + size) {
      range.setEnd(node, end - at);
      return range;
    }
    at += size;
  }
  return null;
}

function mark() {
  const place = /char=(\d+),(\d+)/.exec(location.hash);
  const root = document.getElementById("text");
  if (!place || !root || !window.CSS || !CSS.highlights) return;
  const text = root.textContent;
  const range = rangeOf(root, codeUnit(text, Number(place[1])), codeUnit(text, Number(place[2])));
  if (!range) return;
  CSS.highlights.set("asked", new Highlight(range));
  range.startContainer.parentElement.scrollIntoView({ block: "center" });
}

addEventListener("hashchange", mark);
mark();
