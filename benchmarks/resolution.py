"""Identity across articles for growing corpora: time, memory, and how rightly the made-up people were merged.

    python benchmarks/resolution.py --sizes 1000,10000,100000 --out build/resolution.json

Articles are made up (the same for any machine): people with names, posts and bodies who appear again and again (Zipf), some of
one name, bodies, towns, an attack or a meeting in each article with a toll. Measured is `kg.resolve.across.identify` alone, in
a process of its own for each size: processor seconds, wall clock, peak memory. The exponent says how time grows with entities
(1 is linear).
"""

from __future__ import annotations

import argparse
import json
import math
import platform
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from kg.resolve.across import Account, Outcome, Source, Statement, Thing, Told, identify

FIRST = "أحمد محمد علي حسن خالد سالم يوسف كريم نبيل سليم مريم هدى ليلى سعاد رنا طارق وليد سمير فؤاد جمال عادل ماجد زياد باسم".split()  # noqa: SIM905
STEMS = "الحداد النجار الخياط الصباغ البناء الحلبي الشامي البصري المصري الفاسي الوهراني القيرواني الطنجي العدني التعزي النابلسي".split()  # noqa: SIM905
TAILS = ("", "ي", "اني", "اوي", "ية", "ون", "ين", "ار", "ال", "ام")
POSTS = "وزير متحدث مدير رئيس محافظ قائد مدرب باحث سفير نائب".split()  # noqa: SIM905
BODIES = "وزارة هيئة شركة جمعية نادي مجلس معهد مستشفى".split()  # noqa: SIM905
TOWNS = (("طرابلس", "لبنان"), ("الفاشر", "السودان"), ("الرباط", "المغرب"), ("حلب", "سوريا"), ("البصرة", "العراق"), ("عدن", "اليمن"))
THINGS_A_PIECE = 10


def corpus(entities: int, seed: int = 7) -> tuple[list[Account], dict[str, int]]:
    """Accounts with about so many entities, and the right person of each entity that is one."""
    random_ = random.Random(seed)
    articles = entities // THINGS_A_PIECE
    people = max(20, entities // 12)
    made, truth = [], {}
    for n in range(articles):
        account, right = _article(n, people, random_)
        made.append(account)
        truth.update(right)
    return made, truth


def _person(number: int) -> tuple[str, str, str]:
    """Name, post and body of a made-up person; every fortieth has the name of the one before."""
    named = number - 1 if number % 40 == 39 else number
    own = random.Random(named)
    family = own.choice(STEMS) + own.choice(TAILS) + own.choice(TAILS)
    middle = own.choice(FIRST)
    post = random.Random(number * 31 + 1)
    return f"{own.choice(FIRST)} {middle} {family}", post.choice(POSTS), f"{post.choice(BODIES)} {post.choice(STEMS)}{number % 97}"


def _article(n: int, people: int, random_: random.Random) -> tuple[Account, dict[str, int]]:
    name = f"a:{n}"
    day = f"2024-{1 + n % 12:02}-{1 + n % 28:02}"
    town, land = random_.choice(TOWNS)
    things = [
        Thing(f"{name}/0", name, "GPE.CITY", f"مدينة {town}", (town,), places=frozenset({land})),
        Thing(f"{name}/1", name, "GPE.COUNTRY", land, mentions=2),
        Thing(f"{name}/2", name, "DATE", day, value=day, earliest=day, latest=day),
        Thing(f"{name}/3", name, "NUM", "عدد", value=str(1 + n % 30)),
        Thing(f"{name}/4", name, "GRP", "شخصا"),
    ]
    truth = {}
    for at in range(5, THINGS_A_PIECE - 1):
        number = min(people - 1, int(people * random_.random() ** 3))
        label, post, body = _person(number)
        words = label.split()
        shown = label if random_.random() < 0.8 else f"{words[0]} {words[-1]}"
        things.append(Thing(f"{name}/{at}", name, "PER", shown, roles=frozenset({post}), groups=frozenset({body})))
        truth[f"{name}/{at}"] = number
    things.append(Thing(f"{name}/9", name, "ORG.OTH", body))
    event = Told(f"{name}/e", name, "attack", "هجوم")
    claims = [
        Statement(f"{name}/c{k}", name, event.id, predicate, value, sentence=name)
        for k, (predicate, value) in enumerate((("type", "attack"), ("place", f"{name}/0"), ("time", f"{name}/2"), ("amount", f"{name}/3")))
    ]
    text = f"{town} خبر رقم {n} من {land} " + " ".join(t.label for t in things)
    return Account(Source(name, text, outlet=f"صحيفة {n % 50}", issued=day), tuple(things), (event,), tuple(claims)), truth


def quality(found: Outcome, truth: dict[str, int]) -> tuple[float, float]:
    """Pairwise precision and recall of the merges of people."""
    group = {m: i.key for i in found.identities for m in i.members}
    cells: Counter[tuple[str, int]] = Counter((group.get(t, t), n) for t, n in truth.items())
    both = sum(n * (n - 1) // 2 for n in cells.values())
    merged = sum(n * (n - 1) // 2 for n in Counter(group.get(t, t) for t in truth).values())
    right = sum(n * (n - 1) // 2 for n in Counter(truth.values()).values())
    return both / merged if merged else 1.0, both / right if right else 1.0


def measure(entities: int) -> dict[str, float]:
    """One size, in this process."""
    accounts, truth = corpus(entities)
    identify(corpus(50)[0])  # lists are read once
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    wall, cpu = time.perf_counter(), time.process_time()
    found = identify(accounts)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    precision, recall = quality(found, truth)
    count = sum(len(a.things) for a in accounts)
    return {
        "entities": count, "articles": len(accounts), "seconds": round(wall, 2), "cpu_seconds": round(cpu, 2),
        "ms_per_entity": round(1000 * cpu / count, 3), "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "before_mb": round(before), "identities": len(found.identities), "judgements": len(found.judgements),
        "precision": round(precision, 4), "recall": round(recall, 4),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        print(json.dumps(measure(args.one)))
        return
    rows = []
    for size in map(int, args.sizes.split(",")):
        done = subprocess.run([sys.executable, __file__, "--one", str(size)], capture_output=True, text=True, check=True)
        rows.append(json.loads(done.stdout))
        print(rows[-1], flush=True)
    report: dict[str, object] = {"machine": platform.processor() or platform.machine(), "python": platform.python_version(), "rows": rows}
    if len(rows) > 1:
        first, last = rows[0], rows[-1]
        report["exponent"] = round(math.log(last["cpu_seconds"] / first["cpu_seconds"]) / math.log(last["entities"] / first["entities"]), 2)
        print("time grows as entities to the power of", report["exponent"])
    if args.out:
        args.out.parent.mkdir(parents=True, exist_ok=True)
        args.out.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
