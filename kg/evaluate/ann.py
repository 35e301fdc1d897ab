"""Annotated articles: NAME.ann beside NAME.txt, resolved to offsets.

    doc date=2019-02 date_src=inferred country=MA
    S 1
    m m1 PER "surface" c=cluster v=value         a surface that stands twice takes @k
    e e1 coup "surface" agent=m1 mod=attempt c=cluster
    a a1 "cue" src=m1 obj=e1 mod=believe
    r of m1 m2 id=r1

`S n` says in which sentence the next surfaces stand. A surface begins where a word begins, or after its particles, and ends
where a word ends.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from kg.errors import ReadError
from kg.inventory import ROLES
from kg.text.sentences import sentences

_LINE = re.compile(
    r'(?P<kind>[mea]) (?P<id>\w+) (?:(?P<type>[A-Za-z.]+) )?"(?P<surface>.+)"(?:@(?P<k>\d+))?(?P<rest>(?: \w+=\S+)*)\s*'
)
_LETTER = re.compile(r"[\w\u0640\u064b-\u0652\u0670]")
_PARTICLES = re.compile("(?:\u0623?[\u0648\u0641])?(?:[\u0628\u0643\u0644\u0633]|\u0644\u0644)?\u0640?")


def read_ann(path: Path) -> dict[str, Any]:
    """The annotation with offsets, in the shape of `kg extract --format json`. Raises ReadError KG120 with the line."""
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    spans = sentences(text)
    out: dict[str, Any] = {"name": path.stem, "doc": {}, "sentences": [[s.start, s.end] for s in spans]}
    out |= {"mentions": [], "events": [], "relations": [], "says": []}
    start = end = number = 0
    for at, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = raw.strip()
        try:
            if line.startswith("doc "):
                out["doc"] = _pairs(line[4:])
            elif line.startswith("S "):
                number = int(line[2:])
                start, end = spans[number - 1].start, spans[number - 1].end
            elif line.startswith("r "):
                _, name, head, tail, *rest = line.split()
                out["relations"].append(
                    {"id": _pairs(" ".join(rest)).get("id"), "type": name, "head": head, "tail": tail}
                )
            elif line and not line.startswith("#"):
                _item(out, line, text[start:end], start, number)
        except (ValueError, IndexError, KeyError, AttributeError) as error:
            raise ReadError("KG120", f"{path.name}:{at} cannot be read: {raw}", str(error)) from error
    return out


def _pairs(text: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in text.split() if "=" in part)


def _item(out: dict[str, Any], line: str, body: str, offset: int, sentence: int) -> None:
    match = _LINE.fullmatch(line)
    if match is None:
        raise ValueError("the line does not have the form of a mention, event or attribution")
    surface, extra = match["surface"], _pairs(match["rest"])
    at = offset + _places(body, surface)[int(match["k"] or 1) - 1]
    item: dict[str, Any] = {
        "id": match["id"],
        "start": at,
        "end": at + len(surface),
        "text": surface,
        "sentence": sentence,
    }
    if match["kind"] == "m":
        out["mentions"].append(item | {"type": match["type"], "cluster": extra.get("c"), "value": extra.get("v")})
    elif match["kind"] == "e":
        roles = [[role, x] for role in extra if role in ROLES for x in extra[role].split(",") if x]
        mods = [m for m in extra.get("mod", "").split(",") if m]
        out["events"].append(item | {"type": match["type"], "mods": mods, "cluster": extra.get("c"), "roles": roles})
    else:
        content = [x for x in extra.get("obj", "").split(",") if x]
        out["says"].append(item | {"source": extra.get("src"), "content": content, "mod": extra.get("mod", "assert")})


def _places(body: str, surface: str) -> list[int]:
    """Where `surface` stands as whole words, particles before it allowed."""
    found = []
    for match in re.finditer(f"(?={re.escape(surface)})", body):
        at, end = match.start(), match.start() + len(surface)
        joined = end < len(body) and _LETTER.match(body[end]) and _LETTER.match(surface[-1])
        if joined and body[end].isdigit() == surface[-1].isdigit():
            continue
        head = at
        while head and _LETTER.match(body[head - 1]):
            head -= 1
        digits_meet = surface[0].isdigit() != body[at - 1 : at].isdigit()
        if not _LETTER.match(surface[0]) or digits_meet or _PARTICLES.fullmatch(body[head:at]):
            found.append(at)
    return found


class Dates(StrEnum):
    """What a pipeline is told of an article's publication date when it is scored."""

    NONE = "none"
    """Nothing: the text alone."""
    GIVEN = "given"
    """The date that came with the article."""
    KNOWN = "known"
    """The date that the annotator went by, given or inferred: the gold values of dates were made with it."""


def publication_date(gold: Mapping[str, Any], dates: Dates) -> str:
    """The publication date of an annotated article that `dates` allows, '' for none."""
    doc = gold.get("doc", {})
    date = str(doc.get("date") or "?")
    allowed = dates is Dates.KNOWN or (dates is Dates.GIVEN and doc.get("date_src") == "given")
    return date if allowed and date != "?" else ""
