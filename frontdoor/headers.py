"""Security headers for everything that the front door answers."""

from __future__ import annotations

from collections.abc import Sequence

from sanic import HTTPResponse

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "require-trusted-types-for": "'script'",
}
_FEATURES = ("camera", "microphone", "geolocation", "payment", "usb", "display-capture", "browsing-topics")
_ALWAYS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _FEATURES),
    "X-Robots-Tag": "noindex",
}
_A_YEAR = "max-age=31536000"


def put(response: HTTPResponse, https: bool, parents: Sequence[str] = (), for_others: bool = False) -> None:
    """Add the headers; `parents` may show the page in a frame, `for_others`: other sites may load it."""
    response.headers.update(_ALWAYS)
    policy = _POLICY | {"frame-ancestors": " ".join(parents) or "'none'"}
    response.headers["Content-Security-Policy"] = "; ".join(" ".join(rule) for rule in policy.items())
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin" if for_others else "same-origin"
    if not parents:
        response.headers["X-Frame-Options"] = "DENY"
    if https:
        response.headers["Strict-Transport-Security"] = _A_YEAR
