"""Python values as literals. Whatever comes from an article ends here, as data, and nowhere else."""

from __future__ import annotations

import re
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from kg.rdf.terms import XSD_DATE, XSD_DECIMAL, XSD_INTEGER, XSD_MONTH, XSD_YEAR

ROMANISED = "ar-Latn"
_BY_LENGTH = {4: XSD_YEAR, 7: XSD_MONTH, 10: XSD_DATE}
_PREFIX_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")

Value = NamedNode | Literal
Statement = tuple[NamedNode, NamedNode, Value]
"""Subject, predicate, object: what the writers of this package yield."""


def arabic(text: str) -> Literal:
    """Words in Arabic, as an article has them."""
    return Literal(text, language="ar")


def integer(number: int) -> Literal:
    """A whole number (xsd:integer)."""
    return Literal(str(number), datatype=XSD_INTEGER)


def decimal(number: float | str) -> Literal:
    """A number as xsd:decimal with at most four places, in its one canonical spelling."""
    text = f"{Decimal(str(number)):.4f}".rstrip("0").rstrip(".")
    return Literal("0" if text == "-0" else text, datatype=XSD_DECIMAL)


def prefix_date(text: str) -> Literal | None:
    """'2019', '2019-02', '2019-02-17' as xsd:gYear, gYearMonth, date: the datatype is the precision. None for others."""
    if not _PREFIX_DATE.fullmatch(text):
        return None
    return Literal(text, datatype=_BY_LENGTH[len(text)])
