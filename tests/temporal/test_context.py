"""What an article tells around a time: what comes, what is meant by today, which day an hour belongs to, when it was published."""

from __future__ import annotations

import pytest

from kg.temporal import edtf, find_times, parse, resolve_times, says_time, words_of_time
from kg.temporal.calendars import bounds
from kg.temporal.feasts import easter, feast_days
from kg.temporal.grammar import grammar
from kg.temporal.lexicon import lexicon
from kg.temporal.meaning import FEATURES
from kg.temporal.tokens import tokens
from kg.text.fold import folded

WEDNESDAY = "2019-02-20"


def values(text: str, published: str = WEDNESDAY) -> list[str]:
    return [t.value for t in resolve_times(text, find_times(text), published).times]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("أعلن الوزير الخميس أن الطريق فتحت", ["2019-02-14"]),
        ("سيلتقي الفريقان الخميس في العاصمة", ["2019-02-21"]),
        ("من المقرر أن تعقد الجلسة يوم الأحد", ["2019-02-24"]),
        ("يلتقي الفريقان الخميس. وكانت مباراة الخميس قد أجلت", ["2019-02-21", "2019-02-21"]),
        ("وصل الوفد صباح أمس وعقد لقاءه في الساعة العاشرة والنصف", ["2019-02-19TMO", "2019-02-19T10:30"]),
        ("وصل الوفد أمس. وتبدأ الجلسة في الساعة العاشرة صباحا", ["2019-02-19", "2019-02-19T10:00"]),
        ("وقع الهجوم في 3 يناير 2018 وقتل آخرون بعد يومين من ذلك", ["2018-01-03", "2018-01-05"]),
        ("افتتح المعرض في 14 مارس 2017 وأغلق في 20 من نفس الشهر", ["2017-03-14", "2017-03-20"]),
        ("قال إن المدة لا تتجاوز ثلاثة أشهر", ["P3M~before"]),
        ("تربو على سبعين عاما", ["P70Y~after"]),
        ("الطقس المتوقع في البلاد لهذا اليوم", ["2019-02-20"]),
        ("أصبح اليوم كل بيت يعرف ذلك، وقد زارهم أمس", ["PRESENT_REF", "2019-02-19"]),
        ("نشكو من واقعنا اليوم، وقد زارهم أمس", ["PRESENT_REF", "2019-02-19"]),
        ("زاروهم والخميس التقى بهم الوزير ثم سيعود", ["2019-02-14"]),
        ("أعلن النادي أنه أوضح ذلك لاحقا", ["PAST_REF"]),
        ("سيعلن النادي ذلك لاحقا", ["FUTURE_REF"]),
        ("يستغرق العمل ثلاثة أشهر على الأقل", ["P3M~after"]),
        ("لمدة لا تقل عن ثلاثة أشهر", ["P3M~after"]),
        ("لمدة تقل عن ثلاثة أشهر", ["P3M~before"]),
        ("نجح خلال العام الأول لعمله", ["PAST_REF"]),
        ("لا يستغرق العمل سوى ثلاثة أشهر على أبعد تقدير", ["P3M~before"]),
        ("تبدأ المباراة في الساعة الرابعة", ["2019-02-20T16:00"]),
        ("تبدأ المباراة في الساعة 04:00", ["2019-02-20T04:00"]),
        ("بدأ الحفل في الثامنة مساء، وفي الساعة الثامنة أغلق الباب", ["2019-02-20T20:00", "2019-02-20T20:00"]),
        ("صدر 20 كتابا في يونيو الماضي وعشرة في الشهر السابق", ["2018-06", "2018-05"]),
        ("افتتح المعرض في 14 مارس 2017 وزاره الناس في اليومين التاليين", ["2017-03-14", "2017-03-15/2017-03-16"]),
        ("فازوا باللقب عامي 1999 و2002.", ["1999", "2002"]),
        ("وصلوا في 14 مارس 2017، ومساء ذلك اليوم غادروا", ["2017-03-14", "2017-03-14TEV"]),
        ("وصلوا في 14 مارس 2017، وفي تلك الليلة غادروا", ["2017-03-14", "2017-03-14TNI"]),
        ("وصلوا في ساعات الصباح الأولى من يوم أمس", ["2019-02-19TMO~start"]),
        ("فازوا باللقب عامي 2001 و2002", ["2001/2002"]),
        ("يقام يومي 14 و17 مارس", ["2019-02-14", "2019-03-17"]),
        ("ارتفع الربح في النصف الأول من العام الحالي مقارنة بالفترة نفسها من العام الماضي", ["2019-H1", "2018-H1"]),
        ("بلغ الربح في الربع الثاني من عام 2018 وفاق ما كان في الربع السابق", ["2018-Q2", "2018-Q1"]),
        ("بلغ في الربع الثاني من العام الحالي ضعف الربع المماثل من العام السابق", ["2019-Q2", "2018-Q2"]),
        ("زاد من يناير 2019 إلى مارس 2019 مقارنة بنفس الفترة من العام الماضي", ["2019-01/2019-03", "2018-01/2018-03"]),
        ("أعلن الربح عام 2010 وكان ضعفه في العام الذي سبقه", ["2010", "2009"]),
        ("يباع منه كوب واحد في اليوم، وقد زارهم أمس", ["P1D", "2019-02-19"]),
        ("يعمل أربعين ساعة في الأسبوع", ["PT40H", "P1W"]),
        ("وقع الهجوم في نوفمبر تشرين الثاني", ["2018-11"]),
        ("توقف العمل به وأغلق في أبريل، وقد قتل فيه كثيرون في مايو", ["2019-04", "2018-05"]),
        ("تقام بين 2 أغسطس و9 منه، وتعاد في 12 منه", ["2019-08-02/2019-08-09", "2019-08-12"]),
    ],
)
def test_the_words_around_decide(text: str, wanted: list[str]) -> None:
    assert values(text) == wanted


@pytest.mark.parametrize(
    ("published", "text", "wanted"),
    [
        ("2019-02-24", "وقع ذلك الأسبوع الماضي", ["2019-W08"]),  # a Sunday: the week before ended on Saturday
        ("2019-02-23", "وقع ذلك الأسبوع الماضي", ["2019-W08"]),
        ("2019-02-22", "وقع ذلك الأسبوع الماضي", ["2019-W07"]),
        ("2019-02", "وصلوا مساء أمس", ["2019-02-XXTEV"]),
        ("2019-02", "وصلوا يوم الأربعاء الماضي، في 13 فبراير", ["2019-02-13", "2019-02-13"]),
        ("2019-02", "وصلوا يوم الخميس، في 13 فبراير", ["2019-WXX-4", "2019-02-13"]),
        ("2019-02", "أعلن الوزير أمس أنه سيعود", ["2019-02-XX"]),
        ("2019-02", "أعلنت الوزارة اليوم أنها ستعود", ["2019-02-XX"]),
        ("2019-02", "يملكون اليوم ما لم يملكوه", ["PRESENT_REF"]),
        ("2015-07-15", "يلعب في ثاني أيام العيد", ["2015-07-18"]),
    ],
)
def test_what_depends_on_the_day_of_publication(published: str, text: str, wanted: list[str]) -> None:
    assert values(text, published) == wanted


def test_what_can_be_a_time() -> None:
    assert all(map(says_time, ["فترة طويلة", "أيامه الأخيرة", "لموسم جديد", "1998", "يوم"]))
    assert not any(map(says_time, ["3", "العاشرة", "العهد الجديد", "متى 4", "الواحد القهار"]))
    assert words_of_time(["قبل", "وثلاثة", "(", "الأخير", "17"])
    assert not words_of_time(["مران"])


def published(text: str, given: str = "", url: str = "") -> tuple[str, str]:
    found = resolve_times(text, find_times(text), given, url)
    return found.published, found.published_source


@pytest.mark.parametrize(
    ("text", "given", "wanted"),
    [
        ("افتتح المتحف سنة 1998 ويتوقع أن يكتمل سنة 2030.", "", ("", "unknown")),
        ("قال الوزير اليوم الخميس 25 يوليوز الجاري، بعد اجتماع يوم 3 مارس 2017", "", ("2019-07-25", "inferred")),
        ("اجتمعوا أمس الثلاثاء. وكان الهجوم يوم الأحد 17 فبراير 2019", "", ("2019-02-20", "inferred")),
        ("اجتمعوا أمس الثلاثاء. وكان الهجوم يوم الأحد 17 فبراير", "2019-02", ("2019-02-20", "inferred")),
        ("سافر الوفد أمس", "2019-02", ("2019-02", "given")),
        ("بدأ الحفر في مارس 2016 وانتهى في يوليو 2018.", "", ("", "unknown")),
        ("اجتمعوا في 3 مارس 2016، على أن يكتمل البناء سنة 2020.", "", ("", "unknown")),
        ("قال الوزير في 3 مارس 2016 إن البناء سيكتمل.", "", ("2016", "inferred")),
        ("زار الوزير المدينة اليوم الخميس 2 فيفري 2016", "", ("2017-02-02", "inferred")),
        ("وصل الوفد أمس الأربعاء 1 فيفري 2017 إلى العاصمة", "", ("2017-02-02", "inferred")),
        ("تدور الأحد 26 فيفري 2017 مباريات الجولة الأخيرة", "", ("2017", "inferred")),
        ("الرياض 26 شوال 1436 ه\u0640 الموافق 11 أغسطس 2015 م واس\nقال المتحدث", "", ("2015-08-11", "inferred")),
    ],
)
def test_the_publication_date_is_solved(text: str, given: str, wanted: tuple[str, str]) -> None:
    found = published(text, given)
    assert found == wanted


def test_a_date_that_the_text_contradicts_is_kept_as_given() -> None:
    assert published("اليوم الخميس 25 يوليوز 2018", "2019-02-20") == ("2019-02-20", "given")


@pytest.mark.parametrize(
    ("value", "first", "last", "written"),
    [
        ("1952~before", "", "1951-12-31", "../1952"),
        ("2016~after", "2016-01-01", "", "2016/.."),
        ("2012-XX-XX", "2012-01-01", "2012-12-31", "2012-XX-XX"),
        ("2012-07-XX", "2012-07-01", "2012-07-31", "2012-07-XX"),
        ("XXXX-06-30", "", "", ""),
        ("BC0200", "", "", "-0199"),
        ("2015-08-13TMO/2015-08-14TMO", "2015-08-13", "2015-08-14", "2015-08-13/2015-08-14"),
        ("2019-02-20T10:00/2019-02-20T13:00", "2019-02-20", "2019-02-20", "2019-02-20"),
        ("2018-H2", "2018-07-01", "2018-12-31", ""),
        ("2018-WI", "2018-12-01", "2019-02-28", "2018-24"),
        ("18XX~mid", "1800-01-01", "1899-12-31", "18XX~"),
    ],
)
def test_ends_and_edtf(value: str, first: str, last: str, written: str) -> None:
    assert bounds(value) == (first, last)
    assert edtf(value) == written


def test_easter_and_the_feasts() -> None:
    assert [easter(y).isoformat() for y in (2000, 2013, 2019, 2024)] == [
        "2000-04-23",
        "2013-03-31",
        "2019-04-21",
        "2024-03-31",
    ]
    assert [d.isoformat() for d in feast_days("fitr", 2000)] == ["2000-01-08", "2000-12-27"]


def test_looking_ahead() -> None:
    back, ahead = parse("الخميس", WEDNESDAY), parse("الخميس", WEDNESDAY, future=True)
    assert back is not None
    assert ahead is not None
    assert (back.value, ahead.value) == ("2019-02-14", "2019-02-21")


def test_messages_are_read_eagerly_articles_are_not() -> None:
    assert find_times("سأعود في السابعة") == ()
    assert [s.of("سأعود في السابعة") for s in find_times("سأعود في السابعة", eager=True)] == ["السابعة"]


def test_rules_set_only_what_a_meaning_has() -> None:
    known = FEATURES | {"value", "_", ""}
    assert {f for rule in grammar().rules for _, f in rule.takes} <= known
    assert {f for rule in grammar().rules for f in rule.sets} <= known


def test_rules_have_names_of_their_own() -> None:
    names = [rule.name for rule in grammar().rules]
    assert sorted({n for n in names if names.count(n) > 1}) == []


def test_every_word_is_a_kind_that_the_grammar_knows() -> None:
    known = grammar()
    phrases = [" ".join([first, *rest]) for first, options in lexicon().phrases.items() for rest, _ in options]
    for text in [*lexicon().words, *phrases, "12", "2019", "1440", "07", "13:45", "1/2/2019", "،", "(", "/"]:
        plain = folded(text)
        assert all(node.key in known.chars for node in tokens(plain, known.literals, 0, len(plain))), text


def test_the_day_after_a_day_whose_month_is_unknown_is_not_known_either() -> None:
    text = "افتتح المعرض يوم 5 وعاد الوزير في اليوم التالي إلى العاصمة."
    found = resolve_times(text, find_times(text), "2012")
    assert [t.value for t in found.times][:1] == ["2012-XX-05"]
    assert all(t.value[:4] in ("2012", "XXXX") for t in found.times)
