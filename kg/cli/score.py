"""``kg score``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kg.score import Counts, Scores


def command(
    graph: Annotated[Path, typer.Argument(metavar="GRAPH", help="Graph file: .ttl .nt .nq .trig.", show_default=False)],
    gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="Folder of the gold set.", show_default=False)],
    docs: Annotated[str, typer.Option(metavar="PATTERN", help="Only documents whose key contains this.")] = "",
    errors: Annotated[int, typer.Option(metavar="N", min=0, help="Show the first N errors of each level.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Measure a graph against a gold set: precision, recall, F1. 用标注集评测图谱:准确率、召回率、F1。

    The gold set holds mentions.tsv, relations.tsv and observations.tsv; their first column names the document by the
    beginning of its file name.

    Example: kg score outputs/graph.ttl tests/gold --errors 20
    """
    from kg.score import score

    scores = score(graph, gold, docs)
    if as_json:
        _json(scores, errors)
    else:
        _print(scores, errors)


def _figures(level: str, counts: "Counts") -> dict[str, float | int]:
    from kg.score import RECALL_ONLY

    if level in RECALL_ONLY:
        return {"recall": round(counts.recall, 4), "hit": counts.hit, "gold": counts.gold}
    shares = {"precision": round(counts.precision, 4), "recall": round(counts.recall, 4), "f1": round(counts.f1, 4)}
    return {**shares, "hit": counts.hit, "found": counts.found, "gold": counts.gold}


def _json(scores: "Scores", errors: int) -> None:
    import json

    report: dict[str, object] = {level: _figures(level, counts) for level, counts in scores.levels.items()}
    report["types"] = {name: [n.hit, n.found, n.gold] for name, n in sorted(scores.types.items())}
    report["missing"] = scores.missing
    report["reliability"] = [
        {"low": float(band.low), "high": float(band.high), "statements": band.statements, "right": band.right}
        for band in scores.bands
    ]
    if errors:
        report["errors"] = {level: lines[:errors] for level, lines in scores.errors.items()}
    typer.echo(json.dumps(report, ensure_ascii=False, indent=1))


def _print(scores: "Scores", errors: int) -> None:
    from kg.cli.plain import safe

    if scores.missing:
        typer.echo(f"no such document in the graph 图谱中没有: {' '.join(map(safe, scores.missing))}")
    for level, counts in scores.levels.items():
        figures = (f"{name} {n:.3f}" if isinstance(n, float) else f"{name} {n}" for name, n in _figures(level, counts).items())
        typer.echo(f"{level:10} {' '.join(figures)}")
    typer.echo("\nby class and predicate 按类和关系 (hit, found, gold):")
    for name, n in sorted(scores.types.items(), key=lambda item: (-item[1].gold, item[0])):
        typer.echo(f"  {safe(name):20} {n.hit:4} {n.found:4} {n.gold:4}   P {n.precision:.2f} R {n.recall:.2f}")
    typer.echo("\nreliability 可靠程度 (confidence, statements, right):")
    for band in scores.bands:
        typer.echo(f"  {band.low}–{band.high}  {band.statements:5} {band.right:5}   {band.right / band.statements:.2f}")
    for level, lines in scores.errors.items():
        if errors:
            typer.echo(f"\n{level}:")
            for line in lines[:errors]:
                typer.echo(f"  {safe(line)}")
