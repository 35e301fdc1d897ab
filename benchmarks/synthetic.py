"""Graphs of any size that look like news: people, organisations and places in circles, a few of them in many; a sentence a claim."""

from __future__ import annotations

import random

from kg.graph import ArticleFact, ClaimFact, Facts, NodeFact

FIRST = [
    "محمد", "أحمد", "علي", "سعاد", "ليلى", "كريم", "نبيل", "مريم", "يوسف", "خالد",
    "هدى", "سلمى", "طارق", "رشيد", "أمين", "زينب", "عمر", "حسن", "فاطمة", "إدريس",
]  # fmt: skip
LAST = [
    "الهاشمي",
    "التجاني",
    "المرابط",
    "الخازن",
    "شاهين",
    "بنعياد",
    "الفاسي",
    "القاسمي",
    "الحسيني",
    "الراشدي",
    "العلوي",
    "السالمي",
    "البكري",
    "الزهراني",
]
PLACES = ["طرابلس", "مراكش", "زاكورة", "الفاشر", "حلب", "صفاقس", "وهران", "عدن", "نابلس", "البصرة"]
BODIES = ["وزارة", "شركة", "حزب", "جمعية", "جامعة", "صحيفة", "لجنة", "نقابة"]
RELATIONS = ("memberOf", "relativeOf", "locatedIn", "holdsRole", "near", "partOf", "livesIn", "basedIn")
STANCES = ("asserted", "asserted", "asserted", "asserted", "alleged", "planned", "denied")
OUTLETS = tuple(f"وكالة {p}" for p in PLACES)
BASE = "https://example.org/"
CIRCLE, EACH = 40, 20
"""Things in a circle; claims in an article."""


def synthetic(entities: int, claims: int, seed: int = 7) -> Facts:
    """`entities` things, `claims` claims between them, twenty of them an article. The same numbers, the same graph."""
    rng = random.Random(seed)
    names, kinds = [], []
    for i in range(entities):
        person, last, place = rng.choice(FIRST), rng.choice(LAST), rng.choice(PLACES)
        kind = ("Person", "Person", "Person", "Company", "City")[i % 5]
        names.append(
            f"{person} {last} {i}"
            if kind == "Person"
            else f"{rng.choice(BODIES)} {place} {i}"
            if kind == "Company"
            else f"{place} {i}"
        )
        kinds.append(kind)
    pairs = []
    for _ in range(claims):
        a = min(rng.randrange(entities), rng.randrange(entities))
        near = a // CIRCLE * CIRCLE + rng.randrange(CIRCLE)
        b = near if rng.random() < 0.85 else rng.randrange(entities)
        pairs.append((a, b % entities if b % entities != a else (a + 1) % entities))
    articles, found, mentions = [], [], [[] for _ in range(entities)]  # type: ignore[var-annotated]
    for number in range(0, claims, EACH):
        iri, text = f"{BASE}article/{number // EACH}", ""
        for k in range(number, min(claims, number + EACH)):
            a, b = pairs[k]
            start = len(text)
            sentence = f"ذكرت المصادر أن {names[a]} التقى {names[b]} في اجتماع عقد أمس."
            spots = [
                (start + at, start + at + len(name)) for name in (names[a], names[b]) for at in (sentence.index(name),)
            ]
            verb = start + sentence.index("التقى")
            text += sentence + "\n"
            for node, spot in zip((a, b), spots, strict=True):
                mentions[node].append((iri, *spot))
            marks = {"subject": spots[0], "object": spots[1], "trigger": (verb, verb + 5)}
            chain = (f"{BASE}entity/{rng.randrange(entities)}",) if rng.random() < 0.3 else ()
            found.append(
                ClaimFact(
                    f"{BASE}claim/{k}", f"{BASE}entity/{a}", RELATIONS[k % len(RELATIONS)], f"{BASE}entity/{b}",
                    rng.choice(STANCES), (), chain, round(rng.uniform(0.3, 1), 3), iri, (start, start + len(sentence)),
                    (start, start + len(sentence)), marks, "synthetic 1",
                )
            )  # fmt: skip
        day = f"20{20 + number // EACH % 6}-{1 + number // EACH % 12:02}-{1 + number // EACH % 28:02}"
        articles.append(
            ArticleFact(
                iri, f"خبر {number // EACH}", OUTLETS[number // EACH % len(OUTLETS)], day, "given", "", "", text
            )
        )
    nodes = tuple(
        NodeFact(f"{BASE}entity/{i}", kinds[i], names[i], False, mentions=tuple(mentions[i])) for i in range(entities)
    )
    return Facts(tuple(articles), nodes, tuple(found))
