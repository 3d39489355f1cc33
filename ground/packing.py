"""What was made ready at start, as an answer: packed for browsers that can unpack it."""

from __future__ import annotations

from sanic import HTTPResponse, Request, raw

from ground.assets import Asset

_GZIP = "gzip"


def answer(request: Request, asset: Asset) -> HTTPResponse:
    """The asset in the form that the browser takes; 304 where it has that form already (RFC 9110, 13.1.2).

    Packing gives no secret away (BREACH): nothing in these files is anybody's, or said back from a request.
    """
    packed = asset.packed if takes_gzip(request.headers.get("accept-encoding", "")) else None
    # Two forms are two things: a strong mark must tell them apart (RFC 9110, 8.8.3.3).
    mark = f'"{asset.mark}-{_GZIP}"' if packed else f'"{asset.mark}"'
    headers = {"ETag": mark, "Vary": "Accept-Encoding"}
    if mark in _listed(request.headers.get("if-none-match", "")):
        return HTTPResponse(status=304, headers=headers)
    if packed:
        headers["Content-Encoding"] = _GZIP
    return raw(packed or asset.body, content_type=asset.content_type, headers=headers)


def takes_gzip(accepted: str) -> bool:
    """Whether an Accept-Encoding allows gzip (RFC 9110, 12.5.3); an empty one gets the plain file."""
    weights = dict(_weighed(coding) for coding in _listed(accepted.lower()))
    return weights.get(_GZIP, weights.get("*", 0.0)) > 0


def _weighed(coding: str) -> tuple[str, float]:
    name, _, weight = coding.replace(" ", "").partition(";q=")
    try:
        return name, float(weight or 1)
    except ValueError:
        return name, 0.0


def _listed(header: str) -> list[str]:
    return [part.strip().removeprefix("W/") for part in header.split(",")]
