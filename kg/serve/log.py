"""The access log: one JSON object a request, on one line."""

import json
import time
from datetime import UTC, datetime
from typing import Any, TextIO

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LONGEST = 2000  # characters of a query kept in the log


class AccessLog:
    """Writes time, client, method, address, status, bytes, milliseconds and the query of each request to a stream."""

    def __init__(self, app: ASGIApp, stream: TextIO) -> None:
        self._app, self._stream = app, stream

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and note what became of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, status, size = time.perf_counter(), 0, 0

        async def counted(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            elif message["type"] == "http.response.body":
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, counted)
        finally:
            self._write(scope, status, size, time.perf_counter() - begun)

    def _write(self, scope: Scope, status: int, size: int, seconds: float) -> None:
        client = scope.get("client")
        line: dict[str, Any] = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "client": client[0] if client else "",
            "method": scope["method"],
            "path": scope["path"],
            "status": status,
            "bytes": size,
            "ms": round(1000 * seconds, 1),
        }
        query = scope.get("state", {}).get("query")
        if query:
            line["query"] = query[:_LONGEST]
        self._stream.write(json.dumps(line, ensure_ascii=True) + "\n")
        self._stream.flush()
