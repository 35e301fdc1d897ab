"""What the words deny, without any model, and the lists of sentences through the model that ships."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.extract import default_pipeline, extract
from kg.extract.denial import Denying
from kg.model import Article, Claim, PrefixDate, Span
from kg.resolve import resolve
from kg.text.fold import fold_key
from kg.text.words import words

LISTS = Path(__file__).parent / "denials"
MODEL = Path(__file__).parents[2] / "kg" / "models" / "news" / "model.toml"
LEAST_RIGHT = 0.9


def read(text: str) -> tuple[Denying, list[str]]:
    surface = [w.of(text) for w in words(text)]
    sentence, of = 0, []
    for word in surface:
        of.append(sentence)
        sentence += word == "."
    return Denying(surface, of), surface


def scope(text: str) -> str:
    denying, surface = read(text)
    (denial,) = denying.denials
    return " ".join(surface[slice(*denial.scope)]).removesuffix(" .")


@pytest.mark.parametrize(
    ("text", "governed"),
    [
        ("نفى الوزير استقالة المدير.", "الوزير استقالة المدير"),
        ("نفى الوزير استقالة المدير، وأكد أن العمل مستمر.", "الوزير استقالة المدير ،"),
        ("نفت الشركة الخبر مؤكدة أنها باقية.", "الشركة الخبر مؤكدة أنها باقية"),
        ("نفت الشركة الخبر، مؤكدة أنها باقية.", "الشركة الخبر ،"),
        ("نفى الجيش القصف لكن شهودا رأوه.", "الجيش القصف"),
        ("نفى النادي بيع اللاعب بعد أن نشرت صحيفة خبرا.", "النادي بيع اللاعب"),
        ("نفى المصنع تسريح العمال، وأغلقت الشرطة الطريق.", "المصنع تسريح العمال ،"),
        ("نفى الحزب الانسحاب، والتفاوض مع خصومه.", "الحزب الانسحاب ، والتفاوض مع خصومه"),
    ],
)
def test_what_a_verb_of_denial_governs(text: str, governed: str) -> None:
    assert scope(text) == governed


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("قالت الصحيفة إنه استقال، وهو ما نفته الحكومة.", True),
        ("لكن الجيش نفى ذلك.", True),
        ("ونفت الشركة هذه الاتهامات.", True),
        ("نفى في هذه المقابلة قصف المدرسة.", False),
        ("نفى الوزير استقالة المدير.", False),
        ("نفيه القاطع للخبر لم يقنع أحدا.", False),
    ],
)
def test_what_points_back(text: str, back: bool) -> None:
    assert read(text)[0].denials[0].points_back is back


@pytest.mark.parametrize(
    "text", ["لم ينف المتحدث الخبر.", "لا ينفي الوزير ذلك.", "لم يؤكد الجيش القصف أو ينفيه.", "لم يؤكد أو ينف الخبر."]
)
def test_who_does_not_deny_denies_nothing(text: str) -> None:
    negated = [d.negated for d in read(text)[0].denials]
    assert negated == [text != "لم يؤكد الجيش القصف أو ينفيه."]


@pytest.mark.parametrize("text", ["كذبت الوزارة خبر الإغلاق.", "نفى الوزير الخبر.", "أنكر المتهم التهمة."])
def test_verbs_that_are_certain(text: str) -> None:
    assert all(d.certain for d in read(text)[0].denials)


def test_verbs_that_deny_only_where_the_model_says_so() -> None:
    (denial,) = read("استبعد المدرب اللاعب من التشكيلة.")[0].denials
    assert not denial.certain
    assert not read("وقف المدرب أمام فندق في نفوسة.")[0].denials


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("لم يستقل الوزير.", "يستقل"),
        ("لن تشارك مصر.", "تشارك"),
        ("دون وقوع أي إصابات.", "إصابات"),
        ("لم تسجل أي وفيات.", "وفيات"),
        ("لم يسفر الحريق عن سقوط قتلى.", "قتلى"),
        ("لم يؤد الانفجار إلى إصابة أحد.", "إصابة"),
        ("أعلن النادي عدم التعاقد مع المدرب.", "التعاقد"),
        ("بدون تسجيل أي حوادث.", "حوادث"),
    ],
)
def test_what_a_negation_falls_on(text: str, word: str) -> None:
    denying, surface = read(text)
    assert {surface[i] for i in denying.negated} == {word}


def test_a_negation_that_is_taken_back() -> None:
    denying, surface = read("لم يوافق البرلمان على الميزانية إلا بعد تعديلها.")
    assert not denying.negated
    assert {surface[i] for i in denying.taken_back} == {"يوافق"}


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("قال إن الأخبار عن اعتقال القائد عارية عن الصحة.", "عن اعتقال القائد"),
        ("ما نشرته الجريدة عن هروب المدير غير صحيح.", "الجريدة عن هروب المدير"),
        ("لا صحة لما تردد عن مقتله.", "لما تردد عن مقتله ."),
    ],
)
def test_rumours_that_are_called_false(text: str, inside: str) -> None:
    denying, surface = read(text)
    ((first, end),) = denying.called_false
    assert " ".join(surface[first:end]) == inside


def test_what_is_true_is_not_called_false() -> None:
    assert not read("هذا العنوان غير صحيح.")[0].called_false


@pytest.mark.model
@pytest.mark.skipif(not MODEL.is_file(), reason="NO MODEL: kg/models/news is missing")
@pytest.mark.parametrize("name", ["known.tsv", "fresh.tsv"])
def test_denials_through_the_model(name: str) -> None:
    pipeline = default_pipeline()
    right = []
    for line in (LISTS / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        text, expected = line.split("\t")
        found = resolve(extract(Article("x", text, published=PrefixDate("2024-05-14")), pipeline))
        names = {e.id: {e.label, *(m.text for m in e.mentions)} for e in found.entities}
        for word, sure, *who in (e.split(":") for e in expected.split(" | ")):
            place = Span(text.index(word), text.index(word) + len(word))
            told = [c for c in found.claims if c.predicate == "type" and c.evidence[0].span.overlaps(place)]
            right.append(_as_expected(told, sure, "".join(who), names))
    assert sum(right) >= LEAST_RIGHT * len(right)


def _as_expected(told: list[Claim], sure: str, who: str, names: dict[str, set[str]]) -> bool:
    if sure.startswith("!"):
        return all(c.factuality != sure[1:] for c in told)
    speakers = [names.get(s, set()) for c in told if c.factuality == sure for s in (c.speakers[:1] or ("",))]
    if not who:
        return bool(speakers)
    return any(fold_key(who) in fold_key(n) or fold_key(n) in fold_key(who) for s in speakers for n in s)
