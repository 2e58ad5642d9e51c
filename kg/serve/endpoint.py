"""``/sparql``: the query part of the SPARQL 1.1 Protocol."""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.serve import description, guard, protocol
from kg.serve.accept import choose
from kg.serve.answering import ask, respond
from kg.serve.service import service, while_connected
from kg.serve.triples import FORMATS


async def sparql(request: Request) -> Response:
    """Answer a query, or describe the service to who asks nothing: to a browser with the query page.

    :raises Refusal: as the request is wrong, 403 for what is refused, 503 for what takes too long.
    """
    asked = await protocol.asked(request)
    if asked is None:
        if choose(protocol.accept(request), [*FORMATS, "text/html"]) == "text/html":
            return RedirectResponse("/", status_code=303, headers={"Vary": "Accept"})
        return await description.respond(request)
    guard.check(asked.query)
    job = service(request).job(asked.query, asked.accept, asked.gzip)
    job = replace(job, default=asked.default, named=asked.named)
    request.state.query = asked.query
    return respond(await while_connected(request, ask(service(request).pool, job)))
