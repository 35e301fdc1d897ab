"""RDF: stories as quads in the vocabulary of ontology/khabar.ttl, validated, and written as files."""

from __future__ import annotations

from kg.rdf.formats import nquads, trig, turtle
from kg.rdf.quads import story_quads

__all__ = ["nquads", "story_quads", "trig", "turtle"]
