"""T1: what a person said is stored with its screening, concern and safety card, in one short write."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from casebook import Casebook, conversations, holding, messages
from casebook.messages import Stored
from casebook.transaction import Tx
from frontdoor import choices, handover, screening
from frontdoor.caring import care
from frontdoor.choices import Pressed
from frontdoor.messages import SERVICE, Press
from frontdoor.parts import Content
from frontdoor.returning import awaiting
from frontdoor.returning.buttons import manages
from frontdoor.screening import NOTHING, Screened
from language import ages

LET_IN: Press = {"intent": "open_words"}
USE_CODE = "use_code"
CODE: Press = {"code": True}
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{43}")
_LEAST_DIFFERENT_SIGNS = 8


@dataclass(frozen=True)
class Heard:
    """One message on its way in; `code` says that its text stands for a return code that is not kept."""

    conversation: str
    id: str
    text: str | None
    payloads: tuple[str, ...] | None
    code: bool = False
    screened: Screened | None = None

    @property
    def screening(self) -> Screened:
        return self.screened or NOTHING

    @property
    def worries(self) -> bool:
        return self.screening["level"] != "none"


def looks_like_payload(text: str) -> bool:
    """Whether a typed message can only be a choice's id: nobody's words look like that."""
    return bool(_PAYLOAD.fullmatch(text)) and len(set(text)) >= _LEAST_DIFFERENT_SIGNS


def store(book: Casebook, heard: Heard, content: Content) -> Stored:
    """Store it once for its id; raises Refused when a choice is not open, CasebookError, UnfitText."""
    with book.write() as tx:
        before = messages.stored(tx, heard.conversation, heard.id)
        if before is not None:
            return before
        pressed = _pressed(tx, heard, content)
        if pressed is not None:
            screened = screening.presses(pressed.presses)
            heard = replace(heard, text=", ".join(pressed.titles), screened=screened)
        elif named := _named(tx, heard):
            # the title of a choice is that choice, before any guess; the words stay as they typed them
            pressed = Pressed((named,), (heard.text or "",))
            heard = replace(heard, screened=screening.presses(pressed.presses))
        stored = messages.add_person_message(
            tx,
            heard.conversation,
            heard.id,
            heard.text or "",
            screening=heard.screening,
            **_press_fields(heard, pressed),
        )
        _remember(tx, heard, pressed)
        if heard.worries:
            slots = conversations.state(tx, heard.conversation).get("slots") or {}
            care(tx, heard.conversation, stored.seq, heard.screening, slots, content)
        return _settled_here(tx, heard, stored, pressed, content)


def code_is_asked(book: Casebook, conv: str) -> bool:
    """Whether the person was asked for a return code."""
    with book.read() as tx:
        asked = conversations.state(tx, conv).get("requested") == USE_CODE
        return asked or bool(conversations.about(tx, conv).get("code_asked"))


def role_and_question(book: Casebook, conv: str) -> tuple[str | None, str | None]:
    """The person's role and the question that is open."""
    with book.read() as tx:
        return conversations.about(tx, conv).get("role"), conversations.state(tx, conv).get("requested")


def _pressed(tx: Tx, heard: Heard, content: Content) -> Pressed | None:
    if heard.payloads is None:
        return None
    return choices.take(tx, heard.conversation, heard.payloads, content.words)


def _named(tx: Tx, heard: Heard) -> Press | None:
    """The choice that was typed by its title; what is a clear danger is met as that first."""
    if heard.code or not heard.text or (heard.screened or NOTHING)["level"] == "crisis":
        return None
    return choices.typed(tx, heard.conversation, heard.text)


def _press_fields(heard: Heard, pressed: Pressed | None) -> dict[str, Any]:
    if heard.code:
        return {"press": CODE}
    if pressed is None:
        return {}
    if len(pressed.presses) == 1:
        return {"press": pressed.presses[0]}
    return {"picks": list(pressed.presses)}


def _remember(tx: Tx, heard: Heard, pressed: Pressed | None) -> None:
    presses = pressed.presses if pressed else ()
    about = conversations.about(tx, heard.conversation)
    changes: dict[str, Any] = {}
    asked = any(press["intent"] == USE_CODE for press in presses)
    if asked != bool(about.get("code_asked")):
        changes["code_asked"] = asked
    if not presses and ages.is_young(heard.text or ""):
        changes["young"] = True
    for press in presses:
        if press.get("slot") == "p_role":
            changes["role"] = press.get("value")
    if changes:
        conversations.set_about(tx, heard.conversation, **changes)
    if heard.code or _goes_elsewhere(heard, presses):
        awaiting.end(tx, heard.conversation)


def _goes_elsewhere(heard: Heard, presses: tuple[Press, ...]) -> bool:
    """Whether the person does something else than what was awaited of them."""
    return heard.worries or any(not manages(press) for press in presses)


def _settled_here(tx: Tx, heard: Heard, stored: Stored, pressed: Pressed | None, content: Content) -> Stored:
    """What needs no guide is settled at once: that a facilitator reads along, or is waited for no more."""
    said = _said_here(tx, heard, stored, pressed)
    if said is None:
        return stored
    messages.settle(tx, heard.conversation, stored.seq, None)
    choices.write(tx, heard.conversation, SERVICE, content.words.message(said), content.words)
    return replace(stored, settled=True)


def _said_here(tx: Tx, heard: Heard, stored: Stored, pressed: Pressed | None) -> str | None:
    if heard.code and stored.settled:
        # a facilitator holds the conversation: nobody checks the code, and it is not kept
        return "code_later"
    presses = pressed.presses if pressed else ()
    if presses == (LET_IN,):
        holding.open_words(tx, heard.conversation)
        return "let_in"
    if presses == (handover.STOP_WAITING,):
        return handover.stop_waiting(tx, heard.conversation)
    return None
