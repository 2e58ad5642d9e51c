"""A graph too large for one page: an index with a searchable list of all entities, and a page for each part."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kg.iri import BASE
from kg.ontology import Ontology
from kg.writing import page_terms
from kg.writing.packing import HASTE
from kg.writing.page_data import OTHER, Choice, PageData, build, communities
from kg.writing.page_labels import Names, clean
from kg.writing.page_model import Node, PageGraph
from kg.writing.page_split import Part, split

_SHOWN = 6  # pages that an entity names at most


@dataclass(frozen=True, slots=True)
class Pages:
    """The data of the index, and for each page its file name and data."""

    index: dict[str, Any]
    parts: list[tuple[Part, PageData]]


def paginate(graph: PageGraph, ontology: Ontology, names: Names, limit: int, base: str = BASE) -> Pages:
    """Return the index and the pages of a large graph; ``limit`` is how many entities a page draws at first."""
    groups = communities(graph)
    parts = split(graph, groups)
    where: dict[str, list[int]] = {}
    for number, part in enumerate(parts):
        for iri in part.graph.nodes:
            where.setdefault(iri, []).append(number)
    built = []
    for number, part in enumerate(parts):
        others = {iri: [n for n in where[iri] if n != number][:_SHOWN] for iri in part.graph.nodes}
        pages = {iri: numbers for iri, numbers in others.items() if numbers}
        built.append((part, build(part.graph, ontology, names, Choice(limit, (), base, HASTE, groups, pages))))
    looks = page_terms.types(ontology)
    entities = [(iri, looks.get(graph.nodes[iri].type, OTHER), where.get(iri, [])) for iri in graph.ranked]
    used = Counter(look for _, look, _ in entities)
    types = sorted(used, key=lambda look: (-used[look], look.name))
    neighbours = graph.neighbours
    index = {
        "types": [[t.name, t.zh, t.en, t.colour, t.dark, t.symbol] for t in types],
        "pages": listing(parts),
        "edges": len(graph.edges),
        "entities": [
            [iri.removeprefix(base), *_entity(graph.nodes[iri], names), types.index(look), len(neighbours[iri]), pages[:_SHOWN]]
            for iri, look, pages in entities
        ],
    }
    return Pages(index, built)


def listing(parts: Sequence[Part]) -> list[list[Any]]:
    """Return what a page needs to link to the others: kind, title, file, entities and relations of each."""
    return [[p.kind, p.title, p.file, len(p.graph.nodes), len(p.graph.edges)] for p in parts]


def _entity(node: Node, names: Names) -> tuple[str, list[str], list[str]]:
    return clean(node.label), [clean(alias) for alias in node.aliases], names.readings((node.label, *node.aliases))
