"""The return code: taken where it is asked for, checked slowly, never kept and never passed on."""

from __future__ import annotations

from casebook import Casebook, cases, casework, codes, conversations, drafts, messages
from casebook.codes import Target
from casebook.errors import TooManyTries
from casebook.transaction import Tx
from frontdoor import choices
from frontdoor.asking import Turn
from frontdoor.hours import ZONE, spoken_day
from frontdoor.messages import SERVICE, Message
from frontdoor.parts import Content
from frontdoor.words import Words


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
            settled = await self._book.run(answer_again, turn, self._content)
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
    """Settle the message with what the code opened, or with the same kind words for every other one."""
    with book.write() as tx:
        if not messages.settle(tx, turn.conversation, turn.seq, None):
            return False
        said = _opened(tx, turn.conversation, target, content)
        choices.write(tx, turn.conversation, SERVICE, said, content.words)
        return True


def answer_again(book: Casebook, turn: Turn, content: Content) -> bool:
    """Settle a message whose digits are gone: ask for them again."""
    with book.write() as tx:
        if not messages.settle(tx, turn.conversation, turn.seq, None):
            return False
        conversations.set_about(tx, turn.conversation, code_asked=True)
        choices.write(tx, turn.conversation, SERVICE, content.words.message("code_again"), content.words)
        return True


def status(tx: Tx, case_id: str, words: Words) -> Message:
    """How a case stands, in plain words (`custom.type` status)."""
    case = cases.status(tx, case_id)
    stage = "waiting" if case.closed_at is None and casework.questions(tx, case_id) else case.stage
    said, following = words.say(f"status_words_{stage}"), words.say(f"status_next_{stage}")
    by = case.promised_by.astimezone(ZONE).date() if case.promised_by and case.stage == "new" else None
    custom = {
        "type": "status",
        "reference": case.reference,
        "stage": stage,
        "words": said,
        "next": following,
        "by": by.isoformat() if by else None,
    }
    full = words.say("status_by", next=following, date=spoken_day(by)) if by else following
    return words.message("status", custom=custom, reference=case.reference, words=said, next=full)


def _opened(tx: Tx, conv: str, target: Target | None, content: Content) -> Message:
    if target is None:
        conversations.set_about(tx, conv, code_asked=True)
        return content.words.message("code_not_opened")
    if target.kind == "draft":
        drafts.resume(tx, target.id, conv)
        conversations.set_about(tx, conv, draft=target.id, code_asked=False)
        return content.words.message("draft_opened")
    conversations.set_case(tx, conv, target.id)
    _stop_asking(tx, conv)
    return status(tx, target.id, content.words)


def _stop_asking(tx: Tx, conv: str) -> None:
    state = conversations.state(tx, conv)
    if state.get("requested") == "use_code":
        conversations.set_state(tx, conv, state | {"requested": None, "form": None})
    conversations.set_about(tx, conv, code_asked=False)
