"""The documentation builds with warnings as errors, needs nothing from elsewhere, and names everything there is."""

from __future__ import annotations

import html
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

import kg
from kg.cli import app
from kg.extract import default_pipeline
from kg.settings import SETTINGS
from kg.store import named_queries

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site; `strict: true` in mkdocs.yml makes a warning an error. Any connection would be refused."""
    folder = tmp_path_factory.mktemp("site")
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(folder)],
        cwd=ROOT, env={**os.environ, **nowhere, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return folder


def text(site: Path, page: str) -> str:
    """A page as a reader sees it."""
    raw = re.sub(r"<(script|style).*?</\1>", "", (site / page).read_text(encoding="utf-8"), flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", raw)).split())


def test_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    wrong = []
    for page in site.rglob("*.html"):
        source = page.read_text(encoding="utf-8")
        found = re.findall(r"<(?:script|link|img|iframe)\b[^>]*?(?:src|href)=\"?((?:https?:)?//[^\"\s>]+)", source)
        wrong += [f"{page.name}: {address}" for address in found]
    for style in site.rglob("*.css"):
        wrong += [
            f"{style.name}: {a}"
            for a in re.findall(r"(?:url\(|@import )[\"']?((?:https?:)?//[^\"')]+)", style.read_text("utf-8"))
        ]
    assert wrong == []


def test_every_page_of_docs_is_in_the_site_and_can_be_reached(site: Path) -> None:
    front = (site / "index.html").read_text(encoding="utf-8")
    for page in (ROOT / "docs").rglob("*.md"):
        name = str(page.relative_to(ROOT / "docs").with_suffix(".html"))
        assert (site / name).is_file()
        assert f'href="{name}"' in front, f"{name} is not in the navigation"


def _names(group: Any, prefix: str) -> list[str]:
    if not hasattr(group, "commands"):
        return [prefix]
    return [prefix, *(n for name, inner in group.commands.items() for n in _names(inner, f"{prefix} {name}"))]


def test_every_command_and_option_is_documented(site: Path) -> None:
    page = text(site, "reference/commands.html")
    group: Any = typer.main.get_command(app)
    for name, inner in group.commands.items():
        assert all(n in page for n in _names(inner, f"kg {name}"))
        for param in getattr(inner, "params", []):
            assert param.param_type_name == "argument" or param.hidden or param.opts[0] in page, (
                f"kg {name} {param.opts}"
            )


def test_every_setting_is_documented(site: Path) -> None:
    page = text(site, "reference/settings.html")
    assert all(s.name in page and s.help in page and f"KHABAR_{s.name.upper()}" in page for s in SETTINGS)


def test_every_named_query_is_documented_in_its_languages(site: Path) -> None:
    page = text(site, "reference/queries.html")
    for name, query in named_queries().items():
        assert name in page
        assert all(" ".join(title.split()) in page for lang, title in query.titles.items() if lang in ("en", "ar")), (
            name
        )


def test_every_component_that_ships_is_documented(site: Path) -> None:
    page = text(site, "reference/components.html")
    for component in default_pipeline().components:
        assert component.name in page
        assert type(component).__name__ in page


def test_every_public_name_is_documented(site: Path) -> None:
    page = text(site, "reference/api.html")
    assert all(name in page for name in kg.__all__)
    members = [n for n, member in vars(kg.Graph).items() if not n.startswith("_") and callable(member)]
    assert [n for n in members if n not in page] == []


def test_every_error_code_is_documented(site: Path) -> None:
    page = text(site, "reference/errors.html")
    used = {code for f in (ROOT / "kg").rglob("*.py") for code in re.findall(r'"(KG\d{3})"', f.read_text("utf-8"))}
    assert sorted(code for code in used if code not in page) == []


def test_the_ontology_is_documented_in_two_languages(site: Path) -> None:
    page = text(site, "reference/ontology.html")
    assert all(term in page for term in ("kh:Claim", "kh:claimedBy", "kh:factuality", "kh:Coup"))
    assert "شيء" in page
