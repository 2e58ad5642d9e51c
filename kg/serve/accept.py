"""Content negotiation (RFC 9110, 12.5.1): which of the types that can be sent the client likes best."""

from collections.abc import Sequence


def choose(header: str, offered: Sequence[str]) -> str | None:
    """Return the offered media type with the highest quality in an ``Accept`` header, or None if all are ruled out.

    Of types of equal quality the one offered first wins; an empty header accepts all. Parameters other than ``q`` are
    ignored, ranges that make no sense too.

    >>> choose("text/csv;q=0.5, application/*;q=0.9, application/xml;q=0", ["text/csv", "application/xml", "application/json"])
    'application/json'
    """
    if not header.strip():
        return offered[0]
    ranges = _ranges(header)
    best, found = 0.0, None
    for media in offered:
        quality = _quality(media, ranges)
        if quality > best:
            best, found = quality, media
    return found


def quality(header: str, token: str) -> float:
    """Return the quality of a coding or language in ``Accept-Encoding`` or ``Accept-Language``: 0 if it is not wanted."""
    found = dict(_tokens(header))
    return found.get(token, found.get("*", 0.0))


def _ranges(header: str) -> dict[str, float]:
    return {media: q for media, q in _tokens(header) if media.count("/") == 1}


def _tokens(header: str) -> list[tuple[str, float]]:
    found: list[tuple[str, float]] = []
    for part in header.split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip().lower() == "q":
                weight = _weight(value.strip())
        if name:
            found.append((name.lower(), weight))
    return found


def _weight(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return min(value, 1.0) if value > 0 else 0.0  # also for nan


def _quality(media: str, ranges: dict[str, float]) -> float:
    """The most specific range that holds the type decides."""
    for wanted in (media, media.split("/")[0] + "/*", "*/*"):
        if wanted in ranges:
            return ranges[wanted]
    return 0.0
