"""How the server and a worker talk: over the worker's standard input and output, in frames of a length and bytes.

A request is one frame of JSON. The answer is a head (a frame of JSON: `Answer`), frames of the body, and an empty frame.
"""

import json
import struct
from dataclasses import asdict, dataclass, field
from typing import Any, BinaryIO

LENGTH = struct.Struct(">I")
FRAME = 1 << 16  # bytes of a body frame, about


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker is to do.

    ``query`` is SPARQL, or None to send a whole graph: ``graph`` (empty: the default graph). ``default`` and ``named`` are the
    dataset the request names, None where it names none. ``accept`` is the header that chooses the format, ``gzip`` whether
    the body may be compressed; ``rows`` and ``size`` are the most rows and bytes of an answer, 0 for no limit.
    ``seconds`` is the processor time that the worker grants itself.
    """

    query: str | None = None
    graph: str = ""
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None
    accept: str = ""
    gzip: bool = False
    rows: int = 0
    size: int = 0
    seconds: float = 10.0
    prefixes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """The head of an answer: status and media type, or the status and cause of an error.

    ``cut`` says whether the body ends early, at the most ``rows`` or ``bytes``.
    """

    status: int
    media: str = ""
    error: str = ""
    rows: int = 0
    cut: str = ""
    gzip: bool = False


def pack(value: Job | Answer) -> bytes:
    """Return a frame that holds a value as JSON."""
    return frame(json.dumps(asdict(value), ensure_ascii=False).encode("utf-8", "surrogatepass"))


def frame(data: bytes) -> bytes:
    """Return a frame."""
    return LENGTH.pack(len(data)) + data


def job(data: bytes) -> Job:
    """Return the job in a frame."""
    values: dict[str, Any] = json.loads(data.decode("utf-8", "surrogatepass"))
    for name in ("default", "named"):
        values[name] = None if values[name] is None else tuple(values[name])
    return Job(**values)


def answer(data: bytes) -> Answer:
    """Return the head of an answer in a frame."""
    return Answer(**json.loads(data))


def receive(stream: BinaryIO) -> bytes | None:
    """Return what the next frame holds, or None at the end of the stream."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (size,) = LENGTH.unpack(head)
    return stream.read(size)
