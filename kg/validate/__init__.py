"""Validation: whether a graph holds what it must.

Two kinds of rules, both data: ``ontology/shapes.ttl`` (SHACL) says how many values of which form a single node has;
``ontology/checks/*.rq`` (SPARQL) ask what concerns several nodes, such as cycles, quotations and sums. To add a rule, add a
shape or a query; nothing is registered elsewhere.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg import resources, store
from kg.validate import checks, shapes
from kg.validate.findings import Describer, Finding, in_order

__all__ = ["Finding", "Result", "validate"]

# The ontology is queried beside the graph, as this named graph
_ONTOLOGY = ox.NamedNode("https://w3id.org/govkg/ontology")


@dataclass(frozen=True, slots=True)
class Result:
    """What was found in a graph of so many triples by so many rules; findings are in order of severity."""

    graph: Path
    triples: int
    rules: int
    findings: tuple[Finding, ...]

    def count(self, severity: str) -> int:
        """Return the number of findings of a severity: ``violation``, ``warning`` or ``info``."""
        return sum(finding.severity == severity for finding in self.findings)


def validate(graph: Path | str, *, progress: Callable[[str], None] | None = None) -> Result:
    """Return what breaks the shapes and checks of the ontology in a graph file, in deterministic order.

    ``progress`` is called with the name of each step that begins.

    :raises GraphError: if the graph cannot be read.
    :raises DataError: if a shape or check is malformed.
    """
    path = Path(graph)
    tell = progress or _silent
    tell(path.name)
    loaded = _flat(store.read(path))
    triples = len(loaded)
    tell("shapes.ttl")
    reported = shapes.run(loaded, resources.ontology("shapes.ttl"))
    loaded.load(path=str(resources.ontology("govkg.ttl")), format=ox.RdfFormat.TURTLE, to_graph=_ONTOLOGY)
    asked = checks.load(resources.ontology("checks"))
    for check in asked:
        tell(f"{check.name}.rq")
        reported += checks.run(check, loaded)
    describer = Describer(loaded)
    findings = in_order(describer.finding(problem) for problem in reported)
    return Result(path, triples, shapes.count(resources.ontology("shapes.ttl")) + len(asked), findings)


def _flat(loaded: ox.Store) -> ox.Store:
    """Return a store with all triples in the default graph: whichever named graph holds a triple, the same rules apply."""
    if not any(True for _ in loaded.named_graphs()):
        return loaded
    flat = ox.Store()
    flat.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in loaded)
    return flat


def _silent(_step: str) -> None:
    pass
