"""Somebody opens a case at the desk; and words that try to break the page that shows them."""

from tests.desk.conftest import Browser, Desk

NAUGHTY = [
    "<script>alert(1)</script>",
    '=HYPERLINK("http://x")',
    "{{ 7*7 }} {slot} /restart",
    "\u202etfel ot thgir\u2069 and on",
    "Kei te pēhea? whānau \u0041\u0304 e\u0301 👩‍👩‍👧",
    "line one\nline two\r\nline three\rline four\ttab  two spaces ",
    "\n starts with a new line & ends with an entity &amp;",
    "a" + "\u0301" * 500,
    "\u2028\u2029\ufeff",
]


async def opened(desk: Desk, reference: str, role: str = "facilitator", email: str | None = None) -> Browser:
    """Somebody who has said that they have no conflict and is on the case page."""
    reader = await desk.signed_in(role, email)
    await reader.get(f"/case/{reference}")
    await reader.post(f"/case/{reference}/gate", {"conflict": "no"})
    return reader
