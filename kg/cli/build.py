"""``kg build``."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.iri import BASE


def command(  # noqa: PLR0917 - typer makes options of parameters
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders to read.", show_default=False)],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Folder for the outputs.")] = Path("outputs"),
    workers: Annotated[int, typer.Option(min=0, help="Processes; 0: one for few files, else one a processor.")] = 0,
    base: Annotated[str, typer.Option(metavar="IRI", help="Base of the IRIs of entities.")] = BASE,
    gazetteer: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="Table of names: name,type,aliases,region,kind. May be repeated.")
    ] = None,
    html: Annotated[bool, typer.Option(help="Write graph.html too.")] = True,
) -> None:
    """Build a knowledge graph from documents. 从公文构建知识图谱。

    Writes graph.ttl (RDF), graph.html (the page to explore it) and build.json (what was found and skipped).

    Example: kg build data/reports -o outputs

    Exit code 0: all files were built; 3: some were skipped, see the messages; 2: wrong usage or broken tables.
    """
    from kg.build import build
    from kg.cli.terminal import bar, table

    with bar("reading") as progress:
        result = build(paths, out, workers=workers, base=base, gazetteers=gazetteer or (), html=html, progress=progress)
    for file, reason in [*result.tally.skipped, *result.tally.warnings]:
        typer.echo(f"kg: {file}: {reason}", err=True)
    counts = result.counts
    rows = [
        ("documents 文件", len(result.tally.documents)),
        ("entities 实体", sum(n for name, n in counts.nodes.items() if name not in _EVIDENCE)),
        ("statements 陈述", counts.nodes["Statement"]),
        ("observations 指标观测", counts.nodes["Observation"]),
        ("sentences 句子", counts.nodes["Sentence"]),
        ("triples 三元组", counts.triples),
        ("unresolved names 未消解名称", len(result.tally.unresolved)),
        ("skipped files 跳过文件", len(result.tally.skipped)),
    ]
    table(rows, [str(p) for p in (result.graph, result.page, result.report) if p is not None])
    if result.tally.skipped:
        sys.exit(3)


_EVIDENCE = {"Extractor", "Indicator", "Mention", "Observation", "Sentence", "Statement"}
