"""``kg validate``."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kg.validate import Finding, Result


class Format(StrEnum):
    """How findings are printed."""

    text = "text"
    json = "json"


_COLOURS = {"violation": typer.colors.RED, "warning": typer.colors.YELLOW, "info": typer.colors.BLUE}
_CHINESE = {"violation": "违规", "warning": "警告", "info": "提示"}
_WIDTH = 200  # characters of a sentence or value; the JSON has all


def command(
    graph: Annotated[Path, typer.Argument(metavar="GRAPH", help="Graph file: .ttl .nt .nq .trig.", show_default=False)],
    form: Annotated[Format, typer.Option("--format", help="Lines for people, or JSON.")] = Format.text,
) -> None:
    """Check a graph against the shapes and checks of the ontology. 按本体的形状和检查规则校验图谱。

    Each finding names the rule, the node, what is wrong with it, and the sentence it was read from.

    Example: kg validate outputs/graph.ttl

    Exit code 0: no violations (there may be warnings); 1: violations; 2: wrong usage, or no readable graph.
    """
    from kg.cli.plain import status
    from kg.validate import validate

    with status("validating 校验") as progress:
        result = validate(graph, progress=progress)
    if form is Format.json:
        _json(result)
    else:
        for finding in result.findings:
            _print(finding)
        typer.echo(_summary(result))
    if result.count("violation"):
        sys.exit(1)


def _json(result: "Result") -> None:
    import json
    from dataclasses import asdict

    head = {"graph": str(result.graph), "triples": result.triples, "rules": result.rules}
    counts = {f"{severity}s": result.count(severity) for severity in ("violation", "warning")}
    typer.echo(json.dumps({**head, **counts, "findings": [asdict(f) for f in result.findings]}, ensure_ascii=False, indent=1))


def _print(finding: "Finding") -> None:
    from kg.cli.plain import safe

    severity = typer.style(f"{finding.severity} {_CHINESE[finding.severity]}", fg=_COLOURS[finding.severity])
    typer.echo(f"{severity}  {finding.rule}  {safe(finding.label, _WIDTH)}  <{safe(finding.node)}>")
    typer.echo(f"    {safe(finding.zh, 2 * _WIDTH)} {safe(finding.en, 2 * _WIDTH)}")
    if "constraint" in finding.details:
        told = f"{finding.details['constraint']} {finding.details['property']}: {finding.details['value'] or '–'}"
        typer.echo(f"    {safe(told, _WIDTH)}")
    if finding.file:
        typer.echo(f"    {safe(finding.file)}" + (f": {safe(finding.sentence, _WIDTH)}" if finding.sentence else ""))


def _summary(result: "Result") -> str:
    violations, warnings = result.count("violation"), result.count("warning")
    zh = f"{violations} 项违规,{warnings} 项警告"
    en = f"{violations} violation{'s' * (violations != 1)}, {warnings} warning{'s' * (warnings != 1)}"
    return f"{zh} {en}: {result.triples:,} triples, {result.rules} rules"
