"""Times keep the precision that was told."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from kg.model import Entity, Span, Time
from kg.rdf.iris import Iris
from kg.rdf.terms import TIME
from kg.rdf.times import time_statements
from kg.rdf.vocab import KH

NODE = NamedNode("https://w3id.org/khabar/time/1")


def told(value: str, **given: str) -> dict[str, str]:
    """{last part of the predicate: object} for a time of that value."""
    time = Time(Span(0, 1), "x", value, **given)
    entity = Entity("t", "DATE", "x", "a", value=value, time=time)
    statements = time_statements(entity, NODE, Iris("https://w3id.org/khabar/"))
    return {p.value.rsplit("#")[-1]: o.value for s, p, o in statements if s == NODE}


@pytest.mark.parametrize(
    ("value", "predicate", "position"),
    [
        ("2021-03-07", "inXSDDate", "2021-03-07"),
        ("2021-03", "inXSDgYearMonth", "2021-03"),
        ("2021-03~mid", "inXSDgYearMonth", "2021-03"),
        ("2021", "inXSDgYear", "2021"),
        ("2021-03-07TEV", "inXSDDate", "2021-03-07"),
        ("2021-03-07T14:30", "inXSDDate", "2021-03-07"),
    ],
)
def test_a_date_is_an_instant_as_precise_as_told(value: str, predicate: str, position: str) -> None:
    found = told(value)
    assert found["type"] == TIME.Instant.value
    assert found[predicate] == position
    assert found["value"] == value
    assert len({"inXSDDate", "inXSDgYearMonth", "inXSDgYear"} & set(found)) == 1


@pytest.mark.parametrize(("value", "duration"), [("P2D", "P2D"), ("P3W", "P21D"), ("P1Y6M", "P1Y6M"), ("PT2H", "PT2H")])
def test_a_duration_is_an_interval(value: str, duration: str) -> None:
    assert told(value)["type"] == TIME.ProperInterval.value
    assert told(value)["hasXSDDuration"] == duration


def test_an_approximate_duration_has_no_exact_length() -> None:
    assert "hasXSDDuration" not in told("P3M~after")
    assert told("P3M~after")["modifier"] == "after"


def test_an_interval_has_both_ends() -> None:
    assert {"hasBeginning", "hasEnd"} <= set(told("2014/2018"))


@pytest.mark.parametrize("value", ["PAST_REF", "XXXX-WXX-3", "2018-SU", "2019-02-30", "P", "2021-05~before", ""])
def test_what_is_no_position_gets_none(value: str) -> None:
    found = told(value)
    assert found["type"] == TIME.TemporalEntity.value
    assert not any(name.startswith("in") for name in found)


def test_bounds_edtf_and_reason_are_written() -> None:
    found = told("2021-03~mid", edtf="2021-03", earliest="2021-03-11", latest="2021-03-20", why="written out")
    assert (found["edtf"], found["earliest"], found["latest"]) == ("2021-03", "2021-03-11", "2021-03-20")
    assert found["why"] == "written out"


def test_a_time_without_reading_keeps_the_value_of_the_annotation() -> None:
    entity = Entity("t", "DATE", "x", "a", value="2021-03")
    statements = list(time_statements(entity, NODE, Iris("https://w3id.org/khabar/")))
    assert (NODE, KH.value, Literal("2021-03")) in statements
