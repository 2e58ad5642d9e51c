"""Plain text: strict UTF-8 with or without BOM, else GB18030."""

from kg.errors import ReadingError

# Control characters that no text editor writes; one in a thousand marks a binary file (a text has none).
_BINARY = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))
_REMEDY = "save it again as UTF-8 text"


def read_txt(content: bytes) -> str:
    """Return the text of a plain text file.

    :raises ReadingError: if the bytes are binary, or neither UTF-8 nor GB18030.
    """
    head = content[:65536]
    if len(head) - len(head.translate(None, _BINARY)) > len(head) / 1000:
        raise ReadingError("text", "binary content in a .txt file", _REMEDY)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at_utf8 = error.start
    try:
        return content.decode("gb18030")
    except UnicodeDecodeError as error:
        place = f"neither UTF-8 (byte {at_utf8}) nor GB18030 (byte {error.start})"
        cut = ", it seems cut off" if error.start >= len(content) - 4 else ""
        raise ReadingError("text", place + cut, _REMEDY) from None
