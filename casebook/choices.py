"""Buttons: one-use ids that stand for a press kept here, so that nothing a browser sends is a command."""

from __future__ import annotations

from typing import Any

from sqlalchemy import insert, update

from casebook.tables import choices
from casebook.tokens import fingerprint, new_token
from casebook.transaction import Tx

_PRESS = "press_sealed"
_o = choices.c


def offer(tx: Tx, conv: str, seq: int, press: dict[str, Any]) -> str:
    """Keep `press` for a button of message `seq` and return the payload to send."""
    payload = new_token()
    id_hash = fingerprint(payload)
    sealed = tx.seal(conv, "choices", _PRESS, id_hash, press)
    tx.execute(
        insert(choices).values(id_hash=id_hash, conversation=conv, seq=seq, open=True, press_sealed=sealed)
    )
    return payload


def take(tx: Tx, conv: str, payload: str) -> dict[str, Any] | None:
    """The press behind a payload, once; None for one made up, used before or of another conversation."""
    id_hash = fingerprint(payload)
    mine = (_o.id_hash == id_hash, _o.conversation == conv, _o.open.is_(True))
    sealed = tx.execute(update(choices).where(*mine).values(open=False).returning(_o.press_sealed)).scalar()
    press: dict[str, Any] | None = tx.open(conv, "choices", _PRESS, id_hash, sealed)
    return press


def close(tx: Tx, conv: str, seq: int) -> None:
    """Close what is left of the choices that message `seq` offered."""
    tx.execute(update(choices).where(_o.conversation == conv, _o.seq == seq).values(open=False))
