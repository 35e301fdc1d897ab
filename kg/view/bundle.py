"""The page's scripts: plain ES modules under static/, put into one script in the order of their imports.

A file opened from disk cannot import other files, so each module becomes a function that is called once and gives what it
exports. Sources stay modules that editors, linters and browsers understand; users need no build step.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib.resources import files

from kg.errors import GraphError

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w-]+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?function\*?|const|class) (\w+)", re.MULTILINE)


def sources() -> dict[str, str]:
    """{name of module: its text}, sorted."""
    folder = files("kg.view").joinpath("static")
    found = (p for p in folder.iterdir() if p.name.endswith(".js"))
    return {p.name.removesuffix(".js"): p.read_text(encoding="utf-8") for p in sorted(found, key=lambda p: p.name)}


def bundle(entry: str = "main", modules: Mapping[str, str] | None = None) -> str:
    """One script with `entry` and all that it imports.

    Raises GraphError KG431 when modules import each other in a circle, KG432 when one is missing.
    """
    table = sources() if modules is None else modules
    return '"use strict";\n' + "".join(_wrapped(name, table[name]) for name in order(entry, table))


def order(entry: str, modules: Mapping[str, str]) -> list[str]:
    """Names of modules, each after everything that it imports."""
    done: list[str] = []

    def visit(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            raise GraphError(
                "KG431", f"modules import each other: {' → '.join((*path, name))}", "move the shared part out"
            )
        if name not in modules:
            raise GraphError("KG432", f"{path[-1] if path else 'the page'} imports {name}.js, which is not there")
        if name not in done:
            for other, _ in imports(modules[name]):
                visit(other, (*path, name))
            done.append(name)

    visit(entry, ())
    return done


def imports(text: str) -> Iterator[tuple[str, list[str]]]:
    """(module, names) of every import statement."""
    for match in _IMPORT.finditer(text):
        yield match[2], [n.strip() for n in match[1].split(",") if n.strip()]


def exports(text: str) -> list[str]:
    """The names that a module gives to others."""
    return [m[2] for m in _EXPORT.finditer(text)]


def _wrapped(name: str, text: str) -> str:
    def taken(match: re.Match[str]) -> str:
        return f"const {{{match[1].replace(' as ', ': ')}}} = module_{match[2].replace('-', '_')};\n"

    body = _EXPORT.sub(r"\1 \2", _IMPORT.sub(taken, text))
    return (
        f"const module_{name.replace('-', '_')} = (() => {{\n{body}return {{ {', '.join(exports(text))} }};\n}})();\n"
    )
