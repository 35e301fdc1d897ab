"""The page about the model is what its card says, and says what it must."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from kg.extract.weights import ModelFolder, find_model

ROOT = Path(__file__).parents[2]


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_model_card", ROOT / "docs" / "make_model_card.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.model
def test_the_page_is_what_the_card_gives() -> None:
    page = (ROOT / "docs" / "model-card.md").read_text(encoding="utf-8")
    assert page == script().card(find_model("news")), "run python docs/make_model_card.py"


@pytest.mark.model
def test_the_page_tells_data_licences_intervals_and_weaknesses() -> None:
    page = (ROOT / "docs" / "model-card.md").read_text(encoding="utf-8")
    model = find_model("news").card
    assert all(d["name"] in page and d["licence"] in page for d in model["data"])
    for row in model["development"].values():
        assert row["low"] <= row["f1"] <= row["high"]
    assert {"mention", "event", "role", "relation", "says"} <= set(model["calibration"])
    assert "## What it is bad at" in page


def test_the_weakest_types_are_named_and_rare_ones_are_not(tmp_path: Path) -> None:
    row = {"precision": 1.0, "recall": 1.0, "f1": 50.0}
    often, seldom = {"f1": 12.0, "low": 3.0, "high": 20.0, "gold": 30}, {"f1": 0.0, "low": 0.0, "high": 0.0, "gold": 2}
    types = {"event/kill": often, "event/coup": seldom}
    card = {
        "name": "x", "version": "1", "description": "A model", "licence": "MIT", "base": "a base", "development_articles": "2 articles",
        "development": {"mention": row}, "types": types,
    }  # fmt: skip
    text = script().card(ModelFolder(tmp_path, card))
    weak = text.split("## What it is bad at")[1].split("## By type")[0]
    assert "`event/kill` 12" in weak
    assert "event/coup" not in weak
    assert "mention (43 points)" in weak
