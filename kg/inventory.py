"""The closed lists of the annotation: mention types, event types, roles, relations, modalities.

The single source for the extractor, the resolver and the check that the ontology covers them all.
"""

from __future__ import annotations

COARSE = ("PER", "ROLE", "GRP", "NORP", "ORG", "GPE", "LOC", "FAC", "PROD", "WORK", "EVT", "DATE", "NUM", "MON")
FINE = {
    "ORG": ("GOV", "ARM", "POL", "MED", "COM", "INT", "EDU", "SPO", "REL", "OTH"),
    "GPE": ("COUNTRY", "CITY", "REGION"),
}
MENTIONS = tuple(f"{c}.{f}" if f else c for c in COARSE for f in FINE.get(c, ("",)))
NAMES = ("PER", "ORG", "GPE", "LOC", "FAC", "EVT")
CLUSTERED = ("PER", "ROLE", "GRP", "ORG", "GPE", "LOC", "FAC")

EVENT_GROUPS = {
    "conflict": (
        "attack",
        "clash",
        "coup",
        "kidnap",
        "protest",
        "strike",
        "truce",
        "threat",
        "deploy",
        "control",
        "destroy",
    ),
    "justice": ("arrest", "accuse", "investigate", "trial", "sentence", "execute", "release"),
    "life": ("kill", "die", "injure", "born", "marry"),
    "movement": ("travel", "displace", "transport"),
    "contact": ("meet", "talk", "agree", "refuse", "request", "criticize", "support"),
    "government": ("elect", "appoint", "dismiss", "decide", "sanction"),
    "economy": ("trade", "fund", "change", "produce", "build", "employ"),
    "disaster": ("disaster", "accident", "disease", "rescue"),
    "knowledge": ("publish", "research", "hold"),
    "sport": ("match", "win", "lose"),
    "other": ("other",),
}
EVENTS = tuple(e for group in EVENT_GROUPS.values() for e in group)
ROLES = ("agent", "patient", "recipient", "place", "from", "to", "time", "means", "topic", "amount", "cause", "part")
RELATIONS = (
    "of", "member", "nat", "based", "in", "near", "part", "age", "family",
    "owner", "founder", "author", "about", "lives", "count", "for",
)  # fmt: skip
EVENT_MODS = ("alleged", "attempt", "plan", "cond", "neg")
SAY_MODS = ("assert", "deny", "believe", "ask", "promise", "threaten")


def coarse(kind: str) -> str:
    """'ORG.ARM' → 'ORG'."""
    return kind.split(".")[0]
