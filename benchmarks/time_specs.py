"""Pass rates on two public collections of Arabic time expressions: the specifications of Recognizers-Text and Duckling's examples.

    python benchmarks/time_specs.py ../shared/data [--show recognizers|duckling] [--failures FILE.tsv]

Both are made for assistants that are spoken to («remind me at five»), so bare numbers and hours are read eagerly and what could
lie before or after today is taken to come where only one reading counts. docs/temporal.md says what counts as a pass and how the
failures fall into classes; nothing of the collections is kept in this repository.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from kg.temporal import find_times, parse
from kg.temporal.calendars import bounds
from kg.text.fold import folded

KINDS = {
    "Date": "dates", "DatePeriod": "date ranges", "Time": "times", "TimePeriod": "time ranges", "Duration": "durations",
    "Holiday": "holidays", "Set": "sets", "DateTime": "date with time", "DateTimePeriod": "date-time ranges", "Merged": "merged",
    "DateTimeModel": "merged",
}  # fmt: skip
HEAD = re.compile(r"^(?:في|من|بين|ما بين|منذ|خلال|لمده|مده|علي|عند|الي|حتي|يوم|تمام|بتاريخ|و|ل|ب|حوالي|بحلول)\s+")
SECONDS = {"S": 1, "M": 60, "H": 3600, "D": 86400, "W": 604800}
PARTS = {"MO": (8, 12), "MI": (12, 12), "AF": (12, 16), "EV": (16, 20), "NI": (20, 24)}


def core(text: str) -> str:
    """Folded, without prepositions and signs at its edges."""
    plain = " ".join(re.sub(r"[^\w\s:/.,-]", " ", folded(text)).split()).strip(" .,")
    while HEAD.match(plain):
        plain = HEAD.sub("", plain)
    return re.sub(r"^(?:[بلو](?=ال|\d)|لل?(?=ثان|حاد|ثال))?(?:ال(?=ثان|حاد|ثال))?", "", plain)


def interval(value: str) -> tuple[str, str] | None:
    """Closed-open days of a value: ('2016-11-04', '2016-11-24')."""
    first, last = bounds(value)
    return (first, (date.fromisoformat(last) + timedelta(days=1)).isoformat()) if first and last else None


def length(value: str) -> float | None:
    """Seconds of a duration, months as 30 and years as 365 days."""
    found = re.fullmatch(
        r"P(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?",
        value,
    )
    if not found:
        return None
    sizes = (365 * 86400, 30 * 86400, 604800, 86400, 3600, 60, 1)
    return sum(float(g) * s for g, s in zip(found.groups(), sizes, strict=True) if g)


def clock(value: str) -> str:
    """'15:30' of a value with a clock time."""
    if value.endswith("TMI"):
        return "12:00"
    found = re.search(r"T(\d\d:\d\d(?::\d\d)?)", value)
    return found[1].removesuffix(":00") if found and len(found[1]) > 5 else found[1] if found else ""


def readings(text: str, reference: str) -> list[str]:
    """What the text may mean: looking back and looking ahead."""
    found = [parse(text, reference[:10], future=future) for future in (False, True)]
    return [t.value.split("~")[0] for t in found if t]


def same_value(kind: str, value: dict[str, Any], ours: str) -> bool:
    """Whether our value means one of the two resolutions."""
    for side in ("FutureResolution", "PastResolution"):
        want = value.get(side, {})
        if kind in ("date", "holiday") and want.get("date") == ours.split("T")[0]:
            return True
        if kind == "date range" and want and interval(ours) == (want.get("startDate"), want.get("endDate")):
            return True
        if kind == "date range" and want and _loosely(ours, want):
            return True
        if kind == "time" and want.get("time") and clock(ours) == want["time"].removesuffix(":00"):
            return True
        if kind == "duration" and want and length(ours) == float(want.get("duration", -1)):
            return True
        if kind == "time range" and want and _time_range(ours, want):
            return True
    return value.get("Timex") == ours


def _loosely(ours: str, want: dict[str, Any]) -> bool:
    """A range whose end they leave out («from 4 to 23»: their end is not part of it, ours is)."""
    if "/" not in ours:
        return False
    first, last = (interval(side) for side in ours.split("/", 1))
    return bool(first and last) and (first[0], last[0]) == (want.get("startDate"), want.get("endDate"))


def _time_range(ours: str, want: dict[str, Any]) -> bool:
    start, end = want.get("startTime", "")[:5], want.get("endTime", "")[:5]
    if "/" in ours:
        sides = [clock(side) for side in ours.split("/")]
        return sides == [start, end]
    part = ours.rpartition("T")[2]
    return part in PARTS and start == f"{PARTS[part][0]:02}:00"


def recognizers(folder: Path) -> tuple[Counter[str], Counter[str], list[tuple[str, ...]]]:
    """(passed, all, failures) by kind and task, over the cases that the reference implementation passes."""
    passed, total, failures = Counter[str](), Counter[str](), []
    for file in sorted(folder.glob("*.json")):
        kind = file.stem.removesuffix("Extractor").removesuffix("Parser")
        task = "found" if file.stem.endswith("Extractor") else "value"
        singular = {"Date": "date", "DatePeriod": "date range", "Time": "time", "TimePeriod": "time range", "Duration": "duration",
                    "Holiday": "holiday"}.get(kind, "")  # fmt: skip
        for number, case in enumerate(json.loads(file.read_text(encoding="utf-8-sig")), 1):
            if not singular or "dotnet" in (case.get("NotSupported") or ""):
                total["left out"] += 1
                continue
            name = f"{KINDS[kind]}, {task}"
            total[name] += 1
            reference = (case.get("Context") or {}).get("ReferenceDateTime", "2016-11-07")
            if task == "found":
                ours = [core(s.of(case["Input"])) for s in find_times(case["Input"], eager=True)]
                want = [core(r["Text"]) for r in case.get("Results") or []]
                good, told = ours == want, " | ".join(ours)
                wanted = " | ".join(want)
            else:
                result = case["Results"][0]
                values = readings(result["Text"], reference)
                good = any(same_value(singular, result["Value"], v) for v in values)
                wanted, told = (
                    f"{result['Text']} = {result['Value'].get('Timex')} {result['Value'].get('FutureResolution')}",
                    " ".join(values),
                )
            passed[name] += good
            if not good:
                failures.append((f"{file.stem}:{number}", case["Input"], wanted, told, reference[:10]))
    return passed, total, failures


def duckling(file: Path) -> tuple[Counter[str], Counter[str], list[tuple[str, ...]]]:
    """(passed, all, failures) of the Time and Duration examples."""
    passed, total, failures = Counter[str](), Counter[str](), []
    number = 0
    for group in json.loads(file.read_text(encoding="utf-8"))["groups"]:
        if group["dimension"] not in ("Time", "Duration") or group["value"] == "=":
            continue
        for text in group["examples"]:
            number += 1
            values = readings(text, "2013-02-12")
            good = any(_duckling(group["value"], v) for v in values)
            total[group["dimension"]] += 1
            passed[group["dimension"]] += good
            if not good:
                failures.append(
                    (f"{group['dimension']}:{number}", text, group["value"], " ".join(values), "2013-02-12")
                )
    return passed, total, failures


def _duckling(want: str, ours: str) -> bool:
    if want.startswith("DurationData"):
        _, amount, unit = want.split()
        sizes = {
            "Second": "PT{}S",
            "Minute": "PT{}M",
            "Hour": "PT{}H",
            "Day": "P{}D",
            "Week": "P{}W",
            "Month": "P{}M",
            "Year": "P{}Y",
        }
        return ours == sizes[unit].format(amount)
    moments = [datetime(*(int(x) for x in m.split(","))) for m in re.findall(r"\((\d{4}(?:, \d+){5})\)", want)]
    grain = re.search(r"\) (\w+)", want.replace("))", ")"))
    if not moments or not grain:
        return False
    if len(moments) == 2:
        if grain[1] in ("Hour", "Minute", "Second"):
            sides = [clock(s) for s in ours.split("/")] if "/" in ours else []
            whole = ours.endswith("TNI") and moments[0].hour == 18
            return whole or (len(sides) == 2 and sides[0] == f"{moments[0]:%H:%M}" and sides[1] in (
                f"{moments[1]:%H:%M}", f"{moments[1] - timedelta(hours=1):%H:%M}"))  # fmt: skip
        return interval(ours) == (moments[0].date().isoformat(), moments[1].date().isoformat())
    if grain[1] in ("Hour", "Minute", "Second"):
        day = "" if ours.startswith("T") else ours[:10]
        stamp = f"{moments[0]:%H:%M:%S}" if clock(ours).count(":") == 2 else f"{moments[0]:%H:%M}"
        return clock(ours) == stamp and day in ("", moments[0].date().isoformat())
    if grain[1] == "Day":
        return ours == moments[0].date().isoformat()
    found = interval(ours)
    return bool(found) and found is not None and found[0] == moments[0].date().isoformat()


def main() -> None:
    """Prints both tables; with --failures writes every case that fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder that holds the two collections")
    parser.add_argument("--show", choices=("recognizers", "duckling"))
    parser.add_argument("--failures", type=Path)
    chosen = parser.parse_args()
    runs = {
        "recognizers": recognizers(chosen.data / "time_recognizers_text_arabic_specs" / "DateTime"),
        "duckling": duckling(chosen.data / "time_duckling_arabic_examples" / "duckling_ar_examples.json"),
    }
    rows = (Path(__file__).parent / "time_specs.tsv").read_text(encoding="utf-8").splitlines()
    known = {case: (label, reason) for case, label, reason in (r.split("\t") for r in rows if not r.startswith("#"))}
    for name, (passed, total, failures) in runs.items():
        left_out = total.pop("left out", 0)
        good, all_cases = sum(passed.values()), sum(total.values())
        print(f"{name}: {good} of {all_cases} = {good / all_cases:.1%}; left out {left_out}")
        for kind in total:
            print(f"  {kind:24} {passed[kind]:4} of {total[kind]:4}  {passed[kind] / total[kind]:6.1%}")
        for (label, reason), count in Counter(known.get(f[0], ("new", "")) for f in failures).most_common():
            print(f"  fails, {label:10} {count:3}  {reason}")
        if chosen.show == name:
            for case in failures:
                print("FAIL", " ‖ ".join(case))
    if chosen.failures:
        rows = ["\t".join((name, *case)) for name, (_, _, failures) in runs.items() for case in failures]
        chosen.failures.write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
