"""Where the served graph is on disk: the current generation of a store, or a store made of a graph file for as long as it runs."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

import pyoxigraph as ox

from kg.dataset import add_ontology, current
from kg.errors import GraphError
from kg.serve.pool import Pool
from kg.store import FORMATS

_LOOK = 2.0  # seconds between two looks for a new generation


class Source:
    """A graph file or the folder of a store. Used as a context: a store that was made for a file goes at its end.

    :raises GraphError: if it is neither, or damaged.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._made: Path | None = None

    def __enter__(self) -> "Source":
        if not self._path.is_dir():
            self._made = Path(mkdtemp(prefix="govkg-"))
            try:
                _fill(self._made, self._path)
            except BaseException:
                self.__exit__()
                raise
        self.folder()
        return self

    def __exit__(self, *_: object) -> None:
        if self._made:
            shutil.rmtree(self._made, ignore_errors=True)

    def folder(self) -> Path:
        """Return the folder of the store as it is now.

        :raises GraphError: if there is none.
        """
        found = self._made or current(self._path)
        if found is None:
            raise GraphError(self._path, "no store", f"make one: kg load GRAPH.ttl --store {self._path}")
        return found


def _fill(folder: Path, path: Path) -> None:
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise GraphError(path, "no graph file", f"give one of {' '.join(sorted(FORMATS))}")
    try:
        store = ox.Store(str(folder))
        store.bulk_load(path=str(path), format=form)
        if any(True for _ in store.named_graphs()):  # the graph is what all of them say, each triple once
            store.bulk_extend(ox.Quad(q.subject, q.predicate, q.object) for q in store)
        add_ontology(store)
        store.optimize()
        store.flush()
    except OSError as error:
        raise GraphError(path, error.strerror or str(error), "check the path, and the room for temporary files") from error
    except SyntaxError as error:
        raise GraphError(path, str(error), "is it a graph file, complete?") from error


@asynccontextmanager
async def watched(source: Source, pool: Pool, changed: Callable[[], None]) -> AsyncIterator[None]:
    """Look for new generations of a store meanwhile, and have the workers answer from them."""

    async def watch() -> None:
        known = source.folder()
        while True:
            await asyncio.sleep(_LOOK)
            with suppress(GraphError):  # a load is just ending; there is another look
                if (found := source.folder()) != known:
                    known = found
                    pool.renew(found)
                    changed()

    task = asyncio.get_running_loop().create_task(watch())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
