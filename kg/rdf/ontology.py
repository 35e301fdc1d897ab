"""The ontology files: where they lie, and what their terms are called in each language."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.errors import GraphError

NAMESPACE = "https://w3id.org/khabar/ontology#"
FILES = ("khabar.ttl", "shapes.ttl", "alignments.ttl")
_LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")


def ontology_text(name: str = "khabar.ttl") -> str:
    """The Turtle of one of FILES: from the installed package, or from the folder `ontology` of a checkout.

    Raises GraphError KG406 when neither has it.
    """
    packaged = resources.files("kg").joinpath("ontology", name)
    if packaged.is_file():
        return packaged.read_text(encoding="utf-8")
    beside = Path(__file__).resolve().parents[2] / "ontology" / name
    if name in FILES and beside.is_file():
        return beside.read_text(encoding="utf-8")
    advice = f"install khabar again; its files are {', '.join(FILES)}"
    raise GraphError("KG406", f"the ontology file {name} is missing", advice)


@cache
def ontology_quads(name: str = "khabar.ttl") -> tuple[Quad, ...]:
    """The statements of one of FILES, in the order of the file, without a graph name."""
    return tuple(parse(ontology_text(name).encode(), format=RdfFormat.TURTLE))


@cache
def term_labels(language: str = "en") -> dict[str, str]:
    """{IRI of a term: its label in `language`} for every term of the ontology; ar, en and fr have them all."""
    found: dict[str, str] = {}
    for quad in ontology_quads():
        if quad.predicate == _LABEL and isinstance(quad.object, Literal) and quad.object.language == language:
            found[str(quad.subject)[1:-1]] = quad.object.value
    return found
