"""Short articles for builds with the fake reader, and what a build of them must look like."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg.building.part import Plan
from kg.building.report import Outcome
from kg.building.run import Runner, build_into
from kg.building.runners import Here
from kg.model import Article, Problem
from kg.read.article import make_article
from kg.settings import settings
from tests.fakes import FACTORY

NAMES = ("سليم", "هدى", "كريم", "ليلى", "مازن", "رنا", "فادي")
TEXT = "قال {one} إن الوفد عاد. ثم سافر {two} إلى المدينة رقم {number} في 3 مايو 2021."
BROKEN = "انفجر المحرك في الورشة قبل أن يصل العمال إليها."
DEADLY = "انتحر الجندي في الثكنة قبل أن يصل إليه زملاؤه."


def article(number: int, change: str = "") -> Article:
    """One article; the same number is the same article, unless `change` is added to its text."""
    one, two = NAMES[number % len(NAMES)], NAMES[(number * 3 + 1) % len(NAMES)]
    return make_article(TEXT.format(one=one, two=two, number=number) + change, source="جريدة المرفأ", path=f"{number}.txt")


def articles(count: int) -> list[Article]:
    """The first `count` articles."""
    return [article(n) for n in range(count)]


def named(text: str, path: str = "odd.txt") -> Article:
    """An article with this text."""
    return make_article(text, path=path)


def build(
    folder: Path, items: Iterable[Article | Problem], factory: str = FACTORY, run: Runner | None = None, **more: object
) -> Outcome:
    """Builds in this process with a fake reader, without the shapes."""
    plan = Plan(settings(), "none", factory)
    return build_into(folder, items, plan, run or Here(1), **more)  # type: ignore[arg-type]
