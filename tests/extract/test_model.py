"""The shipped model, really run: shape, speed of nothing, sanity on articles of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ModelError
from kg.extract import default_pipeline, extract
from kg.extract.serial import to_json
from kg.extract.weights import find_model
from kg.inventory import EVENTS, MENTIONS, RELATIONS, ROLES
from kg.pipeline import Pipeline
from kg.read import read_text

MODEL = Path(__file__).parents[2] / "kg" / "models" / "news" / "model.toml"
pytestmark = [pytest.mark.model, pytest.mark.skipif(not MODEL.is_file(), reason="NO MODEL: kg/models/news is missing")]
TEXT = (
    "أعلن وزير الخارجية الأردني أمس في عمان أن بلاده وقعت اتفاقا مع ألمانيا. "
    "وقال المتحدث باسم الشرطة إن قواتها اعتقلت خمسة أشخاص في مدينة إربد يوم 12 آذار 2020."
)


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return default_pipeline()


def test_the_files_are_those_of_the_card() -> None:
    find_model("news").verify()


def test_what_it_reads_keeps_the_contract(pipeline: Pipeline) -> None:
    found = extract(read_text(TEXT), pipeline)
    assert all(m.type in MENTIONS and m.text == m.span.of(TEXT) and 0 <= m.score <= 1 for m in found.mentions)
    assert all(e.type in EVENTS and all(r.name in ROLES for r in e.roles) for e in found.events)
    assert all(r.type in RELATIONS for r in found.relations)
    ids = {i["id"] for kind in ("mentions", "events", "relations", "says") for i in to_json(found)[kind]}
    assert all(r.target in ids for e in found.events for r in e.roles)
    assert all(c in ids for s in found.says for c in s.content)


def test_it_reads_a_plain_sentence(pipeline: Pipeline) -> None:
    found = extract(read_text(TEXT), pipeline)
    mentions = {m.text: m.type for m in found.mentions}
    assert mentions["ألمانيا"] == "GPE.COUNTRY"
    assert "arrest" in {e.type for e in found.events}
    assert any(t.value == "2020-03-12" for t in found.times)
    assert found.says


def test_twice_is_the_same(pipeline: Pipeline) -> None:
    article = read_text(TEXT)
    assert extract(article, pipeline) == extract(article, pipeline)


@pytest.mark.parametrize(
    "text",
    ["قال. " * 400, "كلمة" * 3000 + " نص عربي طويل جدا", "قال الوزير\n" * 60, "«»“”. ؟ ! نص قصير من سطر واحد فيه كلام"],
)
def test_strange_texts_are_read_too(pipeline: Pipeline, text: str) -> None:
    extract(read_text(text), pipeline)


def test_a_model_that_is_not_there() -> None:
    with pytest.raises(ModelError, match="KG301"):
        find_model("nothing")


def test_a_damaged_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.toml").write_text('name = "x"\nversion = "1"\n[sha256]\n"heads.npz" = "00"\n')
    (tmp_path / "heads.npz").write_bytes(b"x")
    with pytest.raises(ModelError, match="KG303"):
        find_model(str(tmp_path)).verify()
