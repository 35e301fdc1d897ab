"""Tables in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.listing import MOST_ROWS, html_table

if TYPE_CHECKING:
    from kg.store.table import Table


def table_display(table: Table) -> dict[str, str]:
    """Rows as an HTML table, each cell in its own direction."""
    rows = table.texts()[:MOST_ROWS]
    left = len(table) - len(rows)
    notes = [f"{left} more rows: use .df() or .to_csv()"] if left > 0 else []
    notes += ["there were more rows than the limit"] if table.truncated else []
    notes += ["no rows"] if not len(table) else []
    return {"text/plain": table.to_markdown(), "text/html": html_table(table.columns, rows, notes)}
