"""From a graph to the data of its page: one object of plain lists and strings, and the nodes and edges of the drawing.

Numbers stand for strings wherever one is used often: a node refers to types, reports, regions and sentences by position.
Nodes are numbered in the order in which the page would show them, most connected first.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import networkx as nx

from kg.iri import BASE
from kg.ontology import Ontology
from kg.writing import page_terms
from kg.writing.packing import CARE, Effort
from kg.writing.page_labels import Names, clean, shorten
from kg.writing.page_model import Edge, Node, PageGraph
from kg.writing.page_places import Drawn, place

# The look of entities whose class has none in the ontology
OTHER = page_terms.Type("Thing", "其他", "Other", "#54616e", "#96a3b0", "dot")


@dataclass(frozen=True, slots=True)
class PageData:
    """What `kg.writing.html` hands to the template: nodes and edges for the drawing, the rest for everything beside it."""

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    rest: dict[str, Any]


class _Index:
    """Numbers things in the order in which they are first asked for."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {}

    def __call__(self, thing: str) -> int:
        return self.known.setdefault(thing, len(self.known))


def communities(graph: PageGraph) -> dict[str, int]:
    """Return the community of each entity (Louvain, seeded), numbered by size; entities without edges have none."""
    network = nx.Graph()
    for subject, _, object_ in graph.edges:  # in sorted order, so that the result does not depend on hashing
        weight = network.get_edge_data(subject, object_, {"weight": 0})["weight"]
        network.add_edge(subject, object_, weight=weight + 1)
    found = nx.community.louvain_communities(network, seed=7) if network else []
    found.sort(key=lambda group: (-len(group), min(group)))
    return {iri: number for number, group in enumerate(found) for iri in group}


@dataclass(frozen=True, slots=True)
class Choice:
    """What a page draws first: at most ``limit`` entities, the most connected ones or those first in ``order``. ``base`` begins
    the IRIs that links shorten; ``groups`` are the communities, ``pages`` the other pages of each entity, where there are."""

    limit: int = 150
    order: Sequence[str] = ()
    base: str = BASE
    effort: Effort = CARE
    groups: Mapping[str, int] | None = None
    pages: Mapping[str, Sequence[int]] = field(default_factory=dict)


def build(graph: PageGraph, ontology: Ontology, names: Names, choice: Choice = Choice()) -> PageData:
    """Return the data of one page."""
    order = graph.ranked
    looks = page_terms.types(ontology)
    builder = _Builder(graph, ontology, order, names)
    drawn = _drawn(graph, order, looks, ontology, names)
    first = [builder.number[iri] for iri in (choice.order or order)][: choice.limit]
    placed = place(drawn, builder.pairs(), {r: clean(builder.name(r)) for d in drawn for r in d.groups}, first, choice.effort)
    nodes = [builder.node(iri, drawn[i]) for i, iri in enumerate(order)]
    circles = communities(graph) if choice.groups is None else choice.groups
    for i, node in enumerate(nodes):
        x, y = placed.all.places[i]
        node.update(x=int(x), y=int(y), community=circles.get(order[i], -1))
        node["key"] = order[i].removeprefix(choice.base)
        if order[i] in choice.pages:
            node["pages"] = list(choice.pages[order[i]])
    for at, i in enumerate(placed.first):
        nodes[i]["first"] = placed.core.places[at].astype(int).tolist()
        nodes[i]["tall"] = placed.tall.places[at].astype(int).tolist()
    edges = [builder.edge(number, edge) for number, edge in enumerate(graph.edges)]
    captions = [
        [[builder.regions(g), c.x, c.y] for g, c in found.captions.items()] for found in (placed.core, placed.tall, placed.all)
    ]
    return PageData(nodes, edges, builder.rest() | {"captions": captions, "few": choice.limit})


def _drawn(
    graph: PageGraph, order: Sequence[str], looks: Mapping[str, page_terms.Type], ontology: Ontology, names: Names
) -> list[Drawn]:
    neighbours, regions, kinds = graph.neighbours, graph.regions_of, list(ontology.classes)
    hubs = {report.issuer for report in graph.reports.values()}
    own = {r.iri: r for r in graph.reports.values()}
    drawn = []
    for iri in order:
        node, homes = graph.nodes[iri], regions.get(iri, frozenset())
        known: list[str] = []
        if len(homes) == 1:
            home = clean(graph.labels.get(min(homes), ""))
            issuer = clean(graph.labels.get(own[iri].issuer, "")) if iri in own else ""
            known = [name for name in (issuer, home, _tail(home), shorten(issuer, [home])) if name]
        lines = names.wrap(shorten(node.label, known))
        kind = kinds.index(looks.get(node.type, OTHER).name) if node.type in looks else len(kinds)
        drawn.append(Drawn(lines, len(neighbours[iri]), homes, kind, iri in hubs))
    return drawn


def _tail(region: str) -> str:
    """Return the last part of a full region name, as texts of that region say it: 荔湾区 of 广州市荔湾区."""
    for ending in "市州盟":
        _, found, rest = region.partition(ending)
        if found and len(rest) > 1:
            return rest
    return region


class _Builder:
    """Turns the values of a graph into those of the page, numbering types, reports, regions and sentences as they come."""

    def __init__(self, graph: PageGraph, ontology: Ontology, order: Sequence[str], names: Names) -> None:
        self.graph, self.ontology, self.looks, self.names = graph, ontology, page_terms.types(ontology), names
        self.number = {iri: i for i, iri in enumerate(order)}
        self.types, self.relations, self.regions, self.rules = _Index(), _Index(), _Index(), _Index()
        by_place = sorted(graph.reports.values(), key=lambda report: (report.region, report.end, report.iri))
        self.reports = {report.iri: i for i, report in enumerate(by_place)}
        self.sentences = {iri: i for i, iri in enumerate(self._in_text_order())}
        self.occurs, self.homes = graph.reports_of, graph.regions_of
        counts = Counter(self._look(graph.nodes[iri]).name for iri in order)
        for name, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
            self.types(name)
        used = Counter(relation for _, relation, _ in graph.edges)
        for name, _ in sorted(used.items(), key=lambda pair: (-pair[1], pair[0])):
            self.relations(name)
        for report in by_place:
            self.regions(report.region or report.iri)

    def _in_text_order(self) -> list[str]:
        place = self.graph.sentences
        return sorted(place, key=lambda iri: (place[iri].report, place[iri].begin, iri))

    def _look(self, node: Node) -> page_terms.Type:
        return self.looks.get(node.type, OTHER)

    def name(self, iri: str) -> str:
        return self.graph.labels.get(iri) or iri.rsplit("/", 1)[-1]

    def pairs(self) -> list[tuple[int, int]]:
        return sorted({(self.number[s], self.number[o]) for s, _, o in self.graph.edges})

    def node(self, iri: str, drawn: Drawn) -> dict[str, Any]:
        node, look = self.graph.nodes[iri], self._look(self.graph.nodes[iri])
        found: dict[str, Any] = {
            "id": self.number[iri],
            "label": "\n".join(drawn.lines),
            "shape": look.symbol,
            "color": look.colour,
            "size": round(drawn.radius, 1),
            "name": node.label,
            "type": self.types(look.name),
            "class": node.type,
            "degree": drawn.degree,
            "tier": drawn.tier,
            "reports": sorted(self.reports[r] for r in self.occurs.get(iri, ()) if r in self.reports),
            "homes": sorted(self.regions(r) for r in self.homes.get(iri, ())),
            "pinyin": self.names.readings((node.label, *node.aliases)),
            "mentions": [[self.sentences[m.sentence], m.begin, m.end] for m in self.graph.mentions.get(iri, ())],
        }
        optional = {"aliases": list(node.aliases), "kind": node.kind, "facts": [list(fact) for fact in node.facts]}
        found |= {name: value for name, value in optional.items() if value}
        if node.region:
            found["region"] = self.regions(node.region)
        return found

    def edge(self, number: int, edge: Edge) -> dict[str, Any]:
        evidence = [
            [self.sentences[s.sentence], s.begin, s.end, s.status, s.confidence, self.rules(s.rule), int(s.implicit)]
            for s in self.graph.edges[edge]
        ]
        ends = {"from": self.number[edge[0]], "to": self.number[edge[2]]}
        return {"id": number, **ends, "relation": self.relations(edge[1]), "evidence": evidence}

    def rest(self) -> dict[str, Any]:
        """Return all but nodes and edges; to be called after them, when everything has its number."""
        graph, terms = self.graph, page_terms.terms()
        looks = {look.name: look for look in (*self.looks.values(), OTHER)}
        sentences = [graph.sentences[iri] for iri in self.sentences]
        return {
            "types": [[n, *_pair(looks[n]), looks[n].colour, looks[n].dark, looks[n].symbol] for n in self.types.known],
            "classes": {n: _pair(c) for n, c in self.ontology.classes.items() if n in {v.type for v in graph.nodes.values()}},
            "kinds": {n: _pair(k) for n, k in self.ontology.kinds.items() if n in {v.kind for v in graph.nodes.values()}},
            "relations": [self._relation(name) for name in self.relations.known],
            "reports": [self._report(iri) for iri in self.reports],
            "regions": [clean(self.name(iri)) for iri in self.regions.known],
            "rules": [self.name(iri) if iri else "" for iri in self.rules.known],
            "sentences": [[self.reports[s.report], s.section, s.begin, s.text] for s in sentences],
            "observations": self._observations(),
            "terms": {name: list(terms[name]) for name in self._used(terms)},
        }

    def _relation(self, name: str) -> list[Any]:
        relation = self.ontology.relations[name]
        inverse = (relation.inverse_zh or relation.zh, relation.inverse_en or relation.en)
        return [name, *_pair(relation), *inverse, int(relation.symmetric)]

    def _report(self, iri: str) -> dict[str, Any]:
        report = self.graph.reports[iri]
        issuer = self.number.get(report.issuer, -1)
        home = self.regions(report.region or report.iri)
        return {
            "node": self.number[iri], "label": report.label, "file": report.file, "region": home, "issuer": issuer,
            "start": report.start, "end": report.end,
        }  # fmt: skip

    def _observations(self) -> list[list[Any]]:
        return [
            [self.number[o.subject], *o[1:10], self.sentences[o.sentence], o.begin, o.finish]
            for o in self.graph.observations
            if o.subject in self.number
        ]

    def _used(self, terms: Mapping[str, tuple[str, str, str]]) -> list[str]:
        used: dict[str, None] = defaultdict(None)
        for statements in self.graph.edges.values():
            used.update(dict.fromkeys(s.status for s in statements))
        for o in self.graph.observations:
            used.update(dict.fromkeys((o.comparator, o.role)))
        for node in self.graph.nodes.values():
            used.update(dict.fromkeys(name for name, _ in node.facts))
        return sorted(name for name in used if name in terms)


def _pair(term: Any) -> list[str]:
    return [term.zh or term.name, term.en or term.name]
