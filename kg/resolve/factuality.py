"""From what the words say about an event (`mods`) and how its speakers say it (`mod`) to one factuality.

| told as                                | factuality  |
| -------------------------------------- | ----------- |
| neg; a speaker denies                  | denied      |
| alleged; a speaker believes            | alleged     |
| cond; a speaker asks                   | conditional |
| plan; a speaker promises or threatens  | planned     |
| attempt                                | attempted   |
| nothing of these                       | asserted    |

The weakest that applies wins (denied is weakest); all are kept as qualifiers. A denial of a denial is not an assertion.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import FACTUALITIES

_OF_EVENT = {"neg": "denied", "alleged": "alleged", "cond": "conditional", "plan": "planned", "attempt": "attempted"}
_OF_SAYING = {
    "deny": "denied", "believe": "alleged", "ask": "conditional", "promise": "planned", "threaten": "planned", "assert": "asserted",
}  # fmt: skip


def factuality(mods: Iterable[str], says: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """(the weakest factuality, all that apply but 'asserted', strongest first)."""
    found = {_OF_EVENT[m] for m in mods} | {_OF_SAYING[m] for m in says}
    found.add("asserted")
    ordered = sorted(found, key=FACTUALITIES.index)
    return ordered[-1], tuple(f for f in ordered if f != "asserted")
