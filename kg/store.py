"""The door to graphs in memory: a Turtle file becomes a pyoxigraph store."""

from pathlib import Path

import pyoxigraph as ox

from kg.errors import GraphError

FORMATS = {".ttl": ox.RdfFormat.TURTLE, ".nt": ox.RdfFormat.N_TRIPLES, ".nq": ox.RdfFormat.N_QUADS, ".trig": ox.RdfFormat.TRIG}


def read(path: Path) -> ox.Store:
    """Return a store with the triples of a graph file.

    :raises GraphError: if the file is missing, of another format, or not well-formed; the message has line and column.
    """
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise GraphError(path, "no graph file", f"give one of {' '.join(sorted(FORMATS))}")
    store = ox.Store()
    try:
        store.bulk_load(path=str(path), format=form)
    except OSError as error:
        raise GraphError(path, error.strerror or "cannot be read", "check the path") from error
    except SyntaxError as error:
        raise GraphError(path, str(error), "is it a graph file, complete?") from error
    return store
