"""Which country a word means: «السوداني», «سودانية», «السودانيين», «السودان» → SD."""

from __future__ import annotations

from functools import cache

from kg.locations import data_file
from kg.text.fold import fold_key


@cache
def _lands() -> dict[str, str]:
    """{folded form without article: country code} from demonyms.tsv (code, forms separated by |)."""
    found: dict[str, str] = {}
    for line in data_file("gazetteers", "demonyms.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, forms = line.split("\t")[:2]
            for form in forms.split("|"):
                found.setdefault(_bare(fold_key(form)), code)
    return found


@cache
def land_of(word: str) -> str:
    """The ISO 3166 code of the country that a demonym or a country's name (folded or not) means; '' for none."""
    return _lands().get(_bare(fold_key(word)), "")


def _bare(key: str) -> str:
    return key.removeprefix("ال") if len(key) > 4 else key
