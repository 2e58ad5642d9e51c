"""What every handler of a request needs: the settings of the server, the workers, and what is known of the graph."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar

from starlette.requests import Request

from kg.iri import BASE, NAMESPACES, PATHS
from kg.serve import wire
from kg.serve.answering import Dumps, Reply, ask
from kg.serve.pool import Pool
from kg.serve.refusal import Refusal

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Settings:
    """How the server serves.

    ``seconds`` a query may take, ``rows`` and ``size`` (bytes) of its answer at most, ``origins`` whose pages may read answers
    (CORS), ``hosts`` that requests may name besides those of this machine, ``base`` of the IRIs of entities.
    """

    seconds: float = 10.0
    rows: int = 100_000
    size: int = 64 << 20
    workers: int = 4
    origins: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    base: str = BASE
    title: str = ""


@dataclass(slots=True)
class Service:
    """The running service. ``prefixes`` are those of the graph files, by which IRIs are shortened."""

    settings: Settings
    pool: Pool
    dumps: Dumps
    prefixes: dict[str, str] = field(default_factory=dict)

    @classmethod
    def over(cls, pool: Pool, settings: Settings) -> "Service":
        """Return the service over some workers."""
        prefixes = NAMESPACES | {short: f"{settings.base}{path}/" for path, short in PATHS.items()}
        return cls(settings, pool, Dumps(pool), prefixes)

    def job(self, query: str | None, accept: str = "", gzip: bool = False) -> wire.Job:
        """Return a job within the limits of the settings."""
        limits = self.settings
        seconds = limits.seconds if query is not None else 600.0
        return wire.Job(query, accept=accept, gzip=gzip, rows=limits.rows, size=limits.size, seconds=seconds, prefixes=self.prefixes)

    async def select(self, query: str, rows: int = 0, seconds: float = 0.0) -> list[dict[str, dict[str, str]]]:
        """Return the rows of a query of our own, ``{variable: {"type", "value", …}}``.

        :raises Refusal: 503 if it takes too long.
        """
        import json

        limit = seconds or self.settings.seconds
        reply = await ask(self.pool, wire.Job(query, accept="application/sparql-results+json", rows=rows, seconds=limit))
        found: list[dict[str, dict[str, str]]] = json.loads(reply.text())["results"]["bindings"]
        return found


def service(request: Request) -> Service:
    """Return the service that a request came to."""
    found: Service = request.app.state.service
    return found


async def while_connected(request: Request, work: Coroutine[Any, Any, Reply]) -> Reply:
    """Return what the work returns; give it up when the client goes away, so that nobody waits for what nobody reads.

    :raises Refusal: what the work raises, or 499 if the client has gone.
    """
    task = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise Refusal(499, "the client went away")
    finally:
        for waiting in (task, gone):
            waiting.cancel()
        await asyncio.gather(task, gone, return_exceptions=True)


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
