"""Building a graph from files: collect, read out in batches, merge the sorted runs, write, rename."""

import multiprocessing
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg import store
from kg.build.sources import Source, collect
from kg.build.summary import Counts, summary
from kg.build.work import Options, Tally, batches, run
from kg.errors import UsageError
from kg.iri import BASE
from kg.writing import atomic, turtle

# Starting a process and loading the gazetteer takes about a second: below this many files one process is faster
_FILES_FOR_WORKERS = 200


@dataclass(frozen=True, slots=True)
class Result:
    """What a build wrote, and what it found and skipped."""

    graph: Path
    page: Path | None
    report: Path
    tally: Tally
    counts: Counts


def build(  # noqa: PLR0913 - the options of the command, by name only
    paths: Iterable[Path | str],
    out: Path | str = "outputs",
    *,
    workers: int = 0,
    base: str = BASE,
    gazetteers: Iterable[Path | str] = (),
    html: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> Result:
    """Build ``graph.ttl``, ``graph.html`` and ``build.json`` in the folder ``out`` from files and folders.

    The bytes depend on the files' names and contents, ``base`` and ``gazetteers`` alone, not on order or ``workers`` (0: as
    many as there are processors, one for few files). ``progress`` is called with files done and files in all. Files that
    cannot be read are skipped and listed in the result. Outputs are renamed into place when complete.

    :raises UsageError: if the base is no IRI that ends with / or #, or nothing at all is given.
    :raises DataError: if a table of ``data/`` or a gazetteer breaks its rules.
    """
    if (
        not base.startswith(("http://", "https://", "urn:"))
        or not base.endswith(("/", "#", ":"))
        or set(base) & set('<>" {}|\\^`\n')
    ):
        raise UsageError("--base", f"{base!r} is no base IRI", "use one such as https://example.org/id/")
    sources, problems = collect(Path(p) for p in paths)
    if not sources and not problems:
        raise UsageError("kg build", "nothing to read", "give files or folders that hold .txt files")
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    options = Options(base, tuple(Path(g).resolve() for g in gazetteers))
    tally = Tally(skipped=list(problems))
    finished = 0

    def done(part: Tally, files: int) -> None:
        nonlocal finished
        finished += files
        tally.add(part)
        if progress is not None:
            progress(finished, len(sources))

    graph, report, page = folder / "graph.ttl", folder / "build.json", folder / "graph.html" if html else None
    with tempfile.TemporaryDirectory(prefix=".build-", dir=folder, ignore_cleanup_errors=True) as scratch:
        runs = _run_all(sources, Path(scratch), options, workers, done)
        counts = Counts()
        with atomic.text(graph) as handle:
            turtle.write(counts.count(turtle.merge(map(_read, runs))), handle, base)
    atomic.write_json(report, summary(tally, counts))
    if page is not None:
        from kg.writing.html import PageOptions, write_html

        write_html(store.read(graph), page, PageOptions(base=base))
    return Result(graph, page, report, tally, counts)


def _run_all(
    sources: list[Source],
    scratch: Path,
    options: Options,
    workers: int,
    progress: Callable[[Tally, int], None],
) -> list[Path]:
    """Build all batches, in this process or in several, and return their run files in order."""
    tasks = [(batch, scratch / f"{i:06}.run", options) for i, batch in enumerate(batches(sources))]
    wanted = workers or (os.cpu_count() or 1 if len(sources) >= _FILES_FOR_WORKERS else 1)
    if min(wanted, len(tasks)) > 1:
        with multiprocessing.get_context("spawn").Pool(min(wanted, len(tasks))) as pool:
            for task, tally in zip(tasks, pool.imap(run, tasks), strict=True):
                progress(tally, len(task[0]))
    else:
        for task in tasks:
            progress(run(task), len(task[0]))
    return [task[1] for task in tasks]


def _read(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="\n") as handle:
        for line in handle:
            yield line[:-1]
