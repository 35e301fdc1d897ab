"""The terms of standard vocabularies that Khabar writes, and the prefixes of its files."""

from __future__ import annotations

from typing import Final

from pyoxigraph import NamedNode

from kg.rdf.vocab import NAMESPACE


class RDF:
    """Reification of claims, and types."""

    NS: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    type: Final = NamedNode(NS + "type")
    subject: Final = NamedNode(NS + "subject")
    predicate: Final = NamedNode(NS + "predicate")
    object: Final = NamedNode(NS + "object")


class OWL:
    """Identity with entries of other data sets."""

    NS: Final = "http://www.w3.org/2002/07/owl#"
    sameAs: Final = NamedNode(NS + "sameAs")


class RDFS:
    """Labels."""

    NS: Final = "http://www.w3.org/2000/01/rdf-schema#"
    label: Final = NamedNode(NS + "label")


class SKOS:
    """Other names."""

    NS: Final = "http://www.w3.org/2004/02/skos/core#"
    altLabel: Final = NamedNode(NS + "altLabel")


class DCTERMS:
    """Articles."""

    NS: Final = "http://purl.org/dc/terms/"
    title: Final = NamedNode(NS + "title")
    issued: Final = NamedNode(NS + "issued")
    language: Final = NamedNode(NS + "language")


class OA:
    """Web Annotation: where words stand."""

    NS: Final = "http://www.w3.org/ns/oa#"
    TextPositionSelector: Final = NamedNode(NS + "TextPositionSelector")
    start: Final = NamedNode(NS + "start")
    end: Final = NamedNode(NS + "end")
    exact: Final = NamedNode(NS + "exact")


class PROV:
    """Where claims come from."""

    NS: Final = "http://www.w3.org/ns/prov#"
    Activity: Final = NamedNode(NS + "Activity")
    SoftwareAgent: Final = NamedNode(NS + "SoftwareAgent")
    used: Final = NamedNode(NS + "used")
    wasAssociatedWith: Final = NamedNode(NS + "wasAssociatedWith")
    wasDerivedFrom: Final = NamedNode(NS + "wasDerivedFrom")
    wasGeneratedBy: Final = NamedNode(NS + "wasGeneratedBy")


class TIME:
    """OWL-Time."""

    NS: Final = "http://www.w3.org/2006/time#"
    TemporalEntity: Final = NamedNode(NS + "TemporalEntity")
    Instant: Final = NamedNode(NS + "Instant")
    ProperInterval: Final = NamedNode(NS + "ProperInterval")
    hasBeginning: Final = NamedNode(NS + "hasBeginning")
    hasEnd: Final = NamedNode(NS + "hasEnd")
    hasXSDDuration: Final = NamedNode(NS + "hasXSDDuration")
    inXSDDate: Final = NamedNode(NS + "inXSDDate")
    inXSDgYearMonth: Final = NamedNode(NS + "inXSDgYearMonth")
    inXSDgYear: Final = NamedNode(NS + "inXSDgYear")


class XSD:
    """Datatypes."""

    NS: Final = "http://www.w3.org/2001/XMLSchema#"
    anyURI: Final = NamedNode(NS + "anyURI")
    date: Final = NamedNode(NS + "date")
    dateTime: Final = NamedNode(NS + "dateTime")
    decimal: Final = NamedNode(NS + "decimal")
    duration: Final = NamedNode(NS + "duration")
    gYear: Final = NamedNode(NS + "gYear")
    gYearMonth: Final = NamedNode(NS + "gYearMonth")
    integer: Final = NamedNode(NS + "integer")
    string: Final = NamedNode(NS + "string")


EDTF: Final = NamedNode("http://id.loc.gov/datatypes/edtf/EDTF")
"""Datatype of Extended Date/Time Format literals."""

STANDARD_PREFIXES: Final[dict[str, str]] = {
    "kh": NAMESPACE,
    "dcterms": DCTERMS.NS,
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "oa": OA.NS,
    "owl": OWL.NS,
    "prov": PROV.NS,
    "rdf": RDF.NS,
    "rdfs": RDFS.NS,
    "skos": SKOS.NS,
    "time": TIME.NS,
    "xsd": XSD.NS,
}
