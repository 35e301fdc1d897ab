"""The public functions. Command line, notebooks and server call these; they hold no logic of their own."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from kg import cards
from kg.building import (
    Check,
    Here,
    Outcome,
    Plan,
    Progress,
    Source,
    Watch,
    build_into,
    items_of,
    make_all,
    newest,
    plan_of,
    told,
    validate,
)
from kg.cards import Card, Claims, Timeline, Words
from kg.cards import Path as Way
from kg.cluster import on_cluster
from kg.errors import UsageError
from kg.extract import default_pipeline
from kg.extract import extract as run_pipeline
from kg.graph import ArticleFact, Facts, NodeFact, around, facts, folded, joined, network, parted
from kg.graph.measure import co_mentions, quoting, speaking
from kg.identity import Board, Versions, board, conflict_rows, find_event, settle, versions
from kg.listing import Listing, frame
from kg.model import FACTUALITIES, Article, Extraction, Problem
from kg.pipeline import Pipeline
from kg.rdf.prefixes import prefixes
from kg.read import Reading, read_text
from kg.read import read as read_files
from kg.settings import Settings, settings, suggestion
from kg.store import Answer, DiskStore, Names, OxigraphStore, Table, ask, is_store, named_queries, named_query

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import rdflib
    from pyvis.network import Network

__all__ = ["Build", "Graph", "build", "extract", "open", "read"]

CONFLICT_COLUMNS = ("event", "what", "kind", "sources", "independent", "contradicted")
GRAPH_FILE, PAGE_FILE, STORE_FOLDER = "graph.trig", "explorer.html", "store"


@dataclass(frozen=True, slots=True)
class Build:
    """What `build` made: the graph, and everything that went wrong on the way (nothing is hidden, nothing is fatal)."""

    graph: Graph
    problems: tuple[Problem, ...] = ()
    violations: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    outcome: Outcome | None = None
    """Counts, times, versions and the graph's digest, for a build into a folder (report.json has the same)."""


def read(*paths: str | Path, **chosen: Any) -> Reading:
    """Articles from files and folders, and what could not be read. Raises ReadError KG101 for a path that is not there."""
    return read_files(*paths, max_file_bytes=settings(**chosen).max_file_bytes)


def extract(source: str | Article, pipeline: Pipeline | None = None, **chosen: Any) -> Extraction:
    """Everything read out of one article, given as text or as an Article."""
    article = read_text(source) if isinstance(source, str) else source
    return run_pipeline(article, pipeline or default_pipeline(settings(**chosen)))


def build(
    source: Source, output: str | Path | None = None, *, pipeline: Pipeline | None = None, progress: Progress | None = None,
    check: bool | Check = True, jobs: int = 0, cluster: str = "", files: bool | None = None, watch: Watch | None = None,
    log: str | Path | None = None, **chosen: Any,
) -> Build:  # fmt: skip
    """A graph from files, folders, addresses, a Reading or articles (a generator too: it is never held in memory).

    Without `output` the graph is made in memory, in this process. With it, `output` gets store/, report.json, explorer.html
    and (unless there are more than 1,000 articles, or as `files` says) graph.trig and graph.ttl; articles that are there and
    have not changed are not read again, and a build that was stopped goes on. `jobs` processes read (0: one a core), or the
    workers of a Dask `cluster` ("tcp://…", "local:4").

    `check`: True validates the first 20 articles and one in 32 after them against all shapes and every article against the
    constraints that keep hearsay apart from fact; "all" and False do more and less. `chosen` are settings.
    Raises GraphError KG411 to KG418 for a folder that cannot be built in.
    """
    values = settings(**chosen)
    plan = Plan(values, check if isinstance(check, str) else "sample" if check else "none")
    items = items_of(source, values)
    if output is None:
        made, problems, notes = make_all(items, plan, pipeline, progress)
        store = OxigraphStore()
        for item in made:
            store.add(item.quads)
        settle(store, values.base_iri)
        return Build(Graph(store, values), problems, validate(made) if plan.check != "none" else (), notes)
    here = Here(jobs, pipeline)
    folder = Path(output)
    journal = Path(log) if log else None
    run = on_cluster(cluster) if cluster else here
    outcome = build_into(
        folder, items, plan_of(plan, pipeline), run, watch=watch or told(progress), files=files, journal=journal
    )
    page, there = newest(folder, values.page_articles)
    title = f"{values.page_articles:,} / {there:,}" if there > values.page_articles else ""
    Graph(page, values).view(folder / PAGE_FILE, title)
    return Build(open(folder, **chosen), outcome.problems, outcome.violations, here.notes(), outcome)


def open(path: str | Path, **chosen: Any) -> Graph:
    """A graph that was built: a folder with graph.trig or store/, or a file. Raises GraphError KG412 when there is none."""
    values = settings(**chosen)
    return Graph(store_at(Path(path), values.in_memory_mb), values)


def store_at(place: Path, in_memory_mb: int | None = None) -> OxigraphStore:
    """The store of a graph that was built: in memory when it is small (by the setting, if not given), else on disk, read-only."""
    most = 1_000_000 * (settings().in_memory_mb if in_memory_mb is None else in_memory_mb)
    file = place / GRAPH_FILE if place.is_dir() else place
    folder = next((f for f in (place / STORE_FOLDER, place) if is_store(f)), None)
    if folder and not (file.is_file() and file.stat().st_size <= most):
        kept = DiskStore(folder, read_only=True)
        return kept.copied() if not file.is_file() and kept.size <= most else kept
    store = OxigraphStore()
    store.load(file)
    return store


class Graph:
    """A graph to ask, to look at and to hand on."""

    def __init__(self, store: OxigraphStore, values: Settings | None = None) -> None:
        self.store, self.settings = store, values or settings()
        store.prefixes = prefixes(self.settings.base_iri)

    def __len__(self) -> int:
        return len(self.store)

    def __repr__(self) -> str:
        found = self.joined
        events = sum(n.event for n in found.nodes)
        counts = (len(found.articles), len(found.nodes) - events, events, len(found.claims))
        return "<kg.Graph: {} articles, {} entities, {} events, {} claims>".format(*counts)

    @cached_property
    def facts(self) -> Facts:
        """Articles, nodes and claims, read out once."""
        return facts(self.store)

    @cached_property
    def versions(self) -> Versions:
        """Who is who across articles, and what sources agree and disagree on, read out once."""
        return versions(self.store, self.settings.base_iri)

    def conflicts(self, event: str = "") -> Board | pd.DataFrame:
        """The contradiction board of an event (its label, kind or IRI); without one, a table of all contested events.

        Rows of a board are slots, columns sources. Raises UsageError KG621 when no event is called so.
        """
        if event:
            return board(self.facts, self.versions, find_event(self.facts, self.versions, event))
        rows = list(conflict_rows(self.facts, self.versions))
        return frame(CONFLICT_COLUMNS, [[row[c] for c in CONFLICT_COLUMNS] for row in rows])

    @cached_property
    def names(self) -> Names:
        """The index of names, folded."""
        return Names.of(self.store)

    @cached_property
    def joined(self) -> Facts:
        """The facts with one node for each thing and event across articles: what cards, listings and networks are made of."""
        return joined(self.facts, self.versions.identity, self.versions.labels).facts

    @cached_property
    def _words(self) -> Words:
        return Words(self.joined)

    @property
    def articles(self) -> Listing[ArticleFact]:
        """All articles: title, outlet, date and how it is known, number of words and claims."""
        return cards.articles(self._words)

    def article(self, name: str) -> cards.ArticleView:
        """An article by its title (or a piece of it) or IRI: the text with all mentions. Raises UsageError KG634 for none."""
        return cards.article(self._words, name)

    @property
    def claims(self) -> Claims:
        """All claims, in the order of the articles' words. `graph.claims.where(speaker="…", factuality="alleged").df()`"""
        return Claims(self.joined.claims, self._words, self._iris)

    @property
    def entities(self) -> Listing[NodeFact]:
        """Everything that is no event, most mentioned first."""
        return cards.entities(self._words)

    @property
    def events(self) -> Listing[NodeFact]:
        """All events, most told first, with when and where and who."""
        return cards.events(self._words)

    def find(self, name: str) -> tuple[NodeFact, ...]:
        """The entities and events called `name` (folded; aliases and romanised forms too), most mentioned first."""
        iris = self._iris(name)
        return tuple(sorted((n for n in self.joined.nodes if n.iri in iris), key=lambda n: (-len(n.mentions), n.iri)))

    def _iris(self, name: str) -> frozenset[str]:
        """The nodes of `joined` that are called `name`, or whose IRI (or that of a part) it is."""
        same, known = self.versions.identity, self._words.nodes
        found = {x for n in (*self.names.find(name), name) for x in (n, same.get(n, n))}
        return frozenset(found & known.keys())

    def _some(self, name: str, *, event: bool | None = None) -> tuple[NodeFact, ...]:
        """What is called `name`. Raises UsageError KG613, with the nearest name, when nothing is."""
        found = tuple(n for n in self.find(name) if event in (None, n.event))
        if not found:
            near = suggestion(name, [n.label for n in self.joined.nodes if event in (None, n.event)])
            advice = near or "see graph.events" if event else near or "see graph.entities"
            raise UsageError("KG613", f"nothing here is called {name!r}", advice)
        return found

    def entity(self, name: str) -> Card:
        """The card of the entity called `name` (or of that IRI), the most mentioned one if several are.

        Raises UsageError KG613 for none.
        """
        return cards.card(self.joined, self._some(name, event=False)[0], self.settings.language, self._words)

    def event(self, name: str) -> Card:
        """The card of an event, by its trigger, its kind ('Coup', 'coup') or its IRI: the most told one if several are.

        Raises UsageError KG613 for none.
        """
        of_kind = [n for n in self.events if n.kind.lower() == name.lower()]
        node = of_kind[0] if of_kind else self._some(name, event=True)[0]
        return cards.card(self.joined, node, self.settings.language, self._words)

    def paths(self, start: str, end: str, *, most: int = 5, factuality: str = "") -> Listing[Way]:
        """At most `most` shortest ways between two things, each step with its claims and their evidence.

        With `factuality`, only claims at least that sure count: "asserted" leaves out all hedged ones. Raises UsageError KG613
        for a name that nothing has, KG612 for a factuality that there is none of.
        """
        if factuality and factuality not in FACTUALITIES:
            raise UsageError("KG612", f"no factuality {factuality!r}", suggestion(factuality, FACTUALITIES))
        sure = FACTUALITIES[: FACTUALITIES.index(factuality) + 1] if factuality else ()
        ends = [frozenset(n.iri for n in self._some(name)) for name in (start, end)]
        return cards.paths(self._words, ends[0], ends[1], most, frozenset(sure))

    def timeline(self, about: str = "", *, kind: str = "") -> Timeline:
        """Events by the times told of them, earliest first; of those that involve `about`, or of a kind ('Attack').

        Raises UsageError KG613 for a name that nothing has.
        """
        nodes = frozenset(n.iri for n in self._some(about)) if about else frozenset()
        return cards.timeline(self._words, nodes, kind)

    def query(self, query: str, *, seconds: float | None = None, rows: int | None = None, **parameters: str) -> Table:
        """The rows of a named query (`graph.query("tellings", event="coup")`) or of a SELECT; ASK gives one cell.

        Raises QueryError KG501 to KG509, UsageError KG612 to KG614 for wrong names and parameters.
        """
        sparql = query
        if query in named_queries() or not any(c.isspace() for c in query.strip()):
            sparql = named_query(query).bind(parameters, self.names.find)
        elif parameters:
            raise UsageError(
                "KG612", "only named queries take parameters", "write the values into the query, or use a named one"
            )
        limit = rows or self.settings.query_rows
        answer = ask(
            self.store, sparql, seconds=seconds or self.settings.query_seconds, rows=limit, graphs=self.store.graphs()
        )
        return _table(answer, self._labels, self.settings)

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        return {n.iri: n.label for n in self.facts.nodes}

    def view(
        self, path: str | Path | None = None, title: str = "", lang: str = "", *, around: str = "", hops: int = 1, height: int = 640,
        sparql: bool = False, like: str | Path | None = None,
    ) -> Any:  # fmt: skip
        """The explorer: written to `path`, or shown in the notebook when none is given.

        With `around`, only what lies at most `hops` claims away from the things of that name. Raises UsageError KG613. With
        `sparql`, Oxigraph answers queries inside the page (2 MB more). What `like`, an explorer made before, shows stays there.
        """
        from kg.view import explorer_html, positions, quads_text, write_explorer

        more: dict[str, Any] = {"versions": self.versions, "quads": quads_text(self.store.quads()) if sparql else ""}
        if like is not None:
            more["before"] = positions(Path(like).read_text(encoding="utf-8"))
        language, budget = lang or self.settings.language, self.settings.draw_budget
        shown = self._around([n.iri for n in self._some(around)], hops, whole=False) if around else self.facts
        if path is None:
            from kg.notebook import Frame
            from kg.notebook.pictures import facts_svg

            caption = f"<explorer of {self!r}>"
            html = explorer_html(shown, title, language, budget, **more)
            return Frame(html, caption, lambda: facts_svg(joined(shown, self.versions.identity, self.versions.labels).facts), height)
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        write_explorer(Path(path), shown, title=title, lang=language, budget=budget, **more)
        return Path(path)

    def widget(self, *, around: str = "", hops: int = 1) -> Any:
        """A picture in a notebook with `selected` and `time_range`, both ways. Needs anywidget: raises UsageError KG631 without it."""
        try:
            from kg.notebook.widget import graph_widget
        except ImportError as error:
            raise UsageError("KG631", "this needs anywidget", "pip install 'khabar[widget]', or use graph.view()") from error
        return graph_widget(self._around([n.iri for n in self._some(around)], hops) if around else self.joined)

    def _around(self, iris: Iterable[str], hops: int, whole: bool = True) -> Facts:
        found = around(self.joined, tuple(iris), hops)
        return found if whole else parted(found, self.facts, self.versions.identity)

    @overload
    def to_networkx(self, *, fold: Literal[False] = False) -> nx.MultiDiGraph[str]: ...
    @overload
    def to_networkx(self, *, fold: Literal[True]) -> nx.DiGraph[str]: ...
    def to_networkx(self, *, fold: bool = False) -> nx.MultiDiGraph[str] | nx.DiGraph[str]:
        """Entities and events as nodes, claims as edges; with `fold` one edge for each ordered pair, `weight` claims strong."""
        return folded(network(self.joined)) if fold else network(self.joined)

    def network(self, kind: str = "mentions", **options: Any) -> nx.Graph[str]:
        """A network to measure: "mentions" (who is named together), "speaking" (who speaks about whom), "quoting" (who passes on
        whom). `options` are those of kg.graph.measure.co_mentions: within="sentence" or "article", kinds={…}.

        Raises UsageError KG612 for another kind.
        """
        makers: dict[str, Callable[..., nx.Graph[str]]] = {"mentions": co_mentions, "speaking": speaking, "quoting": quoting}
        if kind not in makers:
            raise UsageError("KG612", f"no network {kind!r}", suggestion(kind, makers))
        return makers[kind](self.joined, **options)

    def to_pyvis(self, **options: Any) -> Network:
        """A plain pyvis Network with isolated labels and positions, to style by hand."""
        from kg.view import to_pyvis

        return to_pyvis(self.joined, **options)

    def to_rdflib(self) -> rdflib.Dataset:
        """The same quads as an rdflib Dataset (no copy)."""
        return self.store.dataset()

    def save(self, path: str | Path) -> Path:
        """Writes the graph; .trig and .ttl in the order and bytes of a build, other formats as Oxigraph writes them."""
        from kg.rdf import trig, turtle

        place = Path(path)
        writers = {".trig": trig, ".ttl": turtle}
        if place.suffix in writers:
            with builtins.open(place, "w", encoding="utf-8", newline="\n") as file:
                file.writelines(writers[place.suffix](list(self.store.quads()), self.settings.base_iri))
        else:
            self.store.save(place)
        return place

    def export(self, path: str | Path) -> Path:
        """The network as .graphml, .gexf or .csv; the quads as .jsonld, .nq, .nt, .rdf."""
        from kg.graph.export import FORMATS, export

        place = Path(path)
        if place.suffix.removeprefix(".") in FORMATS:
            export(self.to_networkx(), place)
            return place
        return self.save(place)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        from kg.notebook.cards import graph_display

        return graph_display(self)


def _table(answer: Answer, labels: Mapping[str, str], values: Settings) -> Table:
    import pyoxigraph as ox

    short = prefixes(values.base_iri)
    if answer.yes is not None:
        return Table(("answer",), ((ox.Literal(answer.yes),),), False, labels, short)
    if answer.triples:
        rows = tuple((t.subject, t.predicate, t.object) for t in answer.triples)
        return Table(("subject", "predicate", "object"), rows, answer.truncated, labels, short)
    return Table(answer.columns or ("subject", "predicate", "object"), answer.rows, answer.truncated, labels, short)
