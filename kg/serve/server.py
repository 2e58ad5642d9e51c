"""Starting and ending: a socket on this machine, the application, and an end that lets answers go out."""

import resource
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TextIO

import uvicorn

from kg.errors import UsageError
from kg.serve.app import application
from kg.serve.connection import Connection
from kg.serve.service import Settings
from kg.serve.source import Source

HOST = "127.0.0.1"
_CONNECTIONS = 4096


def serve(path: Path, port: int, settings: Settings, log: TextIO, started: Callable[[str], None]) -> None:
    """Serve a graph file or store until the process is told to end (SIGINT, SIGTERM); answers under way are sent first.

    ``port`` 0 takes a free one; ``started`` is called with the address once there is one.

    :raises GraphError: if the graph cannot be read.
    :raises UsageError: if the port cannot be had.
    """
    allowed = _files()
    with Source(path) as source, _listening(port) as listener:
        config = uvicorn.Config(
            application(source, settings, log), http=Connection, ws="none", lifespan="on", log_config=None, access_log=False,
            server_header=False, timeout_keep_alive=15, timeout_graceful_shutdown=int(settings.seconds) + 2,
            limit_concurrency=min(_CONNECTIONS, allowed // 2), backlog=2048,
        )  # fmt: skip
        started(f"http://{HOST}:{listener.getsockname()[1]}/")
        with _outliving(signal.SIGINT, signal.SIGTERM):
            uvicorn.Server(config).run(sockets=[listener])


@contextmanager
def _outliving(*signals: signal.Signals) -> Iterator[None]:
    """Survive signals: uvicorn ends at them, then raises them again, which would leave no time to clear up."""
    before = [signal.signal(number, _ignored) for number in signals]
    try:
        yield
    finally:
        for number, handler in zip(signals, before, strict=True):
            signal.signal(number, handler)


def _ignored(_number: int, _frame: FrameType | None) -> None:
    pass


def _listening(port: int) -> socket.socket:
    try:
        return socket.create_server((HOST, port), backlog=2048)
    except OSError as error:
        raise UsageError(f"port {port}", error.strerror or "cannot be had", "name another: --port") from error


def _files() -> int:
    """Allow this process as many connections as the machine lets it have; return how many."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = 65_536 if most == resource.RLIM_INFINITY else most
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    return most
