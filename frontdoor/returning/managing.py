"""Carries out what the person wants done with what they sent: by a button, or by words asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from casebook import Casebook, messages
from frontdoor import effects
from frontdoor.asking import Turn
from frontdoor.doing import Doing
from frontdoor.parts import Content
from frontdoor.returning import awaiting, consenting, contact, copying, status, telling
from frontdoor.returning.buttons import wanted
from frontdoor.settling import Done, conclude
from intake.matching import said_to_read_back

Do = Callable[[Doing, str, str], None]
PassOn = Callable[[Doing, str, str, str], None]

CLOSED = frozenset({"status", "questions", "copy", "erase", "erase_all", "drop"})


def settle(book: Casebook, turn: Turn, content: Content) -> Done:
    """Settle one message with what it asked for, all of it or nothing."""
    with book.write() as tx:
        if not messages.settle(tx, turn.conversation, turn.seq, None):
            return Done(settled=False)
        doing = Doing(tx, turn.conversation, content, code=None)
        case_id = doing.here.case_id
        if case_id is None:
            doing.say("nothing_to_change")
        else:
            _carry_out(doing, case_id, turn)
        return conclude(doing)


def _carry_out(doing: Doing, case_id: str, turn: Turn) -> None:
    if turn.press is None:
        _typed(doing, case_id, turn.text)
        return
    what, of = wanted(turn.press)
    if what not in CLOSED and status.is_closed(doing.tx, case_id):
        doing.say("case_is_closed")
    elif what in contact.LINES:
        contact.choose(doing, case_id, what, of)
    elif what in PRESSED:
        PRESSED[what](doing, case_id, of)
    else:
        doing.say("case_choice_gone")


def _typed(doing: Doing, case_id: str, text: str) -> None:
    awaited = awaiting.now(doing.tx, doing.conversation) or contact.UNASKED
    what, of = awaited["what"], awaited["of"]
    answer = said_to_read_back(text) if "text" in awaited else None
    if answer == "yes":
        _pass_on(doing, case_id, "")
    elif answer == "no":
        _drop(doing, case_id, "")
    elif what == "contact":
        contact.typed(doing, case_id, of, text)
    else:
        telling.read_back(doing, case_id, of, what, text)


def _show(doing: Doing, case_id: str, _: str) -> None:
    doing.said += status.told(doing.tx, case_id, doing.content)


def _pass_on(doing: Doing, case_id: str, _: str) -> None:
    awaited = awaiting.now(doing.tx, doing.conversation)
    if awaited is None or "text" not in awaited:
        doing.say("case_choice_gone")
        return
    awaiting.end(doing.tx, doing.conversation)
    PASSED_ON[awaited["what"]](doing, case_id, awaited["of"], awaited["text"])


def _again(doing: Doing, case_id: str, _: str) -> None:
    awaited = awaiting.now(doing.tx, doing.conversation)
    if awaited is None:
        doing.say("case_choice_gone")
        return
    PRESSED[awaited["what"]](doing, case_id, awaited["of"])


def _drop(doing: Doing, case_id: str, _: str) -> None:
    awaiting.end(doing.tx, doing.conversation)
    doing.say("case_nothing_changed")
    doing.say("case_menu_closed" if status.is_closed(doing.tx, case_id) else "case_menu")


def _erase_sure(doing: Doing, case_id: str, _: str) -> None:
    doing.say("case_erase_sure", reference=status.reference(doing.tx, case_id))


def _erase(doing: Doing, _case_id: str, _: str) -> None:
    effects.erase(doing, {"what": "all"})


PRESSED: Mapping[str, Do] = {
    "status": _show,
    "questions": telling.questions,
    "answer": telling.answer,
    "add": telling.add,
    "contact": contact.open_or_ask,
    "agree_contact": contact.agree,
    "consents": consenting.shown,
    "consent": consenting.changed,
    "withdraw": consenting.take_back_all,
    "withdraw_all": consenting.taken_back,
    "copy": copying.shown,
    "pass_on": _pass_on,
    "again": _again,
    "drop": _drop,
    "erase": _erase_sure,
    "erase_all": _erase,
}
PASSED_ON: Mapping[str, PassOn] = {
    "answer": telling.pass_on_answer,
    "add": telling.pass_on_addition,
    "contact": contact.pass_on,
}
