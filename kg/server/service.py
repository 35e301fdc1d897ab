"""What all routes share: the graph, the workers, the limits."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.concurrency import run_in_threadpool

from kg.errors import QueryError
from kg.server.describe import Counts, count
from kg.server.extraction import Extraction
from kg.server.front import Front
from kg.server.options import Options
from kg.server.pages import Pages
from kg.server.pool import Busy, Gone, Pool
from kg.server.spawn import Copies
from kg.settings import Settings

LOG = logging.getLogger("kg.server")


class Service:
    """One graph being served. Use `running` around it."""

    def __init__(self, graph: Path, options: Options, settings: Settings) -> None:
        self.options, self.settings = options, settings
        self.front = Front(graph, settings)
        self.pages = Pages(self.front.lookup, settings.base_iri, settings.language)
        spawner = Copies(str(graph), options.memory_mb, settings.base_iri)
        self.queries = Pool(spawner, workers=options.workers, queue=options.queue)
        self.extraction = Extraction(options, settings)
        self.counts = Counts()

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Starts the workers and ends them. Raises GraphError KG426 when they do not come up."""
        await self.queries.start()
        LOG.info("confined: workers have given up %s", ", ".join(self.queries.held) or "nothing, this system offers no way")
        counting = asyncio.ensure_future(self._measure())
        try:
            yield
        finally:
            counting.cancel()
            await asyncio.gather(counting, return_exceptions=True)
            await self.queries.stop()
            await self.extraction.stop()

    async def _measure(self) -> None:
        """Counts the graph for VoID and completion, and reads its names; a graph too large to count is served without."""
        try:
            self.counts = await count(self.queries, self.options)
        except (QueryError, Busy, Gone) as error:
            LOG.info("the graph was not counted: %s", error)
        await run_in_threadpool(self.front.find, "")
