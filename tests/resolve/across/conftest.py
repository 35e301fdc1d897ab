"""Things, events and claims written in a line each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import pytest

from kg.resolve.across import Account, Judgement, Outcome, Source, Statement, Thing, Told, identify


@dataclass
class Paper:
    """An article in the making: each method gives the id of what it adds."""

    name: str
    outlet: str = ""
    day: str = "2024-05-14"
    text: str = ""
    things: list[Thing] = field(default_factory=list)
    events: list[Told] = field(default_factory=list)
    claims: list[Statement] = field(default_factory=list)

    def thing(self, kind: str, label: str, **more: object) -> str:
        item = Thing(f"x:{self.name}/t{len(self.things)}", self.name, kind, label)
        self.things.append(replace(item, **more))  # type: ignore[arg-type]
        return item.id

    def event(self, kind: str, label: str, **more: object) -> str:
        item = Told(f"x:{self.name}/e{len(self.events)}", self.name, kind, label, at=10 * len(self.events))
        self.events.append(replace(item, **more))  # type: ignore[arg-type]
        self.claim(item.id, "type", kind)
        return item.id

    def claim(self, subject: str, predicate: str, value: str, **more: object) -> str:
        sentence = f"{self.name} {subject}"
        item = Statement(f"x:{self.name}/c{len(self.claims)}", self.name, subject, predicate, value, sentence=sentence)
        self.claims.append(replace(item, **more))  # type: ignore[arg-type]
        return item.id

    def number(self, value: str) -> str:
        return self.thing("NUM", value, value=value)

    def date(self, day: str) -> str:
        return self.thing("DATE", day, value=day, earliest=day, latest=day)

    def account(self) -> Account:
        source = Source(self.name, self.text or self.name, outlet=self.outlet or self.name, issued=self.day)
        return Account(source, tuple(self.things), tuple(self.events), tuple(self.claims))


@pytest.fixture
def paper() -> type[Paper]:
    return Paper


@pytest.fixture
def settled() -> Callable[..., Outcome]:
    """Papers (and a log) → the outcome."""

    def run(*papers: Paper, log: Sequence[Judgement] = ()) -> Outcome:
        return identify([p.account() for p in papers], log)

    return run
