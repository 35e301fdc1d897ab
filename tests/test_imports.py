"""Imports go one way: the graph is drawn from the source, lazily imported modules too."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent
ORDER = [
    "errors",
    "model",
    "inventory",
    "locations",
    "settings",
    "listing",
    "pipeline",
    "text",
    "read",
    "temporal",
    "extract",
    "resolve",
    "rdf",
    "store",
    "graph",
    "identity",
    "view",
    "notebook",
    "cards",
    "building",
    "cluster",
    "doctor",
    "explaining",
    "api",
    "evaluate",
    "server",
    "cli",
]
"""Each may import itself and what stands to its left."""


def module_of(path: Path) -> str:
    """kg/text/fold.py → text; kg/api.py → api."""
    return path.relative_to(ROOT / "kg").parts[0].removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    """The parts of kg that a file imports at run time (what only type checkers see does not count)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING"
        for node in ast.walk(block)
    }
    found = set()
    for node in ast.walk(tree):
        names = []
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{a.name}" for a in node.names] if node.module == "kg" else [node.module]
        found |= {name.split(".")[1] for name in names if name.startswith("kg.")}
    return found


def test_every_module_has_its_place_in_the_order() -> None:
    outside = {"__init__", "__main__", "models", "data"}
    assert {module_of(p) for p in (ROOT / "kg").rglob("*.py")} - outside == set(ORDER)


def test_no_import_points_to_the_right() -> None:
    """A notebook display may be imported by what it displays, and only when it is displayed."""
    allowed = {("cards", "notebook"), ("api", "notebook")}
    wrong = []
    for path in sorted((ROOT / "kg").rglob("*.py")):
        here = module_of(path)
        if here not in ORDER:
            continue
        for there in imports_of(path):
            if there in ORDER and ORDER.index(there) > ORDER.index(here) and (here, there) not in allowed:
                wrong.append(f"{path.relative_to(ROOT)} imports kg.{there}")
    assert wrong == []


def test_the_package_imports_without_heavy_libraries() -> None:
    import subprocess
    import sys

    heavy = ["torch", "pandas", "pyvis", "onnxruntime", "rdflib", "camel_tools", "networkx", "trafilatura"]
    code = f"import sys, kg; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == "[]"
