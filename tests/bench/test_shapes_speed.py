"""Validation takes less than 10 CPU seconds for 100,000 triples: the draft of the shapes took 50 for 18,000.

The documents are our sample reports, repeated as if written in other years.
"""

import re
import time
from pathlib import Path

from kg import graph, reading, resources
from kg.extraction import knowledge, read_out
from kg.iri import BASE
from kg.validate import validate
from kg.writing import turtle

TRIPLES = 100_000
SECONDS = 10.0


def earlier(text: str, years: int) -> str:
    return re.sub(r"20\d\d", lambda year: str(int(year[0]) - years), text)


def write_large(path: Path) -> int:
    texts = [reading.read(sample.name, sample.read_bytes()).text for sample in sorted(resources.data("reports").glob("*.txt"))]
    assert len(texts) >= 10
    lines: set[str] = set()
    for years in range(12):
        for i, text in enumerate(texts):
            document = reading.document(f"{i:02}-{years:02}.txt", earlier(text, years))
            lines.update(graph.lines(read_out(document, knowledge()), BASE))
        if len(lines) >= TRIPLES:
            break
    with path.open("w", encoding="utf-8", newline="\n") as out:
        return turtle.write(sorted(lines), out)


def test_shapes_speed(tmp_path: Path) -> None:
    path = tmp_path / "large.ttl"
    assert write_large(path) >= TRIPLES
    steps: list[str] = []
    begun = time.process_time()
    result = validate(path, progress=steps.append)
    taken = time.process_time() - begun
    print(f"{result.triples:,} triples, {result.rules} rules, {len(result.findings)} findings: {taken:.1f} CPU seconds")
    assert result.triples >= TRIPLES
    assert len(steps) > 25
    assert taken < SECONDS
