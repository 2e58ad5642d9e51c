"""Validation: a clean graph has no findings, and every constraint of every shape and every check has a mutant that it alone finds."""

import json
import re
import warnings
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from small_graph import BUREAU, DISTRICT, FINANCE, NOTICE, ONE_NET, PLATFORM, REPORT, REPORT_2, STREAMLINE, ZONE, Lines, lines
from typer.testing import CliRunner

from kg import resources, tables
from kg.build import build
from kg.cli import validate as cli
from kg.errors import DataError, GraphError
from kg.validate import Result, checks, shapes, validate
from kg.validate.findings import PLACEHOLDER, SEVERITIES

SHAPES = resources.ontology("shapes.ttl")
CHECKS = checks.load(resources.ontology("checks"))
SH = "http://www.w3.org/ns/shacl#"
NOT_CONSTRAINTS = {"path", "targetClass", "targetSubjectsOf", "message", "severity"}
Edit = Callable[[Lines], Lines]

STATED = (BUREAU.iri, "gk:implements", ONE_NET.iri)  # has two statements, so that one may be damaged alone
PART = (ZONE.iri, "gk:partOf", PLATFORM.iri)


def one(g: Lines) -> str:
    return g.statement(*STATED)


def mention(g: Lines) -> str:
    return g.subjects("gk:text", '"区财政局"')[0]


def value(g: Lines, text: str) -> str:
    return g.subjects("gk:valueText", f'"{text}"')[0]


def lone(g: Lines) -> str:
    """The sentence that no mention or value quotes: the second report's, but for its one mention."""
    quoted = {row[2] for row in g.rows if row[1] == "3gk:statedIn" and row[0].startswith(("ment:", "obs:"))}
    return next(s for s in g.subjects("0a"[1:], "gk:Sentence") if s not in quoted)


def title(g: Lines) -> str:
    """The statement that the second report has an issuer."""
    return g.statement(REPORT_2.iri, "gk:issuedBy", BUREAU.iri)


def without_issuer(g: Lines) -> Lines:
    return g.drop(title(g)).drop(REPORT_2.iri, "gk:issuedBy")
