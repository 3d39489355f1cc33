"""Who holds a conversation: the guide, the queue or a facilitator. A fence number tells stale looks apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import select, update

from casebook import audit, conversations, levels, messages, outbox, rights, tallies
from casebook.errors import NotAllowed, TalkOver, WrongFence
from casebook.messages import Row
from casebook.rights import Staff
from casebook.tables import conflict_checks
from casebook.tables import conversations as table
from casebook.transaction import Tx

# A page that stays open is noted each 20 seconds; browsers let pages in the background ask once a minute.
ABSENT_AFTER = timedelta(minutes=3)
HOLDERS = ("guide", "queue", "facilitator")
HIDDEN_CODE = "•••• •••• •••• ••••"
_c = table.c
_g = conflict_checks.c


@dataclass(frozen=True)
class Waiting:
    """A conversation that waits for a facilitator or has one; no words."""

    conversation: str
    holder: str
    holder_staff: str | None
    level: str
    since: datetime
    here: bool
    words_open: bool


def set_holder(tx: Tx, conv: str, holder: str, by: str | None, fence: int) -> int:
    """Give the conversation to `holder` and return the new fence.

    `by` is the facilitator's id, None otherwise; `fence` is what the caller last saw.
    Raises WrongFence where somebody moved it in between, ValueError for an unknown holder.
    """
    if holder not in HOLDERS:
        raise ValueError(holder)
    mine = update(table).where(_c.id == conv, _c.fence == fence, _c.ended_at.is_(None))
    moved = tx.execute(mine.values(holder=holder, holder_staff=by, fence=fence + 1)).rowcount
    if moved != 1:
        raise WrongFence("the holder changed in between")
    if holder == "queue":
        outbox.put(tx, "person_waiting", "", f"waiting:{conv}:{fence + 1}")
    tx.touch(conv)
    return fence + 1


def guide_may_write(tx: Tx, conv: str) -> bool:
    """Whether the guide may still speak; nobody can take the conversation before this transaction ends."""
    return conversations.lock(tx, conv).holder != "facilitator"


def open_words(tx: Tx, conv: str) -> None:
    """The person agreed that a facilitator reads what is said here."""
    tx.execute(update(table).where(_c.id == conv).values(words_open=True))
    tx.touch(conv)


def close_words(tx: Tx, conv: str) -> None:
    """The person does not want to be read any more by somebody who has not come."""
    tx.execute(update(table).where(_c.id == conv).values(words_open=False))
    tx.touch(conv)


def take_over(tx: Tx, staff: Staff, conv: str) -> int:
    """The facilitator holds the conversation from now on; returns the fence.

    Raises NotAllowed unless the person agreed to it, TalkOver where they have left, WrongFence where another
    facilitator holds it.
    """
    rights.require(staff, "join_conversation")
    refuse_conflicted(tx, staff, conv)
    now = _going_on(tx, conv)
    if not now.words_open:
        raise NotAllowed("join_conversation")
    if now.holder == "facilitator" and now.holder_staff != staff.id:
        raise WrongFence("another facilitator holds it")
    audit.append(tx, staff.id, "take_over", conv)
    tallies.count(tx, "joined")
    fence = set_holder(tx, conv, "facilitator", staff.id, now.fence)
    still_there(tx, staff, conv)
    return fence


def still_there(tx: Tx, staff: Staff, conv: str) -> None:
    """Note that the facilitator who holds it has the conversation open; of anybody else nothing is noted."""
    mine = (_c.id == conv, _c.holder == "facilitator", _c.holder_staff == staff.id)
    tx.execute(update(table).where(*mine).values(holder_seen_at=tx.now))


def let_go_of_absent(tx: Tx) -> int:
    """Put conversations whose facilitator has left without a word back into the queue; returns how many.

    The guide answers again meanwhile, and the front door tells the person.
    """
    gone = (_c.holder == "facilitator", _c.ended_at.is_(None), _c.holder_seen_at < tx.now - ABSENT_AFTER)
    rows = tx.execute(select(_c.id, _c.fence, _c.holder_staff).where(*gone)).all()
    for row in rows:
        set_holder(tx, row.id, "queue", None, row.fence)
        audit.append(tx, row.holder_staff, "left_conversation", row.id)
    return len(rows)


def give_back(tx: Tx, staff: Staff, conv: str, holder: str = "guide") -> int:
    """The facilitator lets go, to the guide or to the queue. Raises NotAllowed unless it is theirs.

    Back with the guide, what is said is closed to the desk until the person asks again.
    """
    now = _held_by(tx, staff, conv)
    audit.append(tx, staff.id, "give_back", conv)
    if holder == "guide":
        close_words(tx, conv)
    return set_holder(tx, conv, holder, None, now.fence)


def offer_to_join(tx: Tx, staff: Staff, conv: str) -> None:
    """Note that a facilitator offered to join; the words are the caller's to send. Raises TalkOver."""
    rights.require(staff, "join_conversation")
    _going_on(tx, conv)
    audit.append(tx, staff.id, "offer_to_join", conv)


def say(tx: Tx, staff: Staff, conv: str, text: str) -> int:
    """Write to the person as their facilitator; returns the message's number. Raises NotAllowed, TalkOver."""
    _held_by(tx, staff, conv)
    still_there(tx, staff, conv)
    return messages.add_message(tx, conv, "facilitator", text)


def read_words(tx: Tx, staff: Staff, conv: str, since: int = 0, reason: str | None = None) -> list[Row]:
    """What was said after `since`: open when the person agreed, or to a lead with a written reason.

    Return codes are taken out: they are the person's alone. The first page that is read is audited, and every
    look with a reason. Raises NotAllowed.
    """
    rights.require(staff, "join_conversation")
    refuse_conflicted(tx, staff, conv)
    if not conversations.get(tx, conv).words_open:
        _break_glass(tx, staff, conv, reason)
    elif since == 0:
        audit.append(tx, staff.id, "read_words", conv)
    return [_without_code(row) for row in messages.since(tx, conv, since)]


def refuse_conflicted(tx: Tx, staff: Staff, conv: str) -> None:
    """Raise NotAllowed where `staff` has a conflict of interest with the case that this became."""
    mine = (_g.staff == staff.id, _g.conflict.is_(True), _c.id == conv)
    if tx.execute(select(_g.case_id).join(table, _c.case_id == _g.case_id).where(*mine)).first():
        raise NotAllowed("join_conversation")


def _without_code(row: Row) -> Row:
    code = (row.custom or {}).get("code")
    return replace(row, text=row.text.replace(code, HIDDEN_CODE), custom=None) if code else row


def waiting(tx: Tx, staff: Staff) -> list[Waiting]:
    """Conversations that wait for a facilitator or have one, the highest level first."""
    rights.require(staff, "see_concerns")
    columns = (
        _c.id.label("conversation"),
        _c.holder,
        _c.holder_staff,
        _c.level,
        _c.active_at.label("since"),
        _c.here,
        _c.words_open,
    )
    wanted = select(*columns).where(_c.ended_at.is_(None), _c.holder != "guide")
    rows = tx.execute(wanted.order_by(_c.level.desc(), _c.active_at)).all()
    return [Waiting(**{**row._mapping, "level": levels.word(row.level)}) for row in rows]


def _break_glass(tx: Tx, staff: Staff, conv: str, reason: str | None) -> None:
    rights.require(staff, "break_glass")
    if not (reason or "").strip():
        raise NotAllowed("break_glass")
    audit.append(tx, staff.id, "break_glass", conv, {"reason": reason})


def _held_by(tx: Tx, staff: Staff, conv: str) -> conversations.Conversation:
    rights.require(staff, "join_conversation")
    now = _going_on(tx, conv)
    if now.holder != "facilitator" or now.holder_staff != staff.id:
        raise NotAllowed("join_conversation")
    return now


def _going_on(tx: Tx, conv: str) -> conversations.Conversation:
    now = conversations.lock(tx, conv)
    if now.ended_at is not None:
        raise TalkOver("join_conversation")
    return now
