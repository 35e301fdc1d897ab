"""Building with a stand-in for the model: files, problems, same bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.errors import GraphError, QueryError, UsageError
from kg.view.explorer import unpack
from tests.fakes import fake_pipeline

GOOD = "قال كريم إن الوفد وصل إلى المدينة. سافر سليم إلى العاصمة يوم 3 مارس 2020 في زيارة قصيرة."
HOSTILE = 'title: <script>alert(1)</script>"}\n\nقال كريم "}<script>alert(2)</script> إن الوفد وصل إلى المدينة. سافر سليم أمس.'


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "a.txt").write_text(GOOD, encoding="utf-8")
    (folder / "b.txt").write_text(HOSTILE, encoding="utf-8")
    (folder / "empty.txt").write_text("")
    (folder / "bad.txt").write_text(GOOD + " انفجر", encoding="utf-8")
    return folder


def build(seeds: Path, output: Path | None = None) -> kg.Build:
    return kg.build(seeds, output, pipeline=fake_pipeline())


def test_good_articles_are_built_and_bad_ones_named(seeds: Path, tmp_path: Path) -> None:
    made = build(seeds, tmp_path / "out")
    assert {(p.where, p.code) for p in made.problems} == {("empty.txt", "KG104"), ("bad.txt", "KG202")}
    assert len(made.graph.articles) == 2
    assert made.violations == ()
    wanted = {"graph.trig", "graph.ttl", "explorer.html", "store", "report.json", "build.db", ".lock"}
    assert {p.name for p in (tmp_path / "out").iterdir()} == wanted


def test_two_builds_are_equal_to_the_byte(seeds: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        build(seeds, tmp_path / name)
    for file in ("graph.trig", "graph.ttl", "explorer.html"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes(), file


def test_the_files_hold_the_graph(seeds: Path, tmp_path: Path) -> None:
    made = build(seeds, tmp_path / "out")
    again = kg.open(tmp_path / "out")
    assert set(again.store.quads()) == set(made.graph.store.quads())
    assert kg.open(tmp_path / "out" / "graph.trig").facts == made.graph.facts


def test_saving_again_gives_the_bytes_of_the_build(seeds: Path, tmp_path: Path) -> None:
    graph = build(seeds, tmp_path / "out").graph
    for name in ("graph.trig", "graph.ttl"):
        assert graph.save(tmp_path / name).read_bytes() == (tmp_path / "out" / name).read_bytes()


def test_hostile_text_stays_text(seeds: Path, tmp_path: Path) -> None:
    graph = build(seeds, tmp_path / "out").graph
    titles = [a.title for a in graph.articles]
    assert '<script>alert(1)</script>"}' in titles
    page = (tmp_path / "out" / "explorer.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "<script>alert" not in graph.query("articles")._repr_mimebundle_()["text/html"]


def test_the_graph_answers(seeds: Path) -> None:
    graph = build(seeds).graph
    card = graph.entity("سليم")
    assert card.label == "سليم"
    assert any(line.speakers == "كريم" for line in card.lines)
    assert len(graph.query("SELECT ?s WHERE { ?s a <https://w3id.org/khabar/ontology#Claim> }")) == len(graph.claims)
    assert graph.query("ASK { ?s ?p ?o }").texts() == [["true"]]
    assert graph.to_networkx().number_of_nodes() > 0
    assert len(graph.to_pyvis().nodes) == graph.to_networkx().number_of_nodes()
    assert len(list(graph.to_rdflib().quads())) == len(graph)


def test_errors_say_what_to_do_next(seeds: Path, tmp_path: Path) -> None:
    graph = build(seeds).graph
    with pytest.raises(UsageError, match="KG613"):
        graph.entity("غير موجود")
    with pytest.raises(QueryError, match="KG503"):
        graph.query("SELECT * WHERE { SERVICE <http://x> { ?s ?p ?o } }")
    with pytest.raises(GraphError, match="kg build"):
        kg.open(tmp_path)
    with pytest.raises(UsageError, match="KG612"):
        graph.query("SELECT * WHERE { ?s ?p ?o }", event="x")


def test_an_empty_folder_gives_an_empty_graph(tmp_path: Path) -> None:
    made = kg.build(tmp_path, tmp_path / "out", pipeline=fake_pipeline())
    assert repr(made.graph) == "<kg.Graph: 0 articles, 0 entities, 0 events, 0 claims>"
    assert (tmp_path / "out" / "explorer.html").is_file()


@pytest.mark.parametrize("suffix", ["graphml", "gexf", "csv", "jsonld", "nq"])
def test_exports(seeds: Path, tmp_path: Path, suffix: str) -> None:
    path = build(seeds).graph.export(tmp_path / f"g.{suffix}")
    assert path.stat().st_size > 100


def test_progress_is_told(seeds: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    kg.build(seeds, pipeline=fake_pipeline(), progress=lambda *x: seen.append(x))
    assert [x[:2] for x in seen] == [(1, 3), (2, 3), (3, 3)]


def test_the_page_of_a_build_joins_what_is_one_and_tells_its_parts(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for name, day in (("a", "3"), ("b", "4")):
        text = f"قال كريم الحسيني إن الوفد وصل إلى بيروت. سافر كريم الحسيني إلى بيروت يوم {day} مارس 2020."
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    build(folder, tmp_path / "out")
    graph = kg.open(tmp_path / "out")
    assert graph.versions.identity, "the two articles share no identity"
    written, viewed = (
        unpack(path.read_text(encoding="utf-8"))
        for path in (tmp_path / "out" / "explorer.html", graph.view(tmp_path / "again.html"))
    )
    assert written["nodes"] == viewed["nodes"]
    assert written["claims"] == viewed["claims"]
    assert written["nodes"]["parts"]
    assert len(written["nodes"]["l"]) < len(graph.facts.nodes)
