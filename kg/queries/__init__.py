"""Queries: the question pack of ``ontology/queries`` and free SPARQL, over a graph file or a store on disk."""

from collections.abc import Mapping

import pyoxigraph as ox

from kg.errors import GraphError, UsageError
from kg.queries.binding import PREFIXES, Bound, bind
from kg.queries.pack import Column, Parameter, Question, load
from kg.queries.results import FORMATS, Answer, serialise, table

__all__ = [
    "FORMATS", "PREFIXES", "Answer", "Bound", "Column", "Parameter", "Question", "ask", "bind", "find", "load", "run", "serialise", "table",
]  # fmt: skip


def find(name: str) -> Question:
    """Return a question of the pack by name.

    :raises UsageError: if there is none; the message names those that come near.
    """
    from difflib import get_close_matches

    pack = load()
    if name not in pack:
        parts = [other for other in pack if any(part in other.split("-") for part in name.split("-"))]
        near = get_close_matches(name, pack, 3, 0.5) or parts[:5]
        remedy = f"did you mean {' or '.join(near)}?" if near else "see kg query --list"
        raise UsageError("kg query", f"no question {name!r}", remedy)
    return pack[name]


def ask(store: ox.Store, question: Question, given: Mapping[str, str] | None = None) -> Answer:
    """Answer a question of the pack over a dataset, with parameters by name.

    :raises UsageError: if a parameter is unknown or its value is nothing of that type in the graph.
    :raises GraphError: if the store fails while it answers.
    """
    return run(store, bind(question, given or {}, store).text)


def run(store: ox.Store, query: str) -> Answer:
    """Answer a SPARQL query over a dataset; our prefixes need not be declared.

    :raises UsageError: if it is no SPARQL query; the message has line and column.
    :raises GraphError: if the store fails while it answers.
    """
    try:
        return store.query(query, prefixes=PREFIXES)
    except SyntaxError as error:
        raise UsageError("query", _first(str(error)), "see https://www.w3.org/TR/sparql11-query/") from error
    except (OSError, RuntimeError) as error:
        raise GraphError("query", str(error), "ask for less at once") from error


def _first(message: str) -> str:
    """Return a parser's message without its list of all characters that would do."""
    line = " ".join(message.split())
    return line if len(line) <= 160 else line[:160].rsplit(",", 1)[0] + " …"
