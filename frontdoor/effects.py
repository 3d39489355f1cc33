"""Carries out what a turn asks for, in the same transaction as the turn: one small function a kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
    intakes,
)
from frontdoor import handover, summaries
from frontdoor.doing import Doing
from ground import hours as spoken

Data = Mapping[str, Any]
NEEDS_CODE = frozenset({"submit_intake", "keep_progress"})


class EffectUnknown(LookupError):
    """No function carries out this kind."""


def carry_out(doing: Doing, effect_id: str, kind: str, data: Data) -> None:
    """Carry out one effect, once for its id; raises EffectUnknown, CasebookError."""
    if kind not in KINDS:
        raise EffectUnknown(kind)
    if effects.once(doing.tx, effect_id, doing.conversation, kind):
        KINDS[kind](doing, data)


def submit_intake(doing: Doing, data: Data) -> None:
    """Make the case, give its reference and code, and say what comes next."""
    _on_intake(doing, data)
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
        handover.say_what_follows(doing, sent.case_id)
    else:
        doing.say("receipt_sent_before", reference=sent.reference)


def keep_progress(doing: Doing, data: Data) -> None:
    """Keep a draft and give a code for it; nobody is sent anything."""
    assert doing.code is not None
    _on_intake(doing, data)
    draft = drafts.keep(doing.tx, doing.conversation, doing.code)
    conversations.set_about(doing.tx, doing.conversation, draft=draft)
    _receipt(doing, "receipt_draft", None, doing.code.in_fours, days=doing.content.service.days["draft"])


def request_person(doing: Doing, data: Data) -> None:
    """Ask for a facilitator, and say honestly when one can be there."""
    handover.ask(doing, opens_words=data["reason"] == "asked")


def withdraw(doing: Doing, _: Data) -> None:
    """Take back what was sent: every consent, the way to be reached, and a line that the facilitators see."""
    case_id = _case(doing)
    if case_id is None:
        return
    casework.take_back(doing.tx, case_id, doing.content.words.say("withdrawn_for_facilitators"))
    cases.update_summary(doing.tx, case_id, summaries.taken_back)
    doing.say("withdrawn")


def change_consent(doing: Doing, data: Data) -> None:
    """Give one consent, or take it back; without that to keep or to read, all of it is taken back."""
    case_id = _case(doing)
    if case_id is None:
        return
    if data["given"]:
        consents.record(doing.tx, case_id, data["id"], True, data["words"])
        doing.say("consent_given")
    elif data["id"] in summaries.NEEDED:
        withdraw(doing, {})
        return
    else:
        consents.withdraw(doing.tx, case_id, data["id"])
        doing.say("consent_taken_back")
    cases.update_summary(doing.tx, case_id, lambda summary: summaries.agreed(summary, data, doing.tx.now))


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
    draft = conversations.about(doing.tx, doing.conversation).get("draft")
    if data["what"] == "all":
        doing.proof = erasure.erase_of_conversation(doing.tx, doing.conversation, draft)
    elif draft is not None and drafts.there(doing.tx, draft):
        drafts.erase(doing.tx, draft)
        doing.say("erased")
    else:
        doing.say("nothing_to_change")


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


def _on_intake(doing: Doing, data: Data) -> None:
    """Be on the intake that `data` names; a higher number than the last begins a further one."""
    number, known = data.get("intake", 1), conversations.about(doing.tx, doing.conversation).get("intake", 1)
    if number > known:
        conversations.next_intake(doing.tx, doing.conversation)
        conversations.set_about(doing.tx, doing.conversation, intake=number, draft=None)


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
