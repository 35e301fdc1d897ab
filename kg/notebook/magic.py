"""%sparql and %%sparql: a query in a cell, to a table, a frame, or a picture."""

from __future__ import annotations

from types import TracebackType
from typing import Any

from IPython.core.interactiveshell import InteractiveShell
from IPython.core.magic import Magics, line_cell_magic, magics_class
from IPython.core.magic_arguments import argument, magic_arguments, parse_argstring

from kg.errors import KhabarError, UsageError
from kg.model import Extraction
from kg.notebook.completion import complete
from kg.notebook.passage import extraction_html
from kg.notebook.views import VIEWS, View


@magics_class
class SparqlMagics(Magics):
    """The magics, for the shell they are registered in."""

    @magic_arguments()
    @argument("query", nargs="*", help="name of a query and its parameters: tellings event=coup")
    @argument("-g", "--graph", default="", help="the variable that holds the graph (default: the only one there is)")
    @argument("-i", "--into", default="", help="keep the rows as a pandas frame in this variable")
    @argument("-v", "--view", default="table", choices=VIEWS, help="how to show them")
    @argument("-l", "--limit", type=int, default=0, help="rows at most")
    @argument("-t", "--timeout", type=float, default=0.0, help="seconds at most")
    @line_cell_magic
    def sparql(self, line: str, cell: str | None = None) -> View:
        """Asks a graph in SPARQL; the prefixes of the ontology are known.

        %%sparql -g graph --view timeline --into df, or a named query: %sparql tellings event=coup
        """
        options = parse_argstring(SparqlMagics.sparql, line)
        graph = self._graph(options.graph)
        name, *pairs = [*options.query, ""][: max(1, len(options.query))]
        if cell is None and not name:
            raise UsageError(
                "KG614", "%sparql wants the name of a query", "%sparql tellings, or %%sparql with SPARQL below"
            )
        if cell is not None and name:
            raise UsageError("KG612", f"%%sparql knows no {name!r}", "the query stands in the lines below")
        parameters = dict(_pair(p) for p in pairs)
        table = graph.query(
            cell if cell is not None else name,
            rows=options.limit or None,
            seconds=options.timeout or None,
            **parameters,
        )
        if options.into:
            self._variables()[options.into] = table.df()
        return View(table, options.view)

    def _variables(self) -> dict[str, Any]:
        assert self.shell is not None
        found: dict[str, Any] = self.shell.user_ns
        return found

    def _graph(self, name: str) -> Any:
        """The graph in the variable `name`, or the only one in the notebook."""
        known = {
            n: v
            for n, v in self._variables().items()
            if not n.startswith("_") and hasattr(v, "query") and hasattr(v, "facts")
        }
        if name:
            if name not in known:
                raise UsageError(
                    "KG633", f"there is no graph in {name!r}", f"graphs are in: {', '.join(known) or 'no variable yet'}"
                )
            return known[name]
        different = list({id(v): v for v in known.values()}.values())
        if len(different) != 1:
            advice = f"%%sparql -g {next(iter(known))}" if known else 'graph = kg.open("output")'
            raise UsageError("KG633", f"which graph? there are {len(different)} in this notebook", advice)
        return different[0]


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError("KG612", f"a parameter is written name=value, not {text!r}", f"{text}=…")
    return name, value.strip("\"'")


def install(shell: InteractiveShell) -> None:
    """Registers the magics and their completion; errors of Khabar are shown without a traceback, extractions as text."""
    shell.register_magics(SparqlMagics)
    if shell.Completer is not None and complete not in shell.Completer.custom_matchers:
        shell.Completer.custom_matchers.append(complete)
    if shell.display_formatter is not None:
        shell.display_formatter.formatters["text/html"].for_type(Extraction, extraction_html)
    shell.set_custom_exc((KhabarError,), _short)


def _short(
    shell: InteractiveShell,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType,
    tb_offset: int | None = None,
) -> list[str]:
    """Code, message with the caret, next step."""
    lines = [f"{kind.__name__}: {error}"]
    shell._showtraceback(kind, error, lines)
    return lines
