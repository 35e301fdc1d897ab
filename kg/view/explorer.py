"""The explorer: one HTML file that needs no network. pyvis carries the drawn nodes and vis-network; the page is ours."""

from __future__ import annotations

import base64
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyvis
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader
from markupsafe import Markup

from kg.graph.facts import Facts
from kg.view.network import COLORS, SHAPES, carry
from kg.view.payload import payload

SCRIPTS = ("fold", "words", "data", "passage", "draw", "cards", "panels", "article", "table", "main")
LANGUAGES = ("ar", "en", "fr")
_FONTS = (
    ("Plex Arabic", "ibm-plex-sans-arabic-arabic-400-normal.woff2"),
    ("Naskh Arabic", "noto-naskh-arabic-arabic-400-normal.woff2"),
)


def explorer_html(facts: Facts, title: str = "", lang: str = "ar", budget: int = 500) -> str:
    """The page. `lang` is the interface's first language; at most `budget` nodes are drawn at first."""
    data = payload(facts)
    net = carry(data, budget)
    pyvis_folder = Path(pyvis.__file__).parent / "templates"
    net.templateEnv = Environment(
        loader=ChoiceLoader([PackageLoader("kg.view", "templates"), FileSystemLoader(str(pyvis_folder))]),
        autoescape=True,
    )
    net.templateEnv.globals.update(
        title=title,
        lang=lang,
        data=data,
        i18n={code: json.loads(_static(f"../i18n/{code}.json")) for code in LANGUAGES},
        look={"shapes": SHAPES, "colors": COLORS},
        scripts=[Markup(_static(f"{name}.js")) for name in SCRIPTS],
        style=Markup(_static("explorer.css")),
        fonts=Markup("".join(_font(name, file) for name, file in _FONTS)),
        vis=Markup((pyvis_folder / "lib" / "vis-9.1.2" / "vis-network.min.js").read_text(encoding="utf-8")),
    )
    net.path = "explorer.html.j2"
    html: str = net.generate_html()
    return html


def write_explorer(path: Path, facts: Facts, **options: Any) -> None:
    """Writes the page as UTF-8, whole or not at all."""
    part = path.with_name(path.name + ".part")
    part.write_text(explorer_html(facts, **options), encoding="utf-8", newline="\n")
    part.replace(path)


def _static(name: str) -> str:
    return files("kg.view").joinpath("static", name).read_text(encoding="utf-8")


def _font(name: str, file: str) -> str:
    data = base64.b64encode(files("kg.view").joinpath("static", "vendor", file).read_bytes()).decode("ascii")
    return (
        f"@font-face{{font-family:'{name}';src:url(data:font/woff2;base64,{data}) format('woff2');"
        "unicode-range:U+0600-06FF,U+0750-077F,U+08A0-08FF,U+FB50-FDFF,U+FE70-FEFF;font-display:block}"
    )
