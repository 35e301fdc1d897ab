"""The widget from the side of Python; the side of the browser is tested in JupyterLab."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from typing import Any

import pytest

from kg.api import Graph
from kg.errors import UsageError
from kg.store import OxigraphStore

Stores = Callable[..., OxigraphStore]


@pytest.fixture
def every(article_store: Stores) -> Graph:
    return Graph(article_store())


def test_what_is_selected_can_be_set_and_observed(every: Graph) -> None:
    widget = every.widget()
    seen: list[list[str]] = []
    widget.observe(lambda change: seen.append(change["new"]), "selected")
    first = widget.nodes[0]["iri"]
    widget.selected = [first, "https://example.org/unknown"]
    assert widget.selected == [first]
    assert seen == [[first]]


def test_it_draws_the_nodes_of_the_network_with_isolated_labels(every: Graph) -> None:
    widget = every.widget(around="سالم العدني", hops=1)
    assert 1 < len(widget.nodes) < len(every.joined.nodes)
    assert all(n["label"][0] in "\u2066\u2067" for n in widget.nodes)
    iris = {n["iri"] for n in widget.nodes}
    assert all(e["a"] in iris and e["b"] in iris for e in widget.edges)
    assert widget.time_range == ["", ""]


def test_without_anywidget_the_error_says_what_to_install(every: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    real = builtins.__import__

    def missing(name: str, *rest: Any, **more: Any) -> Any:
        if name == "anywidget":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.delitem(sys.modules, "kg.notebook.widget", raising=False)
    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(UsageError, match=r"khabar\[widget\]"):
        every.widget()
