"""What people see: the query page, pages of entities, messages; and the data and files these pages ask for."""

import json
from collections.abc import Mapping
from typing import Any

import jinja2
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response

from kg import __version__
from kg.dataset import ONTOLOGY
from kg.serve import entity_view, protocol
from kg.serve.accept import choose, quality
from kg.serve.assets import HERE, assets
from kg.serve.entity_view import View
from kg.serve.refusal import Refusal
from kg.serve.service import service
from kg.serve.vocabulary import vocabulary

_LANGUAGES = ("zh", "en")
_PAGE = {"Vary": "Accept, Accept-Encoding, Accept-Language, Cookie", "Cache-Control": "no-cache"}


class Pages:
    """The templates, texts and files of the pages, read once for the application."""

    def __init__(self) -> None:
        self.assets = assets()
        self.strings: dict[str, list[str]] = json.loads((HERE / "strings.json").read_text("utf-8"))
        self._templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(HERE), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
        )

    def render(self, request: Request, name: str, values: Mapping[str, Any]) -> str:
        """Return a page in the reader's language."""
        chosen = language(request)
        words = {key: pair[chosen] for key, pair in self.strings.items()}
        other = str(request.url.include_query_params(lang=_LANGUAGES[1 - chosen]))
        around = {
            "t": words, "lang": ("zh-CN", "en")[chosen], "other": other[len(str(request.base_url)) - 1 :], "version": __version__,
            "site": service(request).settings.title or words["title"], "tags": {n: a.tag[1:-1] for n, a in self.assets.items()},
        }  # fmt: skip
        return self._templates.get_template(name).render({**around, **values})


def language(request: Request) -> int:
    """Return the reader's language, 0 for Chinese, 1 for English: chosen before, or what the browser prefers."""
    wanted = request.query_params.get("lang") or request.cookies.get("lang", "")
    if wanted in _LANGUAGES:
        return _LANGUAGES.index(wanted)
    header = request.headers.get("accept-language", "")
    chinese = max(quality(header, "zh"), quality(header, "zh-cn"))
    return int(max(quality(header, "en"), quality(header, "en-us")) > chinese)


async def _page(request: Request, name: str, values: Mapping[str, Any], status: int = 200) -> Response:
    text = await run_in_threadpool(request.app.state.pages.render, request, name, values)
    return _packed(request, HTMLResponse(text, status, _PAGE))


def _packed(request: Request, response: Response) -> Response:
    if request.query_params.get("lang") in _LANGUAGES:
        response.set_cookie("lang", request.query_params["lang"], max_age=31_536_000, samesite="lax", httponly=True)
    if protocol.gzip(request) and len(response.body) > 1000:
        import gzip

        response.body = gzip.compress(response.body, 5, mtime=0)
        response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Length"] = str(len(response.body))
    return response


async def query_page(request: Request) -> Response:
    """Send the query page."""
    data = vocabulary(service(request)) | {"strings": request.app.state.pages.strings, "language": language(request)}
    return await _page(request, "query.html", {"data": data, "seconds": service(request).settings.seconds})


async def entity_page(request: Request, view: View) -> Response:
    """Send the page of an entity."""
    strings = {key: pair for key, pair in request.app.state.pages.strings.items() if key.startswith("js")}
    return await _page(request, "entity.html", {"view": view, "data": {"strings": strings, "language": language(request)}})


async def refused(request: Request, error: Refusal) -> Response:
    """Send why a request is refused: to browsers that ask for a page as one."""
    wants = choose(protocol.accept(request), ["text/plain", "text/html"]) if request.method in {"GET", "HEAD"} else "text/plain"
    if wants == "text/html" and request.url.path not in {"/sparql", "/data"} and hasattr(request.app.state, "pages"):
        strings = {key: pair for key, pair in request.app.state.pages.strings.items() if key.startswith("js")}
        values = {"status": error.status, "cause": entity_view.visible(error.cause), "data": {"strings": strings, "language": language(request)}}
        response = await _page(request, "refused.html", values, error.status)
        response.headers.update(error.headers)
        return response
    return PlainTextResponse(f"{error}\n", error.status, error.headers)


async def names(request: Request) -> Response:
    """Send the entities that ``?q=`` names best, as JSON; ``?path=`` keeps those whose IRIs have such a path."""
    typed = request.query_params.get("q", "")[:100]
    path = request.query_params.get("path", "")
    known = await request.app.state.facts.names()
    base = service(request).settings.base
    start = f"{base}{path}/" if path else base
    found = [named for named in known.find(typed, 400 if path else 20) if named.iri.startswith(start)][:20]
    rows = [{"iri": n.iri, "label": n.label, "aliases": n.aliases[:3], "address": entity_view.address(n.iri, base)} for n in found]
    return JSONResponse(rows, headers={"Cache-Control": "no-cache"})


async def numbers(request: Request) -> Response:
    """Send how many triples the graph has, and how many nodes of each class, as JSON."""
    counted = await request.app.state.facts.counted()
    return JSONResponse({"triples": counted["triples"][0][1], "classes": dict(counted["classes"])}, headers={"Cache-Control": "no-cache"})


async def asset(request: Request) -> Response:
    """Send a style sheet or script."""
    found = request.app.state.pages.assets.get(request.path_params["name"])
    if found is None:
        raise Refusal(404, "no such file")
    # Pages name a file with its tag, so what a tag names never changes
    lasting = request.query_params.get("v") == found.tag[1:-1]
    headers = {"ETag": found.tag, "Cache-Control": "max-age=31536000, immutable" if lasting else "no-cache", "Vary": "Accept-Encoding"}
    if request.headers.get("if-none-match") == found.tag:
        return Response(status_code=304, headers=headers)
    packed = protocol.gzip(request)
    if packed:
        headers["Content-Encoding"] = "gzip"
    return Response(found.packed if packed else found.plain, headers=headers, media_type=found.media)




async def ontology(request: Request) -> Response:
    """Lead to what the graph says of the ontology."""
    return RedirectResponse(entity_view.address(ONTOLOGY.value, service(request).settings.base), 303)
