"""Every code block of the documentation runs, page by page, in a folder that has seeds/ and a built output/."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest

import kg
from kg.explaining import article_lines, find_article
from tests.docs.blocks import Block, blocks, command, run

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted([*(ROOT / "docs").rglob("*.md"), ROOT / "README.md"])


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """seeds/ and its graph, built once."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    kg.build(folder / "seeds", folder / "output", check=False)
    return folder


@pytest.mark.model
@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_block_runs(page: Path, demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = page.read_text(encoding="utf-8")
    if not blocks(text):
        pytest.skip("no code on this page")
    shutil.copytree(demo, tmp_path / "work")
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.syspath_prepend(str(tmp_path / "work"))
    before = set(sys.modules)
    try:
        run(text, page.name, tmp_path / "work")
    finally:
        for name in set(sys.modules) - before:
            if str(tmp_path) in str(getattr(sys.modules[name], "__file__", "")):
                del sys.modules[name]


@pytest.mark.model
def test_every_place_that_the_pages_explain_bears_a_claim(demo: Path) -> None:
    """New weights may leave a place without one; then the tour leads nowhere."""
    shown = [found for page in PAGES for found in re.findall(r"kg explain (\S+\.txt) --at (\d+)", page.read_text(encoding="utf-8"))]
    assert shown
    facts = kg.open(demo / "output").facts
    for file, at in shown:
        article = find_article(facts, kg.read(demo / file).articles[0].text)
        assert any(line.startswith("claim ") for line in article_lines(facts, article, int(at))), (file, at)


@pytest.mark.model
def test_the_board_of_the_page_is_the_board(demo: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The script is at most fifteen lines and tells every cell of `graph.conflicts`."""
    page = (ROOT / "docs" / "notebook.md").read_text(encoding="utf-8")
    script = next(b for b in blocks(page) if b.title == "board.py").text
    assert len(script.splitlines()) <= 15
    monkeypatch.chdir(demo)
    exec(compile(script, "board.py", "exec"), {})
    said = capsys.readouterr().out
    board = kg.open(demo / "output").conflicts("انفجار")
    assert board.contradictions()
    assert len(board.columns) >= 3
    for row in board.rows:
        assert f"{row.slot} ({row.state})" in said
        for column, cells in zip(board.columns, row.cells, strict=True):
            for cell in cells:
                assert f"  {column.outlet} {column.issued}: {cell.value} [{cell.factuality}]" in said
                assert cell.sentence in said


def test_blocks_are_found_with_titles_lines_and_indents() -> None:
    page = 'a\n\n```toml title="kg.toml"\nx = 1\n```\n\n1. b\n\n    ```python\n    if 1:\n        pass\n    ```\n'
    assert blocks(page) == [Block("toml", "kg.toml", "x = 1\n", 3), Block("python", "", "if 1:\n    pass\n", 9)]


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ("```python\n1 / 0\n```", "page:1: ZeroDivisionError"),
        ("```\nx\n```", "needs a language"),
        ("```console\n$ kg nothing\n```", "no command"),
        ("```console\n$ kg query nothing-such\n```", "exit code 2"),
        ("```toml\nx =\n```", "TOML"),
        ("```turtle\na b\n```", "SyntaxError"),
    ],
)
def test_a_wrong_block_fails_and_says_where(
    page: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(AssertionError, match=why):
        run(page, "page", tmp_path)


def test_options_of_commands_that_are_not_run_are_checked() -> None:
    command(["setup", "--help"], "")
    with pytest.raises(AssertionError, match="no option"):
        command(["setup", "--fast"], "")
