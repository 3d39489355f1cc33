"""What the person's next words are for: an answer, something to add, a new way to be reached.

Words are held here, sealed, until the person has said that they go; they are never taken unasked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casebook import conversations
from casebook.transaction import Tx
from frontdoor.doing import Doing

_ABOUT = "awaits"


def now(tx: Tx, conv: str) -> dict[str, Any] | None:
    """`{what, of, text?}`, or None while nothing is awaited; `text` was typed and waits for a yes."""
    return of(conversations.about(tx, conv))


def of(about: Mapping[str, Any]) -> dict[str, Any] | None:
    """The same, of what is known `about` a conversation."""
    awaited: dict[str, Any] | None = about.get(_ABOUT)
    return awaited


def begin(doing: Doing, what: str, of: str = "", text: str | None = None) -> None:
    """Await words for `what`; with `text`, a yes to it."""
    awaited = {"what": what, "of": of} | ({"text": text} if text is not None else {})
    conversations.set_about(doing.tx, doing.conversation, **{_ABOUT: awaited})


def end(tx: Tx, conv: str) -> None:
    """Await nothing any more."""
    if now(tx, conv) is not None:
        conversations.set_about(tx, conv, **{_ABOUT: None})
