"""How a case stands, in plain words: what is now, what comes next and by whom, and how long it is kept."""

from __future__ import annotations

from datetime import date, datetime

from casebook import cases, casework, check_backs, consents, retention
from casebook.cases import Status
from casebook.notes import Note
from casebook.transaction import Tx
from frontdoor.messages import Message
from frontdoor.parts import Content
from frontdoor.returning.buttons import named
from frontdoor.words import Words
from ground.hours import ZONE, spoken_day

CAME_OF_IT = ("action", "outcome", "closed")


def told(tx: Tx, case_id: str, content: Content) -> list[Message]:
    """Everything the person is told on coming back, with what they can do. Raises UnknownCase."""
    case, words = cases.status(tx, case_id), content.words
    closed, questions = case.closed_at is not None, casework.questions(tx, case_id)
    said = [card(tx, case_id, words)]
    if not closed:
        said += _late(case, tx.now, content)
        said += _check_back(tx, case_id, words)
    else:
        said += _came_of_it(tx, case_id, words)
    said.append(_kept(case, content))
    if not closed:
        said += [asked(question, words) for question in questions]
    said.append(words.message("case_menu_closed" if closed else "case_menu"))
    return said


def card(tx: Tx, case_id: str, words: Words) -> Message:
    """The card (`custom.type` status): where it stands, the next step, and who takes it by when."""
    case = cases.status(tx, case_id)
    stage = "waiting" if case.closed_at is None and casework.questions(tx, case_id) else case.stage
    said, following = (
        words.say(f"status_words_{stage}", who=_who(case, words)),
        _next(tx, case_id, stage, words),
    )
    due = _day(case.promised_by) if case.promised_by and stage == "new" else None
    custom = {
        "type": "status",
        "reference": case.reference,
        "stage": stage,
        "words": said,
        "next": following,
        "by": _by(case, stage, due, words),
        "due": due.isoformat() if due else None,
    }
    full = words.say("status_by", next=following, date=spoken_day(due)) if due else following
    return words.message("status", custom=custom, reference=case.reference, words=said, next=full)


def is_closed(tx: Tx, case_id: str) -> bool:
    """Whether nothing of it can be changed any more but that it is deleted."""
    return cases.status(tx, case_id).closed_at is not None


def reference(tx: Tx, case_id: str) -> str:
    """What the case is called."""
    return cases.status(tx, case_id).reference


def asked(question: Note, words: Words) -> Message:
    """A facilitator's question with its buttons."""
    said = words.say("case_question", question=question.text)
    return Message(said, (named(words, "answer", question.id), named(words, "questions")))


def line(note: Note, words: Words) -> str:
    """One line of what was asked, said, agreed and done since it was sent."""
    return words.say(f"case_line_{note.kind}", text=note.text)


def _came_of_it(tx: Tx, case_id: str, words: Words) -> list[Message]:
    """Of a closed case: what was agreed, what came of each, and why it was closed."""
    lines = [line(note, words) for note in casework.told(tx, case_id) if note.kind in CAME_OF_IT]
    return [words.message("case_said", lines="\n".join(lines))] if lines else []


def _next(tx: Tx, case_id: str, stage: str, words: Words) -> str:
    agreed = consents.current(tx, case_id).get("contact")
    here = stage == "claimed" and (agreed is None or not agreed.given)
    return words.say(f"status_next_{stage}_here" if here else f"status_next_{stage}")


def _who(case: Status, words: Words) -> str:
    return (
        words.say("status_who_named", name=case.holder_name) if case.holder_name else words.say("status_who")
    )


def _by(case: Status, stage: str, due: date | None, words: Words) -> str | None:
    if stage == "closed":
        return None
    if stage == "waiting":
        return words.say("status_by_you")
    who = _who(case, words)
    return words.say("status_by_when", who=who, date=spoken_day(due)) if due else who


def _late(case: Status, now: datetime, content: Content) -> list[Message]:
    if case.promised_by is None or case.promised_by > now or case.stage != "new":
        return []
    contact = content.service.said.get("service_no_reply_contact")
    name = "status_late_contact" if contact else "status_late"
    return [content.words.message(name, date=spoken_day(_day(case.promised_by)), contact=contact)]


def _check_back(tx: Tx, case_id: str, words: Words) -> list[Message]:
    days = [one.due for one in check_backs.of_case(tx, case_id) if one.done_at is None]
    return [words.message("status_check_back", date=spoken_day(min(days)))] if days else []


def _kept(case: Status, content: Content) -> Message:
    ends = retention.case_ends(case.closed_at, retention.Days(**content.service.days))
    if ends is None:
        return content.words.message("status_kept", days=content.service.days["closed"])
    return content.words.message("status_ends", date=spoken_day(_day(ends)))


def _day(moment: datetime) -> date:
    return moment.astimezone(ZONE).date()
