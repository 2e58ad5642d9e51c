"""Parts of a graph: what some reports say, what lies around an entity, and the pages that a large graph is split into."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace

from kg.errors import UsageError
from kg.writing.page_data import communities
from kg.writing.page_labels import clean
from kg.writing.page_model import Edge, Mention, Observation, PageGraph, Statement

PAGE_FILE = re.compile(r"(?:report|region|community)-\d{3,}\.html")
LIMIT = 2000  # entities that one page shows at most
_COMMUNITY = 12  # entities that make a community worth a page
_COMMUNITIES = 16


@dataclass(frozen=True, slots=True)
class Part:
    """One page of several: its kind (``report``, ``region`` or ``community``), title, file name, graph and, if it had to be
    cut, how many entities it would have."""

    kind: str
    title: str
    file: str
    graph: PageGraph
    cut: int


class Shelves:
    """A graph sorted by report in one pass, from which what any set of reports says is put together quickly."""

    def __init__(self, graph: PageGraph) -> None:
        self.graph = graph
        self._sentences: dict[str, list[str]] = defaultdict(list)
        self._edges: dict[str, dict[Edge, list[Statement]]] = defaultdict(lambda: defaultdict(list))
        self._mentions: dict[str, dict[str, list[Mention]]] = defaultdict(lambda: defaultdict(list))
        self._observations: dict[str, list[Observation]] = defaultdict(list)
        report_of = {iri: sentence.report for iri, sentence in graph.sentences.items()}
        for iri, report in report_of.items():
            self._sentences[report].append(iri)
        for edge, statements in graph.edges.items():
            for statement in statements:
                self._edges[report_of[statement.sentence]][edge].append(statement)
        for entity, mentions in graph.mentions.items():
            for mention in mentions:
                self._mentions[report_of[mention.sentence]][entity].append(mention)
        for observation in graph.observations:
            self._observations[report_of[observation.sentence]].append(observation)

    def take(self, reports: Set[str]) -> PageGraph:
        """Return what these reports say: their sentences, and the mentions, statements and observations in them."""
        graph, order = self.graph, sorted(reports)
        edges: dict[Edge, list[Statement]] = defaultdict(list)
        mentions: dict[str, list[Mention]] = defaultdict(list)
        for report in order:
            for edge, statements in self._edges[report].items():
                edges[edge] += statements
            for entity, found in self._mentions[report].items():
                mentions[entity] += found
        observations = tuple(o for report in order for o in self._observations[report])
        seen = {end for s, _, o in edges for end in (s, o)} | set(mentions) | {o.subject for o in observations} | set(order)
        return replace(
            graph,
            nodes={iri: graph.nodes[iri] for iri in sorted(seen)},
            edges={edge: tuple(sorted(edges[edge])) for edge in sorted(edges)},
            mentions={iri: tuple(sorted(mentions[iri])) for iri in sorted(mentions)},
            observations=tuple(sorted(observations, key=lambda o: (o.subject, graph.sentences[o.sentence].report, o.begin, o))),
            sentences={iri: graph.sentences[iri] for report in order for iri in self._sentences[report]},
            reports={iri: graph.reports[iri] for iri in order},
        )


def of_nodes(graph: PageGraph, wanted: Set[str]) -> PageGraph:
    """Return some entities with all that is said of them alone; the reports it is said in stay, as entities too."""
    edges = {edge: statements for edge, statements in graph.edges.items() if edge[0] in wanted and edge[2] in wanted}
    mentions = {iri: found for iri, found in graph.mentions.items() if iri in wanted}
    observations = tuple(o for o in graph.observations if o.subject in wanted)
    used = {s.sentence for statements in edges.values() for s in statements}
    used |= {m.sentence for found in mentions.values() for m in found} | {o.sentence for o in observations}
    reports = {graph.sentences[iri].report for iri in used} | (wanted & set(graph.reports))
    return replace(
        graph,
        nodes={iri: node for iri, node in graph.nodes.items() if iri in wanted or iri in reports},
        edges=edges,
        mentions=mentions,
        observations=observations,
        sentences={iri: s for iri, s in graph.sentences.items() if iri in used},
        reports={iri: report for iri, report in graph.reports.items() if iri in reports},
    )


def chosen(graph: PageGraph, report: str, region: str) -> PageGraph:
    """Return what the reports of that name (or file) and of that region, or a region in it, say; empty names choose all.

    :raises UsageError: if no report has the name or the region.
    """
    reports = set(graph.reports)
    if report:
        reports &= {iri for iri, r in graph.reports.items() if report in (iri, r.label, r.file) or report in r.label}
        if not reports:
            raise UsageError("--report", f"no report is named {clean(report)!r}", _offer(r.label for r in graph.reports.values()))
    if region:
        inside = {iri for iri, r in graph.reports.items() if any(_named(graph, up, region) for up in _chain(graph, r.region))}
        if not inside:
            known = {graph.labels.get(r.region, "") for r in graph.reports.values()}
            raise UsageError("--region", f"no report is from {clean(region)!r}", _offer(known))
        reports &= inside
    return graph if reports == set(graph.reports) else Shelves(graph).take(reports)


def _offer(names: Iterable[str]) -> str:
    known = sorted({clean(name) for name in names if name})
    return f"choose from: {', '.join(known[:8])}" + (" …" if len(known) > 8 else "") if known else "the graph has none"


def _chain(graph: PageGraph, region: str) -> list[str]:
    chain: list[str] = []
    while region and region not in chain:
        chain.append(region)
        region = graph.parents.get(region, "")
    return chain


def _named(graph: PageGraph, iri: str, name: str) -> bool:
    label = graph.labels.get(iri, "")
    return name in (iri, label, iri.rsplit("/", 1)[-1]) or (len(name) > 1 and label.endswith(name))


def find(graph: PageGraph, name: str) -> str:
    """Return the entity of that name, alias or IRI; of several the most connected.

    :raises UsageError: if there is none.
    """
    order = graph.ranked
    exact = [iri for iri in order if name in (iri, graph.nodes[iri].label) or iri.endswith("/" + name)]
    other = [iri for iri in order if name in graph.nodes[iri].aliases]
    if exact or other:
        return (exact or other)[0]
    near = [graph.nodes[iri].label for iri in order if name in graph.nodes[iri].label][:8]
    raise UsageError("--focus", f"no entity is named {clean(name)!r}", _offer(near or (graph.nodes[i].label for i in order[:8])))


def outwards(graph: PageGraph, start: str) -> list[str]:
    """Return the entities by their distance from one of them, most connected first at each distance; the unreached last."""
    neighbours, place = graph.neighbours, {iri: i for i, iri in enumerate(graph.ranked)}
    order, seen, ring = [start], {start}, [start]
    while ring:
        ring = sorted({n for iri in ring for n in neighbours[iri]} - seen, key=place.__getitem__)
        order += ring
        seen.update(ring)
    return order + [iri for iri in place if iri not in seen]


def split(graph: PageGraph, groups: Mapping[str, int] | None = None) -> list[Part]:
    """Return the parts of a large graph: one for each report, each region with several reports, and each community."""
    shelves = Shelves(graph)
    reports = sorted(graph.reports.values(), key=lambda r: (r.region, r.end, r.iri))
    parts = [_part(graph, "report", r.label, number, shelves.take({r.iri})) for number, r in enumerate(reports, 1)]
    regions: dict[str, set[str]] = {}
    for iri, report in graph.reports.items():
        regions.setdefault(report.region, set()).add(iri)
    shared = sorted((region, reports) for region, reports in regions.items() if region and len(reports) > 1)
    parts += [
        _part(graph, "region", graph.labels.get(region, region), number, shelves.take(reports))
        for number, (region, reports) in enumerate(shared, 1)
    ]
    order = graph.ranked
    circles: dict[int, list[str]] = {}
    found = communities(graph) if groups is None else groups
    for iri in order:
        if iri in found:
            circles.setdefault(found[iri], []).append(iri)
    for number, (_, members) in enumerate(sorted(circles.items())[:_COMMUNITIES], 1):
        if len(members) >= _COMMUNITY:
            parts.append(_part(graph, "community", graph.nodes[members[0]].label, number, of_nodes(graph, set(members))))
    return parts


def _part(graph: PageGraph, kind: str, title: str, number: int, own: PageGraph) -> Part:
    size = len(own.nodes)
    if size > LIMIT:
        own = of_nodes(own, set(own.ranked[:LIMIT]))
    return Part(kind, clean(title), f"{kind}-{number:03d}.html", own, size if size > LIMIT else 0)
