// Folding as in kg/text/fold.py: one spelling for letters, digits and signs that Arabic writers use for one another.
"use strict";
const KG = {};
KG.fold = (() => {
  const same = { "\u0623": "\u0627", "\u0625": "\u0627", "\u0622": "\u0627", "\u0671": "\u0627", "\u0649": "\u064a", "\u06cc": "\u064a",
    "\u0626": "\u064a", "\u0624": "\u0648", "\u0629": "\u0647", "\u06a9": "\u0643", "\u06be": "\u0647" };
  const dropped = /[\u0640\u0670\u064b-\u065f\u0610-\u061a\u200c-\u200f\u061c\ufeff\u00ad\u202a-\u202e\u2066-\u2069]/g;
  return (text) => text.toLowerCase().replace(dropped, "")
    .replace(/[\u0622-\u0626\u0629\u0649\u0671\u06a9\u06be\u06cc]/g, (c) => same[c] || c)
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (c) => String(c.charCodeAt(0) & 15))
    .replace(/[^\p{L}\p{N}\s]+|_+/gu, " ").replace(/\s+/g, " ").trim();
})();
// Forms under which a query may stand: with and without the article and the particles glued to it.
KG.forms = (text) => {
  const key = KG.fold(text), out = new Set([key]);
  const bare = key.replace(/^(?:[\u0648\u0641]?(?:[\u0628\u0643\u0644]|\u0644\u0644)?)(?:\u0627\u0644)/, "");
  if (bare.length > 2) { out.add(bare); out.add("\u0627\u0644" + bare); }
  return [...out].filter((x) => x);
};
