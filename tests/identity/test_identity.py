"""Identity on a graph: graphs of its own, explained, decided by hand, kept when the graph is built again."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.api import Graph
from kg.cli import app
from kg.errors import GraphError, UsageError
from kg.explaining import article_lines
from kg.graph import around, parted
from kg.identity import FILE, refresh, settle
from kg.identity.explaining import identity_lines
from kg.rdf.shapes import validate
from kg.rdf.vocab import KH
from kg.resolve.across import read_log
from tests.demo import demo_graph

BASE = "https://w3id.org/khabar/"
run = CliRunner().invoke


@pytest.fixture(scope="module")
def demo() -> Graph:
    return demo_graph()


@pytest.fixture
def built(tmp_path: Path) -> Path:
    demo_graph(tmp_path).save(tmp_path / "graph.trig")
    return tmp_path


def bearers(graph: Graph, label: str) -> dict[str, str]:
    """{entity called so: its identity}."""
    return {n.iri: graph.versions.event_of(n.iri) for n in graph.facts.nodes if n.label == label}


def test_article_graphs_are_never_touched(demo: Graph) -> None:
    own = {f"{BASE}graph/identity", f"{BASE}graph/agreement"}
    store = demo_graph().store
    before = {str(q) for g in store.graphs() - own for q in store.graph(g)}
    refresh(store, BASE)
    assert {str(q) for g in store.graphs() - own for q in store.graph(g)} == before
    assert own <= store.graphs()


def test_settling_twice_gives_the_same_quads() -> None:
    store = demo_graph().store
    first, second = (sorted(map(str, refresh(store, BASE)[1])) for _ in range(2))
    assert first == second


def test_every_same_as_and_every_merge_is_explained(demo: Graph) -> None:
    versions = demo.versions
    assert any(versions.same_as.values())
    for identity, addresses in versions.same_as.items():
        text = "\n".join(identity_lines(demo.facts, versions, identity))
        assert text.count("member ") == len(versions.members(identity))
        if len(versions.members(identity)) > 1 or addresses:
            assert "because" in text, text
        for address in addresses:
            assert address in text
            assert any(address in j.pair and j.verdict == "same" for j in versions.judgements)


def test_an_unknown_name_says_what_to_do(demo: Graph) -> None:
    with pytest.raises(UsageError, match="KG622"):
        list(identity_lines(demo.facts, demo.versions, "لا أحد"))
    with pytest.raises(UsageError, match="KG621"):
        demo.conflicts("لا شيء")


def test_contested_events_are_listed(demo: Graph) -> None:
    table = demo.conflicts()
    assert {"Accident", "Attack", "Dismissal"} <= set(table["kind"])


def test_the_named_query_tells_what_contradicts(demo: Graph) -> None:
    rows = list(demo.query("conflicts", event="dismiss"))
    assert any(r["slot"] == "time" and "days apart" in str(r["contradicted"]) for r in rows)
    assert {r["side"] for r in rows} == {"tells", "denies"}


def test_article_graphs_still_conform(demo: Graph) -> None:
    name = next(g for g in sorted(demo.store.graphs()) if not g.endswith(("identity", "agreement")))
    assert validate(demo.store.graph(name)).conforms


def test_judgements_have_verdict_reason_and_judge(demo: Graph) -> None:
    for quad in demo.store.match(None, KH.verdict, None):
        for needed in (KH.why, KH.judgedBy, KH.judges):
            assert list(demo.store.match(quad.subject, needed, None)), quad.subject  # type: ignore[arg-type]


def test_splitting_and_building_again_keeps_the_split(built: Path) -> None:
    graph = demo_graph(built)
    entity, identity = next(iter(bearers(graph, "سليم الخازن").items()))
    assert len(graph.versions.members(identity)) == 3
    done = run(app, ["resolve", str(built), "--split", entity, identity, "--why", "another man", "--by", "samira"])
    assert done.exit_code == 0, done.output
    again = demo_graph(built)  # from the articles' graphs and the log alone
    assert again.versions.event_of(entity) != identity or len(again.versions.members(identity)) == 1
    others = set(bearers(again, "سليم الخازن")) - {entity}
    assert len({again.versions.event_of(o) for o in others}) == 1
    kept = [j for j in read_log(built / FILE) if j.human]
    assert {j.verdict for j in kept} == {"different"}
    assert kept[0].by == "samira"
    assert kept[0].why == "another man"
    assert kept[0].at


def test_merging_by_hand_and_back(built: Path) -> None:
    graph = demo_graph(built)
    (one,), (two,) = bearers(graph, "رنا عيتاني"), bearers(graph, "أبو سامر")
    assert run(app, ["resolve", str(built), "--merge", one, two, "--by", "samira"]).exit_code == 0
    merged = demo_graph(built)
    assert merged.versions.identity[one] == merged.versions.identity[two]
    lines = "\n".join(identity_lines(merged.facts, merged.versions, one))
    assert "samira" in lines
    assert run(app, ["resolve", str(built), "--split", one, two, "--by", "samira"]).exit_code == 0
    assert one not in demo_graph(built).versions.identity


def test_the_log_only_grows_and_not_twice(built: Path) -> None:
    before = (built / FILE).read_text(encoding="utf-8")
    settle(demo_graph().store, BASE, built)
    assert (built / FILE).read_text(encoding="utf-8") == before


def test_a_damaged_log_is_named(built: Path) -> None:
    with (built / FILE).open("a", encoding="utf-8") as file:
        file.write('{"verdict": "same"}\n')
    with pytest.raises(GraphError, match=r"KG431.*judgements\.jsonl:\d+"):
        demo_graph(built)


def test_undecided_pairs_are_asked_about(built: Path) -> None:
    shown = run(app, ["resolve", str(built), "--list"])
    assert "because" in shown.output
    page = built / "pairs.html"
    assert run(app, ["resolve", str(built), "--page", str(page)]).exit_code == 0
    assert "kg resolve" in page.read_text(encoding="utf-8")
    answered = run(app, ["resolve", str(built), "--by", "samira", "--limit", "1"], input="n\n")
    assert "1 judgements added" in answered.output


def test_wrong_names_are_refused(built: Path) -> None:
    for arguments, code in ((["--merge", "لا أحد", "لا شيء"], "KG624"), (["--merge", "سليم الخازن", "رنا عيتاني"], "KG625")):
        done = run(app, ["resolve", str(built), *arguments])
        assert done.exit_code
        assert isinstance(done.exception, UsageError)
        assert done.exception.code == code


def test_the_board_on_the_command_line(built: Path) -> None:
    listed = run(app, ["conflicts", "-g", str(built)])
    assert "Dismissal" in listed.output
    shown = run(app, ["conflicts", "dismiss", "-g", str(built), "--sentences"])
    assert shown.exit_code == 0
    assert "days apart" in shown.output
    parsed = json.loads(run(app, ["conflicts", "dismiss", "-g", str(built), "-f", "json"]).output)
    assert parsed["independent"] == 3
    assert "| slot |" in run(app, ["conflicts", "dismiss", "-g", str(built), "-f", "markdown"]).output


def test_explaining_on_the_command_line(built: Path) -> None:
    shown = run(app, ["explain", "--identity", "كريم الحسيني", "-g", str(built)])
    assert "the same full name" in shown.output


def test_markup_in_a_board_is_only_text(demo: Graph) -> None:
    made = demo.conflicts("انفجار")
    bad = type(made)(made.event, "<script>alert(1)</script>", made.kind, made.columns, made.rows, made.independent)
    assert "<script>" not in bad._repr_mimebundle_()["text/html"]


def test_no_claim_at_a_place_leads_to_those_of_its_sentence(demo: Graph) -> None:
    article = demo.facts.articles[0]
    taken = [*(s for c in demo.facts.claims if c.article == article.iri for s in (*c.marks.values(), c.words))]
    free = next(i for i in range(len(article.text)) if not any(a <= i < b for a, b in taken))
    said = list(article_lines(demo.facts, article, free))[-1]
    assert said.startswith("no claim rests on these words; ")
    if offsets := [int(x) for x in re.findall(r"\d+", said)]:
        assert any(x.startswith("claim ") for x in article_lines(demo.facts, article, offsets[0]))


def test_the_same_told_twice_is_agreed_and_two_things_are_not(demo: Graph) -> None:
    """A slot is agreed when two independent sources give one value, not when each gives its own."""
    rows = [(r, c) for e in demo.versions.events() for c in [demo.conflicts(e)] for r in c.rows]
    assert {"agreed", "varied"} < {r.state for r, _ in rows} <= {"contradicted", "revised", "agreed", "varied", "single"}
    for row, made in rows:
        origins: dict[str, set[str]] = {}
        for column, cells in zip(made.columns, row.cells, strict=True):
            for cell in cells:
                origins.setdefault(cell.value, set()).add(column.origin)
        if row.state == "varied":
            assert row.independent > 1
            assert len(origins) > 1
            assert all(len(who) == 1 for who in origins.values())


def test_a_part_of_the_graph_has_no_mention_outside_its_articles(demo: Graph) -> None:
    """Whoever is told of in other articles too is shown with what these articles say."""
    for node in demo.entities:
        whole = around(demo.joined, [node.iri], 1)
        part = parted(whole, demo.facts, demo.versions.identity)
        articles = {a.iri for a in part.articles}
        assert {m[0] for n in part.nodes for m in n.mentions} <= articles, node.label
        assert {c.iri for c in part.claims} == {c.iri for c in whole.claims}
        known = {n.iri for n in part.nodes}
        everyone = {n.iri for n in demo.facts.nodes}
        assert {x for c in part.claims for x in (c.subject, c.object, *c.chain)} & everyone <= known
