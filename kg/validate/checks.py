"""Checks: SPARQL queries that ask for nodes which break a rule.

A check is a file ``ontology/checks/<name>.rq``. It begins with comments ``# severity:`` (violation, warning or info),
``# zh:`` and ``# en:`` (the messages), and selects ``?node`` and what the messages name as ``{variable}``; ``?evidence``, if
selected, is a node whose sentence is shown. The graph is the default graph, the ontology the named graph
``https://w3id.org/govkg/ontology``.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import DataError
from kg.validate.findings import PLACEHOLDER, SEVERITIES, Problem

_HEADER = re.compile(r"^# (severity|zh|en): *(.*\S) *$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Check:
    """A query with what it means if it answers; ``name`` is that of its file."""

    name: str
    severity: str
    zh: str
    en: str
    query: str


def load(folder: Path) -> tuple[Check, ...]:
    """Return the checks of a folder by name.

    :raises DataError: if there is none, or one lacks a part of its header.
    """
    found = tuple(_check(path) for path in sorted(folder.glob("*.rq")))
    if not found:
        raise DataError(folder, "no checks", "install govkg again")
    return found


def _check(path: Path) -> Check:
    text = path.read_text(encoding="utf-8")
    header = dict(_HEADER.findall(text))
    missing = sorted({"severity", "zh", "en"} - set(header))
    if missing:
        raise DataError(f"checks/{path.name}", f"no {' and no '.join(missing)}", "begin it with # severity:, # zh: and # en:")
    if header["severity"] not in SEVERITIES:
        raise DataError(f"checks/{path.name}", f"unknown severity {header['severity']}", f"use one of {' '.join(SEVERITIES)}")
    return Check(path.stem, header["severity"], header["zh"], header["en"], text)


def run(check: Check, store: ox.Store) -> list[Problem]:
    """Return what a check finds in a store.

    :raises DataError: if its query is not SPARQL, or does not select what its messages need.
    """
    where = f"checks/{check.name}.rq"
    try:
        answer = store.query(check.query)
    except SyntaxError as error:
        raise DataError(where, str(error), "mend the query") from error
    if not isinstance(answer, ox.QuerySolutions):
        raise DataError(where, "the query is no SELECT", "select ?node and what the messages name")
    variables = [variable.value for variable in answer.variables]
    needed = {"node", *PLACEHOLDER.findall(check.zh), *PLACEHOLDER.findall(check.en)}
    if missing := needed - set(variables):
        raise DataError(where, f"?{min(missing)} is not selected", "add it to SELECT or drop it from the messages")
    found = []
    for row in answer:
        if row["node"] is None:
            continue
        details = {name: (row[name],) for name in variables if name not in {"node", "evidence"} and row[name] is not None}
        evidence = row["evidence"] if "evidence" in variables else None
        found.append(Problem(check.severity, check.name, row["node"], check.zh, check.en, details, evidence))
    return found
