"""Every example of the corpora is read as a reader would."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kg.temporal import parse, parse_money, parse_number

FOLDER = Path(__file__).parent


def cases() -> list[tuple[str, str, str]]:
    found = []
    for name in ("absolute", "relative", "durations"):
        data = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
        found += [
            (text, data["reference"], str(case["gives"])) for case in data["cases"] for text in map(str, case["texts"])
        ]
    return found


@pytest.mark.parametrize(("text", "reference", "wanted"), cases())
def test_value(text: str, reference: str, wanted: str) -> None:
    time = parse(text, reference)
    assert time is not None, f"nothing found in {text}"
    assert time.value == wanted, time.why


NUMBERS = yaml.safe_load((FOLDER / "numbers.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "wanted"), [(str(t), str(v)) for t, v in NUMBERS.items()])
def test_number(text: str, wanted: str) -> None:
    money = any(c.isupper() for c in wanted)
    assert (parse_money(text) if money else parse_number(text)) == wanted
