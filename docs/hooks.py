"""What mkdocs does with these pages: the navigation, the generated reference, links out of the folder, our fonts."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

sys.path.insert(0, str(Path(__file__).parent))
import generate

DOCS = Path(__file__).parent
ROOT = DOCS.parent
NAV = {
    "": ["index.md", "tutorial.md", "notebook.md", "explorer.md"],
    "How to": ["howto/"],
    "Subjects": ["temporal.md", "identity.md", "networks.md", "server.md", "scaling.md"],
    "Reference": ["reference/"],
    "Background": [
        "design.md", "annotation.md", "evaluation.md", "model-card.md", "performance.md",
    ],
}  # fmt: skip
"""Sections and their pages, in order. A folder stands for its pages; what is not there is left out; what is not
named here goes to the end of Background."""
FONTS = {"Plex Arabic": "ibm-plex-sans-arabic-arabic-400-normal.woff2"}
_LINK = re.compile(r"\[([^\]]+)\]\(((?!\w+:)[^)#\s]+)[^)]*\)")


def on_files(files: Files, config: Any) -> Files:
    """Adds the generated pages and the fonts, then writes the navigation over everything that is there."""
    for path, text in generate.pages().items():
        files.append(File.generated(config, path, content=text))
    faces = []
    for family, name in FONTS.items():
        source = ROOT / "kg" / "view" / "static" / "vendor" / name
        files.append(File.generated(config, f"assets/{name}", content=source.read_bytes()))
        faces.append(f"@font-face{{font-family:'{family}';src:url({name}) format('woff2');unicode-range:U+0600-08FF}}")
    files.append(File.generated(config, "assets/fonts.css", content="\n".join(faces)))
    config["extra_css"] = ["assets/fonts.css", *config["extra_css"]]
    config["nav"] = navigation([f.src_uri for f in files.documentation_pages()])
    return files


def navigation(pages: list[str]) -> list[Any]:
    """The nav of mkdocs for the pages that exist."""
    left = set(pages)
    nav: list[Any] = []
    sections = {}
    for title, wanted in NAV.items():
        names = [p for w in wanted for p in (sorted(x for x in left if x.startswith(w)) if w.endswith("/") else [w])]
        sections[title] = [p for p in names if p in left]
        left -= set(names)
    sections["Background"] += sorted(left)
    for title, names in sections.items():
        if title:
            nav.append({title: names})
        else:
            nav += names
    return [entry for entry in nav if entry and entry != {"": []}]


def on_page_markdown(markdown: str, page: Any, config: Any, files: Files) -> str:
    """Links to files of the repository outside docs/ become the path in code type; a link to a page that NAV knows and
    that is not written yet becomes its text. All others stay, and a broken one fails the build."""
    here = (DOCS / page.file.src_uri).parent

    def mended(match: re.Match[str]) -> str:
        target = Path(os.path.normpath(here / match[2]))
        if DOCS in target.parents:
            planned = str(target.relative_to(DOCS)) in {name for names in NAV.values() for name in names}
            return match[1] if planned and not target.exists() else match[0]
        return f"{match[1]} (`{target.relative_to(ROOT)}`)" if ROOT in target.parents and target.exists() else match[0]

    return _LINK.sub(mended, markdown)
