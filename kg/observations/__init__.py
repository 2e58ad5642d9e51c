"""Observations: every number that measures something, with its subject, indicator, period and what it is a part of."""

from kg.model import Document, Mention, Observation
from kg.observations.filters import measures
from kg.observations.indicators import indicator_of
from kg.observations.numbers import Quantity, quantities
from kg.observations.periods import period_of
from kg.observations.ranks import ranks
from kg.observations.roles import role_of
from kg.observations.subjects import SubjectFinder
from kg.observations.totals import totals
from kg.resolve import Resolution
from kg.scan import Scan


def extract(document: Document, mentions: list[Mention], resolution: Resolution, scan: Scan) -> list[Observation]:
    """Return the observations of a document in textual order; a joint subject gives one for each."""
    found: list[Quantity] = [q for q in quantities(document.norm) if measures(q, document, mentions, scan)]
    found = sorted(found + list(ranks(document)), key=lambda q: q.begin)
    wholes = totals(document, found)
    subjects = SubjectFinder(document, mentions, resolution)
    observations: list[Observation] = []
    for i, quantity in enumerate(found):
        whole = wholes.get(i, -1)
        name, dimension = indicator_of(document, found, i, whole)
        for subject in subjects.of(found[whole] if whole >= 0 else quantity):
            observations.append(
                Observation(
                    subject=subject,
                    indicator=name,
                    value=f"{quantity.value.normalize():f}",
                    unit=quantity.unit or "1",
                    comparator=quantity.comparator,
                    role=role_of(document, quantity),
                    period=period_of(document, resolution.context, quantity),
                    dimension=dimension,
                    total=found[whole].begin if whole >= 0 else -1,
                    begin=quantity.begin,
                    end=quantity.end,
                    rule="quantity",
                    confidence=0.85,
                )
            )
    return observations
