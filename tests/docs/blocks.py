"""The code blocks of a page, and how each kind is run."""

from __future__ import annotations

import contextlib
import io
import json
import re
import runpy
import shlex
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import typer
import yaml

import kg
from kg.cli import app
from kg.cli import main as kg_main

_FENCE = re.compile(
    r"^(?P<indent> *)(?P<ticks>`{3,})(?P<lang>[\w+-]*)(?P<rest>[^\n]*)\n(?P<body>.*?)^(?P=indent)(?P=ticks) *$",
    re.MULTILINE | re.DOTALL,
)
_TITLE = re.compile(r'title="([^"]+)"')
PLAIN = frozenset({"text", "tsv", "html", "csv", "css", "json-example", "sparql-template"})
"""Languages that are only shown."""
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
PARSED = frozenset({"serve", "push", "setup"})
"""Commands that stay, reach out or fetch: their options are checked, they are not run."""
_OUTSIDE = re.compile(r"https?://(?!w3id\.org)|tcp://|[A-Z]{3,}\b|…|<\w+>|s3://")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: language, title (a file name), text, line of the page."""

    lang: str
    title: str
    text: str
    line: int


def blocks(page: str) -> list[Block]:
    """All blocks of a page, dedented."""
    found = []
    for m in _FENCE.finditer(page):
        indent = len(m["indent"])
        text = "".join(
            line[indent:] if line[:indent].isspace() else line for line in m["body"].splitlines(keepends=True)
        )
        title = _TITLE.search(m["rest"])
        found.append(Block(m["lang"], title[1] if title else "", text, page.count("\n", 0, m.start()) + 1))
    return found


def run(page: str, name: str, folder: Path) -> None:
    """Runs every block of a page in `folder`, the working directory, one after the other. Raises what a block raises."""
    namespace: dict[str, Any] = {"__name__": "__docs__"}
    for block in blocks(page):
        where = f"{name}:{block.line}"
        try:
            _run(block, where, namespace, folder)
        except Exception as error:
            raise AssertionError(f"{where}: {type(error).__name__}: {error}") from error


def _run(block: Block, where: str, namespace: dict[str, Any], folder: Path) -> None:
    if block.title:
        target = folder / block.title
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(block.text, encoding="utf-8")
    if block.lang == "python" and not block.title:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(block.text, where, "exec"), namespace)
    elif block.lang == "python":
        compile(block.text, where, "exec")
    elif block.lang == "console":
        for line in block.text.replace("\\\n", " ").splitlines():
            if line.startswith("$ python ") and line.endswith(".py"):
                with contextlib.redirect_stdout(io.StringIO()):
                    runpy.run_path(str(folder / line.split()[-1]), run_name="__main__")
            elif line.startswith("$ kg "):
                command(shlex.split(line, comments=True)[2:], line)
    elif block.lang == "sparql":
        kg.open(folder / "output").query(block.text)
    elif block.lang == "toml":
        tomllib.loads(block.text)
    elif block.lang in ("yaml", "json"):
        yaml.safe_load(block.text) if block.lang == "yaml" else json.loads(block.text)
    elif block.lang in ("turtle", "trig"):
        if ELLIPSIS not in block.text:  # a sketch
            list(ox.parse(block.text, format=ox.RdfFormat.TRIG))
    elif block.lang not in PLAIN and block.lang not in ("sh", "bash", "ini", "javascript", "dockerfile"):
        raise ValueError(f"a block needs a language that the tests know, not {block.lang!r}")


def command(words: list[str], line: str) -> None:
    """Runs a kg command in this process, or, where it reaches outside, checks that it and its options exist."""
    group: Any = typer.main.get_command(app)
    assert words[0] in group.commands, f"no command kg {words[0]}"
    if words[0] in PARSED or any(_OUTSIDE.search(w) for w in words):
        inner = group.commands[words[0]]
        while hasattr(inner, "commands"):
            words = words[1:]
            inner = inner.commands[words[0]]
        known = {o for p in inner.params for o in (*p.opts, *p.secondary_opts)} | {"--help"}
        unknown = [w for w in words if w.startswith("-") and w.split("=")[0] not in known]
        assert not unknown, f"kg {words[0]} has no option {unknown}"
        return
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        try:
            kg_main_with(words)
        except SystemExit as done:
            if done.code not in (0, None):
                raise RuntimeError(f"{line}\nexit code {done.code}\n{out.getvalue()}") from done


def kg_main_with(words: list[str]) -> None:
    """`kg` with these arguments."""
    import sys

    before, sys.argv = sys.argv, ["kg", *words]
    try:
        kg_main()
    finally:
        sys.argv = before
