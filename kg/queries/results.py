"""Results: what a query answers, as a table for people or in a standard format."""

from collections.abc import Iterable, Sequence
from io import StringIO

import pyoxigraph as ox

from kg.errors import UsageError
from kg.queries.binding import PREFIXES

FORMATS = ("table", "csv", "json", "xml", "ttl")
Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
_SOLUTIONS = {"csv": ox.QueryResultsFormat.CSV, "json": ox.QueryResultsFormat.JSON, "xml": ox.QueryResultsFormat.XML}
_BY_LENGTH = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))


def serialise(answer: Answer, form: str) -> str:
    """Return an answer in one of `FORMATS` but ``table``: csv, json and xml as SPARQL 1.1 has them, ttl as Turtle.

    Triples, the answer of CONSTRUCT and DESCRIBE, are written as Turtle, or as a table with a column for each part.

    :raises UsageError: if the format cannot hold such an answer.
    """
    if isinstance(answer, ox.QueryTriples):
        if form == "ttl":
            return _text(ox.serialize(answer, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES))
        if form == "csv":
            return _csv(("subject", "predicate", "object"), ([_plain(part) for part in triple] for triple in answer))
        raise UsageError("--format", f"triples are no {form}", "use table, csv or ttl")
    if form == "ttl":
        raise UsageError("--format", "Turtle holds triples, not rows", "use csv, or ask with CONSTRUCT")
    if isinstance(answer, ox.QueryBoolean) and form == "csv":
        return f"answer\r\n{str(bool(answer)).lower()}\r\n"
    return _text(answer.serialize(format=_SOLUTIONS[form]))


def table(answer: Answer) -> tuple[list[str], list[list[str]]]:
    """Return an answer as headings and rows of text: IRIs as prefixed names, literals as their value, empty if unbound."""
    if isinstance(answer, ox.QueryBoolean):
        return ["answer"], [[str(bool(answer)).lower()]]
    if isinstance(answer, ox.QueryTriples):
        return ["subject", "predicate", "object"], [[short(part) for part in triple] for triple in answer]
    return [v.value for v in answer.variables], [["" if term is None else short(term) for term in row] for row in answer]


def short(term: object) -> str:
    """Return a term for people to read.

    >>> short(ox.NamedNode("https://w3id.org/govkg/id/platform/粤省事"))
    'platform:粤省事'
    """
    if isinstance(term, ox.Literal):
        return term.value
    if isinstance(term, ox.NamedNode):
        for prefix, namespace in _BY_LENGTH:
            if term.value.startswith(namespace):
                return f"{prefix}:{term.value[len(namespace) :]}"
        return f"<{term.value}>"
    return str(term)


def _plain(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    import csv

    out = StringIO(newline="")
    csv.writer(out).writerows([header, *rows])
    return out.getvalue()


def _text(serialised: bytes | None) -> str:
    assert serialised is not None  # it is None only where a file is given
    return serialised.decode("utf-8")
