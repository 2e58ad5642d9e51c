"""What commands print of graphs and files: text made safe for a terminal, and a note of what a command is doing."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# Control characters can move the cursor, bidirectional ones reorder the line: of a graph they are shown, not sent
_UNSAFE = {
    **{code: 0x2400 + code for code in range(32)},
    127: 0x2421,
    **dict.fromkeys((*range(128, 160), 0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A)), 0xFFFD),
}


def safe(text: str, width: int = 0) -> str:
    """Return text on one line with control characters as pictures (␊), cut to ``width`` characters if that is not 0."""
    line = text.translate(_UNSAFE)
    return line if not width or len(line) <= width else line[: width - 1] + "…"


def padded(text: str, width: int) -> str:
    """Return text filled up to so many columns; a hanzi takes two."""
    from rich.cells import cell_len

    return text + " " * (width - cell_len(text))


@contextmanager
def status(label: str) -> Iterator[Callable[[str], None] | None]:
    """Yield a function that names the step at work on standard error, or None where that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.markup import escape

    with Console(stderr=True).status(label) as shown:
        yield lambda step: shown.update(f"{label} · {escape(safe(step))}")
