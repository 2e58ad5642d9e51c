"""A process that answers queries over a store on disk, and can do nothing else: the second layer against hostile queries.

``python -m kg.serve.worker STORE`` opens the store for reading, then gives up the right to open files and sockets and to
use more than some memory. It is killed where a query takes too long: pyoxigraph cannot be interrupted. Should the server die
first, the limit of processor time ends the query.
"""

import resource
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from kg.serve import results, triples, wire
from kg.serve.accept import choose

MEMORY = 4 << 30  # bytes of address space beyond what the open store takes
# Media types of answers in the order of preference, each with that whose writer it takes
_RESULTS = {
    results.JSON: results.JSON, results.XML: results.XML, results.CSV: results.CSV, results.TSV: results.TSV,
    "application/json": results.JSON, "application/xml": results.XML, "text/xml": results.XML,
}  # fmt: skip
_GRAPHS = {media: media for media in triples.FORMATS} | {"text/plain": triples.NTRIPLES, "application/x-turtle": triples.TURTLE}


class _Held:
    """A body kept until it is whole, so that its head can say how many rows it has."""

    def __init__(self, gzip: bool) -> None:
        self.parts: list[bytes] = []
        self.size = 0
        self._packer = zlib.compressobj(5, zlib.DEFLATED, 31) if gzip else None
        self._waiting = bytearray()

    def write(self, data: bytes) -> None:
        self.size += len(data)
        self._waiting += data
        if len(self._waiting) >= wire.FRAME:
            self._pass_on()

    def _pass_on(self) -> None:
        data = bytes(self._waiting)
        self._waiting.clear()
        self.parts.append(self._packer.compress(data) if self._packer else data)

    def close(self) -> Iterator[bytes]:
        self._pass_on()
        if self._packer:
            self.parts.append(self._packer.flush())
        return (part for part in self.parts if part)


class _Sent(_Held):
    """A body sent as it is made, for graphs of any size."""

    def __init__(self, gzip: bool, out: BinaryIO) -> None:
        super().__init__(gzip)
        self._out = out

    def _pass_on(self) -> None:
        super()._pass_on()
        for part in self.parts:
            if part:
                self._out.write(wire.frame(part))
        self._out.flush()
        self.parts.clear()


class _Limit:
    """Counts rows or triples and says where to stop."""

    def __init__(self, job: wire.Job, body: _Held) -> None:
        self._job, self._body = job, body
        self.rows, self.cut = 0, ""

    def full(self, _count: int = 0) -> bool:
        if self._job.rows and self.rows >= self._job.rows:
            self.cut = "rows"
        elif self._job.size and self._body.size >= self._job.size:
            self.cut = "bytes"
        self.rows += not self.cut
        return bool(self.cut)

    def within(self, found: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
        for triple in found:
            if self.full():
                return
            yield triple


class _Unwilling(Exception):
    """None of the formats that the client takes can say this answer."""


def serve(store: ox.Store, requests: BinaryIO, out: BinaryIO) -> None:
    """Answer the jobs that come in until there are no more."""
    while (data := wire.receive(requests)) is not None:
        job = wire.job(data)
        _grant(job.seconds)
        try:
            for part in _answered(store, job, out):
                out.write(part)
        except _Unwilling as error:
            out.write(wire.pack(wire.Answer(406, error=str(error))))
        except MemoryError:
            out.write(wire.pack(wire.Answer(503, error="the query needs more memory than it may have")))
        except (SyntaxError, ValueError, RuntimeError, OSError) as error:
            status = 400 if isinstance(error, SyntaxError | ValueError | RuntimeError) else 403
            out.write(wire.pack(wire.Answer(status, error=" ".join(str(error).split()))))
        out.write(wire.frame(b""))
        out.flush()


def _answered(store: ox.Store, job: wire.Job, out: BinaryIO) -> Iterator[bytes]:
    if job.query is None:
        yield from _whole_graph(store, job, out)
        return
    body = _Held(job.gzip)
    limit = _Limit(job, body)
    found = _ask(store, job.query, job)
    media = _media(job.accept, _GRAPHS if isinstance(found, ox.QueryTriples) else _RESULTS)
    if isinstance(found, ox.QueryTriples):
        graph = sorted(limit.within(found), key=triples.order)
        triples.serialise(graph, _GRAPHS[media], job.prefixes, body.write)
    elif isinstance(found, ox.QueryBoolean):
        body.write(results.WRITERS[_RESULTS[media]].boolean(bool(found)).encode())
    else:
        writer = results.WRITERS[_RESULTS[media]]([variable.value for variable in found.variables])
        for text in results.serialise(writer, found, limit.full):
            body.write(text.encode("utf-8", "replace"))
    parts = list(body.close())
    yield wire.pack(wire.Answer(200, media, rows=limit.rows, cut=limit.cut, gzip=job.gzip))
    yield from map(wire.frame, parts)


def _whole_graph(store: ox.Store, job: wire.Job, out: BinaryIO) -> Iterator[bytes]:
    name = ox.NamedNode(job.graph) if job.graph else ox.DefaultGraph()
    if isinstance(name, ox.NamedNode) and not store.contains_named_graph(name):
        yield wire.pack(wire.Answer(404, error=f"no graph {job.graph}"))
        return
    media = _media(job.accept, _GRAPHS)
    yield wire.pack(wire.Answer(200, media, gzip=job.gzip))
    body = _Sent(job.gzip, out)
    found = (quad.triple for quad in store.quads_for_pattern(None, None, None, name))
    triples.serialise(found, _GRAPHS[media], job.prefixes, body.write)
    yield from map(wire.frame, body.close())


def _media(accept: str, offered: dict[str, str]) -> str:
    media = choose(accept, list(offered))
    if media is None:
        raise _Unwilling(f"none of the types accepted can be sent; accept one of {' '.join(offered)}")
    return media


def _ask(store: ox.Store, query: str, job: wire.Job) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """Run a query. A dataset of the request replaces that of the query; what it does not name is empty."""
    if job.default is None and job.named is None:
        return store.query(query)
    default, named = ([ox.NamedNode(iri) for iri in dict.fromkeys(graphs or ())] for graphs in (job.default, job.named))
    if len(default) < 2:
        return store.query(query, default_graph=default, named_graphs=named)
    # Oxigraph counts a triple once for each of several default graphs that hold it; the merge of graphs has it once
    merged = ox.Store()
    for graph in default:
        merged.bulk_extend(ox.Quad(q.subject, q.predicate, q.object) for q in store.quads_for_pattern(None, None, None, graph))
    for graph in named:
        merged.bulk_extend(store.quads_for_pattern(None, None, None, graph))
    return merged.query(query, default_graph=ox.DefaultGraph(), named_graphs=named)


def _grant(seconds: float) -> None:
    """Allow the next job its time on the processor, and two seconds."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime + seconds + 2)
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))


def confine() -> None:
    """Give up the right to open files and sockets, to dump memory, and to take much more memory."""
    statm = Path("/proc/self/statm")  # not on macOS, where memory cannot be limited either
    if statm.exists():
        most = int(statm.read_text("ascii").split()[0]) * resource.getpagesize() + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def main() -> None:
    """Open the store named on the command line, confine the process, and serve its standard input."""
    store = ox.Store.read_only(sys.argv[1])
    confine()
    sys.stdout.buffer.write(wire.frame(b""))  # ready
    sys.stdout.buffer.flush()
    serve(store, sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
