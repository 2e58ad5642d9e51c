"""What commands show on a terminal: a progress bar (silent in a pipe) and one table at the end."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager


@contextmanager
def bar(label: str) -> Iterator[Callable[[int, int], None] | None]:
    """Yield a function of (done, all) that moves a bar on standard error, or None where that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(label, total=None)
        yield lambda done, all_: progress.update(task, completed=done, total=all_)


def table(rows: Sequence[tuple[str, object]], files: Sequence[str] = ()) -> None:
    """Print rows of label and value, then the files written, one a line."""
    from rich.cells import cell_len

    width = max(cell_len(label) for label, _ in rows)
    for label, value in rows:
        print(label + " " * (width - cell_len(label)), f"{value:>10,}" if isinstance(value, int) else value)  # noqa: T201
    for file in files:
        print(file)  # noqa: T201
