"""``kg verify``."""

import sys
from pathlib import Path
from typing import Annotated

import typer

_CHINESE = {"Sentence": "句子", "Mention": "提及", "Observation": "数值", "Statement": "陈述"}
_WIDTH = 80  # characters of a quotation


def command(
    graph: Annotated[Path, typer.Argument(metavar="GRAPH", help="Graph file: .ttl .nt .nq .trig.", show_default=False)],
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="Files and folders it was built from.", show_default=False)
    ],
) -> None:
    """Check that every quotation of a graph stands in its source text. 核对图谱引用的原文。

    Compares sentences, mentions, values and the clauses of statements with the texts at their offsets; texts are
    recognised by their SHA-256, so files may have been renamed or moved.

    Example: kg verify outputs/graph.ttl data/reports

    Exit code 0: all agree and all texts were found; 1: some do not or were not; 2: wrong usage, or no readable graph.
    """
    from kg.cli.plain import padded, safe, status
    from kg.verify import KINDS, verify

    with status("verifying 核对"):
        result = verify(graph, paths)
    for file, reason in result.skipped:
        typer.echo(f"kg: {safe(file)}: {safe(reason)}", err=True)
    for kind in KINDS:
        label = padded(f"{kind.lower()}s {_CHINESE[kind]}", 18)
        typer.echo(f"{label} {result.checked[kind]:>9,} checked 已核对 {result.agree[kind]:>9,} agree 相符")
    for d in result.disagreements:
        quoted, found = safe(d.quoted, _WIDTH), safe(d.found, _WIDTH)
        typer.echo(f"disagrees 不符  <{safe(d.node)}> {d.begin}–{d.end}: quoted 引用 “{quoted}”, found 原文 “{found}”")
    for text in result.missing:
        typer.echo(f"not given 未提供  {safe(text.file)}: {safe(text.title)} (SHA-256 {safe(text.sha256)})")
    if not result.complete:
        sys.exit(1)
