"""Names that mean the same everywhere, or the same within a region: platforms, policies, documents, bodies."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from kg import ontology, tables
from kg.errors import DataError

# What is said of a policy but does not belong to its name: 文明城市创建工作, 跨域通办服务
POLICY_TAIL = re.compile(r"(?<=[一-龥]{3})工作$|(?<=办)服务$")
_POLICY_LEAD = re.compile(r"^(?:进一步)?(?:全面)?(?:深化|推进|推动|开展|实施|打赢|加快|落实|推行)(?=[一-龥]{6})")
CONTEXTS = ("", "quoted", "region", "prefix")


class Entry(NamedTuple):
    """A row of the gazetteer.

    ``context`` is empty if the name may be read anywhere, ``quoted`` if only in quotes or before a head noun, ``region`` if
    only in a document of its region, ``prefix`` if only after a level word or region name. ``scope`` is the level whose division goes into ``name`` in place of {R} (its canonical
    name) or {S} (its short form). ``facts`` are further properties by local name. ``fold`` is false if the name that a text uses
    is kept where it differs (guidelines §4: the alias list is short): the entry then only tells what the name is.
    """

    name: str
    type: str
    kind: str
    region: str
    context: str
    scope: str
    surfaces: tuple[str, ...]
    facts: tuple[tuple[str, str], ...] = ()
    fold: bool = True


# file -> (class of its entities or empty if the row tells, columns kept as facts)
TABLES = {
    "platforms.csv": ("Platform", ("operator",)),
    "policies.csv": ("Policy", ("issuer",)),
    "documents.csv": ("", ("issuer", "number", "date")),
    "bodies.csv": ("", ("successor",)),
    "scoped.csv": ("", ()),
}
_USER_COLUMNS = ("name", "type", "aliases", "region", "kind")


def load(extra: Iterable[Path] = ()) -> Iterator[Entry]:
    """Yield the entries of the tables of ``data/`` and of the user's gazetteers.

    :raises DataError: if a row has a type, kind or context that does not exist.
    """
    for file, (type_, facts) in TABLES.items():
        for row in tables.rows(file, ("name", "aliases")):
            yield _entry(file, row, type_, facts)
    for path in extra:
        for row in tables.rows(path, _USER_COLUMNS):
            yield _entry(path.name, row, "", ())


def _entry(file: str, row: dict[str, str], type_: str, facts: Iterable[str]) -> Entry:
    vocabulary = ontology.load()
    name, type_ = row["name"], type_ or row["type"]
    where = f"{file}: {name}"
    if type_ not in vocabulary.classes:
        raise DataError(where, f"unknown type {type_!r}", "use a class of ontology/govkg.ttl")
    kind = _kind(type_, row.get("kind", ""))
    if kind and kind not in vocabulary.kinds:
        raise DataError(where, f"unknown kind {kind!r}", "use a kind of ontology/govkg.ttl")
    context = row.get("context", "")
    if context not in CONTEXTS:
        raise DataError(where, f"unknown context {context!r}", "use quoted, region or leave it empty")
    known = tuple((fact, row[fact]) for fact in facts if row.get(fact))
    surfaces = tuple(dict.fromkeys(([] if "{" in name else [name]) + tables.several(row["aliases"])))
    if type_ == "Policy":
        bare = (_POLICY_LEAD.sub("", POLICY_TAIL.sub("", surface)) for surface in surfaces)
        surfaces = tuple(dict.fromkeys((*(POLICY_TAIL.sub("", surface) for surface in surfaces), *bare)))
    fold = type_ != "Policy" or bool(row.get("fold"))
    return Entry(name, type_, kind, row.get("region", ""), context, row.get("scope", ""), surfaces, known, fold)


def _kind(type_: str, kind: str) -> str:
    family = {"Legislation": "document", "Report": "document"}.get(type_, type_.lower())
    return f"{family}-{kind}" if kind else ""
