"""An article with everything that was found in it, in its own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kg.cards.lines import Words, title
from kg.errors import UsageError
from kg.graph import ArticleFact, NodeFact
from kg.settings import suggestion


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article and its mentions: (start, end, node), in the order of the text."""

    article: ArticleFact
    mentions: tuple[tuple[int, int, NodeFact], ...]

    def __str__(self) -> str:
        found = dict.fromkeys(f"{n.label} ({n.kind})" for _, _, n in self.mentions)
        return "\n".join([title(self.article), f"{self.article.outlet} {self.article.issued}", self.article.text, ", ".join(found)])

    __repr__ = __str__

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        from kg.notebook.passage import article_html

        return {"text/plain": str(self), "text/html": article_html(self)}


def article(words: Words, name: str) -> ArticleView:
    """The article of that title (or IRI, or a piece of its title). Raises UsageError KG634 when there is none."""
    known = words.facts.articles
    found = [a for a in known if name in (a.iri, a.title)] or [a for a in known if name and name in title(a)]
    if not found:
        raise UsageError("KG634", f"no article {name!r} in this graph", suggestion(name, [title(a) for a in known]) or "see graph.articles")
    one = found[0]
    mentions = [(s, e, n) for n in words.facts.nodes for where, s, e in n.mentions if where == one.iri]
    return ArticleView(one, tuple(sorted(mentions, key=lambda m: (m[0], -m[1], m[2].iri))))
