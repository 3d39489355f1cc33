"""Proof that a form was sent from one of our own pages, by the browser that was shown it."""

import hashlib
import hmac
from urllib.parse import urlsplit

from sanic import Request

FIELD = "form_token"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def token(secret: str) -> str:
    """The token of every form shown to the browser that holds the cookie value `secret`.

    The cookie itself is the key, so that every desk process can check it and nothing more is stored.
    """
    return hmac.new(secret.encode(), b"desk form", hashlib.sha256).hexdigest()


def is_own_origin(request: Request) -> bool:
    """Whether the browser says that the form came from this very site."""
    origin = request.headers.get("origin")
    if origin is None:
        return request.headers.get("sec-fetch-site") == "same-origin"
    return urlsplit(origin).netloc == request.headers.get("host") and origin.startswith(
        ("http://", "https://")
    )


def is_own_form(request: Request, secret: str | None) -> bool:
    """Whether an unsafe request carries the token bound to the cookie it came with."""
    if request.method in SAFE_METHODS:
        return True
    if secret is None or not is_own_origin(request):
        return False
    sent = str((request.form or {}).get(FIELD) or "")
    return hmac.compare_digest(sent.encode(), token(secret).encode())
