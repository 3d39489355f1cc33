"""Quick exit: what was not sent or kept is gone, in every copy, before the next page is on the screen."""

from __future__ import annotations

from sqlalchemy import delete, update

from casebook import cases, conversations, drafts
from casebook.tables import choices, effects, messages
from casebook.tables import conversations as table
from casebook.transaction import Tx


def leave(tx: Tx, conv: str) -> None:
    """End the session and remove the transcript, the choices and the state; the key goes with the commit.

    What was kept (a draft) or sent (a case) has a key of its own and stays, marked `exit_used`. Of the
    conversation a row without words stays for the desk: its level, its times, and that nobody is here.
    Raises UnknownConversation.
    """
    here = conversations.lock(tx, conv)
    drafts.mark_exit(tx, here.origin)
    if here.case_id:
        cases.mark_exit(tx, here.case_id)
    conversations.end(tx, conv)
    for rows in (messages, choices, effects):
        tx.execute(delete(rows).where(rows.c.conversation == conv))
    tx.execute(update(table).where(table.c.id == conv).values(state_sealed=None, about_sealed=None))
    tx.doom(conv)
