"""The line of calls from a document to all that is read out of it, with the knowledge that they share."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg import gazetteer, names, observations, patterns, relations, resolve
from kg.gazetteer import Gazetteer
from kg.iri import BASE
from kg.model import Document, Entity, Mention, Reading
from kg.patterns import Patterns
from kg.resolve import Resolution

# Rules whose surfaces only point (我局) or are relative (区政府): no other names of the entity
_RELATIVE_RULES = {"own-agency", "own-region", "own-document", "party-group", "called", "joint-level"}


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the stages know: loaded once a process, never changed."""

    gazetteer: Gazetteer
    patterns: Patterns


@cache
def knowledge(extra: tuple[Path, ...] = ()) -> Knowledge:
    """Return the knowledge of ``data/`` and ``ontology/`` with the user's gazetteers.

    :raises DataError: if one of the files breaks its rules.
    """
    return Knowledge(gazetteer.load(extra), patterns.load())


def read_out(document: Document, known: Knowledge, base: str = BASE) -> Reading:
    """Return names, entities, relations and observations of a document."""
    mentions, scan = names.find(document, known.gazetteer)
    resolution = resolve.resolve(document, mentions, known.gazetteer, base)
    statements = relations.extract(document, mentions, resolution, known.patterns, known.gazetteer)
    observed = observations.extract(document, mentions, resolution, scan)
    context = resolution.context
    pairs = tuple((m, e) for m, e in zip(mentions, resolution.entities, strict=True) if e is not None)
    return Reading(
        document=document,
        report=resolution.report,
        region=resolution.registry.region(context.home) if context.home is not None else None,
        period=context.period,
        metadata=_metadata(document, resolution),
        entities=tuple(resolution.registry.entities.values()),
        mentions=pairs,
        statements=tuple(statements),
        observations=tuple(observed),
        unresolved=resolution.unresolved,
        aliases=_aliases(document, pairs),
    )


def _metadata(document: Document, resolution: Resolution) -> dict[str, str]:
    """Return the printed metadata of a document by property, dates as ISO."""
    found = {"dateWritten": resolution.context.day, "datePublished": resolution.context.published}
    for name in ("indexNumber", "topicClass", "validity"):
        span = document.fields.get(name)
        if span is not None:
            found[name] = document.norm[span.begin : span.end].replace(" ", "")
    return {name: value for name, value in sorted(found.items()) if value}


def _aliases(document: Document, pairs: tuple[tuple[Mention, Entity], ...]) -> dict[str, frozenset[str]]:
    """Return the other names of entities that the text prints, without quotes and the words that only point."""
    found: dict[str, set[str]] = {}
    for mention, entity in pairs:
        hint = mention.hint
        relative = hint is not None and (hint.extra.startswith("L") or (hint.how == "department" and not hint.extra))
        if mention.rule in _RELATIVE_RULES or relative or entity.type == "Report":
            continue
        surface = document.norm[mention.begin : mention.end].strip("“”《》 ")
        if 1 < len(surface) <= 60 and surface != entity.label and surface[0] not in "省市区县州旗" and "\n" not in surface:
            found.setdefault(entity.iri, set()).add(surface)
    return {iri: frozenset(names_) for iri, names_ in found.items()}
