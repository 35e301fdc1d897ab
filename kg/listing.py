"""A sequence that can be read: as text, as a table in a notebook, as a pandas frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from kg.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

T = TypeVar("T")
MOST_ROWS = 50
"""Rows shown in a notebook; the rest is announced."""
_BOX = "font-family:system-ui,sans-serif;line-height:1.7"
_SHORT = 12


class Listing(Sequence[T], Generic[T]):
    """Items with named columns. Slicing gives a Listing; `df()` gives a pandas frame with one row an item."""

    def __init__(
        self, items: Iterable[T], columns: Sequence[str], row: Callable[[T], Sequence[Any]], shown: Sequence[str] = ()
    ) -> None:
        """`row` gives the cells of an item, one for each of `columns`; a notebook shows the columns `shown` (all by default)."""
        self._items, self.columns, self._row = tuple(items), tuple(columns), row
        self._shown = tuple(shown) or self.columns

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Listing[T]: ...
    def __getitem__(self, at: int | slice) -> T | Listing[T]:
        return self._like(self._items[at]) if isinstance(at, slice) else self._items[at]

    def __iter__(self) -> Iterator[T]:
        return iter(self._items)

    def __eq__(self, other: object) -> bool:
        return self._items == (other._items if isinstance(other, Listing) else other)

    def __hash__(self) -> int:
        return hash(self._items)

    def _like(self, items: Iterable[T]) -> Listing[T]:
        return Listing(items, self.columns, self._row, self._shown)

    def rows(self) -> list[list[Any]]:
        """The cells of all items."""
        return [list(self._row(item)) for item in self._items]

    def df(self) -> pd.DataFrame:
        """A pandas frame. Raises UsageError KG611 without pandas."""
        return frame(self.columns, self.rows())

    def _cells(self, most: int) -> list[list[str]]:
        keep = [self.columns.index(c) for c in self._shown]
        return [[_text(self._row(item)[i]) for i in keep] for item in self._items[:most]]

    def __repr__(self) -> str:
        lines = [" | ".join(self._shown), *(" | ".join(row) for row in self._cells(MOST_ROWS))]
        left = len(self) - MOST_ROWS
        return "\n".join([*lines, *([f"… and {left} more"] if left > 0 else []), f"{len(self)} rows"])

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        left = len(self) - MOST_ROWS
        notes = [f"{left} more rows: use .df()"] if left > 0 else [] if len(self) else ["no rows"]
        return {"text/plain": repr(self), "text/html": html_table(self._shown, self._cells(MOST_ROWS), notes)}


def frame(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> pd.DataFrame:
    """A pandas frame. Raises UsageError KG611 without pandas."""
    try:
        import pandas as pd
    except ImportError as error:
        raise UsageError("KG611", "data frames need pandas", "pip install 'khabar[notebook]'") from error
    return pd.DataFrame(list(rows), columns=list(columns))


def html_table(columns: Iterable[str], rows: Iterable[Sequence[str]], notes: Iterable[str] = ()) -> str:
    """An HTML table, each cell in its own direction, everything escaped."""
    head = "".join(f'<th style="text-align:start">{escape(c)}</th>' for c in columns)
    body = "".join(
        "<tr>" + "".join(f'<td dir="auto" style="text-align:start{_whole(c)}">{escape(c)}</td>' for c in row) + "</tr>"
        for row in rows
    )
    below = "".join(f"<p>{escape(note)}</p>" for note in notes)
    return f'<div style="{_BOX}"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{below}</div>'


def _whole(cell: str) -> str:
    """Short cells, dates among them, stay on one line."""
    return ";white-space:nowrap" if len(cell) <= _SHORT else ""


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.3g}" if value < 1 else f"{value:g}"
    return str(value)
