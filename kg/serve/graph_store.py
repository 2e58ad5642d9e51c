"""``/data``: the reading part of the SPARQL 1.1 Graph Store HTTP Protocol, graphs by name or the default graph."""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from kg.serve import protocol
from kg.serve.refusal import Refusal
from kg.serve.service import service


async def data(request: Request) -> Response:
    """Send the graph that ``?graph=IRI`` or ``?default`` names.

    :raises Refusal: 400 if not exactly one is named, 404 if the store has no such graph, 405 for what would change it.
    """
    if request.method not in {"GET", "HEAD"}:
        raise Refusal(405, f"{request.method} is refused: this service is read-only", "use GET", {"Allow": "GET, HEAD, OPTIONS"})
    parameters = protocol.url_parameters(request)
    named = [value for name, value in parameters if name == "graph"]
    if len(named) + sum(name == "default" for name, _ in parameters) != 1:
        raise Refusal(400, "no graph is named, or several", "ask for ?default or for ?graph=IRI")
    for iri in named:
        protocol.check_iri(iri)
    job = service(request).job(None, protocol.accept(request), protocol.gzip(request))
    return await service(request).dumps.respond(replace(job, graph="".join(named)), request.method == "HEAD")
