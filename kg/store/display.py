"""Tables in a notebook."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.store.table import Table

_BOX = "font-family:system-ui,sans-serif;line-height:1.7"
MOST_ROWS = 50


def table_display(table: Table) -> dict[str, str]:
    """Rows as an HTML table, each cell in its own direction."""
    head = "".join(f'<th style="text-align:start">{escape(c)}</th>' for c in table.columns)
    rows = table.texts()[:MOST_ROWS]
    body = "".join(
        "<tr>" + "".join(f'<td dir="auto" style="text-align:start">{escape(cell)}</td>' for cell in row) + "</tr>"
        for row in rows
    )
    left = len(table) - len(rows)
    note = f"<p>{left} more rows: use .df() or .to_csv()</p>" if left > 0 else ""
    note += "<p>there were more rows than the limit</p>" if table.truncated else ""
    return {
        "text/plain": table.to_markdown(),
        "text/html": f'<div style="{_BOX}"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}</div>',
    }
