"""The command line: what people type, what they see, exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg import api
from kg.api import Graph
from kg.cli import app
from kg.errors import KhabarError
from kg.store import OxigraphStore
from tests.fakes import fake_pipeline

GOOD = "قال كريم إن الوفد وصل إلى المدينة. سافر سليم إلى العاصمة يوم 3 مارس 2020 في زيارة قصيرة."
COMMANDS = ("setup", "build", "extract", "query", "view", "check", "explain", "export", "eval", "time")


@pytest.fixture(autouse=True)
def fake_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "default_pipeline", lambda *_: fake_pipeline())


@pytest.fixture
def built(tmp_path: Path, article_store: Callable[..., OxigraphStore]) -> Path:
    graph = Graph(article_store("dam", "trade"))
    (tmp_path / "output").mkdir()
    graph.save(tmp_path / "output" / "graph.trig")
    return tmp_path / "output"


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(a) for a in arguments])
    if isinstance(result.exception, KhabarError):
        return 2, str(result.exception)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    code, text = run(command, "--help")
    assert code == 0
    assert f"kg {command}" in text.split("Example", 1)[1]


def test_build_names_the_broken_and_builds_the_good(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "in" / "broken.txt").write_bytes(b"\x00\x01\x02")
    code, text = run("build", tmp_path / "in", "-o", tmp_path / "out")
    assert code == 1
    assert "broken.txt" in text
    assert "1 articles" in text
    assert "conforms" in text
    assert (tmp_path / "out" / "explorer.html").is_file()


def test_build_of_good_articles_is_zero(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    assert run("build", tmp_path / "a.txt", "-o", tmp_path / "out")[0] == 0


def test_build_of_nothing_says_so(tmp_path: Path) -> None:
    code, text = run("build", tmp_path / "nowhere", "-o", tmp_path / "out")
    assert code == 2
    assert "KG101" in text


def test_build_of_an_empty_folder_says_what_to_give(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    code, text = run("build", tmp_path / "in", "-o", tmp_path / "out")
    assert code == 0
    assert "0 articles" in text
    assert "Try: a folder with articles" in text


def test_extract_prints_the_annotation_shape(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    code, text = run("extract", tmp_path / "a.txt", "--format", "json")
    data = json.loads(text)
    assert code == 0
    assert {"name", "doc", "sentences", "mentions", "events", "relations", "says"} <= set(data)
    assert {"id", "start", "end", "text", "sentence", "type", "cluster", "value", "score", "maker"} <= set(
        data["mentions"][0]
    )
    assert "travel" in run("extract", tmp_path / "a.txt")[1]


def test_query_without_a_name_lists_the_names() -> None:
    assert "mastermind" in run("query")[1]


@pytest.mark.parametrize("form", ["table", "csv", "json", "markdown"])
def test_query_formats(built: Path, form: str) -> None:
    code, text = run("query", "tellings", "-p", "event=attack", "-g", built, "-f", form)
    assert code == 0
    assert "2018-10-03" in text


def test_query_takes_text_and_files(built: Path, tmp_path: Path) -> None:
    text = "SELECT (COUNT(*) AS ?n) WHERE { ?s a <https://w3id.org/khabar/ontology#Claim> }"
    (tmp_path / "q.rq").write_text(text)
    assert run("query", text, "-g", built, "-f", "csv") == run("query", tmp_path / "q.rq", "-g", built, "-f", "csv")


def test_query_says_when_rows_were_cut(built: Path) -> None:
    assert "only the first 2 rows" in run("query", "SELECT * WHERE { ?s ?p ?o }", "-g", built, "--limit", 2)[1]


def test_query_without_rows_says_with_what_it_was_asked(built: Path) -> None:
    said = run("query", "mastermind", "-g", built, "-p", "factuality=denied")[1]
    assert "asked with event=coup: -p event= takes everything" in said


def test_query_refuses_and_corrects(built: Path) -> None:
    assert "KG502" in run("query", "DROP ALL", "-g", built)[1]
    assert "did you mean" in run("query", "telings", "-g", built)[1]
    assert "KG612" in run("query", "tellings", "-p", "event", "-g", built)[1]


def test_view_writes_the_page(built: Path) -> None:
    code, text = run("view", built, "--lang", "en", "--title", "Dam")
    assert code == 0
    assert Path(text.strip()).read_text(encoding="utf-8").startswith("<!doctype html>")


def test_check_of_a_sound_graph(built: Path) -> None:
    code, text = run("check", built)
    assert (code, "0 violations" in text) == (0, True)


def test_check_of_a_broken_graph_fails_and_says_where(built: Path) -> None:
    file = built / "graph.trig"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("kh:factuality kh:alleged", "kh:factuality kh:rumour"), encoding="utf-8")
    code, shown = run("check", built)
    assert code == 1
    assert "violation:" in shown


def test_explain_goes_from_the_words_to_the_claims(built: Path, article_store: Callable[..., OxigraphStore]) -> None:
    text = next(a.text for a in Graph(article_store("dam")).articles)
    code, shown = run("explain", text, "--at", text.index("انفجارا"), "-g", built)
    assert code == 0
    assert "told by    كريم الهاشمي" in shown
    assert "Attack" in shown


def test_explain_goes_from_a_claim_to_the_words(built: Path) -> None:
    claim = next(c for c in api.open(built).claims if c.factuality == "alleged")
    code, shown = run("explain", "--claim", claim.iri, "-g", built)
    assert code == 0
    assert "(not written as a plain triple)" in shown
    assert "sentence" in shown


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("explain",), "KG618"), (("explain", "--claim", "x"), "KG615"), (("explain", "nothing", "--at", 3), "KG617")],
)
def test_explain_says_what_it_needs(built: Path, arguments: tuple[object, ...], code: str) -> None:
    assert code in run(*arguments, "-g", built)[1]


def test_export(built: Path, tmp_path: Path) -> None:
    assert run("export", tmp_path / "n.graphml", "-g", built)[0] == 0
    assert (tmp_path / "n.graphml").is_file()


def test_time() -> None:
    code, text = run("time", "منتصف شهر شتنبر من سنة 2018", "--reference", "2019-02-20")
    assert code == 0
    assert "2018-09~mid" in text
    assert run("time", "الرجل")[0] == 1
    assert run("time", "أمس", "-r", "soon")[0] == 2
    assert "Try: --reference" in run("time", "أمس")[1]
    assert "Try:" not in run("time", "أمس", "-r", "2024-05-03")[1]


def test_errors_are_lines_not_tracebacks(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kg", "query", "tellings", "-g", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("KG412")
    assert "Try:" in done.stderr
    assert "Traceback" not in done.stderr
