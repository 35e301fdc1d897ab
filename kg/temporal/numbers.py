"""Numbers in words and digits: counts, per cents, scores, ranges, approximations, money."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.temporal.lexicon import lexicon, number_words, words_pattern
from kg.text.fold import folded

_DIGITS = re.compile(r"\d[\d.,]*")
_SCORE = re.compile(r"(\d+)\s*[-–:/]\s*(\d+)")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+$")


@dataclass(frozen=True, slots=True)
class Number:
    """A value and where it stands in the folded text."""

    value: float
    start: int
    end: int


@cache
def _words() -> dict[str, tuple[str, float]]:
    data = number_words()
    table: dict[str, tuple[str, float]] = {}
    for kind in ("values", "scales", "duals"):
        for value, words in data[kind].items():
            for word in words:
                table[word] = (kind, float(value))
    return table


@cache
def _token() -> re.Pattern[str]:
    return re.compile(r"\d[\d.,]*|[^\W\d_]+")


def find_numbers(text: str) -> list[Number]:
    """Every number of folded `text`, digits and words, a compound («مائة وخمسة وعشرون ألفا») as one."""
    found: list[Number] = []
    total = group = 0.0
    begin = end = -1
    for match in _token().finditer(text):
        step = _meaning(match.group(), joined=begin >= 0)
        gap = text[end : match.start()].strip() if begin >= 0 else ""
        if begin >= 0 and (step is None or gap or not _continues(step, group, total)):
            found.append(Number(total + group, begin, end))
            total, group, begin = 0.0, 0.0, -1
            step = _meaning(match.group(), joined=False)
        if step is None:
            continue
        kind, value = step
        if begin < 0:
            begin = match.start()
        if kind == "scales":
            total, group = total + (group or 1) * value, 0.0
        elif kind == "duals":
            total += value
        else:
            group += value
        end = match.end()
    if begin >= 0:
        found.append(Number(total + group, begin, end))
    return found


def _meaning(token: str, *, joined: bool) -> tuple[str, float] | None:
    """What a token adds to a number. A glued و joins; glued ب ل start one."""
    if token[0].isdigit():
        value = read_digits(token)
        return None if value is None or joined else ("digits", value)
    table = _words()
    if token in table:
        return table[token]
    for prefix in ("و",) if joined else ("ال", "و", "ب", "ل", "بال", "وال"):
        if token.startswith(prefix) and token[len(prefix) :] in table:
            return table[token[len(prefix) :]]
    return None


def _continues(step: tuple[str, float], group: float, total: float) -> bool:
    """Whether a number may go on with `step`: smaller parts after larger, a scale after a group."""
    kind, value = step
    if kind == "scales":
        return group > 0
    if kind == "duals":
        return not total or value < total
    if kind == "digits":
        return False
    if not group:
        return value < 1000
    size = 10 ** len(str(int(group))) if group % 10 else group
    return value < size if group >= 20 else (value in (10, 20, 30, 40, 50, 60, 70, 80, 90, 100) and value > group)


def read_digits(token: str) -> float | None:
    """The value of digits with separators: 1.234 and 1,234 are thousands, 1.5 and 1,5 are not."""
    plain = token.rstrip(".,")
    plain = re.sub("[.,]", "", plain) if _THOUSANDS.match(plain) else plain.replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        return None


def show(value: float) -> str:
    """A number without a needless fraction: 53, 0.1, 1500000."""
    rounded = round(value, 6)
    return str(int(rounded)) if rounded == int(rounded) else repr(rounded).rstrip("0")


def approximation(text: str) -> str:
    """'approx', 'after' (more than), 'before' (less than) or '' of folded `text`."""
    for word, label in _approx():
        if word.search(text):
            return label
    return ""


@cache
def _approx() -> tuple[tuple[re.Pattern[str], str], ...]:
    table = lexicon().tables["approx"]["words"]
    return tuple(
        (re.compile(words_pattern(table[label], particles=True)), label) for label in ("after", "before", "approx")
    )


def parse_number(text: str) -> str | None:
    """The value of a NUM mention: '53', '0.1' for 10 per cent, '3-1' for a score, '20~approx'; None if there is none."""
    plain = folded(text)
    data = number_words()
    scored = _SCORE.search(plain)
    if scored:
        return f"{int(scored[1])}-{int(scored[2])}"
    numbers = find_numbers(plain)
    mark = approximation(plain)
    extra = f"~{mark}" if mark else ""
    if len(numbers) < 2 and not _digit_in(plain) and all(" " not in plain[n.start : n.end] for n in numbers):
        for word, value in sorted(data["vague"].items(), key=lambda x: -len(x[0])):
            if re.search(words_pattern([word], particles=True), plain):
                return f"{show(float(value))}~after"
    share = [v for w, v in data["fractions"].items() if re.search(words_pattern([w]), plain)]
    if not numbers:
        return f"{show(float(share[0]))}{extra}" if share else _dual(plain)
    if re.search(r"\s(?:الي|حتي|او|و)\s", plain) and len(numbers) == 2 and numbers[0].value < numbers[1].value:
        return f"{show(numbers[0].value)}-{show(numbers[1].value)}"
    value = numbers[0].value
    if share and re.search(words_pattern(data["fractions"], particles=True), plain[numbers[0].end :]):
        value += float(share[0]) * _scale(plain)
    if any(p in plain for p in data["percent"]):
        value /= 100
    return f"{show(value)}{extra}"


def _digit_in(text: str) -> bool:
    return bool(_DIGITS.search(text))


def _scale(text: str) -> float:
    for value, words in number_words()["scales"].items():
        if re.search(words_pattern(words), text):
            return float(value)
    return 1.0


def _dual(text: str) -> str | None:
    """«شخصان», «كيلومترين»: a noun in the dual is two of it."""
    first = text.split()[0] if text.split() else ""
    return "2" if len(first) > 4 and first.endswith(("ان", "ين")) else None


def parse_money(text: str) -> str | None:
    """The value of a MON mention, number and ISO code: '1000000USD'; XXX where the currency is not said exactly."""
    plain = folded(text)
    code = "XXX"
    best = 0
    for iso, words in number_words()["currencies"].items():
        for word in words:
            if len(word) > best and re.search(words_pattern([word], particles=True), plain):
                code, best = iso, len(word)
    for sign, iso in (("$", "USD"), ("€", "EUR"), ("£", "GBP")):
        if sign in plain:
            code, best = iso, 1
    value = parse_number(plain)
    if value is None or not best:
        return None
    number, mark, kind = value.partition("~")
    return f"{number}{code}{mark}{kind}"
