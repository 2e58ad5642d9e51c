"""Patterns: how language says a relation, read from ``ontology/patterns/*.toml`` and compiled.

A pattern looks for one of its trigger words in a text in which every name is one sign for its class, and then for what stands
before and after. In ``before`` and ``after``

- ``<subject:Agency>`` or ``<object:Platform Policy>`` is a run of names, joined by 、 和 与 及 以及 or nothing, of which those of
  these classes count; the end without a slot is the actor: the subject of the clause or the issuing agency, or with
  ``actor = "thing"`` the last platform, policy, project or document before the clause that the relation allows;
- ``~6`` is up to six characters that are neither names nor punctuation, ``≈20`` the same with names and quotes allowed;
- all else is a regular expression.

Every pattern carries sentences that it must and must not match; a test runs them all.
"""

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from kg import ontology, resources
from kg.errors import DataError

# One private-use character for each class that names can have
CLASSES = (
    "Agency", "Document", "Enterprise", "Event", "LeadingGroup", "Legislation", "Organization", "PartyOrgan", "Platform",
    "Policy", "Project", "PublicInstitution", "Region", "Report", "Site",
)  # fmt: skip
SIGNS = {name: chr(0xE000 + i) for i, name in enumerate(CLASSES)}
_ALL = f"{chr(0xE000)}-{chr(0xE000 + len(CLASSES) - 1)}"
_JOINT = "(?:[、和与及或]|以及|及其|等|并)"
_GAP = re.compile(r"([~≈])(\d+)")
_SLOT = re.compile(r"<(subject|object):([A-Za-z ]+)>")
_KEYS = {"id", "zh", "en", "predicate", "trigger", "before", "after", "status", "confidence", "yes", "no", "actor"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern. ``before`` is matched up to the trigger, ``after`` from it; either may be None. ``wanted`` has the
    classes that count in each slot."""

    id: str
    zh: str
    en: str
    predicate: str
    triggers: tuple[str, ...]
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    wanted: dict[str, frozenset[str]]
    actor: str
    status: str
    confidence: float
    yes: tuple[tuple[str, str], ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Patterns:
    """All patterns, with one automaton over their triggers; ``by_trigger`` is parallel to its patterns."""

    all: tuple[Pattern, ...]
    automaton: AhoCorasick
    by_trigger: tuple[tuple[Pattern, ...], ...]


@cache
def load(folder: Path | None = None) -> Patterns:
    """Return the patterns of a folder of TOML files (default ``ontology/patterns``).

    :raises DataError: if a pattern lacks a key, names an unknown class or relation, or is no regular expression.
    """
    source = folder or resources.ontology("patterns")
    found: list[Pattern] = []
    for path in sorted(source.glob("*.toml")):
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise DataError(path.name, str(error), "mend the TOML") from error
        found += [_compile(path.name, entry) for entry in content.get("pattern", [])]
    seen: set[str] = set()
    for pattern in found:
        if pattern.id in seen:
            raise DataError(pattern.id, "two patterns have this id", "rename one")
        seen.add(pattern.id)
    by_trigger: dict[str, list[Pattern]] = defaultdict(list)
    for pattern in found:
        for trigger in pattern.triggers:
            by_trigger[trigger].append(pattern)
    words = sorted(by_trigger)
    automaton = AhoCorasick(words, matchkind=MatchKind.Standard)
    return Patterns(tuple(found), automaton, tuple(tuple(by_trigger[word]) for word in words))


def _compile(file: str, entry: dict[str, Any]) -> Pattern:
    where = f"{file}: {entry.get('id', '?')}"
    unknown = set(entry) - _KEYS
    missing = {"id", "zh", "en", "predicate", "trigger", "yes"} - set(entry)
    if unknown or missing:
        raise DataError(where, f"keys unknown {sorted(unknown)}, missing {sorted(missing)}", f"known are {sorted(_KEYS)}")
    if entry["predicate"] not in ontology.load().relations:
        raise DataError(where, f"unknown relation {entry['predicate']}", "use one of ontology/govkg.ttl")
    try:
        before = re.compile(f"(?:{_expand(entry['before'])})$") if entry.get("before") else None
        after = re.compile(_expand(entry["after"])) if entry.get("after") else None
    except (re.error, KeyError) as error:
        raise DataError(where, f"not a pattern: {error}", "see kg/patterns.py for the notation") from error
    slots = " ".join((entry.get("before", ""), entry.get("after", "")))
    if not _SLOT.search(slots):
        raise DataError(where, "no slot", "say where the subject or the object stands, as in <object:Policy>")
    return Pattern(
        id=entry["id"],
        zh=entry["zh"],
        en=entry["en"],
        predicate=entry["predicate"],
        triggers=tuple(entry["trigger"].split()),
        before=before,
        after=after,
        wanted={slot: frozenset(c for name in names.split() for c in _family(name)) for slot, names in _SLOT.findall(slots)},
        actor=entry.get("actor", "body"),
        status=entry.get("status", ""),
        confidence=float(entry.get("confidence", 0.8)),
        yes=tuple((yes[0], yes[1]) for yes in entry["yes"]),
        no=tuple(entry.get("no", ())),
    )


def _expand(notation: str) -> str:
    """Return the regular expression of a ``before`` or ``after``."""
    text = notation.replace(" <", "<").replace("> ", ">")
    text = _GAP.sub(lambda m: (f"[^。;!?\\n,:{_ALL}]" if m[1] == "~" else "[^。;!?\\n]") + f"{{0,{m[2]}}}?", text)
    return _SLOT.sub(lambda m: f"(?P<{m[1]}>[{_ALL}](?:{_JOINT}{{0,2}}[{_ALL}])*)", text)


@cache
def _family(name: str) -> tuple[str, ...]:
    """Return the class and its subclasses among `CLASSES`; Any stands for all of them.

    :raises KeyError: if the ontology has no such class.
    """
    if name == "Any":
        return CLASSES
    vocabulary = ontology.load()
    if name not in vocabulary.classes:
        raise KeyError(name)
    return tuple(c for c in CLASSES if name in vocabulary.lineage(c))
