"""An invented newsroom: news articles made from sentences of our own, for the notebook about a corpus.

The articles are **synthetic**. People, outlets and events are invented, cities are real; an event is told by one to four
outlets, which differ in what they add, sometimes in the toll, as outlets do. What they are good for is showing what can be done
with a corpus; for measuring quality they are worthless, since real news is far more varied.

    python newsroom.py OUT.jsonl [--articles 200] [--seed 7]
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
from pathlib import Path
from typing import Any

import yaml

PHRASES = Path(__file__).with_name("newsroom.yaml")
FIRST_DAY, DAYS = datetime.date(2024, 1, 8), 330
ACTORS = 24
"""People of the country that are in the news again and again."""


def articles(count: int = 200, seed: int = 7) -> list[dict[str, str]]:
    """`count` articles as records that `kg.read` understands: title, text, date, source, url. The same seed, the same articles."""
    phrases = yaml.safe_load(PHRASES.read_text(encoding="utf-8"))
    chance = random.Random(seed)
    names = [f"{a} {b}" for a in phrases["first"] for b in phrases["last"]]
    known = chance.sample(names, ACTORS)
    kinds = [kind for kind, rules in phrases["kinds"].items() for _ in range(rules["share"])]
    found: list[dict[str, str]] = []
    number = 0
    while len(found) < count:
        number += 1
        kind, city = chance.choice(kinds), chance.choice(list(phrases["cities"]))
        day = FIRST_DAY + datetime.timedelta(chance.randrange(DAYS))
        official, person = chance.sample(known, 2)
        toll = chance.randrange(3, 10)
        event = {
            "city": city, "country": phrases["cities"][city], "official": official, "person": person,
            "other": chance.choice(list(phrases["cities"])), "day": _spoken(day, phrases["months"]), "toll": toll, "hurt": chance.randrange(11, 90),
        }  # fmt: skip
        for outlet in chance.sample(phrases["outlets"], chance.choice((1, 2, 2, 3, 4))):
            found.append(_article(phrases["kinds"][kind], event, outlet, day, number, chance))
    return sorted(found[:count], key=lambda a: (a["date"], a["url"]))


def _article(
    rules: dict[str, Any], event: dict[str, Any], outlet: str, day: datetime.date, number: int, chance: random.Random
) -> dict[str, str]:
    """One outlet's telling: its own choice of sentences, now and then another toll, printed on the day or the day after."""
    told = {**event, "toll": event["toll"] + (chance.randrange(1, 4) if chance.random() < 0.25 else 0)}
    more = chance.sample(rules["more"], chance.randrange(1, len(rules["more"]) + 1))
    paragraphs = [chance.choice(rules["lead"]), " ".join(more)]
    printed = day + datetime.timedelta(chance.choice((0, 0, 1)))
    return {
        "title": chance.choice(rules["title"]).format(**told), "text": "\n\n".join(p.format(**told) for p in paragraphs),
        "date": printed.isoformat(), "source": outlet, "url": f"https://newsroom.example/{number}/{abs(hash_of(outlet))}",
    }  # fmt: skip


def hash_of(text: str) -> int:
    """A small number for a text, the same in every run."""
    return sum(ord(c) * (i + 1) for i, c in enumerate(text))


def _spoken(day: datetime.date, months: list[str]) -> str:
    return f"{day.day} {months[day.month - 1]} {day.year}"


def write(path: Path, count: int = 200, seed: int = 7) -> Path:
    """Writes the articles as JSON lines."""
    lines = [json.dumps(a, ensure_ascii=False) for a in articles(count, seed)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("out", type=Path)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    chosen = parser.parse_args()
    print(write(chosen.out, chosen.articles, chosen.seed))
