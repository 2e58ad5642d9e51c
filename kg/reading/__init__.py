"""Reading: the bytes of a file become a `kg.model.Document` with its printed structure.

To add a format, write a function ``bytes -> str`` in a module of its own and name its suffixes here.
"""

from collections.abc import Callable
from hashlib import sha256
from pathlib import PurePath

from kg.errors import ReadingError
from kg.model import Document
from kg.normalise import normalise
from kg.reading.structure import structure
from kg.reading.txt import read_txt

READERS: dict[str, Callable[[bytes], str]] = {
    ".txt": read_txt,
}

# The longest national law has 0.25 M characters; 16 MB holds sixty of them. A larger file is an archive, not a document.
MAX_BYTES = 16 * 1024 * 1024
# Shares of hanzi among letters: official texts of every genre in the corpus lie above .80, English pages below .02.
_MIN_HANZI_SHARE = 0.3
_SAMPLE = 20000  # characters that tell whether a text is Chinese


def read(name: str, content: bytes) -> Document:
    """Return the document in ``content``, the bytes of the file ``name``.

    :raises ReadingError: if the format is unknown or the content is empty, too large, binary, broken or not Chinese.
    """
    if len(content) > MAX_BYTES:
        size = len(content) // 2**20
        raise ReadingError(name, f"{size} MB is more than one document holds ({MAX_BYTES >> 20} MB)", "split the file")
    reader = READERS.get(PurePath(name).suffix.lower())
    if reader is None:
        raise ReadingError(name, "unknown format", f"known are {' '.join(sorted(READERS))}")
    try:
        text = reader(content)
    except ReadingError as error:
        raise ReadingError(name, error.cause, error.remedy) from None
    return document(name, text)


def document(name: str, text: str) -> Document:
    """Return the document with this text, called ``name`` in messages and evidence.

    :raises ReadingError: if the text is empty or not Chinese.
    """
    parsed = parse(name, text)
    head = parsed.norm[:_SAMPLE]
    if not parsed.norm.strip():
        raise ReadingError(name, "the file holds no text", "check that it was saved completely")
    if sum("一" <= c <= "龥" for c in head) < _MIN_HANZI_SHARE * max(sum(map(str.isalpha, head)), 1):
        raise ReadingError(name, "the text is not Chinese", "govkg reads Chinese official documents only")
    return parsed


def parse(name: str, text: str) -> Document:
    """Return any text with what structure it has."""
    norm = normalise(text)
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(name=name, text=text, norm=norm, sha256=digest, **structure(norm))
