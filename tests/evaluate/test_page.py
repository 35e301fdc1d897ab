"""The report as a page: every error in its words, nothing from articles unescaped."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from markupsafe import escape

from kg.evaluate.judge import MISSED, Judged, judge
from kg.evaluate.page import AROUND, page, show, write_page
from kg.evaluate.results import Results
from kg.model import Span
from tests.evaluate.conftest import item, scored


def test_the_page_holds_scores_tables_curves_and_errors(imperfect: Results, tmp_path: Path) -> None:
    write_page(tmp_path / "sub" / "report.html", imperfect, "Scores of a test")
    html = (tmp_path / "sub" / "report.html").read_text(encoding="utf-8")
    assert "<title>Scores of a test</title>" in html
    assert f"{100 * imperfect.row('mention')[2]:.1f}" in html
    assert 'aria-label="reliability of mention scores"' in html
    assert 'class="heat"' in html
    missed = [x for a in imperfect.articles for x in judge(a) if x.verdict == MISSED and x.kind == "mention"]
    worst = max(missed, key=lambda x: x.weight)
    text = next(a.text for a in imperfect.articles if a.name == worst.article)
    assert worst.gold_span
    assert f'<mark class="gold">{escape(worst.gold_span.of(text))}</mark>' in html


def test_the_page_asks_no_network(imperfect: Results) -> None:
    assert not re.search(r'(?:src|href)="(?!#)', page(imperfect))


def test_text_of_articles_is_escaped() -> None:
    article = scored("dam", lambda d: item(d, "m13").update(type="WORK"))
    wicked = replace(article, name="<script>alert(1)</script>", text=article.text.replace(" ", "<", 1))
    html = page(Results((wicked,)))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_no_articles_make_a_page_too() -> None:
    assert "0 articles" in page(Results(()))


def test_an_error_is_shown_whole_in_a_window_of_its_words() -> None:
    text = "ا" * 500 + "كلمة" + "ب" * 500
    shown = show(Judged("mention", MISSED, "PER", "∅", "a", Span(500, 504), None), text)
    assert "".join(p.text for p in shown.pieces) == f"…{text[500 - AROUND : 504 + AROUND]}…"
    assert [(p.text, p.marks) for p in shown.pieces if p.marks] == [("كلمة", "gold")]


def test_windows_are_cut_between_words() -> None:
    text = "كلمات " * 200
    shown = show(Judged("mention", MISSED, "PER", "∅", "a", Span(600, 605), None), text)
    first, last = shown.pieces[1].text, shown.pieces[-2].text
    assert shown.pieces[0].text == shown.pieces[-1].text == "…"
    assert first.startswith("كلمات ")
    assert last.endswith(" كلمات")


def test_overlapping_marks_are_cut_where_they_begin_and_end() -> None:
    item_ = Judged("mention", "borders", "PER", "PER", "a", Span(2, 6), Span(4, 8))
    shown = show(item_, "0123456789")
    assert [(p.text, p.marks) for p in shown.pieces] == [
        ("01", ""), ("23", "gold"), ("45", "gold predicted"), ("67", "predicted"), ("89", ""),
    ]  # fmt: skip


def test_the_far_end_of_a_link_is_told_in_words() -> None:
    text = "هنا" + " " * 400 + "هناك"
    shown = show(Judged("role", "spurious", "∅", "agent", "a", None, Span(0, 3), Span(403, 407), 0.5), text)
    assert shown.far == "هناك"
