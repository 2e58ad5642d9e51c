"""Validation: a clean graph has no findings, and every constraint of every shape and every check has a mutant that it alone finds."""

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import check_mutants
import pyoxigraph as ox
import pytest
import shape_mutants
import typer
from small_graph import FINANCE, ONE_NET, Lines, lines
from typer.testing import CliRunner

from kg import resources, tables
from kg.build import build
from kg.cli import validate as cli
from kg.errors import DataError, GraphError
from kg.validate import checks, shapes, validate
from kg.validate.findings import PLACEHOLDER

SH = "http://www.w3.org/ns/shacl#"
SHAPES = resources.ontology("shapes.ttl")
CHECKS = checks.load(resources.ontology("checks"))
SAMPLES = sorted(resources.data("reports").glob("*.txt"))
Edit = Callable[[Lines], Lines]


def shape_facts() -> dict[str, list[tuple[str, ox.NamedNode | ox.Literal]]]:
    """Return the facts of each shape by its local name, the vocabulary of SHACL by local name."""
    found: dict[str, list[tuple[str, ox.NamedNode | ox.Literal]]] = {}
    for quad in ox.parse(path=str(SHAPES), format=ox.RdfFormat.TURTLE):
        assert isinstance(quad.subject, ox.NamedNode), "a shape has a name"
        assert isinstance(quad.object, ox.NamedNode | ox.Literal), "a shape nests none"
        found.setdefault(quad.subject.value.rpartition("#")[2], []).append((quad.predicate.value.removeprefix(SH), quad.object))
    return found


def constraints() -> set[tuple[str, str]]:
    """Return the (shape, constraint) pairs of the shapes file."""
    other = {"path", "targetClass", "targetSubjectsOf", "message", "severity", ox.RDF_TYPE if False else ""}
    return {
        (shape, name[0].upper() + name[1:])
        for shape, facts in shape_facts().items()
        for name, _ in facts
        if name not in other and not name.startswith("http")
    }


def fired(path: Path) -> set[tuple[str, str]]:
    return {(finding.rule, finding.details.get("constraint", "")) for finding in validate(path).findings}


def test_clean_graph_has_no_findings(tmp_path: Path) -> None:
    result = validate(lines().write(tmp_path / "graph.ttl"))
    assert result.findings == ()
    assert result.triples > 300
    assert result.rules == len(shape_facts()) + len(CHECKS)


@pytest.mark.parametrize(("shape", "constraint", "edit"), shape_mutants.MUTANTS, ids=lambda x: x if isinstance(x, str) else "")
def test_shape_finds_its_mutant_alone(tmp_path: Path, shape: str, constraint: str, edit: Edit) -> None:
    assert fired(edit(lines()).write(tmp_path / "graph.ttl")) == {(shape, constraint)}


@pytest.mark.parametrize(("check", "what", "edit"), check_mutants.MUTANTS, ids=lambda x: x if isinstance(x, str) else "")
def test_check_finds_its_mutant_alone(tmp_path: Path, check: str, what: str, edit: Edit) -> None:
    assert fired(edit(lines()).write(tmp_path / "graph.ttl")) == {(check, "")}, what


@pytest.mark.parametrize(("what", "edit"), check_mutants.HARMLESS, ids=lambda x: x if isinstance(x, str) else "")
def test_harmless_change_is_not_found(tmp_path: Path, what: str, edit: Edit) -> None:
    assert fired(edit(lines()).write(tmp_path / "graph.ttl")) == set(), what


def test_every_rule_has_a_mutant() -> None:
    assert {mutant[:2] for mutant in shape_mutants.MUTANTS} == constraints()
    assert {mutant[0] for mutant in check_mutants.MUTANTS} == {check.name for check in CHECKS}
    assert len(constraints()) > 70
    assert len(CHECKS) > 25


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_our_samples_have_no_violations(tmp_path: Path, sample: Path) -> None:
    result = validate(build([sample], tmp_path, html=False).graph)
    assert [finding for finding in result.findings if finding.severity == "violation"] == []
    assert result.triples > 500
