"""Times as OWL-Time, as precise as they were told: a month is an instant in that month, never its first day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from kg.model import Entity, Time
from kg.rdf.iris import Iris
from kg.rdf.literals import Statement, prefix_date
from kg.rdf.terms import EDTF, RDF, TIME, XSD
from kg.rdf.vocab import KH

_POSITION = {XSD.date: TIME.inXSDDate, XSD.gYearMonth: TIME.inXSDgYearMonth, XSD.gYear: TIME.inXSDgYear}
_DURATION = re.compile(r"P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?")
_WEEKS = re.compile(r"P(\d+)W")
_CLOCK = re.compile(r"T.*")


def time_statements(entity: Entity, node: NamedNode, iris: Iris) -> Iterator[Statement]:
    """What is known of the time that `entity` (of type DATE) stands for; `node` is its IRI."""
    value = entity.time.value if entity.time else entity.value or ""
    plain, _, modifier = value.partition("~")
    yield from _owl_time(plain, modifier, node, iris)
    if value:
        yield node, KH.value, Literal(value)
    if modifier:
        yield node, KH.modifier, Literal(modifier)
    if entity.time:
        yield from _reading(entity.time, node)


def _reading(time: Time, node: NamedNode) -> Iterator[Statement]:
    if time.edtf:
        yield node, KH.edtf, Literal(time.edtf, datatype=EDTF)
    if time.earliest:
        yield node, KH.earliest, Literal(time.earliest, datatype=XSD.date)
    if time.latest:
        yield node, KH.latest, Literal(time.latest, datatype=XSD.date)
    if time.why:
        yield node, KH.why, Literal(time.why, language="en")


def _owl_time(plain: str, modifier: str, node: NamedNode, iris: Iris) -> Iterator[Statement]:
    """Class and position. «Before May» is not a position in May: it gets the class alone."""
    start, _, end = (_CLOCK.sub("", side) for side in plain.partition("/"))
    weeks = _WEEKS.fullmatch(plain)
    duration = f"P{7 * int(weeks[1])}D" if weeks else plain
    if end == start:  # hours of one day
        plain, end = start, ""
    if end and prefix_date(start) and prefix_date(end):
        yield node, RDF.type, TIME.ProperInterval
        for link, side in ((TIME.hasBeginning, start), (TIME.hasEnd, end)):
            instant = iris.mint("time", "instant", side)
            yield node, link, instant
            yield from _instant(side, instant)
    elif _DURATION.fullmatch(duration):
        yield node, RDF.type, TIME.ProperInterval
        if not modifier:
            yield node, TIME.hasXSDDuration, Literal(duration, datatype=XSD.duration)
    elif modifier not in ("before", "after") and prefix_date(_CLOCK.sub("", plain)):
        yield from _instant(_CLOCK.sub("", plain), node)
    else:
        yield node, RDF.type, TIME.TemporalEntity


def _instant(text: str, node: NamedNode) -> Iterator[Statement]:
    position = prefix_date(text)
    assert position is not None
    yield node, RDF.type, TIME.Instant
    yield node, _POSITION[position.datatype], position
