"""A graph too large for one page: an index with a searchable list of all entities, and a page for each part."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.iri import BASE
from kg.ontology import Ontology
from kg.writing import page_terms
from kg.writing.layout import HASTE
from kg.writing.page_data import Choice, PageData, build, communities, neighbourhood, ranked
from kg.writing.page_labels import Wrapper, clean
from kg.writing.page_model import PageGraph
from kg.writing.page_split import Part, split
from kg.writing.pinyin import readings

_SHOWN = 6  # pages that an entity names at most


@dataclass(frozen=True, slots=True)
class Pages:
    """The data of the index, and for each page its file name and data."""

    index: dict[str, Any]
    parts: list[tuple[Part, PageData]]


def paginate(graph: PageGraph, ontology: Ontology, wrapper: Wrapper, limit: int, base: str = BASE) -> Pages:
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
        built.append((part, build(part.graph, ontology, wrapper, Choice(limit, (), base, HASTE, groups, pages))))
    return Pages(_index(graph, ontology, parts, where, base), built)


def listing(parts: Sequence[Part]) -> list[list[Any]]:
    """Return what a page needs to link to the others: kind, title, file, entities and relations of each."""
    return [[p.kind, p.title, p.file, len(p.graph.nodes), len(p.graph.edges)] for p in parts]


def _index(
    graph: PageGraph, ontology: Ontology, parts: Sequence[Part], where: Mapping[str, Sequence[int]], base: str
) -> dict[str, Any]:
    looks = page_terms.types(ontology)
    order = ranked(graph)
    names = {iri: looks[graph.nodes[iri].type].name if graph.nodes[iri].type in looks else "" for iri in order}
    used = sorted(Counter(names.values()).items(), key=lambda pair: (-pair[1], pair[0]))
    number = {name: i for i, (name, _) in enumerate(used)}
    shown = {look.name: [look.name, look.zh, look.en, look.colour, look.dark, look.symbol] for look in looks.values()}
    neighbours = neighbourhood(graph)
    return {
        "types": [shown.get(name, ["", "其他", "Other", "#54616e", "#96a3b0", "dot"]) for name, _ in used],
        "pages": listing(parts),
        "entities": [_entity(graph, iri, base, number[names[iri]], [len(neighbours[iri]), where.get(iri, ())]) for iri in order],
        "edges": len(graph.edges),
    }


def _entity(graph: PageGraph, iri: str, base: str, type_: int, place: Sequence[Any]) -> list[Any]:
    node = graph.nodes[iri]
    degree, pages = place
    names = [clean(alias) for alias in node.aliases]
    return [
        iri.removeprefix(base),
        clean(node.label),
        type_,
        degree,
        list(pages)[:_SHOWN],
        names,
        readings((node.label, *node.aliases)),
    ]
