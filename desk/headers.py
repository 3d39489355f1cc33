"""The headers that every page of the desk carries, errors included."""

from sanic import HTTPResponse, Request

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    )
)

ALWAYS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # "no-referrer" would make browsers send "Origin: null" with our own forms
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Robots-Tag": "noindex",
}


def add_headers(request: Request, response: HTTPResponse) -> None:
    """Put the fixed headers on a response; files under /assets/ may be kept by the browser."""
    for name, value in ALWAYS.items():
        response.headers.setdefault(name, value)
    if request.app.ctx.secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
