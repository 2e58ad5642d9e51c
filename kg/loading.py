"""Loading: graph files into a store on disk, report by report.

A report that the store has already is replaced: its named graph becomes what the file says of it, and triples that no other
report accounts for leave the default graph. Everything happens in a copy of the store, whose data files are hard links; when
it is complete it becomes the current generation. So a load that is killed changes nothing, and readers are not disturbed.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.dataset import ONTOLOGY, POINTER, UNSTATED, add_ontology, current
from kg.errors import GraphError, UsageError
from kg.partition import Partition
from kg.store import FORMATS
from kg.writing import atomic

Progress = Callable[[int, int], None]

_LOCK, _DRAFT = "lock", "draft"
_STEP = 20_000  # triples between two calls of progress
_TRIPLES = {ox.RdfFormat.TURTLE, ox.RdfFormat.N_TRIPLES}


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: reports added and replaced, triples of the file, of them without a report, and of the store then."""

    added: int
    replaced: int
    triples: int
    unstated: int
    total: int


def load(graph: Path | str, folder: Path | str, *, progress: Progress | None = None) -> Loaded:
    """Load a graph file into a store folder, which is made if it is not there.

    ``progress`` is called with steps done and steps in all, some thousand triples a time.

    :raises GraphError: if the file is no well-formed graph or the store is damaged; the store then stays as it was.
    :raises UsageError: if another load into the store is at work, or the folder is something else.
    """
    source, target = Path(graph), Path(folder)
    form = FORMATS.get(source.suffix.lower())
    if form is None:
        raise GraphError(source, "no graph file", f"give one of {' '.join(sorted(FORMATS))}")
    if not source.is_file():
        raise GraphError(source, "no such file", "check the path")
    with _locked(target):
        before = current(target)
        draft = target / _DRAFT
        shutil.rmtree(draft, ignore_errors=True)
        try:
            result = _fill(draft, before, source, form, progress or _silent)
            _publish(target, before, draft)
        except SyntaxError as error:
            raise GraphError(source, str(error), "is it a graph file, complete?") from error
        except OSError as error:
            raise GraphError(target, error.strerror or str(error), "is there room on the disk?") from error
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return result


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep other loads out of a store; the lock goes with the process that holds it."""
    if folder.is_dir() and not (folder / _LOCK).exists() and any(folder.iterdir()):
        raise UsageError(folder, "the folder holds something else than a store", "name a new or empty folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = (folder / _LOCK).open("w", encoding="utf-8")
    except OSError as error:
        raise UsageError(folder, error.strerror or "cannot be made", "name a folder that can be written") from error
    with handle:
        try:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:  # Windows: two loads at once are the user's to avoid
            pass
        except OSError as error:
            raise UsageError(folder, "another load is at work", "wait for it to end") from error
        yield


def _copy(generation: Path | None, draft: Path) -> None:
    """Copy a store: the data files, which never change once written, as links where the file system has them."""
    draft.mkdir()
    for file in () if generation is None else sorted(generation.iterdir()):
        if file.name in {"LOCK", "LOG"} or file.name.startswith("LOG.old"):
            continue
        try:
            if file.suffix == ".sst":
                os.link(file, draft / file.name)
                continue
        except OSError:
            pass
        shutil.copy2(file, draft / file.name)


def _publish(folder: Path, before: Path | None, draft: Path) -> None:
    number = 1 + max((int(p.name) for p in folder.iterdir() if p.name.isdigit()), default=0)
    generation = folder / f"{number:04}"
    draft.replace(generation)
    with atomic.text(folder / POINTER) as handle:
        handle.write(f"{generation.name}\n")
        handle.flush()
        os.fsync(handle.fileno())
    for old in folder.iterdir():
        if old.name.isdigit() and old != generation:
            shutil.rmtree(old, ignore_errors=True)


def _fill(draft: Path, before: Path | None, source: Path, form: ox.RdfFormat, progress: Progress) -> Loaded:
    parts, graphs, triples = _parts(source, form)
    old = ox.Store.read_only(str(before)) if before is not None else ox.Store()
    known = {name for name in old.named_graphs() if isinstance(name, ox.NamedNode)} - {ONTOLOGY, UNSTATED}
    replaced = sorted(graphs & known, key=str)
    if known <= graphs:  # nothing of the old store stays
        before = None
    _copy(before, draft)
    store = ox.Store(str(draft))
    for graph in replaced:
        store.remove_graph(graph)
    unstated = 0

    def counted() -> Iterator[ox.Quad]:
        nonlocal unstated
        for i, quad in enumerate(parts):
            if i % _STEP == 0:
                progress(min(i, triples), triples)
            unstated += quad.graph_name == UNSTATED
            yield quad

    store.bulk_extend(counted())
    if form in _TRIPLES:
        store.bulk_load(path=str(source), format=form)
    else:
        store.bulk_extend(_flat(ox.parse(path=str(source), format=form)))
    progress(triples, triples)
    if before is not None:
        _forget(store, (quad for graph in replaced for quad in old.quads_for_pattern(None, None, None, graph)))
    add_ontology(store)
    if len(graphs) > len(known - graphs):
        store.optimize()
    store.flush()
    (counted_,) = store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    return Loaded(len(graphs - known), len(replaced), triples, unstated, int(counted_["n"].value))


def _parts(source: Path, form: ox.RdfFormat) -> tuple[Iterable[ox.Quad], set[ox.NamedNode], int]:
    """Return the triples of a file in the graphs of its reports, the graphs, and how many triples the file has.

    A file that has named graphs is taken to be divided already.
    """

    def quads() -> Iterable[ox.Quad]:
        return ox.parse(path=str(source), format=form)

    if form not in _TRIPLES:
        names = [quad.graph_name for quad in quads()]
        graphs = {name for name in names if isinstance(name, ox.NamedNode)} - {ONTOLOGY, UNSTATED}
        if graphs:
            return (_kept(quad) for quad in quads() if quad.graph_name != ONTOLOGY), graphs, len(names)
    partition = Partition(quads)
    graphs = {ox.NamedNode(report) for report in partition.reports}
    if not graphs:
        raise GraphError(source, "no report, so there is nothing to load by", "give a graph with evidence, as kg build writes it")
    return map(_kept, partition.quads()), graphs, partition.triples


def _kept(quad: ox.Quad) -> ox.Quad:
    if isinstance(quad.graph_name, ox.NamedNode):
        return quad
    return ox.Quad(quad.subject, quad.predicate, quad.object, UNSTATED)


def _flat(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    return (ox.Quad(q.subject, q.predicate, q.object) for q in quads if q.graph_name != ONTOLOGY)


def _forget(store: ox.Store, former: Iterable[ox.Quad]) -> None:
    """Remove from the default graph what no report accounts for any more."""
    for quad in former:
        if quad in store:
            continue
        holders = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        if all(held.graph_name == ox.DefaultGraph() for held in holders):
            store.remove(ox.Quad(quad.subject, quad.predicate, quad.object))


def _silent(_done: int, _all: int) -> None:
    pass
