"""Write kg/rdf/vocab.py from ontology/khabar.ttl: `python -m kg.rdf.make_vocab`."""

from __future__ import annotations

import keyword
from collections import defaultdict
from pathlib import Path

from pyoxigraph import NamedNode

from kg.rdf.ontology import NAMESPACE, ontology_quads

TARGET = Path(__file__).with_name("vocab.py")
_HEAD = '''\
"""The terms of ontology/khabar.ttl. Written by `python -m kg.rdf.make_vocab`: change the ontology, not this."""

from __future__ import annotations

from typing import Final

from pyoxigraph import NamedNode

NAMESPACE: Final = "{namespace}"


class KH:
    """Every term as a constant; a misspelt one is an AttributeError, and mypy finds it earlier."""

'''
# Table of the annotation's codes, its comment, and which terms belong: (property, target) as in the ontology.
_TABLES = (
    ("MENTION_CLASS", "Class of a thing by the type of its mentions.", "subClassOf", "Thing"),
    ("GROUP_CLASS", "Class of a group of event types.", "group", "Event"),
    ("EVENT_CLASS", "Class of an event by its type.", "leaf", "Event"),
    ("ROLE_PROPERTY", "Property for a role of an event.", "subPropertyOf", "role"),
    ("RELATION_PROPERTY", "Property for a relation.", "subPropertyOf", "relation"),
    ("FACTUALITY", "Degree of factuality by name, modality of events, or manner of saying.", "type", "Factuality"),
)


def vocab_source() -> str:
    """The Python source of kg/rdf/vocab.py for the ontology as it is now."""
    terms, codes, parents = _read()
    lines = [f'    {_python(term)}: Final = NamedNode("{NAMESPACE}{term}")\n' for term in sorted(terms)]
    tables = []
    for name, comment, link, target in _TABLES:
        rows = sorted((c, t) for t in codes for c in codes[t] if _belongs(t, link, target, parents))
        body = "".join(f'    "{code}": KH.{_python(term)},\n' for code, term in rows)
        tables.append(f'{name}: Final[dict[str, NamedNode]] = {{\n{body}}}\n"""{comment}"""\n')
    return _HEAD.format(namespace=NAMESPACE) + "".join(lines) + "\n\n" + "\n".join(tables)


def _read() -> tuple[set[str], dict[str, list[str]], dict[str, list[tuple[str, str]]]]:
    terms: set[str] = set()
    codes: dict[str, list[str]] = defaultdict(list)
    parents: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for quad in ontology_quads():
        if not isinstance(quad.subject, NamedNode) or not quad.subject.value.startswith(NAMESPACE):
            continue
        term, link = quad.subject.value.removeprefix(NAMESPACE), _local(quad.predicate.value)
        if link == "type":
            terms.add(term)
        if link == "notation":
            codes[term].append(quad.object.value)  # type: ignore[union-attr]
        elif isinstance(quad.object, NamedNode):
            parents[term].append((link, _local(quad.object.value)))
    return terms, codes, parents


def _belongs(term: str, link: str, target: str, parents: dict[str, list[tuple[str, str]]]) -> bool:
    above = [t for how, t in parents[term] if how == "subClassOf"]
    if link == "group":
        return target in above
    if link == "leaf":
        return any(("subClassOf", target) in parents[a] for a in above)
    if link == "subClassOf":
        return target in above or any(_belongs(a, link, target, parents) for a in above)
    return (link, target) in parents[term]


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _python(term: str) -> str:
    return f"{term}_" if keyword.iskeyword(term) else term


if __name__ == "__main__":
    TARGET.write_text(vocab_source(), encoding="utf-8")
