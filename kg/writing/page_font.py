"""Fonts inside the page: a subset of an installed free CJK font, so that a machine without one draws hanzi, not boxes.

Needs fontTools and brotli (the extra ``govkg[fonts]``) and Noto or Source Han fonts (both OFL, which allows embedding);
without them the page names good fonts and leaves the choice to the reader's machine. Other installed fonts are never
embedded: their licences forbid it.
"""

import base64
import importlib
import importlib.util
import io
import os
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_ALWAYS = "".join(map(chr, range(32, 127))) + "…—–·≥≤≈←→↑↓−"


class Face(NamedTuple):
    """A face of the page: CSS family and weight, and the file stems that can serve it, best first."""

    family: str
    weight: int
    stems: tuple[str, ...]


REGULAR = Face(
    "govkg sans", 400, ("NotoSansSC-Regular", "NotoSansCJKsc-Regular", "SourceHanSansSC-Regular", "NotoSansCJK-Regular")
)
BOLD = Face("govkg sans", 600, ("NotoSansSC-Bold", "NotoSansCJKsc-Bold", "SourceHanSansSC-Bold", "NotoSansCJK-Bold"))
SERIF = Face("govkg serif", 700, ("NotoSerifSC-Bold", "NotoSerifCJKsc-Bold", "SourceHanSerifSC-Bold", "NotoSerifCJK-Bold"))


def style(wanted: Mapping[Face, str]) -> str:
    """Return ``@font-face`` rules for the faces that can be embedded, each with the characters of its text only."""
    if not _available():
        return ""
    rules = []
    for face, text in wanted.items():
        path = _find(face.stems)
        data = _subset(path, "".join(sorted(set(text + _ALWAYS)))) if path else b""
        if data:
            source = base64.b64encode(data).decode()
            rules.append(
                f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};font-display:swap;'
                f'src:url("data:font/woff2;base64,{source}") format("woff2")}}'
            )
    return "\n".join(rules)


@cache
def _available() -> bool:
    return all(importlib.util.find_spec(name) for name in ("brotli", "fontTools"))


def _folders() -> Iterable[Path]:
    home = Path.home()
    if sys.platform == "win32":
        yield Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "Fonts"
        yield home / "AppData/Local/Microsoft/Windows/Fonts"
    elif sys.platform == "darwin":
        yield from (home / "Library/Fonts", Path("/Library/Fonts"))
    yield from (home / ".local/share/fonts", home / ".fonts", Path("/usr/local/share/fonts"), Path("/usr/share/fonts"))


@cache
def _find(stems: tuple[str, ...]) -> Path | None:
    known: dict[str, Path] = {}
    for folder in _folders():
        if folder.is_dir():
            for path in sorted(folder.rglob("*")):
                if path.suffix.lower() in {".otf", ".ttf", ".ttc"}:
                    known.setdefault(path.stem, path)
    return next((known[stem] for stem in stems if stem in known), None)


@cache
def _subset(path: Path, characters: str) -> bytes:
    """Return a woff2 font with these characters, or nothing if the file is no usable font."""
    subset, library = importlib.import_module("fontTools.subset"), importlib.import_module("fontTools.ttLib")
    options = subset.Options(
        hinting=False, layout_features=[], name_IDs=[1, 2], notdef_outline=True, ignore_missing_unicodes=True,
    )  # fmt: skip
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "GSUB", "GPOS", "GDEF"]
    try:
        with _open(path) as font:
            subsetter = subset.Subsetter(options)
            subsetter.populate(text=characters)
            subsetter.subset(font)
            font.flavor = "woff2"
            font.recalcTimestamp = False
            out = io.BytesIO()
            font.save(out)
    except (library.TTLibError, OSError, KeyError):
        return b""
    else:
        return out.getvalue()


def _open(path: Path) -> Any:
    """Open a font file; of a collection, the simplified Chinese proportional face."""
    library = importlib.import_module("fontTools.ttLib")
    if path.suffix.lower() != ".ttc":
        return library.TTFont(path, lazy=True)
    with library.TTCollection(path, lazy=True) as collection:
        names = [font["name"].getDebugName(4) or "" for font in collection]
    wanted = [i for i, name in enumerate(names) if " SC" in name and "Mono" not in name]
    return library.TTFont(path, fontNumber=wanted[0] if wanted else 0, lazy=True)
