"""The terms of standard vocabularies that Khabar writes, and the prefixes of its files."""

from __future__ import annotations

from typing import Final

from pyoxigraph import NamedNode

from kg.rdf.vocab import NAMESPACE

DCTERMS_NS = "http://purl.org/dc/terms/"
OA_NS = "http://www.w3.org/ns/oa#"
OWL_NS = "http://www.w3.org/2002/07/owl#"
PROV_NS = "http://www.w3.org/ns/prov#"
RDF_NS = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS_NS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS_NS = "http://www.w3.org/2004/02/skos/core#"
TIME_NS = "http://www.w3.org/2006/time#"
XSD_NS = "http://www.w3.org/2001/XMLSchema#"

STANDARD_PREFIXES: Final[dict[str, str]] = {
    "kh": NAMESPACE,
    "dcterms": DCTERMS_NS,
    "oa": OA_NS,
    "owl": OWL_NS,
    "prov": PROV_NS,
    "rdf": RDF_NS,
    "rdfs": RDFS_NS,
    "skos": SKOS_NS,
    "time": TIME_NS,
    "xsd": XSD_NS,
}

RDF_TYPE: Final = NamedNode(RDF_NS + "type")
RDF_SUBJECT: Final = NamedNode(RDF_NS + "subject")
RDF_PREDICATE: Final = NamedNode(RDF_NS + "predicate")
RDF_OBJECT: Final = NamedNode(RDF_NS + "object")
RDFS_LABEL: Final = NamedNode(RDFS_NS + "label")
SKOS_ALT_LABEL: Final = NamedNode(SKOS_NS + "altLabel")

DCTERMS_TITLE: Final = NamedNode(DCTERMS_NS + "title")
DCTERMS_ISSUED: Final = NamedNode(DCTERMS_NS + "issued")
DCTERMS_LANGUAGE: Final = NamedNode(DCTERMS_NS + "language")

OA_SELECTOR: Final = NamedNode(OA_NS + "TextPositionSelector")
OA_START: Final = NamedNode(OA_NS + "start")
OA_END: Final = NamedNode(OA_NS + "end")
OA_EXACT: Final = NamedNode(OA_NS + "exact")

PROV_ACTIVITY: Final = NamedNode(PROV_NS + "Activity")
PROV_SOFTWARE: Final = NamedNode(PROV_NS + "SoftwareAgent")
PROV_ASSOCIATED: Final = NamedNode(PROV_NS + "wasAssociatedWith")
PROV_DERIVED: Final = NamedNode(PROV_NS + "wasDerivedFrom")
PROV_GENERATED: Final = NamedNode(PROV_NS + "wasGeneratedBy")
PROV_USED: Final = NamedNode(PROV_NS + "used")

TIME_ENTITY: Final = NamedNode(TIME_NS + "TemporalEntity")
TIME_INSTANT: Final = NamedNode(TIME_NS + "Instant")
TIME_INTERVAL: Final = NamedNode(TIME_NS + "ProperInterval")
TIME_BEGINNING: Final = NamedNode(TIME_NS + "hasBeginning")
TIME_ENDING: Final = NamedNode(TIME_NS + "hasEnd")
TIME_DURATION: Final = NamedNode(TIME_NS + "hasXSDDuration")
TIME_IN_DATE: Final = NamedNode(TIME_NS + "inXSDDate")
TIME_IN_MONTH: Final = NamedNode(TIME_NS + "inXSDgYearMonth")
TIME_IN_YEAR: Final = NamedNode(TIME_NS + "inXSDgYear")

XSD_ANY_URI: Final = NamedNode(XSD_NS + "anyURI")
XSD_DATE: Final = NamedNode(XSD_NS + "date")
XSD_DECIMAL: Final = NamedNode(XSD_NS + "decimal")
XSD_DURATION: Final = NamedNode(XSD_NS + "duration")
XSD_INTEGER: Final = NamedNode(XSD_NS + "integer")
XSD_NON_NEGATIVE: Final = NamedNode(XSD_NS + "nonNegativeInteger")
XSD_MONTH: Final = NamedNode(XSD_NS + "gYearMonth")
XSD_YEAR: Final = NamedNode(XSD_NS + "gYear")
EDTF: Final = NamedNode("http://id.loc.gov/datatypes/edtf/EDTF")
