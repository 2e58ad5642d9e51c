"""``kg html``."""

from pathlib import Path
from typing import Annotated

import typer

from kg.iri import BASE


def command(  # noqa: PLR0917 - typer makes options of parameters
    graph: Annotated[Path, typer.Argument(metavar="GRAPH", help="Graph file: .ttl, .nt, .nq, .trig …", show_default=False)],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Page to write.", show_default="GRAPH.html")
    ] = None,
    title: Annotated[str, typer.Option(metavar="TEXT", help="Heading of the page.")] = "",
    focus: Annotated[str, typer.Option(metavar="NAME", help="Entity to begin at, with what is near it.")] = "",
    report: Annotated[str, typer.Option(metavar="NAME", help="Only what reports of this name say.")] = "",
    region: Annotated[str, typer.Option(metavar="NAME", help="Only what reports of this region say.")] = "",
    max_nodes: Annotated[int, typer.Option(min=1, metavar="N", help="Entities drawn at first.")] = 150,
    base: Annotated[str, typer.Option(metavar="IRI", help="Base of the IRIs of entities.")] = BASE,
) -> None:
    """Write the page to explore a graph in a browser, offline. 生成离线浏览图谱的网页。

    The page is one file. Above 2,000 entities it is an index, with a page for each report, region and community beside it.

    Example: kg html outputs/graph.ttl -o outputs/graph.html --focus 粤省事
    """
    from kg.store import read
    from kg.writing.html import PageOptions, write_html

    target = out or graph.with_suffix(".html")
    write_html(read(graph), target, PageOptions(title, focus, report, region, max_nodes, base))
    typer.echo(target)
