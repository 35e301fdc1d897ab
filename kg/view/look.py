"""How things are drawn: a shape and two colours for each family, so that nothing is told by colour alone."""

from __future__ import annotations

from kg.graph.facts import NodeFact

SHAPES = {
    "event": "diamond", "person": "dot", "community": "dot",
    "org": "square", "place": "triangle", "time": "hexagon", "number": "dot", "role": "star",
    "thing": "triangleDown",
}  # fmt: skip
COLORS = {
    "event": "#b3401f", "person": "#2563a8",
    "community": "#0f766e", "org": "#6d3fa0", "place": "#1f7a4d", "time": "#8a6a00", "number": "#777777",
    "role": "#9c2c6d", "thing": "#4b5563",
}  # fmt: skip
DARK = {
    "event": "#f08a63", "person": "#7db1ee",
    "community": "#4fc1b4", "org": "#b996e6", "place": "#6cc795", "time": "#d8b545", "number": "#b5b5b5",
    "role": "#e58abb", "thing": "#a7b1bf",
}  # fmt: skip
_GROUPS = {
    "Person": "person", "Group": "person", "Community": "community", "Role": "role", "Time": "time", "Quantity": "number",
    "MonetaryAmount": "number", "Product": "thing", "Work": "thing", "NamedEvent": "thing", "Country": "place", "City": "place",
    "Region": "place", "Location": "place", "Facility": "place", "GeopoliticalEntity": "place",
}  # fmt: skip


def group(node: NodeFact) -> str:
    """The family that a node is drawn as."""
    return "event" if node.event else _GROUPS.get(node.kind, "org")
