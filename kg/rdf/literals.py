"""Python values as literals. Whatever comes from an article ends here, as data, and nowhere else."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from kg.rdf.terms import XSD

ROMANISED = "ar-Latn"
_BY_LENGTH = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
_PREFIX_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")

Value = NamedNode | Literal
Statement = tuple[NamedNode, NamedNode, Value]
"""Subject, predicate, object: what the writers of this package yield."""


def arabic(text: str) -> Literal:
    """Words in Arabic, as an article has them."""
    return Literal(text, language="ar")


def integer(number: int) -> Literal:
    """A whole number (xsd:integer)."""
    return Literal(str(number), datatype=XSD.integer)


def decimal(number: float) -> Literal:
    """A number as xsd:decimal with at most four places, in the canonical form that stores give back ('1', '0.25')."""
    places = f"{Decimal(str(number)):.4f}".rstrip("0").rstrip(".")
    return Literal(places, datatype=XSD.decimal)


def amount(number: str) -> Literal:
    """A number written with ASCII digits: xsd:integer when it is whole, xsd:decimal with its own places otherwise."""
    return Literal(number, datatype=XSD.decimal if "." in number else XSD.integer)


def prefix_date(text: str) -> Literal | None:
    """'2019', '2019-02', '2019-02-17' as xsd:gYear, gYearMonth, date: the datatype is the precision. Others: None."""
    if not _PREFIX_DATE.fullmatch(text):
        return None
    try:
        date.fromisoformat(text + "0001-01-01"[len(text) :])
    except ValueError:  # month 13, or 30 February
        return None
    return Literal(text, datatype=_BY_LENGTH[len(text)])
