"""Learns the weights of names from annotated clusters: python -m training.identity --shared ../shared [--write]

Every two names of one kind in one annotated article are an example: one cluster or two. Logistic regression (damped Newton) over
the features of names, each weight drawn towards the value in kg/data/lexicons/identity.tsv by a normal prior of deviation SPREAD,
so that what is rare stays as it was set by hand.

What says that names differ is not learned: one article calls a man by two names where it has told that they are his, which no other
article may count on. The intercept is that of pairs in one article and is not kept: across articles pairs are rarer. Features of
context (posts, ages, company) have no examples in single articles; they stay set by hand.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import numpy as np

from kg.evaluate.ann import read_ann
from kg.extract.serial import from_json
from kg.inventory import coarse
from kg.locations import data_file
from kg.model import Article, Mention
from kg.resolve.across.compare import org_names
from kg.resolve.across.reasons import weights
from kg.resolve.names import form, is_described
from kg.resolve.namesakes import name_features
from kg.resolve.organisations import parse_org
from kg.resolve.persons import parse_person

SPREAD = 0.7
LEAST_EXAMPLES = 20
Example = tuple[dict[str, float], bool]


def examples(shared: Path) -> Iterator[Example]:
    """Features of two names and whether they are of one cluster, over the training articles (not batch10 and batch11)."""
    for path in sorted((shared / "annotation" / "news").glob("batch0*/*.ann")):
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        found = from_json(read_ann(path), Article(path.stem, text))
        yield from _pairs([m for m in found.mentions if m.cluster and coarse(m.type) in ("PER", "ORG")], text)


def _pairs(mentions: list[Mention], text: str) -> Iterator[Example]:
    forms = {m.id: form(m, text) for m in mentions}
    named = {(coarse(m.type), m.cluster, forms[m.id].label): m for m in mentions if not is_described(forms[m.id])}
    for a, b in combinations(named.values(), 2):
        if coarse(a.type) != coarse(b.type) or (a.cluster == b.cluster and forms[a.id].key == forms[b.id].key):
            continue
        one, other = forms[a.id].label, forms[b.id].label
        if coarse(a.type) == "PER":
            features = name_features(parse_person(one), parse_person(other))
        else:
            features = org_names(parse_org(one, a.type), parse_org(other, b.type))
        yield features, a.cluster == b.cluster


def learn(found: list[Example]) -> tuple[dict[str, float], Counter[str]]:
    """{feature: its new weight} for those with LEAST_EXAMPLES examples and a finite weight; how many examples each has."""
    table = weights()
    seen = Counter(name for features, _ in found for name in features)
    names = sorted(
        n for n, count in seen.items() if count >= LEAST_EXAMPLES and math.isfinite(table[n].points) and ".other" not in n
    )
    found = [(f, same) for f, same in found if not any(".other" in n for n in f)]
    start = np.array([table[n].points for n in names] + [0.0])
    spread = np.array([SPREAD] * len(names) + [10.0])
    x = np.array([[f.get(n, 0.0) for n in names] + [1.0] for f, _ in found])
    y = np.array([float(same) for _, same in found])

    def loss(at: np.ndarray) -> float:
        z = x @ at
        return float(np.logaddexp(0, z).sum() - y @ z + 0.5 * (((at - start) / spread) ** 2).sum())

    w = start.copy()
    for _ in range(100):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        slope = x.T @ (y - p) - (w - start) / spread**2
        curve = (x * (p * (1 - p))[:, None]).T @ x + np.diag(1 / spread**2)
        step = np.linalg.solve(curve, slope)
        size = 1.0
        while size > 1e-6 and loss(w + size * step) > loss(w):  # a full step may overshoot where pairs are all but sure
            size /= 2
        w = w + size * step
        if np.abs(size * step).max() < 1e-6:
            break
    return {n: round(float(v), 1) for n, v in zip(names, w, strict=False)}, seen


def write(learned: dict[str, float]) -> None:
    """Puts the weights into identity.tsv, the rest of it unchanged."""
    path = data_file("lexicons", "identity.tsv")
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        name, *rest = line.split("\t")
        lines.append("\t".join([name, str(learned[name]), *rest[1:]]) if name in learned else line)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--write", action="store_true", help="put the weights into kg/data/lexicons/identity.tsv")
    args = parser.parse_args()
    found = list(examples(args.shared))
    learned, seen = learn(found)
    print(f"{len(found)} pairs, {sum(same for _, same in found)} of one cluster")
    for name, value in learned.items():
        print(f"{name:20} {weights()[name].points:+5.1f} -> {value:+5.1f}  {seen[name]:6} examples")
    if args.write:
        write(learned)


if __name__ == "__main__":
    main()
