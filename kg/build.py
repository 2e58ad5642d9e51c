"""Building a graph from files: read, read out, make lines, merge, write."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg import reading
from kg.errors import ReadingError, UsageError
from kg.extraction import Knowledge, knowledge, read_out
from kg.graph import lines
from kg.iri import BASE
from kg.writing import turtle


def build(paths: Iterable[Path], out: Path, base: str = BASE) -> None:
    known = knowledge()
    runs = []
    for path in paths:
        document = reading.read(path.name, path.read_bytes())
        runs.append(lines(read_out(document, known), base))
    out.mkdir(parents=True, exist_ok=True)
    with (out / "graph.ttl").open("w", encoding="utf-8", newline="\n") as handle:
        turtle.write(turtle.merge(runs), handle, base)
