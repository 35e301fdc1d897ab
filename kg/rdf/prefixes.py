"""Short names for IRIs in Turtle, TriG and queries."""

from __future__ import annotations

import re

from pyoxigraph import NamedNode

from kg.rdf.iris import KINDS
from kg.rdf.terms import STANDARD_PREFIXES

_SAFE = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")  # Turtle allows more, but then with escapes
_NAMES = {"time": "when"}  # time: is OWL-Time


def prefixes(base_iri: str) -> dict[str, str]:
    """{prefix: namespace}: the standard vocabularies, then a prefix for every kind of instance (`when:` for times)."""
    return STANDARD_PREFIXES | {_NAMES.get(kind, kind): f"{base_iri}{kind}/" for kind in KINDS}


def prefix_lines(base_iri: str) -> str:
    """The prefixes as Turtle declarations."""
    return "".join(f"@prefix {name}: {NamedNode(iri)} .\n" for name, iri in prefixes(base_iri).items())


class Shortener:
    """Writes IRIs as prefixed names."""

    def __init__(self, base_iri: str) -> None:
        self._names = {iri: name for name, iri in prefixes(base_iri).items()}

    def short(self, node: NamedNode) -> str:
        """`kh:agent` for an IRI whose namespace has a prefix and whose rest is plain, `<…>` for others."""
        cut = max(node.value.rfind("/"), node.value.rfind("#")) + 1
        name, local = self._names.get(node.value[:cut]), node.value[cut:]
        return f"{name}:{local}" if name and _SAFE.fullmatch(local) else str(node)

    def kind(self, node: NamedNode) -> str:
        """The prefix of `node`, '' when it has none."""
        return self._names.get(node.value[: max(node.value.rfind("/"), node.value.rfind("#")) + 1], "")
