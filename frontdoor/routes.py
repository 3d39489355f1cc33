"""The addresses of the front door, besides socket.io."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST
from sanic import HTTPResponse, Request, Sanic, raw, text
from sanic import json as json_response
from sanic.exceptions import SanicException

from frontdoor import headers, languages
from frontdoor.arrivals import Arrivals
from frontdoor.pages import Pages
from frontdoor.parts import Parts
from ground import health, logging, packing
from ground.addresses import is_loopback
from ground.health import Check

LONGEST_BEACON = 1024
_FORWARDED = ("x-forwarded-for", "forwarded", "x-real-ip")

log = logging.get("frontdoor")


def add(app: Sanic, parts: Parts, pages: Pages, arrivals: Arrivals, checks: Mapping[str, Check]) -> None:
    """Add every route, the headers and what is said of errors."""
    _add_pages(app, pages)
    _add_machines(app, parts, checks)
    _add_beacon(app, parts, arrivals)
    https = (parts.settings.public_url or "").startswith("https:")

    @app.on_response
    async def _headers(request: Request, response: HTTPResponse) -> None:
        parents = parts.settings.embed_origins if request.path == "/embed" else ()
        headers.put(response, https, parents, for_others=request.path in ("/embed", "/assets/embed.js"))

    @app.exception(Exception)
    async def _errors(request: Request, error: Exception) -> HTTPResponse:
        status = error.status_code if isinstance(error, SanicException) else 500
        if status >= 500:
            log.error("request_failed", error=type(error).__name__, file=logging.where(error))
        return text("", status=status)


def _add_pages(app: Sanic, pages: Pages) -> None:
    def serve(path: str, name: str, **options: Any) -> None:
        made = pages.page(name, **options)

        async def page(request: Request) -> HTTPResponse:
            return packing.answer(request, made.get(request.args.get("lang"), made[languages.OWN]))

        app.add_route(page, path, name=path.strip("/").replace("-", "_") or "chat")

    serve("/", "page")
    serve("/embed", "page", embedded=True)
    serve("/safer-browsing", "safer-browsing")
    serve("/numbers", "numbers")
    serve("/ways", "ways")

    @app.get("/assets/<name:str>")
    async def asset(request: Request, name: str) -> HTTPResponse:
        found = pages.assets.get(name)
        return packing.answer(request, found) if found else text("", status=404)


def _add_machines(app: Sanic, parts: Parts, checks: Mapping[str, Check]) -> None:
    @app.get("/healthz")
    async def healthz(_: Request) -> HTTPResponse:
        return json_response({"alive": True})

    @app.get("/readyz")
    async def readyz(_: Request) -> HTTPResponse:
        status, body = await health.readiness(checks, test=parts.settings.test)
        return json_response(body, status=status)

    @app.get("/metrics")
    async def metrics(request: Request) -> HTTPResponse:
        # a proxy on this machine is on loopback too, and the people behind it are not
        proxied = any(name in request.headers for name in _FORWARDED)
        if proxied or not is_loopback(request.ip):
            return text("", status=404)
        return raw(await parts.metrics.text(parts.book), content_type=CONTENT_TYPE_LATEST)


def _add_beacon(app: Sanic, parts: Parts, arrivals: Arrivals) -> None:
    @app.post("/leave")
    async def leave(request: Request) -> HTTPResponse:
        origin = request.headers.get("origin")
        if origin is not None and origin not in parts.settings.origins:
            return text("", status=403)
        session_id = _session_id(request.body)
        if session_id is not None:
            await arrivals.leave_session(session_id)
        return HTTPResponse(status=204)


def _session_id(body: bytes) -> str | None:
    try:
        told = json.loads(body) if len(body) <= LONGEST_BEACON else None
    except (ValueError, RecursionError):
        return None
    found = told.get("session_id") if isinstance(told, dict) else None
    return found if isinstance(found, str) else None
