"""From a triple back to the words, and from words to all that was made of them."""

from __future__ import annotations

from collections.abc import Iterator

from kg.cards import line
from kg.errors import UsageError
from kg.graph import ArticleFact, ClaimFact, Facts
from kg.model import Span
from kg.text.sentences import sentences


def claim_lines(facts: Facts, iri: str) -> Iterator[str]:
    """One claim, step by step. `iri` may be its end. Raises UsageError KG615 for an unknown claim."""
    found = [
        c for c in facts.claims if c.iri == iri or c.iri.rsplit("/", 1)[-1] == iri.rsplit(":", 1)[-1].rsplit("/", 1)[-1]
    ]
    if not found:
        raise UsageError("KG615", f"no claim {iri!r} in this graph", "take an IRI of kg query, or use --at")
    for claim in found:
        yield from _claim(facts, claim)


def article_lines(facts: Facts, article: ArticleFact, at: int) -> Iterator[str]:
    """Everything made of the words at offset `at`. Raises UsageError KG616 when the article is shorter."""
    if not 0 <= at < len(article.text):
        raise UsageError(
            "KG616", f"the article has {len(article.text)} characters, there is no {at}", "give a smaller --at"
        )
    here = next((s for s in sentences(article.text) if s.start <= at < s.end), Span(at, at + 1))
    yield f"sentence   {here.start}..{here.end}  {here.of(article.text)}"
    for node in facts.nodes:
        for where, start, end in node.mentions:
            if where == article.iri and start <= at < end:
                yield f"mention    {start}..{end}  {article.text[start:end]}  →  {node.kind} «{node.label}»  {node.iri}"
    if article.issued:
        yield f"published  {article.issued} ({article.basis}{': ' + article.why if article.why else ''})"
    touching = [
        c
        for c in facts.claims
        if c.article == article.iri and any(s <= at < e for s, e in (*c.marks.values(), c.words))
    ]
    if not touching:
        yield "no claim rests on these words" + _elsewhere(facts, article, here)
    for claim in touching:
        yield ""
        yield from _claim(facts, claim)


def _elsewhere(facts: Facts, article: ArticleFact, sentence: Span) -> str:
    """Where in the sentence claims do rest on words: what to give --at next."""
    mine = [c for c in facts.claims if c.article == article.iri]
    starts = sorted({s for c in mine for s, _ in c.marks.values() if sentence.start <= s < sentence.end})
    if starts:
        return "; in this sentence some do at " + ", ".join(map(str, starts))
    return "; none does in this sentence" if mine else "; none was made of this article"


def find_article(facts: Facts, name: str) -> ArticleFact:
    """The article by IRI, the end of it, title, or text. Raises UsageError KG617 when none or several fit."""
    fits = [a for a in facts.articles if name in (a.iri, a.iri.rsplit("/", 1)[-1], a.title) or a.text == name]
    if len(fits) == 1:
        return fits[0]
    if not fits and len(facts.articles) == 1 and not name:
        return facts.articles[0]
    raise UsageError(
        "KG617", f"{len(fits) or 'no'} articles are called {name!r}", "take the IRI from: kg query articles"
    )


def _claim(facts: Facts, claim: ClaimFact) -> Iterator[str]:
    labels = {n.iri: n.label for n in facts.nodes}
    told = line(facts, claim)
    article = next(a for a in facts.articles if a.iri == claim.article)
    plain = claim.factuality == "asserted"
    yield f"triple     «{told.subject}» {told.relation} «{told.object}»" + (
        "" if plain else "  (not written as a plain triple)"
    )
    yield f"claim      {claim.iri}  {claim.factuality}  confidence {claim.confidence:.2f}" + (
        f"  qualifiers {', '.join(claim.qualifiers)}" if claim.qualifiers else ""
    )
    yield f"told by    {told.speakers or 'the article itself'}"
    yield f"words      {claim.words[0]}..{claim.words[1]}  «{told.quote}»"
    for part, (start, end) in sorted(claim.marks.items()):
        yield f"  {part:8} {start}..{end}  «{article.text[start:end]}»"
    yield f"sentence   {claim.sentence[0]}..{claim.sentence[1]}  {told.sentence}"
    yield f"article    {article.title or article.text[:60].strip()}  {article.iri}"
    yield f"made by    {claim.maker or 'unknown'}"
    yield f"subject    {claim.subject}"
    yield f"object     {claim.object}" + (f"  «{labels[claim.object]}»" if claim.object in labels else "")
