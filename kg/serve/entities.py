"""Pages of entities: every IRI below the base, as HTML, Turtle or JSON-LD, and ``/describe?iri=`` for all other IRIs."""

from dataclasses import replace
from urllib.parse import urlencode

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.serve import entity_facts, entity_view, pages, protocol
from kg.serve.accept import choose
from kg.serve.answering import ask, respond
from kg.serve.refusal import Refusal
from kg.serve.service import service, while_connected
from kg.serve.triples import FORMATS

_HTML = "text/html"
# What ?format= may name, for links and for tools that send no Accept header
_SHORT = {"html": _HTML, "ttl": "text/turtle", "nt": "application/n-triples", "jsonld": "application/ld+json", "rdf": "application/rdf+xml"}
_DESCRIBE = """PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX gk: <https://w3id.org/govkg/ontology#>
CONSTRUCT { ?s ?p ?o } WHERE {
  { VALUES ?s { %(iri)s } ?s ?p ?o }
  UNION { VALUES ?o { %(iri)s } ?s ?p ?o FILTER NOT EXISTS { ?s gk:statedIn ?in } }
  UNION { ?s rdf:subject|rdf:object|gk:subject|gk:indicator %(iri)s . ?s ?p ?o }
  UNION { ?fact rdf:subject|rdf:object|gk:subject|gk:indicator %(iri)s . ?fact gk:statedIn ?s . ?s ?p ?o }
}"""


async def entity(request: Request) -> Response:
    """Send what the graph says of the entity whose IRI is the base and the rest of the address.

    :raises Refusal: 404 if it says nothing, 406 if the client takes no format of it.
    """
    return await _sent(request, service(request).settings.base + request.path_params["rest"])


async def described(request: Request) -> Response:
    """Send what the graph says of the IRI in ``?iri=``; those below the base have addresses of their own.

    :raises Refusal: 400 if there is none, 404 if the graph says nothing of it.
    """
    given = [value for name, value in protocol.url_parameters(request) if name == "iri"]
    if len(given) != 1:
        raise Refusal(400, "no IRI is named, or several", "ask for ?iri=IRI")
    protocol.check_iri(given[0])
    base = service(request).settings.base
    if given[0].startswith(base) and len(given[0]) > len(base):
        rest = [(name, value) for name, value in protocol.url_parameters(request) if name != "iri"]
        return RedirectResponse(entity_view.address(given[0], base) + (f"?{urlencode(rest)}" if rest else ""), 303)
    return await _sent(request, given[0])


async def _sent(request: Request, iri: str) -> Response:
    try:
        node = str(ox.NamedNode(iri))
    except ValueError as error:
        raise Refusal(404, "no such entity") from error
    media = _media(request)
    if media == _HTML:
        facts = await entity_facts.read(service(request), iri)
        if facts is None:
            raise Refusal(404, f"the graph says nothing of {iri}", "look for it by name")
        request.state.query = None
        return await pages.entity_page(request, entity_view.view(facts, service(request), pages.language(request)))
    job = replace(service(request).job(_DESCRIBE % {"iri": node}, media, protocol.gzip(request)))
    reply = await while_connected(request, ask(service(request).pool, job))
    if not reply.head.rows:
        reply.body.close()
        raise Refusal(404, f"the graph says nothing of {iri}", "look for it by name")
    return respond(reply)


def _media(request: Request) -> str:
    wanted = [value for name, value in protocol.url_parameters(request) if name == "format"]
    if wanted:
        if wanted[-1] not in _SHORT:
            raise Refusal(400, f"no format {wanted[-1][:40]!r}", f"ask for one of {' '.join(_SHORT)}")
        return _SHORT[wanted[-1]]
    media = choose(protocol.accept(request), [_HTML, *FORMATS])
    if media is None:
        raise Refusal(406, "none of the types accepted can be sent", f"accept one of {_HTML} {' '.join(FORMATS)}")
    return media
