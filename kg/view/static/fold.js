// Folding as in kg/text/fold.py: one spelling for letters, digits and signs that Arabic writers use for one another.

const SAME = {
  "\u0623": "\u0627", "\u0625": "\u0627", "\u0622": "\u0627", "\u0671": "\u0627", "\u0649": "\u064a", "\u06cc": "\u064a",
  "\u0626": "\u064a", "\u0624": "\u0648", "\u0629": "\u0647", "\u06a9": "\u0643", "\u06be": "\u0647",
};
const DROPPED = /[\u0640\u0670\u064b-\u065f\u0610-\u061a\u200c-\u200f\u061c\ufeff\u00ad\u202a-\u202e\u2066-\u2069]/g;
const CHANGED = /[\u0622-\u0626\u0629\u0649\u0671\u06a9\u06be\u06cc]/g;
const THE = "\u0627\u0644";
const FOR_THE = "\u0644\u0644";
const GLUED = /^(?:[\u0648\u0641]?(?:[\u0628\u0643\u0644]|\u0644\u0644)?)(?:\u0627\u0644)/;
const FOR_THE_GLUED = /^[\u0648\u0641]?\u0644\u0644/;
const PARTICLE = /^[\u0648\u0641\u0628\u0643\u0644]/;

export function fold(text) {
  return text.toLowerCase().normalize("NFKC").replace(DROPPED, "").replace(CHANGED, (c) => SAME[c] || c)
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (c) => String(c.charCodeAt(0) & 15))
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}\s]+|_+/gu, " ").replace(/\s+/g, " ").trim();
}

// Forms under which a query may stand: with and without the article and the particles glued to it, the likeliest first.
export function forms(text) {
  const key = fold(text), out = new Set([key]);
  const add = (bare) => { if (bare.length > 2) { out.add(bare); out.add(THE + bare); } };
  if (GLUED.test(key)) add(key.replace(GLUED, ""));
  if (FOR_THE_GLUED.test(key)) add(key.replace(FOR_THE_GLUED, ""));
  if (PARTICLE.test(key) && key.length > 4) out.add(key.slice(1));
  return [...out].filter((x) => x);
}

// Forms to look for inside running words: the name as it is, and with its article melted into the particle before it.
export function insideForms(text) {
  const key = fold(text);
  return key.startsWith(THE) && key.length > 4 ? [key, FOR_THE + key.slice(2)] : [key];
}

// The bones of a name in Latin letters, so that Mohamed, Muhammad and Mhmd meet, and Hachimi with al-Hashimi.
const LATIN_THE = /\b(?:(?:al|el|ad|an|ar|as|at|ash)[-\s']|(?:al|el)(?=[a-z]{4}))/g;
const LETTERS = [[/ph/g, "f"], [/ch/g, "sh"], [/ck|q/g, "k"], [/dj/g, "j"], [/gu(?=[eiy])/g, "g"], [/[^a-z0-9\s]/g, ""]];
export function bones(text) {
  let out = text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(LATIN_THE, "");
  for (const [from, to] of LETTERS) out = out.replace(from, to);
  const bare = (word) => (/^[aeiou]/.test(word) ? "" : word[0]) + word.slice(1).replace(/[aeiouyw]/g, "");
  return out.split(/\s+/).filter((word) => word).map(bare).join(" ").replace(/([a-z])\1+/g, "$1").trim();
}
