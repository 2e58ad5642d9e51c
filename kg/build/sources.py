"""Which files a build reads, under which names, whatever order they are given in."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from kg.reading import READERS


class Source(NamedTuple):
    """A file to read; ``name`` is its place below the folder given, or its own name, with forward slashes."""

    name: str
    path: Path


def collect(paths: Iterable[Path]) -> tuple[list[Source], list[tuple[str, str]]]:
    """Return the files of these files and folders, sorted by name, and what cannot be read with the reason.

    Files in folders are taken by suffix; hidden ones and what is no file are left out. A file given twice is read once.
    """
    found: dict[Path, Source] = {}
    problems: list[tuple[str, str]] = []
    for path in paths:
        if not path.exists():
            problems.append((str(path), "no such file or folder; check the path"))
        elif path.is_dir():
            for file in _walk(path, problems):
                found.setdefault(file.resolve(), Source(file.relative_to(path).as_posix(), file))
        else:
            found.setdefault(path.resolve(), Source(path.name, path))
    return sorted(found.values(), key=lambda s: (s.name, str(s.path))), sorted(problems)


def _walk(folder: Path, problems: list[tuple[str, str]]) -> Iterator[Path]:
    try:
        children = sorted(folder.iterdir())
    except OSError as error:
        problems.append((str(folder), f"{error.strerror}; check its permissions"))
        return
    for child in children:
        if child.name.startswith("."):
            continue
        if child.is_dir():
            yield from _walk(child, problems)
        elif child.suffix.lower() in READERS:
            yield child
