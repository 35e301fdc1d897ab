"""The ledger of a build: every article's part with what it was made from. SQLite, one file, whole at any moment.

The ledger is the truth: the store, graph.trig, graph.ttl and the explorer are made from it and can be made again. An entry
is in it completely or not at all, so a build that was killed goes on where the ledger ends.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kg.building.part import Part
from kg.errors import GraphError
from kg.model import Problem

NAME = "build.db"
FORMAT = "1"
_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
    id TEXT PRIMARY KEY, path TEXT NOT NULL, made_from BLOB NOT NULL, graph TEXT NOT NULL, digest BLOB NOT NULL,
    quads INTEGER NOT NULL, words INTEGER NOT NULL, entities INTEGER NOT NULL, events INTEGER NOT NULL,
    claims INTEGER NOT NULL, violations TEXT NOT NULL, checked INTEGER NOT NULL, issued TEXT NOT NULL, run INTEGER NOT NULL,
    stored BLOB
) WITHOUT ROWID;
CREATE TABLE bodies (id TEXT PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE gone (graph TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE failed (id TEXT PRIMARY KEY, path TEXT NOT NULL, run INTEGER NOT NULL) WITHOUT ROWID;
"""
Seen = Literal["new", "kept", "twice"]


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the articles in the ledger."""

    articles: int
    words: int
    quads: int
    entities: int
    events: int
    claims: int
    checked: int


class Ledger:
    """Open in `folder`, made if missing; one at a time (see kg.building.lock). Raises GraphError KG416 when it cannot be
    written (a full disk), KG418 when it is no ledger of this version."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        with self._errors():
            self._db = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
            self._db.execute("BEGIN IMMEDIATE")
            if not self._db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
                for statement in _SCHEMA.split(";"):
                    self._db.execute(statement)
                self._set("format", FORMAT)
            self._db.execute("COMMIT")
        if self.get("format") != FORMAT:
            raise GraphError("KG418", f"{self.path} is of another version", f"remove {self.path} and build again")
        self.run = int(self.get("run") or 0)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def begin(self) -> None:
        """A new run: articles not seen in it are withdrawn by `sweep`."""
        self.run += 1
        self.set("run", str(self.run))

    def get(self, name: str) -> str:
        """A value kept under `name`, or ''."""
        with self._errors():
            row = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def set(self, name: str, value: str) -> None:
        """Keeps `value` under `name`."""
        with self.changing():
            self._set(name, value)

    def _set(self, name: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    @contextlib.contextmanager
    def changing(self) -> Iterator[None]:
        """A transaction: everything inside is kept, or nothing."""
        with self._errors():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def see(self, article: str, made_from: bytes) -> Seen:
        """What is to be done for an article that is offered now; call it inside `changing`. `made_from` is the hash of all
        that its part depends on. "kept": its part is there; "twice": it was offered in this run already; "new" otherwise."""
        row = self._db.execute("SELECT run, made_from FROM articles WHERE id = ?", (article,)).fetchone()
        tried = self._db.execute("SELECT run FROM failed WHERE id = ?", (article,)).fetchone()
        if (row and row[0] == self.run) or (tried and tried[0] == self.run):
            return "twice"
        if row and bytes(row[1]) == made_from:
            self._db.execute("UPDATE articles SET run = ? WHERE id = ?", (self.run, article))
            return "kept"
        self._db.execute("INSERT OR REPLACE INTO failed VALUES (?, '', ?)", (article, self.run))
        return "new"

    def keep(self, parts: Sequence[tuple[Part, bytes]]) -> None:
        """Parts with the hash of what each was made from, in one transaction."""
        with self.changing():
            for part, made_from in parts:
                words = (
                    json.dumps([[v.where, v.code, v.message, v.advice] for v in part.violations])
                    if part.violations
                    else ""
                )
                row = (
                    part.article, part.path, made_from, part.graph, part.digest, part.quads, part.words, *part.counts, words,
                    part.checked, part.issued, self.run, self._stored(part.article),
                )  # fmt: skip
                self._db.execute(
                    "INSERT OR IGNORE INTO gone SELECT graph FROM articles WHERE id = ? AND graph != ? AND stored IS NOT NULL",
                    (part.article, part.graph),
                )
                self._db.execute(f"INSERT OR REPLACE INTO articles VALUES ({','.join('?' * len(row))})", row)
                self._db.execute("INSERT OR REPLACE INTO bodies VALUES (?, ?)", (part.article, part.body))
                self._db.execute("DELETE FROM failed WHERE id = ?", (part.article,))
                self._db.execute("DELETE FROM gone WHERE graph = ?", (part.graph,))

    def _stored(self, article: str) -> bytes | None:
        row = self._db.execute("SELECT stored FROM articles WHERE id = ?", (article,)).fetchone()
        return row[0] if row else None

    def sweep(self) -> int:
        """Withdraws the articles that this run did not offer; how many."""
        with self.changing():
            self._db.execute(
                "INSERT OR IGNORE INTO gone SELECT graph FROM articles WHERE run != ? AND stored IS NOT NULL",
                (self.run,),
            )
            self._db.execute("DELETE FROM bodies WHERE id IN (SELECT id FROM articles WHERE run != ?)", (self.run,))
            count = self._db.execute("DELETE FROM articles WHERE run != ?", (self.run,)).rowcount
            self._db.execute("DELETE FROM failed WHERE run != ?", (self.run,))
        return count

    def totals(self) -> Totals:
        """Sums over all articles."""
        with self._errors():
            columns = ("words", "quads", "entities", "events", "claims", "checked")
            sums = ", ".join(f"coalesce(sum({c}), 0)" for c in columns)
            row = self._db.execute(f"SELECT count(*), {sums} FROM articles").fetchone()
        return Totals(*map(int, row))

    def violations(self) -> tuple[Problem, ...]:
        """Those of all articles, by path."""
        with self._errors():
            rows = self._db.execute(
                "SELECT violations FROM articles WHERE violations != '' ORDER BY path, id"
            ).fetchall()
        return tuple(Problem(*fields) for (text,) in rows for fields in json.loads(text))

    def damage(self) -> str:
        """What SQLite finds wrong with the file; '' when it is whole."""
        try:
            found = [str(row[0]) for row in self._db.execute("PRAGMA quick_check")]
        except sqlite3.DatabaseError as error:
            return str(error)
        return "" if found == ["ok"] else "; ".join(found[:3])

    def digests(self) -> Iterator[tuple[str, bytes]]:
        """(graph, SHA-256 of its sorted N-Quads lines), by graph."""
        for graph, digest in self._db.execute("SELECT graph, digest FROM articles ORDER BY graph"):
            yield graph, bytes(digest)

    def bodies(self, stale: bool = False) -> Iterator[tuple[str, str, bytes]]:
        """(article, graph, packed N-Quads) by graph; with `stale` those that the store does not hold as they are."""
        where = "WHERE stored IS NULL OR stored != digest" if stale else ""
        cursor = self._db.execute(f"SELECT id, graph FROM articles {where} ORDER BY graph")
        while rows := cursor.fetchmany(500):
            for article, graph in rows:
                body = self._db.execute("SELECT body FROM bodies WHERE id = ?", (article,)).fetchone()
                yield article, graph, bytes(body[0])

    def newest(self, count: int) -> Iterator[bytes]:
        """The packed N-Quads of the `count` articles published last."""
        query = "SELECT b.body FROM articles a JOIN bodies b USING (id) ORDER BY a.issued DESC, a.graph LIMIT ?"
        for (body,) in self._db.execute(query, (count,)):
            yield bytes(body)

    def pending(self) -> tuple[int, int]:
        """How many articles, and how many withdrawn graphs, the store has still to take in."""
        with self._errors():
            stale = self._db.execute(
                "SELECT count(*) FROM articles WHERE stored IS NULL OR stored != digest"
            ).fetchone()[0]
            gone = self._db.execute("SELECT count(*) FROM gone").fetchone()[0]
        return int(stale), int(gone)

    def gone(self) -> tuple[str, ...]:
        """Graphs that the store may still hold and should not."""
        with self._errors():
            return tuple(row[0] for row in self._db.execute("SELECT graph FROM gone ORDER BY graph"))

    def mark_stored(self, articles: Sequence[str] | None = None, gone: Sequence[str] = ()) -> None:
        """The store now holds these articles (all, if None is given) and no longer those graphs."""
        with self.changing():
            if articles is None:
                self._db.execute("UPDATE articles SET stored = digest")
                self._db.execute("DELETE FROM gone")
                return
            self._db.executemany("UPDATE articles SET stored = digest WHERE id = ?", [(a,) for a in articles])
            self._db.executemany("DELETE FROM gone WHERE graph = ?", [(g,) for g in gone])

    def forget_store(self) -> None:
        """The store is to be made anew: it holds nothing."""
        with self.changing():
            self._db.execute("UPDATE articles SET stored = NULL")
            self._db.execute("DELETE FROM gone")

    @contextlib.contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            if "not a database" in str(error) or "malformed" in str(error):
                advice = f"remove {self.path} and build again"
                raise GraphError("KG418", f"{self.path} is damaged: {error}", advice) from error
            advice = "free some space, or build into another folder with -o; what was kept before is whole"
            raise GraphError("KG416", f"{self.path} cannot be written: {error}", advice) from error
