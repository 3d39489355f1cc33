"""Carries out what a turn asks for, in the same transaction as the turn: one small function a kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from casebook import (
    cases,
    casework,
    check_backs,
    consents,
    conversations,
    drafts,
    effects,
    erasure,
    holding,
    intakes,
)
from casebook.codes import Code
from casebook.errors import UnknownCase
from casebook.transaction import Tx
from frontdoor import hours as spoken
from frontdoor.messages import Message
from frontdoor.parts import Content

Data = Mapping[str, Any]
NEEDS_CODE = frozenset({"submit_intake", "keep_progress"})


class EffectUnknown(LookupError):
    """No function carries out this kind."""


@dataclass
class Doing:
    """The transaction that effects are carried out in, and what the person is told of them."""

    tx: Tx
    conversation: str
    content: Content
    code: Code | None
    said: list[Message] = field(default_factory=list)
    erase_all: bool = False

    @property
    def here(self) -> conversations.Conversation:
        """The conversation as it stands now."""
        return conversations.get(self.tx, self.conversation)

    def say(self, name: str, custom: dict[str, Any] | None = None, **values: Any) -> None:
        """Tell the person, in the service's own words."""
        self.said.append(self.content.words.message(name, custom=custom, **values))


def carry_out(doing: Doing, effect_id: str, kind: str, data: Data) -> None:
    """Carry out one effect, once for its id; raises EffectUnknown, CasebookError."""
    if kind not in KINDS:
        raise EffectUnknown(kind)
    if effects.once(doing.tx, effect_id, doing.conversation, kind):
        KINDS[kind](doing, data)


def submit_intake(doing: Doing, data: Data) -> None:
    """Make the case, and give its reference and code."""
    summary = dict(data["summary"])
    sections = summary.get("sections") or {}
    sent = intakes.submit(
        doing.tx,
        doing.conversation,
        summary,
        code=doing.code,
        region=_one_word(sections.get("p_region")),
        language=_one_word(sections.get("p_language")),
        kaupapa=_one_word(sections.get("p_culture")),
        promised_by=doing.content.hours.promised(doing.tx.now),
    )
    if sent.new:
        assert doing.code is not None
        _receipt(doing, "receipt_sent", sent.reference, doing.code.in_fours)
    else:
        doing.say("receipt_sent_before", reference=sent.reference)


def keep_progress(doing: Doing, _: Data) -> None:
    """Keep a draft and give a code for it; nobody is sent anything."""
    assert doing.code is not None
    draft = drafts.keep(doing.tx, doing.conversation, doing.code)
    conversations.set_about(doing.tx, doing.conversation, draft=draft)
    _receipt(doing, "receipt_draft", None, doing.code.in_fours, days=doing.content.service.days["draft"])


def request_person(doing: Doing, data: Data) -> None:
    """Ask for a facilitator, and say honestly when one can be there."""
    here = doing.here
    if here.holder == "guide":
        holding.set_holder(doing.tx, doing.conversation, "queue", None, here.fence)
    _say_when(doing)
    if data["reason"] == "asked":
        holding.open_words(doing.tx, doing.conversation)
        doing.say("person_reads")


def withdraw(doing: Doing, _: Data) -> None:
    """Take back what was sent: every consent, and a line that the facilitators see."""
    case_id = _case(doing)
    if case_id is None:
        return
    for consent in consents.current(doing.tx, case_id).values():
        if consent.given:
            consents.withdraw(doing.tx, case_id, consent.id)
    casework.add(doing.tx, case_id, doing.content.words.say("withdrawn_for_facilitators"))
    doing.say("withdrawn")


def change_consent(doing: Doing, data: Data) -> None:
    """Give one consent, or take it back."""
    case_id = _case(doing)
    if case_id is None:
        return
    if data["given"]:
        consents.record(doing.tx, case_id, data["id"], True, data["words"])
        doing.say("consent_given")
    else:
        consents.withdraw(doing.tx, case_id, data["id"])
        doing.say("consent_taken_back")


def change_contact(doing: Doing, data: Data) -> None:
    """Put a new way to be reached in the place of the old one."""
    case_id = _case(doing)
    if case_id is None:
        return
    cases.update_summary(doing.tx, case_id, lambda summary: summary | {"contact": dict(data["contact"])})
    doing.say("contact_changed")


def answer_question(doing: Doing, data: Data) -> None:
    """Hand a facilitator the answer to their question."""
    case_id = _case(doing)
    if case_id is None:
        return
    casework.answer_question(doing.tx, case_id, data["question"], data["text"])
    doing.say("question_answered")


def set_check_back(doing: Doing, data: Data) -> None:
    """Put a date into the follow-ups, where the person agreed to be contacted."""
    case_id = _case(doing)
    if case_id is None:
        return
    due = date.fromisoformat(data["on"][:10])
    agreed = consents.current(doing.tx, case_id).get("contact")
    if agreed is None or not agreed.given:
        doing.say("check_back_nobody")
        return
    check_backs.agree(doing.tx, case_id, due)
    doing.say("check_back_set", date=spoken.spoken_day(due))


def erase(doing: Doing, data: Data) -> None:
    """Delete the draft, or all there is: then the conversation goes too, after the turn is settled."""
    case_id = doing.here.case_id
    draft_is_gone = _erase_draft(doing)
    if data["what"] == "draft":
        doing.say("erased" if draft_is_gone else "nothing_to_change")
        return
    if case_id is not None:
        erasure.erase(doing.tx, None, cases.status(doing.tx, case_id).reference)
    doing.erase_all = True


KINDS: Mapping[str, Callable[[Doing, Data], None]] = {
    function.__name__: function
    for function in (
        submit_intake,
        keep_progress,
        request_person,
        withdraw,
        change_consent,
        change_contact,
        answer_question,
        set_check_back,
        erase,
    )
}


def _say_when(doing: Doing) -> None:
    hours, now = doing.content.hours, doing.tx.now
    next_open = hours.next_open(now)
    if hours.open(now):
        doing.say("person_open")
    elif next_open is not None:
        doing.say("person_closed", next_open=spoken.spoken_moment(next_open))
    else:
        doing.say("person_hours_unknown")


def _erase_draft(doing: Doing) -> bool:
    draft = conversations.about(doing.tx, doing.conversation).get("draft")
    if not draft:
        return False
    conversations.set_about(doing.tx, doing.conversation, draft=None)
    try:
        drafts.erase(doing.tx, draft)
    except UnknownCase:  # it was sent since, or its days were over
        return False
    return True


def _case(doing: Doing) -> str | None:
    """The case that this conversation speaks for; where there is none, the person is told so."""
    case_id = doing.here.case_id
    if case_id is None:
        doing.say("nothing_to_change")
    return case_id


def _receipt(doing: Doing, name: str, reference: str | None, code: str, **values: Any) -> None:
    custom = {"type": "receipt", "reference": reference, "code": code}
    doing.say(name, custom=custom, reference=reference, code=code, **values)


def _one_word(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return value[:40] if isinstance(value, str) else None
