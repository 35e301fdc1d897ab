"""Every example beside the rules is read as a reader would, found in a sentence, and no counter-example holds a time."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from kg.temporal import find_times, parse, parse_money, parse_number
from kg.temporal.grammar import FAMILIES
from kg.temporal.lexicon import load

FOLDER = Path(__file__).parent


def has(family: str, name: str) -> bool:
    return files("kg.temporal").joinpath("rules", family, name).is_file()


def cases() -> list[tuple[str, str, str]]:
    found = []
    for family in FAMILIES:
        if has(family, "corpus.yaml"):
            data = load(f"rules/{family}/corpus.yaml")
            found += [(str(t), data["reference"], str(c["value"])) for c in data["examples"] for t in c["texts"]]
    return found


def counter_examples() -> list[str]:
    return [str(t) for f in FAMILIES if has(f, "negative.yaml") for t in load(f"rules/{f}/negative.yaml")]


@pytest.mark.parametrize(("text", "reference", "wanted"), cases())
def test_value(text: str, reference: str, wanted: str) -> None:
    time = parse(text, reference)
    assert time is not None, f"nothing found in {text}"
    assert time.value == wanted, time.why


@pytest.mark.parametrize("text", counter_examples())
def test_what_is_no_time(text: str) -> None:
    assert [s.of(text) for s in find_times(text)] == []


def test_every_family_has_counter_examples() -> None:
    assert [f for f in FAMILIES if not has(f, "negative.yaml")] == []


NUMBERS = yaml.safe_load((FOLDER / "numbers.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "wanted"), [(str(t), str(v)) for t, v in NUMBERS.items()])
def test_number(text: str, wanted: str) -> None:
    money = any(c.isupper() for c in wanted)
    assert (parse_money(text) if money else parse_number(text)) == wanted
