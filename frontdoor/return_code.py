"""The return code: taken wherever one is typed, checked slowly, never kept and never passed on."""

from __future__ import annotations

import re

from casebook import Casebook, codes, conversations, drafts, messages
from casebook.codes import DIGITS, Target, Typed
from casebook.errors import TooManyTries
from casebook.transaction import Tx
from frontdoor import choices
from frontdoor.asking import Turn
from frontdoor.messages import SERVICE, Message, Press
from frontdoor.parts import Content
from frontdoor.returning import status
from ground.hours import ZONE, spoken_day

# A person speaks of a code, or writes a code and hardly more: those 16 digits are no words of a story.
_SPEAKS_OF_IT = re.compile(r"\b(?:codes?|digits|pin|receipt)\b", re.IGNORECASE)
_FEW_WORDS = 5
_FEWEST_DIGITS = 8
_MOST_DIGITS = 40
# What going on with a draft means to Rasa: the question that was open is asked.
GO_ON: Press = {"intent": "start_intake"}


def meant_as_code(text: str, asked: bool) -> Typed | None:
    """The digits, where a text gives a code; `asked` says whether one was asked for just now.

    Asked for, digits alone are a code in the wrong length too: they are told how long it is, and not kept.
    """
    found = codes.typed(text)
    if found is not None:
        few = len(found.beside.split()) <= _FEW_WORDS
        return found if asked or few or _SPEAKS_OF_IT.search(found.beside) else None
    digits = codes.only_digits(text) if asked else None
    return Typed(digits, "") if digits and _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS else None


class ReturnCodes:
    """Codes that were typed and are being checked; they are held in memory only."""

    def __init__(self, book: Casebook, content: Content) -> None:
        self._book, self._content = book, content
        self._typed: dict[tuple[str, int], tuple[str, str]] = {}

    def typed(self, conv: str, seq: int, digits: str, address: str) -> None:
        """Remember the digits behind the message `seq`, until it is settled."""
        self._typed[conv, seq] = digits, address

    async def settle(self, turn: Turn) -> bool:
        """Check the digits and answer; False when the message was settled before."""
        typed = self._typed.get((turn.conversation, turn.seq))
        if typed is None:
            # the process ended in between, and the digits with it
            settled = await self._book.run(ask_again, turn, "code_again", self._content)
        elif len(typed[0]) != DIGITS:
            settled = await self._book.run(ask_again, turn, "code_length", self._content)
        else:
            target = await self._book.look(look_up, turn.conversation, *typed)
            settled = await self._book.run(answer, turn, target, self._content)
        self._typed.pop((turn.conversation, turn.seq), None)
        return settled


def look_up(book: Casebook, conv: str, digits: str, address: str) -> Target | None:
    """What the code opens; None for a wrong one, and for any while too many were tried."""
    try:
        return codes.check(book, digits, conv, address)
    except TooManyTries:
        codes.make(book)  # as slow as a check, so that time tells nothing
        return None


def answer(book: Casebook, turn: Turn, target: Target | None, content: Content) -> bool:
    """Answer with what the code opened, or with the same kind words for every other one.

    A draft's message stays unsettled, and stands for going on: the guide asks what was open.
    """
    with book.write() as tx:
        if target is not None and target.kind == "draft":
            return _go_on(tx, turn, target.id, content)
        if not messages.settle(tx, turn.conversation, turn.seq, None):
            return False
        for message in _opened(tx, turn.conversation, target, content):
            choices.write(tx, turn.conversation, SERVICE, message, content.words)
        return True


def ask_again(book: Casebook, turn: Turn, name: str, content: Content) -> bool:
    """Settle a message whose digits are gone, or not a code's: ask for them again."""
    with book.write() as tx:
        if not messages.settle(tx, turn.conversation, turn.seq, None):
            return False
        conversations.set_about(tx, turn.conversation, code_asked=True)
        choices.write(tx, turn.conversation, SERVICE, content.words.message(name), content.words)
        return True


def _go_on(tx: Tx, turn: Turn, draft: str, content: Content) -> bool:
    if turn.seq not in {one.seq for one in messages.waiting(tx, turn.conversation)}:
        return False
    drafts.resume(tx, draft, turn.conversation)
    conversations.set_about(tx, turn.conversation, draft=draft, code_asked=False, awaits=None)
    ends = drafts.made_at(tx, draft) + content.service.kept_for("draft")
    welcome = content.words.message("draft_opened", date=spoken_day(ends.astimezone(ZONE).date()))
    choices.write(tx, turn.conversation, SERVICE, welcome, content.words)
    messages.press_instead(tx, turn.conversation, turn.seq, GO_ON)
    return True


def _opened(tx: Tx, conv: str, target: Target | None, content: Content) -> list[Message]:
    if target is None:
        conversations.set_about(tx, conv, code_asked=True)
        return [content.words.message("code_not_opened")]
    conversations.set_case(tx, conv, target.id)
    _stop_asking(tx, conv)
    return status.told(tx, target.id, content)


def _stop_asking(tx: Tx, conv: str) -> None:
    state = conversations.state(tx, conv)
    if state.get("requested") == "use_code":
        conversations.set_state(tx, conv, state | {"requested": None, "form": None})
    conversations.set_about(tx, conv, code_asked=False, awaits=None)
