"""Scores: run the model on annotated articles, compare, report."""

from __future__ import annotations

from kg.evaluate.results import Results, difference
from kg.evaluate.running import evaluate, gold_files, predict_all
from kg.evaluate.score import MEASURES, Tally
from kg.evaluate.tables import report_text, write_report

__all__ = [
    "MEASURES", "Results", "Tally", "difference", "evaluate", "gold_files", "predict_all", "report_text", "write_report",
]  # fmt: skip
