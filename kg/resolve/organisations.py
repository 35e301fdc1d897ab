"""The parts of an organisation's name: generic noun, core, country, institution, initials.

«تنظيم “داعش”» → core داعش. «الجيش السوداني», «القوات المسلحة السودانية» → the institution "armed forces" of SD. «الداخلية» →
"interior ministry" of a country that the article must tell. Demonyms come from kg/data/gazetteers/demonyms.tsv.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.locations import data_file
from kg.resolve.demonyms import land_of
from kg.resolve.names import split_head
from kg.text.clitics import unquoted
from kg.text.fold import fold_key

_LATIN = re.compile(r"[a-z]")
_SKIPPED = frozenset(["of", "the", "and", "for", "de", "la", "et", "من", "في", "و", "ل"])


@dataclass(frozen=True, slots=True)
class OrgName:
    """A parsed name: `head` is the generic noun («صحيفة»), `loose` whether it may be left off, `core` what is left.

    `institution` is set when every country has such a body; `land` is the country code that the name itself tells.
    `initials` are those of the words, for names of several words in Latin letters.
    """

    key: str
    head: str
    core: str
    loose: bool
    institution: str = ""
    land: str = ""
    initials: str = ""

    @property
    def described(self) -> bool:
        """Whether it is a generic noun alone («التنظيم», «الصحيفة») and names nothing by itself."""
        return not self.core and not self.institution


@cache
def _institutions() -> dict[str, str]:
    """{folded name: institution}."""
    found = {}
    for line in data_file("lexicons", "institutions.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            names, what = line.split("\t")[:2]
            found.update({_plain(fold_key(name)): what for name in names.split("|")})
    return found


def _plain(key: str) -> str:
    """Words without the article, so that «الجيش» and «جيش» are one."""
    return " ".join(w.removeprefix("ال") if len(w) > 4 else w for w in key.split())


@cache
def parse_org(name: str, kind: str = "ORG") -> OrgName:
    """The parts of `name`, an organisation of inventory type `kind`."""
    key = fold_key(unquoted(name))
    words = key.split()
    lands = [(n, land_of(w)) for n, w in enumerate(words)]
    told = [(n, code) for n, code in lands if code]
    rest = _plain(" ".join(w for n, w in enumerate(words) if not any(n == at for at, _ in told)))
    whole = _plain(key)
    institution = _institutions().get(whole, "") or (_institutions().get(rest, "") if told else "")
    land = told[0][1] if told and (institution or len(told) == 1) else ""
    head, core, loose = split_head(key, kind)
    return OrgName(key, head, core, loose, institution, land, _initials(key))


def _initials(key: str) -> str:
    words = [w for w in key.split() if w not in _SKIPPED]
    return "".join(w[0] for w in words) if len(words) > 1 and _LATIN.search(key) else ""
