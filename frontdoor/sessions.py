"""Sessions in the casebook: ids made here, found again for ten idle minutes, greeted at once when new."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from casebook import Casebook, conversations, leaving, tokens, writing
from casebook.conversations import Conversation
from casebook.erasure import Proof
from casebook.errors import UnknownConversation
from frontdoor import choices
from frontdoor.messages import GUIDE, SERVICE, Message
from frontdoor.words import Words
from ground.hours import spoken_moment

IDLE = timedelta(minutes=10)
GREETING = ("greeting", "greeting_keeping", "greeting_role")

LastSeen = Callable[[str], datetime | None]


def resume(book: Casebook, session_id: str, last_seen: LastSeen) -> Conversation | None:
    """The conversation of a session, unless it was idle too long; `last_seen` is what this process knows."""
    with book.read() as tx:
        found = conversations.find(tx, tokens.fingerprint(session_id))
        if found is None:
            return None
        active = max(found.active_at, last_seen(found.id) or found.active_at)
        return found if tx.now - active < IDLE else None


def begin(book: Casebook, words: Words) -> tuple[str, str]:
    """Begin a conversation with the greeting; returns (session id, conversation)."""
    return _begin_with(book, words, GUIDE, [words.message(name) for name in GREETING])


def begin_after_erasure(book: Casebook, words: Words, proof: Proof) -> tuple[str, str]:
    """Begin a conversation that says what was deleted, with the proof; returns (session id, conversation)."""
    return _begin_with(book, words, SERVICE, [words.message("erased"), _proof(words, proof)])


def note_presence(book: Casebook, conv: str, here: bool) -> None:
    """Tell the desk whether the person's page is open; of a conversation that has gone, nothing."""
    with book.write() as tx:
        try:
            if conversations.get(tx, conv).ended_at is None:
                conversations.presence(tx, conv, here)
        except UnknownConversation:
            return


def note_writing(book: Casebook, conv: str) -> None:
    """Tell the facilitator in the talk that the person is writing."""
    with book.write() as tx:
        writing.person(tx, conv)


def leave(book: Casebook, conv: str) -> None:
    """The quick exit: what was neither sent nor kept is destroyed, the session ends."""
    with book.write() as tx:
        try:
            leaving.leave(tx, conv)
        except UnknownConversation:
            return


def _proof(words: Words, proof: Proof) -> Message:
    values: dict[str, Any] = {"at": spoken_moment(proof.at), "keys": proof.keys, "messages": proof.messages}
    if not proof.reference:
        return words.message("erased_proof", **values)
    return words.message("erased_proof_sent", reference=proof.reference, **values)


def _begin_with(book: Casebook, words: Words, side: str, said: list[Message]) -> tuple[str, str]:
    session_id = tokens.new_token()
    with book.write() as tx:
        conv = conversations.create(tx, tokens.fingerprint(session_id))
        for message in said:
            choices.write(tx, conv, side, message, words)
    return session_id, conv
