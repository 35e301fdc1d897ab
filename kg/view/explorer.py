"""The explorer: one HTML file that needs no network. pyvis carries the drawn nodes and vis-network; the page is ours."""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections.abc import Mapping
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyvis
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader
from markupsafe import Markup

from kg.errors import GraphError
from kg.graph.facts import Facts
from kg.graph.room import Position
from kg.identity import Versions
from kg.view.bundle import bundle
from kg.view.engine import engine_binary, engine_script, examples
from kg.view.look import COLORS, DARK, SHAPES
from kg.view.network import carry
from kg.view.payload import ONTOLOGY, payload
from kg.view.reasons import reasons
from kg.view.world import outlines

LANGUAGES = ("ar", "en", "fr")
STYLES = ("base", "panels", "reading", "stage")
PACKED = 200_000
"""Data of more bytes than this are gzipped; browsers open them with DecompressionStream, from a file too."""
_FONTS = (
    ("Plex Arabic", "ibm-plex-sans-arabic-arabic-400-normal.woff2"),
    ("Naskh Arabic", "noto-naskh-arabic-arabic-400-normal.woff2"),
)


def explorer_html(
    facts: Facts, title: str = "", lang: str = "ar", budget: int = 500, *, versions: Versions | None = None,
    before: Mapping[str, Position] | None = None, source: str = "", quads: str = "",
) -> str:  # fmt: skip
    """The page. `lang` is the interface's first language; at most `budget` nodes are drawn at first.

    With `versions`, one node stands for what is judged to be one, and the board shows what sources agree and disagree on.
    `before` are positions to keep ({IRI: (x, y)}, see `positions`). With `source`, an address on the same server, the data are
    not inside: the page asks for them there (`explorer_data` makes them). With `quads` (N-Quads), Oxigraph answers SPARQL inside.
    """
    data = payload(facts, before, versions)
    net = carry(data, budget)
    pyvis_folder = Path(pyvis.__file__).parent / "templates"
    net.templateEnv = Environment(
        loader=ChoiceLoader([PackageLoader("kg.view", "templates"), FileSystemLoader(str(pyvis_folder))]),
        autoescape=True,
    )
    net.templateEnv.globals.update(
        title=title,
        lang=lang,
        blocks=[*([] if source else [block("kg-data", compact(data))]), *_questions(quads)],
        source=source,
        i18n={code: json.loads(_static(f"../i18n/{code}.json")) for code in LANGUAGES},
        reasons=reasons(),
        engine={"script": Markup(engine_script()), "binary": engine_binary()} if quads else None,
        look={
            "shapes": SHAPES,
            "colors": COLORS,
            "dark": DARK,
            "version": version("khabar"),
            "budget": budget,
            "source": source,
            "ontology": ONTOLOGY,
            "engine": bool(quads),
            "world": outlines() if data["nodes"].get("geo") else "",
        },
        script=Markup(bundle()),
        style=Markup("".join(_static(f"{name}.css") for name in STYLES)),
        fonts=Markup("".join(_font(name, file) for name, file in _FONTS)),
        vis=Markup((pyvis_folder / "lib" / "vis-9.1.2" / "vis-network.min.js").read_text(encoding="utf-8")),
    )
    net.path = "explorer.html.j2"
    html: str = net.generate_html()
    return html


def _questions(quads: str) -> list[Markup]:
    return [block("kg-quads", compact({"quads": quads, "examples": examples()}))] if quads else []


def explorer_data(
    facts: Facts, versions: Versions | None = None, before: Mapping[str, Position] | None = None
) -> bytes:
    """The data of a page with a `source`, as JSON in UTF-8."""
    return compact(payload(facts, before, versions)).encode("utf-8")


def compact(data: object) -> str:
    """JSON without spaces that may stand inside a script element: no markup can begin in it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign, escape in (
        ("<", "\\u003c"),
        (">", "\\u003e"),
        ("&", "\\u0026"),
        ("\u2028", "\\u2028"),
        ("\u2029", "\\u2029"),
    ):
        text = text.replace(sign, escape)
    return text


def block(name: str, text: str) -> Markup:
    """A data block, packed when it is long. The same text, the same bytes."""
    raw = text.encode("utf-8")
    if len(raw) <= PACKED:
        return Markup('<script type="application/json" id="{}">{}</script>').format(name, Markup(text))
    packed = base64.b64encode(gzip.compress(raw, 6, mtime=0)).decode("ascii")
    return Markup('<script type="application/gzip" id="{}">{}</script>').format(name, packed)


def unpack(html: str, name: str = "kg-data") -> Any:
    """What stands in a data block of a page. Raises GraphError KG433 when the page has none."""
    match = re.search(rf'<script type="application/(json|gzip)" id="{name}">(.*?)</script>', html, re.DOTALL)
    if not match:
        raise GraphError("KG433", f"the page holds no data block {name}", "make it with kg view")
    return json.loads(match[2] if match[1] == "json" else gzip.decompress(base64.b64decode(match[2])))


def positions(html: str) -> dict[str, Position]:
    """{IRI: (x, y)} of an explorer made before, to keep a growing graph's picture familiar."""
    data = unpack(html)
    nodes, begins = data["nodes"], data["begins"]
    return {
        begins[begin] + rest: (float(xy[0]), float(xy[1]))
        for (begin, rest), xy in zip(nodes["iri"], nodes["xy"], strict=True)
        if xy
    }


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
