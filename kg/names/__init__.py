"""Names: where a text mentions an entity, by rules over one pass of the gazetteer."""

from collections.abc import Callable, Iterator

from kg.gazetteer import Gazetteer
from kg.model import Document, Mention
from kg.names import agencies, aliases, coordination, deictics, events, groups, headed, listed, matters, overlap, places, prefixed, quoted, titles, units, versions
from kg.scan import Scan

# To add a way of finding names, write a module with ``find`` and name it here.
FINDERS: tuple[Callable[[Scan], Iterator[Mention]], ...] = (
    agencies.find,
    deictics.find,
    events.find,
    groups.founded,
    headed.find,
    listed.find,
    matters.find,
    places.find,
    quoted.find,
    titles.find,
    units.find,
)


def find(document: Document, gazetteer: Gazetteer) -> tuple[list[Mention], Scan]:
    """Return the mentions of a document in textual order, outer before inner, and the scan they come from."""
    scan = Scan(document.norm, gazetteer)
    candidates = [mention for finder in FINDERS for mention in finder(scan)]
    candidates += [*titles.own(document), *titles.signed(scan, document), *titles.pointed(document, scan)]
    mentions = overlap.resolve(candidates)
    called = [*aliases.find(scan, mentions), *coordination.find(scan, mentions), *groups.find(scan, mentions), *versions.find(scan, mentions)]
    called += [*prefixed.find(scan, mentions), *prefixed.branches(scan, mentions)]
    return (overlap.resolve(candidates + called) if called else mentions), scan
