"""Files that are either complete or not there: written under a temporary name and renamed."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def text(path: Path) -> Iterator[TextIO]:
    """Open a UTF-8 file for writing; it takes its name when the block ends without an exception.

    :raises OSError: if the folder cannot be written.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with draft.open("w", encoding="utf-8", newline="\n") as handle:
            yield handle
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def write_json(path: Path, value: object) -> None:
    """Write a value as JSON for people and programs: indented, keys in the order given, hanzi as they are."""
    with text(path) as handle:
        json.dump(value, handle, ensure_ascii=False, indent=1)
        handle.write("\n")
