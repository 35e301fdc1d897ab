"""The public surface: what `import kg` offers, typed and documented, quickly."""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import kg

ROOT = Path(__file__).parent.parent.parent
NAMES = ["Build", "Graph", "build", "extract", "open", "read"]
GRAPH = [
    "article", "articles", "claims", "conflicts", "entities", "entity", "event", "events", "export", "facts", "find", "joined", "names",
    "network", "paths", "query", "save", "timeline", "to_networkx", "to_pyvis", "to_rdflib", "versions", "view", "widget",
]  # fmt: skip


def public_members(cls: type) -> dict[str, Any]:
    return {n: m for n, m in vars(cls).items() if not n.startswith("_")}


def test_the_names_of_the_package() -> None:
    assert sorted(kg.__all__) == NAMES
    assert dir(kg) == sorted([*NAMES, "__version__"])


def test_the_members_of_a_graph() -> None:
    assert sorted(public_members(kg.Graph)) == GRAPH


def functions() -> Iterator[tuple[str, Any]]:
    for name in NAMES:
        found = getattr(kg, name)
        yield name, found
        if inspect.isclass(found):
            for member, value in public_members(found).items():
                code = value.fget if isinstance(value, property) else getattr(value, "func", value)
                if inspect.isfunction(code):
                    yield f"{name}.{member}", code


@pytest.mark.parametrize(("name", "found"), list(functions()), ids=[n for n, _ in functions()])
def test_every_public_name_is_documented_and_typed(name: str, found: Any) -> None:
    doc = inspect.getdoc(found) or ""
    assert doc.endswith((".", "*.", "`"))
    if inspect.isfunction(found):
        signature = inspect.signature(found)
        untyped = [p.name for p in signature.parameters.values() if p.annotation is p.empty and p.name != "self"]
        assert untyped == []
        assert signature.return_annotation is not signature.empty


def test_folders_of_the_same_name_dont_take_the_place_of_functions() -> None:
    code = (
        "import kg; from kg.extract import default_pipeline; from kg.read import Reading; import kg.read\n"
        "assert callable(kg.read) and callable(kg.extract), (kg.read, kg.extract); kg.read(); assert callable(kg.read)"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True, cwd=ROOT)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        _ = kg.nothing
