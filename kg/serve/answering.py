"""From a job to a response: the answer is taken from the worker whole, so that no slow client keeps one from the next query."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO

from starlette.responses import Response, StreamingResponse

from kg.serve import wire
from kg.serve.pool import Pool
from kg.serve.refusal import Refusal

_IN_MEMORY = 1 << 20  # bytes of an answer kept in memory; the rest waits on disk
_DUMP_SECONDS = 600.0
_VARY = {"Vary": "Accept, Accept-Encoding", "Cache-Control": "no-cache"}


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer: its head, the number of bytes of its body, and a file with the body, at its begin."""

    head: wire.Answer
    size: int
    body: IO[bytes]

    def text(self) -> str:
        """Return the body as text and close it."""
        with self.body:
            return self.body.read().decode()


async def ask(pool: Pool, job: wire.Job) -> Reply:
    """Return the answer to a query.

    :raises Refusal: what the worker refuses, 503 for a query that takes too long.
    """
    body: IO[bytes] = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - it outlives this function
    try:
        async with pool.worker(job.seconds) as worker:
            await worker.write(job)
            head = wire.answer(await worker.read())
            while part := await worker.read():
                body.write(part)
        if head.status != 200:
            raise _refusal(head)
    except BaseException:
        body.close()
        raise
    size = body.tell()
    body.seek(0)
    return Reply(head, size, body)


def _refusal(head: wire.Answer) -> Refusal:
    return Refusal(head.status, head.error, "see the syntax of SPARQL 1.1" if head.status == 400 else "")


def respond(reply: Reply, extra: Mapping[str, str] | None = None) -> Response:
    """Return the response that sends a reply."""
    headers = {**_VARY, **_described(reply.head), "Content-Length": str(reply.size), **(extra or {})}
    if reply.size <= _IN_MEMORY:
        with reply.body:
            return Response(reply.body.read(), headers=headers, media_type=_typed(reply.head.media))

    async def parts() -> AsyncIterator[bytes]:
        with reply.body:
            while part := reply.body.read(wire.FRAME):
                yield part

    return StreamingResponse(parts(), headers=headers, media_type=_typed(reply.head.media))


def _described(head: wire.Answer) -> dict[str, str]:
    headers = {"Content-Encoding": "gzip"} if head.gzip else {}
    if head.rows:
        headers["X-Govkg-Rows"] = str(head.rows)
    if head.cut:
        headers["X-Govkg-Truncated"] = head.cut
    return headers


def _typed(media: str) -> str:
    return media if media.startswith("application/") else f"{media}; charset=utf-8"


class Dumps:
    """Whole graphs, sent as they are read; a few at a time, each by a worker of its own."""

    def __init__(self, pool: Pool, at_once: int = 2) -> None:
        self._pool = pool
        self._free = at_once

    async def respond(self, job: wire.Job, head_only: bool) -> Response:
        """Return the response that sends a graph.

        :raises Refusal: 404 if there is no such graph, 503 if as many graphs are being sent as may be.
        """
        if not self._free:
            raise Refusal(503, "other graphs are being sent", "try again", {"Retry-After": "30"})
        frames = self._frames(job)
        try:
            head = wire.answer(await anext(frames))
            if head.status != 200:
                raise Refusal(head.status, head.error)
        except BaseException:
            await frames.aclose()
            raise
        headers = {**_VARY, **_described(head)}
        if head_only:
            await frames.aclose()
            return Response(headers=headers, media_type=_typed(head.media))

        async def parts() -> AsyncIterator[bytes]:
            async with aclosing(frames):
                async for part in frames:
                    yield part

        return StreamingResponse(parts(), headers=headers, media_type=_typed(head.media))

    async def _frames(self, job: wire.Job) -> AsyncGenerator[bytes, None]:
        self._free -= 1
        worker = None
        try:
            worker = await self._pool.single()
            async with asyncio.timeout(_DUMP_SECONDS):
                await worker.write(job)
                while part := await worker.read():
                    yield part
        finally:
            self._free += 1
            if worker:
                await worker.end()
