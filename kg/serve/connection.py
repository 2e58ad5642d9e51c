"""Connections that do not wait for ever: clients that send their request, or take their answer, a byte at a time are cut off.

uvicorn limits only the pause between two requests.
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 10.0  # from the first byte of a request to the end of its head
TAKE_SECONDS = 30.0  # that a client may leave an answer untaken


class Connection(H11Protocol):
    """One connection of HTTP/1.1."""

    _head: asyncio.TimerHandle | None = None
    _take: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what the client sent; a request that has begun must come to the end of its head in time."""
        before = self.cycle
        if self._head is None and (before is None or before.response_complete):
            self._await_head()
        super().data_received(data)
        if self.cycle is not before and self._head:
            self._head.cancel()
            self._head = None

    def pause_writing(self) -> None:
        """Note that the client takes no more for now."""
        super().pause_writing()
        self._take = self.loop.call_later(TAKE_SECONDS, self._abort)

    def resume_writing(self) -> None:
        """Note that the client takes what is sent again."""
        super().resume_writing()
        if self._take:
            self._take.cancel()
            self._take = None

    def _await_head(self) -> None:
        self._head = self.loop.call_later(HEAD_SECONDS, self._abort)

    def _stop(self) -> None:
        for timer in (self._head, self._take):
            if timer:
                timer.cancel()
        self._head = self._take = None

    def _abort(self) -> None:
        self._stop()
        self.transport.abort()
