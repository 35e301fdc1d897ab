"""The ontology's page: pyLODE's documentation in one language, where pyLODE is installed; else a plain list of the terms."""

from __future__ import annotations

import logging
from functools import cache
from html import escape

import rdflib

from kg.rdf.ontology import NAMESPACE, ontology_text
from kg.server.words import term

_SPOKEN = (rdflib.RDFS.label, rdflib.RDFS.comment, rdflib.DCTERMS.title, rdflib.DCTERMS.description)


@cache
def ontology_page(language: str) -> str:
    """HTML of the vocabulary's documentation, whole and without anything from elsewhere."""
    graph = in_language(language)
    try:
        from pylode import OntPub
    except (ImportError, OSError):  # some releases of it cannot be imported
        return _plain(graph, language)
    level = logging.getLogger().level
    html: str = OntPub(ontology=graph).make_html()
    logging.getLogger().setLevel(level)  # it turns on everybody's debugging
    direction = "rtl" if language == "ar" else "ltr"
    return html.replace("<html>", f'<html lang="{language}" dir="{direction}">', 1)


def in_language(language: str) -> rdflib.Graph:
    """The ontology with its labels and comments in one language only: pyLODE would run all of them together."""
    graph = rdflib.Graph().parse(data=ontology_text(), format="turtle")
    for predicate in _SPOKEN:
        for subject, value in list(graph.subject_objects(predicate)):
            if isinstance(value, rdflib.Literal) and value.language not in (None, language):
                graph.remove((subject, predicate, value))
    return graph


def _plain(graph: rdflib.Graph, language: str) -> str:
    rows = "".join(
        f'<section id="{escape(str(s)[len(NAMESPACE) :])}"><h2>{escape(term(str(s), language))}</h2><p><code>{escape(str(s))}</code></p>'
        f"<p>{escape(str(graph.value(s, rdflib.RDFS.comment) or ''))}</p></section>"
        for s in sorted({s for s in graph.subjects(rdflib.RDFS.label) if str(s).startswith(NAMESPACE)}, key=str)
    )
    direction = "rtl" if language == "ar" else "ltr"
    return f'<!doctype html><html lang="{language}" dir="{direction}"><meta charset="utf-8"><title>Khabar</title><body>{rows}</body></html>'
