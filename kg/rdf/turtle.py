"""Turtle for people: one block a subject, articles first and claims in reading order, a caption beside every hash."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.rdf.captions import Captions
from kg.rdf.prefixes import Shortener
from kg.rdf.terms import DCTERMS, OA, PROV, RDF, RDFS, SKOS, XSD
from kg.rdf.vocab import KH, NAMESPACE

SECTIONS = {
    "article": "Articles",
    "entity": "Entities",
    "when": "Times",
    "event": "Events",
    "claim": "Claims",
    "saying": "Sayings: who says it",
    "mention": "Passages: the words",
    "run": "Runs",
    "maker": "Makers",
}
"""Prefix of the subjects of each section, and its title, in order; other subjects follow."""

_FIRST = (
    RDF.type, DCTERMS.title, RDFS.label, SKOS.altLabel, KH.romanisedLabel, KH.eventKind,
    RDF.subject, RDF.predicate, RDF.object, KH.factuality, KH.qualifier, KH.speaker, KH.claimedBy, KH.evidence,
    OA.exact, OA.start, OA.end, KH.subjectWords, KH.triggerWords, KH.objectWords, KH.mentionOf, KH.inSentence,
    KH.inArticle,
)  # fmt: skip
_LAST = (KH.text, KH.confidence, PROV.wasDerivedFrom, PROV.wasGeneratedBy)
_RANK = {p: n for n, p in enumerate(_FIRST)} | {p: 1000 + n for n, p in enumerate(_LAST)}
_SHORTHAND = {XSD.integer: re.compile(r"[+-]?[0-9]+"), XSD.decimal: re.compile(r"[+-]?[0-9]*\.[0-9]+")}
# Raw, these would hide or turn around what stands beside them in an editor.
_INVISIBLE = re.compile("[\u0080-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


class TurtleWriter:
    """Writes triples under one base IRI. Subjects and predicates are IRIs; blank nodes do not occur."""

    def __init__(self, base_iri: str) -> None:
        self._shortener = Shortener(base_iri)
        self._sections = list(SECTIONS)

    def blocks(self, triples: Iterable[Triple]) -> Iterator[str]:
        """The triples as Turtle without prefixes: section titles and blocks, each ending in a line break."""
        listed = sorted(set(triples), key=str)
        captions = Captions(listed)
        about: dict[NamedNode, list[Triple]] = defaultdict(list)
        for triple in listed:
            assert isinstance(triple.subject, NamedNode)
            about[triple.subject].append(triple)
        last = -1
        for subject in sorted(about, key=lambda s: (self._section(s), *captions.place(s), s.value)):
            section = self._section(subject)
            if section != last and section < len(SECTIONS):
                yield f"\n## {list(SECTIONS.values())[section]}\n"
            last = section
            yield self._block(subject, about[subject], captions)

    def _section(self, subject: NamedNode) -> int:
        kind = self._shortener.kind(subject)
        return self._sections.index(kind) if kind in SECTIONS else len(SECTIONS)

    def _block(self, subject: NamedNode, triples: list[Triple], captions: Captions) -> str:
        lines: dict[NamedNode, list[Triple]] = defaultdict(list)
        for triple in triples:
            lines[triple.predicate].append(triple)
        order = sorted(lines, key=lambda p: (_RANK.get(p, 500), self._shortener.short(p)))
        rows: list[tuple[str, str]] = []
        for predicate in order:
            name = "a" if predicate == RDF.type else self._shortener.short(predicate)
            objects = sorted((t.object for t in lines[predicate]), key=_types_first if predicate == RDF.type else str)
            for n, value in enumerate(objects):
                lead = f"    {name} " if n == 0 else "        "
                end = " ;" if n == len(objects) - 1 else " ,"
                caption = captions.caption(value) if isinstance(value, NamedNode) else ""
                rows.append((f"{lead}{self._term(value)}{end}", f"  # {caption}" if caption else ""))
        code, note = rows[-1]
        rows[-1] = (code[:-1] + ".", note)
        first = f"{self._shortener.short(subject)}{rows[0][0][3:]}{rows[0][1]}"
        return "\n".join(["", *self._heading(subject, captions), first, *(c + n for c, n in rows[1:])]) + "\n"

    def _heading(self, subject: NamedNode, captions: Captions) -> Iterator[str]:
        """For a claim, a comment that says it in one line."""
        fact = [captions.links(subject, part) for part in (RDF.subject, RDF.predicate, RDF.object)]
        if all(fact):
            shown = [captions.caption(node[0]) or self._shortener.short(node[0]) for node in fact]
            degree = [self._shortener.short(node) for node in captions.links(subject, KH.factuality)]
            said = [captions.caption(saying) for saying in captions.links(subject, KH.claimedBy)]
            yield "# " + " | ".join([*shown, *degree, *said])

    def _term(self, value: object) -> str:
        if isinstance(value, NamedNode):
            return self._shortener.short(value)
        assert isinstance(value, Literal)
        shorthand = _SHORTHAND.get(value.datatype)
        if shorthand and shorthand.fullmatch(value.value):
            return value.value
        plain = str(Literal(value.value))  # the quoted and escaped words alone
        plain = _INVISIBLE.sub(lambda m: f"\\u{ord(m[0]):04X}", plain)
        if value.language:
            return f"{plain}@{value.language}"
        return plain if value.datatype == XSD.string else f"{plain}^^{self._shortener.short(value.datatype)}"


def _types_first(value: object) -> tuple[bool, bool, str]:
    """The most telling class first: ours before those of others, the kind of event before kh:Event."""
    return not str(value).startswith(f"<{NAMESPACE}"), value == KH.Event, str(value)
