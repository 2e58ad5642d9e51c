"""The application: which address is answered by what, and what holds for all answers."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TextIO

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg import __version__
from kg.serve import description, endpoint, entities, graph_store, pages
from kg.serve.facts import Facts
from kg.serve.log import AccessLog
from kg.serve.pool import Pool, Terms
from kg.serve.refusal import Refusal
from kg.serve.service import Service, Settings, service
from kg.serve.source import Source, watched

_HERE = ("127.0.0.1", "localhost", "[::1]", "testserver")
_SECURITY = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; "
        "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_ALL = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]

# To add an address, write a function of a request that returns a response and name it here. Exploring a graph of any size
# belongs at /explore.
ROUTES: tuple[BaseRoute, ...] = (
    Route("/", pages.query_page),
    Route("/sparql", endpoint.sparql, methods=_ALL),
    Route("/data", graph_store.data, methods=_ALL),
    Route("/.well-known/void", description.respond),
    Route("/id/{rest:path}", entities.entity),
    Route("/describe", entities.described),
    Route("/api/names", pages.names),
    Route("/api/numbers", pages.numbers),
    Route("/assets/{name:path}", pages.asset),
    Route("/ontology", pages.ontology),
)


def application(source: Source, settings: Settings, log: TextIO) -> Starlette:
    """Return the application that serves a source; it starts its workers when it is started."""

    @asynccontextmanager
    async def running(app: Starlette) -> AsyncIterator[None]:
        pool = Pool(source.folder(), Terms(settings.seconds, settings.workers, max(16, 2 * settings.workers)))
        await pool.start()
        app.state.service = Service.over(pool, settings)
        app.state.facts = Facts(app.state.service)
        app.state.pages = pages.Pages()
        async with watched(source, pool, app.state.facts.forget):
            yield
        await pool.close()

    middleware = [
        Middleware(AccessLog, stream=log),
        Middleware(_Secured, secure=not settings.origins),
        Middleware(TrustedHostMiddleware, allowed_hosts=[*_HERE, *settings.hosts], www_redirect=False),
    ]
    if settings.origins:
        exposed = ["X-Govkg-Rows", "X-Govkg-Truncated"]
        allowed = {"allow_origins": settings.origins, "allow_methods": ["GET", "POST"], "expose_headers": exposed}
        middleware.append(Middleware(CORSMiddleware, **allowed))
    handlers = {Refusal: _refused, HTTPException: _failed}
    routes = [Route("/healthz", _healthy), *ROUTES]
    return Starlette(routes=routes, middleware=middleware, exception_handlers=handlers, lifespan=running)


async def _healthy(request: Request) -> Response:
    return JSONResponse({"status": "ok", "version": __version__, **service(request).pool.workers}, headers={"Cache-Control": "no-store"})


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return await pages.refused(request, error)


async def _failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return PlainTextResponse(f"{error.detail}\n", error.status_code, error.headers)


class _Secured:
    """Adds to every answer what browsers need to know to keep it from harm."""

    def __init__(self, app: ASGIApp, secure: bool) -> None:
        self._app = app
        self._headers = dict(_SECURITY)
        if not secure:  # pages of other origins may read answers
            self._headers["Cross-Origin-Resource-Policy"] = "cross-origin"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, secured if scope["type"] == "http" else send)


