"""Time expressions found by rule, and what a given stretch of text says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.model import Span
from kg.temporal.engine import read
from kg.temporal.meaning import Meaning, meaning
from kg.temporal.node import DEFINITE, OTHER, Node
from kg.text.fold import fold, folded

_TIMES = ("date", "length", "clock", "often")
_LATENT = (
    *_TIMES, "sport", "tonight", "daysaway", "later_doubtful", "ref_doubtful", "season", "weekday", "month", "bare_weekday", "vague",
    "unit", "part", "year_digits", "edge", "go", "approx", "half_day", "pre", "dom", "ord_dom", "often_doubtful",
)  # fmt: skip
"""What a node may be when somebody else says that the stretch is a time, best first."""
_NUMBERS = ("dom", "ord_dom")
_KEPT = frozenset({"year", "month", "day", "weekday", "days", "part", "hour", "minute", "edge", "approx", "go", "ago", "unit", "amount",
                   "ref", "hijri", "form", "vague", "season", "sport", "zone", "quarter", "half_year", "first", "last"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression: where it stands in the original text, what it says, and the names of the rules that read it."""

    span: Span
    meaning: Meaning
    rules: tuple[str, ...]


def is_time(node: Node) -> bool:
    """Whether a node is surely a time: not a bare number, month or unit; seconds are a measure."""
    return (
        "date" in node.key
        or ("length" in node.key and "length_S" not in node.key)
        or ("clock" in node.key and "digitclock" not in node.key)
    )


@lru_cache(maxsize=16)  # spans and values ask for the same article one after the other
def find_expressions(text: str, *, eager: bool = False) -> tuple[Expression, ...]:
    """The surely temporal expressions of `text`, in order, without overlaps. A glued particle is left out.

    `eager`: the text is about a time, as a message to an assistant is, so bare months, hours and days count too.
    """
    plain = fold(text)
    found = []
    for node in read(plain.text, whole=eager):
        if is_time(node) or (eager and _may_be_time(node)):
            span = _with_marks(plain.map.original_span(Span(node.start, node.end)), text)
            found.append(Expression(span, meaning(_features(node)), node.rules))
    return tuple(found)


def _may_be_time(node: Node) -> bool:
    return any(c in node.key for c in ("month", "clock", "weekday", "season", "sport", "tonight", "length", "part"))


def _with_marks(span: Span, text: str) -> Span:
    """The span with the diacritics and tatweel that folding dropped behind its last letter."""
    end = span.end
    while end < len(text) and not text[end].isspace() and not folded(text[end]):
        end += 1
    return Span(span.start, end)


def find_times(text: str, *, eager: bool = False) -> tuple[Span, ...]:
    """Spans of `text` that are surely times (if `eager`: that may be), in order, without overlaps."""
    found = find_expressions(text, eager=True) if eager else find_expressions(text)  # as resolve_times asks, for the cache
    return tuple(e.span for e in found)


def interpret(text: str) -> tuple[Meaning, tuple[str, ...]]:
    """What `text` says that is a time as a whole, and the rules. Pieces that no rule joins are put together if they agree."""
    read_nodes = read(folded(text), whole=True)
    strange = any(n.key in (OTHER, DEFINITE) for n in read_nodes)  # «الدورة الأولى»: a number counts something else
    latent = [c for c in _LATENT if c not in _NUMBERS] if strange else _LATENT
    nodes = [n for n in read_nodes if any(c in n.key for c in latent)]
    if not nodes:
        return Meaning(), ()
    rules = tuple(r for n in nodes for r in n.rules)
    if len(nodes) == 1:
        return meaning(_alone(nodes[0])), rules
    return meaning(_together(nodes)), rules


def _features(node: Node) -> dict[str, object]:
    kind = next(c for c in _LATENT if c in node.key)
    return dict(node.readings[kind])


def _alone(node: Node) -> dict[str, object]:
    """A bare unit is one of it, and a week or month with the article the current one; a bare number of four digits a year."""
    said = _features(node)
    if "year_digits" in node.key and "value" in said:
        return {"year": said["value"]}
    if "value" in said:
        return {"day": said["value"], "numbered": True}
    if "vague" in node.key and not said:
        return {"vague": True}
    if set(said) == {"unit", "form"}:
        if said["form"] == "one":
            return {**said, "go": "this"} if "the" in node.key and said["unit"] in ("W", "M") else {**said, "amount": 1}
        return {**said, "vague": True}
    return said


def _together(nodes: Sequence[Node]) -> dict[str, object]:
    order = sorted(nodes, key=lambda n: (not is_time(n), n.start - n.end))
    said = _alone(order[0]) if is_time(order[0]) else _features(order[0])
    for node in order[1:]:
        more = _alone(node) if "year_digits" in node.key or is_time(node) else _features(node)
        if all(said.get(k, v) == v for k, v in more.items()):
            said = {**{k: v for k, v in more.items() if k in _KEPT}, **said}
    return said
