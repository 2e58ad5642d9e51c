"""Turtle 1.1: sorted, grouped by subject, a blank line between subjects, no blank nodes.

The lines come from `kg.graph`; merged from several runs they need never be in memory together.
"""

import heapq
from collections.abc import Iterable, Iterator
from typing import TextIO

from kg import __version__
from kg.iri import BASE, NAMESPACES, PATHS


def header(base: str = BASE) -> str:
    """Return the prefixes and the version of a graph file."""
    own = {prefix: f"{base}{path}/" for path, prefix in PATHS.items()}
    prefixes = sorted({**NAMESPACES, **own}.items())
    return f"# govkg {__version__}\n" + "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes)


def merge(runs: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield the lines of sorted runs in order, doubles once."""
    last = ""
    for line in heapq.merge(*runs):
        if line != last:
            yield line
            last = line


def write(lines: Iterable[str], out: TextIO, base: str = BASE) -> int:
    """Write sorted distinct lines as Turtle and return how many triples there were."""
    out.write(header(base))
    subject = predicate = ""
    count = 0
    block: list[str] = []
    for line in lines:
        s, p, o = line.split("\t")
        count += 1
        if s != subject:
            if block:
                block.append(" .\n")
                out.write("".join(block))
            block = [f"\n{s} {p[1:]} {o}"]
            subject, predicate = s, p
        elif p != predicate:
            block.append(f" ;\n    {p[1:]} {o}")
            predicate = p
        else:
            block.append(f" , {o}")
    if block:
        block.append(" .\n")
        out.write("".join(block))
    return count
