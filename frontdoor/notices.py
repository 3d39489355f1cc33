"""What is said when a facilitator comes or goes: once for each change of the holder."""

from __future__ import annotations

from casebook import Casebook, conversations, effects
from casebook.errors import UnknownConversation
from casebook.transaction import Tx
from frontdoor import choices
from frontdoor.messages import SERVICE
from frontdoor.parts import Content

_ABOUT = "told_holder"


def wanted(book: Casebook, conv: str) -> bool:
    """Whether the person has not been told yet who holds the conversation now."""
    with book.read() as tx:
        try:
            return _notice(tx, conv) is not None
        except UnknownConversation:
            return False


def write(book: Casebook, conv: str, content: Content) -> None:
    """Tell it, if it still needs telling."""
    with book.write() as tx:
        name = _notice(tx, conv)
        if name is None:
            return
        here = conversations.get(tx, conv)
        if effects.once(tx, f"{conv}:holder:{here.fence}", conv, "notice"):
            choices.write(tx, conv, SERVICE, content.words.message(name), content.words)
        conversations.set_about(tx, conv, **{_ABOUT: here.holder})


def _notice(tx: Tx, conv: str) -> str | None:
    here = conversations.get(tx, conv)
    if here.ended_at is not None:
        return None
    told = conversations.about(tx, conv).get(_ABOUT)
    if here.holder == "facilitator" and told != "facilitator":
        return "facilitator_here"
    return "guide_back" if here.holder != "facilitator" and told == "facilitator" else None
