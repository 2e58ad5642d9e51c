"""SPARQL 1.1 Protocol, section 2.1: what a request to the endpoint asks, and which requests are not asked rightly."""

import asyncio
from dataclasses import dataclass
from urllib.parse import parse_qsl

import pyoxigraph as ox
from starlette.requests import ClientDisconnect, Request

from kg.serve.accept import quality
from kg.serve.refusal import Refusal

BODY = 1 << 20  # bytes of a query, at most
_HEARD = 16 * BODY  # and that are heard out, so that the client, busy sending, gets to read why they were too many
BODY_SECONDS = 10.0  # in which a query must have arrived
_FORM, _DIRECT, _UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_READ_ONLY = ("updates are refused: this service is read-only", "build the graph anew, or load it with kg load")

Parameters = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: the query, the dataset named beside it (None: none is), the formats accepted."""

    query: str
    default: tuple[str, ...] | None
    named: tuple[str, ...] | None
    accept: str
    gzip: bool


async def asked(request: Request) -> Asked | None:
    """Return what a request asks, or None if it asks nothing: then the service is to describe itself.

    :raises Refusal: 400, 403, 405, 408, 413 or 415, as the request is wrong.
    """
    parameters = url_parameters(request)
    if request.method in {"GET", "HEAD"}:
        if not parameters:
            return None
        return _asked(request, parameters)
    if request.method != "POST":
        raise Refusal(405, f"{request.method} asks nothing", "use GET or POST", {"Allow": "GET, HEAD, POST, OPTIONS"})
    media = _content_type(request)
    if media == _FORM:
        return _asked(request, parameters + _parsed(await body(request)))
    if media == _DIRECT:
        if any(name == "query" for name, _ in parameters):
            raise Refusal(400, "a query in the body and another in the address", "send one")
        text = await body(request)
        return _asked(request, [("query", _utf8(text)), *parameters])
    if media == _UPDATE:
        raise Refusal(403, *_READ_ONLY)
    raise Refusal(415, f"content type {media or 'missing'}", f"send {_FORM} or {_DIRECT}")


def url_parameters(request: Request) -> Parameters:
    """Return the parameters of the address.

    :raises Refusal: 400 if they are no UTF-8.
    """
    return _parsed(request.scope["query_string"])


async def body(request: Request) -> bytes:
    """Return the body of a request.

    :raises Refusal: 413 if it is larger than `BODY`, 408 if it does not come, 415 if it is compressed.
    """
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise Refusal(415, "a compressed query", "send it as it is", {"Accept-Encoding": "identity"})
    size = request.headers.get("content-length", "0")
    if size.isdigit() and int(size) > _HEARD:
        raise _too_large()
    data, heard = bytearray(), 0
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for part in request.stream():
                heard += len(part)
                if heard <= BODY:
                    data += part
                elif heard > _HEARD:
                    raise _too_large()
    except TimeoutError as error:
        raise Refusal(408, "the query did not arrive", "send it at once", {"Connection": "close"}) from error
    except ClientDisconnect as error:
        raise Refusal(400, "the client went away") from error
    if heard > BODY:
        raise _too_large()
    return bytes(data)


def _too_large() -> Refusal:
    return Refusal(413, f"a query of more than {BODY:,} bytes", "ask a shorter one", {"Connection": "close"})


def _content_type(request: Request) -> str:
    media, *rest = (part.strip().lower() for part in request.headers.get("content-type", "").split(";"))
    charset = next((part[8:].strip('"') for part in rest if part.startswith("charset=")), "utf-8")
    if charset not in {"utf-8", "utf8", "us-ascii"}:
        raise Refusal(415, f"charset {charset}", "send UTF-8")
    return media


def _utf8(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal(400, f"the query is not UTF-8 (byte {error.start})", "send UTF-8") from error


def _parsed(data: bytes) -> Parameters:
    try:
        return parse_qsl(_utf8(data), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except UnicodeDecodeError as error:
        raise Refusal(400, "a parameter is not UTF-8", "send UTF-8, percent-encoded") from error
    except ValueError as error:
        raise Refusal(400, "more than 1,000 parameters", "send fewer") from error


def _asked(request: Request, parameters: Parameters) -> Asked:
    queries = [value for name, value in parameters if name == "query"]
    if any(name == "update" for name, _ in parameters):
        raise Refusal(403, *_READ_ONLY)
    if len(queries) != 1:
        raise Refusal(400, f"{len(queries)} parameters named query", "send exactly one")
    default, named = (_graphs(parameters, name) for name in ("default-graph-uri", "named-graph-uri"))
    return Asked(queries[0], default, named, accept(request), gzip(request))


def _graphs(parameters: Parameters, wanted: str) -> tuple[str, ...] | None:
    found = tuple(value for name, value in parameters if name == wanted)
    for iri in found:
        check_iri(iri)
    return found or None


def check_iri(iri: str) -> None:
    """Let an absolute IRI pass.

    :raises Refusal: 400 for anything else.
    """
    try:
        ox.NamedNode(iri)
    except ValueError as error:
        raise Refusal(400, f"{iri[:200]!r} is no absolute IRI", "name a graph by its IRI") from error


def accept(request: Request) -> str:
    """Return the ``Accept`` headers of a request as one."""
    return ", ".join(request.headers.getlist("accept"))


def gzip(request: Request) -> bool:
    """Return whether the client takes gzip."""
    return quality(", ".join(request.headers.getlist("accept-encoding")), "gzip") > 0
