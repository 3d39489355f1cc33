"""What is said when a facilitator comes or goes: once for each change of the holder."""

from __future__ import annotations

from casebook import Casebook, conversations, effects
from casebook.conversations import Conversation
from casebook.errors import UnknownConversation
from casebook.transaction import Tx
from frontdoor import choices
from frontdoor.messages import SERVICE
from frontdoor.parts import Content

_ABOUT = "told_holder"


def write(book: Casebook, conv: str, content: Content) -> None:
    """Tell who holds the conversation now, unless that was told before or the conversation has gone."""
    with book.write() as tx:
        try:
            here = conversations.lock(tx, conv)
        except UnknownConversation:
            return
        name = _notice(tx, here)
        if name is None:
            return
        if effects.once(tx, f"{conv}:holder:{here.fence}", conv, "notice"):
            choices.write(tx, conv, SERVICE, content.words.message(name), content.words)
        conversations.set_about(tx, conv, **{_ABOUT: here.holder})


def _notice(tx: Tx, here: Conversation) -> str | None:
    if here.ended_at is not None:
        return None
    told = conversations.about(tx, here.id).get(_ABOUT)
    if here.holder == "facilitator" and told != "facilitator":
        return "facilitator_here"
    return "guide_back" if here.holder != "facilitator" and told == "facilitator" else None
