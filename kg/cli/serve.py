"""``kg serve``."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.iri import BASE


def command(  # noqa: PLR0917 - typer makes options of parameters
    graph: Annotated[Path, typer.Argument(metavar="GRAPH|STORE", help="Graph file, or folder of kg load.", show_default=False)],
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="PORT", help="Port on 127.0.0.1; 0: any that is free.")] = 8765,
    timeout: Annotated[float, typer.Option(min=0.1, max=3600, metavar="SECONDS", help="Time a query may take.")] = 10.0,
    max_rows: Annotated[int, typer.Option(min=1, metavar="N", help="Rows or triples of an answer at most.")] = 100_000,
    workers: Annotated[int, typer.Option(min=1, max=64, metavar="N", help="Processes that answer queries.")] = 4,
    cors: Annotated[
        list[str] | None, typer.Option(metavar="ORIGIN", help="Origin whose pages may ask too; * for all. May be repeated.")
    ] = None,
    host: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Host name a proxy before this asks by. May be repeated.")
    ] = None,
    base: Annotated[str, typer.Option(metavar="IRI", help="Base of the IRIs of entities.")] = BASE,
    title: Annotated[str, typer.Option(metavar="TEXT", help="Heading of the pages.")] = "",
) -> None:
    """Serve a graph to browsers and SPARQL clients on this machine, read-only. 在本机发布图谱:SPARQL 端点与查询网页。

    / is the query page, /sparql the endpoint (SPARQL 1.1 Protocol), /data whole graphs, /id/… the page of each entity, /healthz
    tells that all is well. Requests are logged on standard error, a line of JSON each.

    Example: kg serve outputs/graph.ttl --port 8765
    """
    from kg.errors import UsageError

    try:
        from kg.serve.server import serve
        from kg.serve.service import Settings
    except ModuleNotFoundError as error:
        if error.name == "resource":
            raise UsageError("kg serve", "this system cannot confine processes", "use Linux, macOS or WSL") from error
        raise
    settings = Settings(
        seconds=timeout, rows=max_rows, workers=workers, origins=tuple(cors or ()), hosts=tuple(host or ()), base=base, title=title
    )
    serve(graph, port, settings, sys.stderr, typer.echo)
