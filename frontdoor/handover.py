"""Handing over to a facilitator: who is there, when, and what if nobody is. Never more than is known."""

from __future__ import annotations

from datetime import datetime

from casebook import cases, consents, conversations, desk_sessions, holding, tallies
from casebook.transaction import Tx
from frontdoor.doing import Doing
from frontdoor.messages import Press
from ground.hours import ZONE, spoken_day, spoken_moment

STOP_WAITING: Press = {"intent": "stop_waiting"}
_JOIN = "join_conversation"
# Since when the person waits, among what is known about a conversation.
QUEUED_AT = "queued_at"


def ask(doing: Doing, opens_words: bool) -> None:
    """Put the conversation into the queue, and say who is there; `opens_words`: the person asked for it."""
    here = doing.here
    if here.holder == "guide":
        holding.set_holder(doing.tx, doing.conversation, "queue", None, here.fence)
        tallies.count(doing.tx, "asked")
        conversations.set_about(doing.tx, doing.conversation, **{QUEUED_AT: doing.tx.now.isoformat()})
    if not _say_who_is_there(doing):
        _say_call_back(doing)
    if opens_words:
        holding.open_words(doing.tx, doing.conversation)
    doing.say("person_reads" if opens_words else "person_may_read")


def say_what_follows(doing: Doing, case_id: str) -> None:
    """After sending: by when somebody answers, where the service has told it."""
    promised = cases.status(doing.tx, case_id).promised_by
    if not _may_call(doing.tx, case_id):
        doing.say("sent_nobody_calls")
    elif promised is None:
        doing.say("sent_unknown")
    else:
        doing.say("sent_by", date=_day(promised))


def stop_waiting(tx: Tx, conv: str) -> str:
    """Leave the queue again; returns the name of what is said. Whoever has come by now stays."""
    here = conversations.lock(tx, conv)
    if here.holder == "queue":
        holding.set_holder(tx, conv, "guide", None, here.fence)
        holding.close_words(tx, conv)
    return "waiting_stopped" if here.holder == "queue" else "waiting_over"


def _say_who_is_there(doing: Doing) -> bool:
    """Whether somebody can come now."""
    hours, now = doing.content.hours, doing.tx.now
    there, next_open = desk_sessions.somebody_there(doing.tx, _JOIN), hours.next_open(now)
    if there and (hours.open(now) or not hours.known):
        doing.say("person_there")
        return True
    if hours.open(now):
        doing.say("person_open_nobody")
    elif next_open is not None:
        doing.say("person_closed", next_open=spoken_moment(next_open))
    else:
        doing.say("person_hours_unknown")
    return False


def _say_call_back(doing: Doing) -> None:
    case_id = doing.here.case_id
    if case_id is None:
        doing.say("call_back_no_way")
    elif not _may_call(doing.tx, case_id):
        doing.say("call_back_not_agreed")
    elif (promised := cases.status(doing.tx, case_id).promised_by) and promised > doing.tx.now:
        doing.say("call_back_by", date=_day(promised))
    else:
        doing.say("call_back_unknown")


def _may_call(tx: Tx, case_id: str) -> bool:
    agreed = consents.current(tx, case_id).get("contact")
    return agreed is not None and agreed.given


def _day(moment: datetime) -> str:
    return spoken_day(moment.astimezone(ZONE).date())
