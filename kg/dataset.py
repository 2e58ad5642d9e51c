"""Datasets: what is queried. The graph is the default graph, the ontology a named graph beside it.

A dataset comes from a graph file, read into memory, or from a folder that ``kg load`` made. Such a folder holds one or more
generations, each an Oxigraph store that is never changed again, and a file ``generation`` that names the current one:

    STORE/generation     0003
    STORE/0003/          default graph: all triples once; a named graph for each report: what it accounts for

A load writes a new generation and then the file, so readers always find a whole store. (A union of the named graphs at query
time would not do: Oxigraph counts a triple once for each graph that holds it.)
"""

from pathlib import Path

import pyoxigraph as ox

from kg import resources, store
from kg.errors import GraphError

ONTOLOGY = ox.NamedNode("https://w3id.org/govkg/ontology")
# Graph of the triples that no report accounts for
UNSTATED = ox.NamedNode("https://w3id.org/govkg/unstated")
POINTER = "generation"


def open_dataset(path: Path | str) -> ox.Store:
    """Return the dataset of a graph file or of a store folder; of a folder read-only.

    :raises GraphError: if it is neither, is damaged or incomplete.
    """
    source = Path(path)
    if source.is_dir():
        return _open_folder(source)
    loaded = store.read(source)
    if any(True for _ in loaded.named_graphs()):  # the graph is what all of them say, each triple once
        loaded.bulk_extend([ox.Quad(q.subject, q.predicate, q.object) for q in loaded])
    add_ontology(loaded)
    return loaded


def add_ontology(target: ox.Store) -> None:
    """Put the ontology of this version into its named graph."""
    target.remove_graph(ONTOLOGY)
    target.bulk_load(path=str(resources.ontology("govkg.ttl")), format=ox.RdfFormat.TURTLE, to_graph=ONTOLOGY)


def current(folder: Path) -> Path | None:
    """Return the folder of the current generation of a store, or None if there is none yet.

    :raises GraphError: if the store names a generation that it does not hold.
    """
    try:
        name = (folder / POINTER).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise GraphError(folder / POINTER, "cannot be read", "remove the store and load again") from error
    if not (name.isascii() and name.isdigit()) or not (folder / name / "CURRENT").is_file():
        raise GraphError(folder, f"names generation {name[:20]!r}, which is not there", "remove the store and load again")
    return folder / name


def _open_folder(folder: Path) -> ox.Store:
    for attempt in (1, 2):  # a load that ends just now removes the generation that was found
        found = current(folder)
        if found is None:
            raise GraphError(folder, "no store", f"make one: kg load GRAPH.ttl --store {folder}")
        try:
            return ox.Store.read_only(str(found))
        except OSError as error:
            if attempt == 2:
                raise GraphError(folder, " ".join(str(error).split()), "remove the store and load again") from error
    raise AssertionError
