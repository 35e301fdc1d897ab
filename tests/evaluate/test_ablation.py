"""Leaving a component out of the pipeline."""

from __future__ import annotations

import pytest

from kg.errors import UsageError
from kg.evaluate.ablation import NoMorphology, without
from kg.extract import document
from kg.model import Article
from kg.text.clitics import proclitic_length
from tests.fakes import SPEAKS, fake_pipeline

TEXT = f"{SPEAKS} سالم في 17 فبراير 2019."


def test_a_component_that_nobody_needs_goes() -> None:
    left = without(fake_pipeline(), "values")
    assert [c.name for c in left.components] == ["fake"]
    assert "times" not in left.run(document(Article("a", TEXT))).layers


def test_a_component_that_others_need_gives_nothing() -> None:
    left = without(fake_pipeline(), "fake")
    done = left.run(document(Article("a", TEXT)))
    assert done.layers["mentions"] == ()
    assert fake_pipeline().run(document(Article("a", TEXT))).layers["mentions"] != ()


def test_a_name_that_no_component_has() -> None:
    with pytest.raises(UsageError, match="did you mean 'values'"):
        without(fake_pipeline(), "value")


def test_without_a_dictionary_particles_are_split_by_rule() -> None:
    assert NoMorphology().analyse("وقال") == ()
    assert proclitic_length("والقاهرة", NoMorphology()) == proclitic_length("والقاهرة", None) == 1
