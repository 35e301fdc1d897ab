"""The constants are those of the ontology, and the ontology has a term for everything that the extractor can find."""

from __future__ import annotations

import re
from itertools import product

import pytest
from pyoxigraph import NamedNode

from kg import inventory
from kg.rdf import vocab
from kg.rdf.make_vocab import TARGET, vocab_source
from kg.rdf.ontology import FILES, NAMESPACE, ontology_quads, ontology_text, term_labels
from kg.rdf.vocab import KH

ANNOTATION = NamedNode("http://www.w3.org/2002/07/owl#AnnotationProperty")


def test_vocab_is_what_the_ontology_gives() -> None:
    """On failure: python -m kg.rdf.make_vocab."""
    assert TARGET.read_text("utf-8") == vocab_source()


def test_a_misspelt_term_fails() -> None:
    with pytest.raises(AttributeError):
        KH.claimdBy  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize(
    ("codes", "table"),
    [
        (inventory.MENTIONS, vocab.MENTION_CLASS),
        (inventory.EVENT_GROUPS, vocab.GROUP_CLASS),
        (inventory.EVENTS, vocab.EVENT_CLASS),
        (inventory.ROLES, vocab.ROLE_PROPERTY),
    ],
)
def test_the_ontology_covers_the_inventory_exactly(codes: tuple[str, ...], table: dict[str, object]) -> None:
    assert sorted(codes) == sorted(table)


def test_every_relation_has_a_property() -> None:
    """Beside those of the inventory there is `role`: that someone holds a role."""
    assert sorted([*inventory.RELATIONS, "role"]) == sorted(vocab.RELATION_PROPERTY)


def test_every_modality_has_a_degree_of_factuality() -> None:
    assert set(inventory.EVENT_MODS) | set(inventory.SAY_MODS) <= set(vocab.FACTUALITY)


def test_modalities_mean_what_the_resolver_takes_them_for() -> None:
    from kg.resolve.factuality import factuality

    for mod in inventory.EVENT_MODS:
        assert vocab.FACTUALITY[mod] == vocab.FACTUALITY[factuality([mod], [])[0]]
    for mod in inventory.SAY_MODS:
        assert vocab.FACTUALITY[mod] == vocab.FACTUALITY[factuality([], [mod])[0]]


def test_events_lie_under_their_groups() -> None:
    above = {(q.subject, q.object) for q in ontology_quads() if q.predicate.value.endswith("subClassOf")}
    for group, events in inventory.EVENT_GROUPS.items():
        for event in events:
            assert (vocab.EVENT_CLASS[event], vocab.GROUP_CLASS[group]) in above


@pytest.mark.parametrize(("language", "kind"), list(product(("ar", "en", "fr"), ("label", "comment"))))
def test_every_term_is_explained_in_three_languages(language: str, kind: str) -> None:
    terms = {q.subject for q in ontology_quads() if q.predicate.value.endswith("#type") and NAMESPACE in str(q.subject)}
    said = {
        q.subject
        for q in ontology_quads()
        if q.predicate.value.endswith(f"#{kind}") and q.object.language == language  # type: ignore[union-attr]
    }
    assert len(terms) > 150
    assert terms <= said


def test_labels_are_not_shared_by_classes() -> None:
    """Two kinds of event under one label could not be told apart in a list."""
    labels = term_labels("ar")
    kinds = [labels[node.value] for node in vocab.EVENT_CLASS.values()]
    assert len(kinds) == len(set(kinds))


@pytest.mark.parametrize("name", FILES)
def test_ontology_files_are_found_and_are_turtle(name: str) -> None:
    assert ontology_text(name)
    assert ontology_quads(name)


def test_terms_used_by_shapes_and_alignments_exist() -> None:
    for name in FILES[1:]:
        known = {q.subject for q in ontology_quads()}
        known |= {q.subject for q in ontology_quads(name) if q.object == ANNOTATION}
        for quad in ontology_quads(name):
            for term in (quad.subject, quad.predicate, quad.object):
                if NAMESPACE in str(term) and "^^" not in str(term) and str(term).startswith("<"):
                    assert term in known, f"{name}: {term}"


def test_every_term_named_in_the_package_exists() -> None:
    """Queries and templates name terms as kh:something; a misspelt one would find nothing and say nothing."""
    known = {q.subject.value.removeprefix(NAMESPACE) for q in ontology_quads() if isinstance(q.subject, NamedNode)}
    named = {
        (path.name, term)
        for kind in ("*.rq", "*.py", "*.html", "*.js")
        for path in sorted(TARGET.parents[1].rglob(kind))
        for term in re.findall(r"\bkh:([A-Za-z]+)", path.read_text("utf-8"))
    }
    assert {row for row in named if row[1] not in known} == set()


def test_a_term_is_declared_once() -> None:
    """Two classes under one name would be one class: what both say of it would hold of all its members."""
    named = [(q.subject, q.object.language) for q in ontology_quads() if q.predicate.value.endswith("rdf-schema#label")]
    assert sorted(f"{term} {language}" for term, language in set(named) if named.count((term, language)) > 1) == []
