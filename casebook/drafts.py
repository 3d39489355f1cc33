"""Drafts: what "stop and keep" keeps, the state under a key of its own; the transcript stays behind."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, insert, select, update

from casebook import audit, codes, conversations
from casebook.codes import Code
from casebook.errors import UnknownCase
from casebook.tables import conversations as conversations_table
from casebook.tables import drafts
from casebook.tokens import new_id
from casebook.transaction import Tx

TABLE = "drafts"
# What outlasts the conversation. Who held it and what was just asked there do not.
_KEPT = ("role", "exit_used", "intake")
_d = drafts.c


def keep(tx: Tx, conv: str, code: Code) -> str:
    """Keep the intake this conversation is on, opened again by `code`; returns the draft's id.

    Kept again, the same draft holds the newer state, and the codes given before still open it.
    """
    here = conversations.lock(tx, conv)
    draft = tx.execute(select(_d.id).where(_d.origin == here.origin, _d.intake == here.intake)).scalar()
    state, known = conversations.state(tx, conv), conversations.about(tx, conv)
    about = {name: known[name] for name in _KEPT if name in known}
    if draft is None:
        draft = new_id()
        tx.make_key(draft)
        tx.execute(
            insert(drafts).values(
                id=draft, origin=here.origin, intake=here.intake, **_contents(tx, draft, state, about)
            )
        )
    else:
        tx.execute(update(drafts).where(_d.id == draft).values(**_contents(tx, draft, state, about)))
    codes.attach(tx, code, draft_id=draft)
    return str(draft)


def resume(tx: Tx, draft_id: str, conv: str) -> dict[str, Any]:
    """Go on with a draft in another conversation; returns the state. Raises UnknownCase, Erased."""
    row = _row(tx, draft_id)
    state: dict[str, Any] = tx.open(draft_id, TABLE, "state_sealed", draft_id, row.state_sealed)
    tx.execute(
        update(conversations_table)
        .where(conversations_table.c.id == conv)
        .values(origin=row.origin, intake=row.intake)
    )
    conversations.set_state(tx, conv, state)
    conversations.set_about(tx, conv, **tx.open(draft_id, TABLE, "about_sealed", draft_id, row.about_sealed))
    return state


def there(tx: Tx, draft_id: str) -> bool:
    """Whether this draft is still kept: it was not sent, not deleted, and its days are not over."""
    return tx.execute(select(_d.id).where(_d.id == draft_id)).first() is not None


def made_at(tx: Tx, draft_id: str) -> Any:
    """When the draft was last kept, for saying when it ends. Raises UnknownCase."""
    return _row(tx, draft_id).made_at


def mark_exit(tx: Tx, origin: str) -> None:
    """Note in the drafts of an intake that the person left the page quickly."""
    for row in tx.execute(select(_d.id, _d.about_sealed).where(_d.origin == origin)).all():
        about = {**tx.open(row.id, TABLE, "about_sealed", row.id, row.about_sealed), "exit_used": True}
        sealed = tx.seal(row.id, TABLE, "about_sealed", row.id, about)
        tx.execute(update(drafts).where(_d.id == row.id).values(about_sealed=sealed))


def become_case(tx: Tx, origin: str, intake: int, case_id: str) -> None:
    """The draft of this intake was sent: its codes open the case, and the draft is gone."""
    for draft in tx.execute(select(_d.id).where(_d.origin == origin, _d.intake == intake)).scalars().all():
        codes.move_to_case(tx, draft, case_id)
        remove(tx, draft)


def erase(tx: Tx, draft_id: str) -> None:
    """The person wants the draft deleted. Raises UnknownCase."""
    _row(tx, draft_id)
    remove(tx, draft_id)
    audit.append(tx, "person", "erase_draft", draft_id)


def remove(tx: Tx, draft_id: str) -> None:
    """Delete the rows of a draft, and its key after the commit."""
    tx.execute(delete(drafts).where(_d.id == draft_id))
    tx.doom(draft_id)


def _contents(tx: Tx, draft: str, state: dict[str, Any], about: dict[str, Any]) -> dict[str, Any]:
    return {
        "made_at": tx.now,
        "state_sealed": tx.seal(draft, TABLE, "state_sealed", draft, state),
        "about_sealed": tx.seal(draft, TABLE, "about_sealed", draft, about),
    }


def _row(tx: Tx, draft_id: str) -> Any:
    row = tx.execute(select(drafts).where(_d.id == draft_id)).first()
    if row is None:
        raise UnknownCase("there is no such draft")
    return row
