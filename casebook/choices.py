"""Buttons: one-use ids that stand for a press kept here, so that nothing a browser sends is a command."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, func, insert, select, update

from casebook.messages import PERSON
from casebook.tables import choices, messages
from casebook.tokens import fingerprint, new_token
from casebook.transaction import Tx

_PRESS = "press_sealed"
_o, _m = choices.c, messages.c
_KEEP = insert(choices)
_MINE = (_o.conversation == bindparam("conv"), _o.id_hash == bindparam("mark"))
_TAKE = update(choices).where(*_MINE, _o.open.is_(True)).values(open=False).returning(_o.press_sealed)
_USE = update(choices).where(*_MINE).values(open=False)
_SAID = (
    select(func.coalesce(func.max(_m.seq), 0))
    .where(_m.conversation == bindparam("conv"), _m.side == PERSON)
    .scalar_subquery()
)
_STANDING = select(_o.id_hash, _o.press_sealed).where(
    _o.conversation == bindparam("conv"), _o.open.is_(True), _o.seq > _SAID
)


def offer(tx: Tx, conv: str, seq: int, *presses: dict[str, Any]) -> list[str]:
    """Keep `presses` for the buttons of message `seq` and return the payload to send for each."""
    payloads = [new_token() for _ in presses]
    rows = [
        _kept(tx, conv, seq, fingerprint(payload), press)
        for payload, press in zip(payloads, presses, strict=True)
    ]
    if rows:
        tx.connection.execute(_KEEP, rows)
    return payloads


def _kept(tx: Tx, conv: str, seq: int, id_hash: str, press: dict[str, Any]) -> dict[str, Any]:
    sealed = tx.seal(conv, "choices", _PRESS, id_hash, press)
    return {"id_hash": id_hash, "conversation": conv, "seq": seq, "open": True, "press_sealed": sealed}


def take(tx: Tx, conv: str, payload: str) -> dict[str, Any] | None:
    """The press behind a payload, once; None for one made up, used before or of another conversation."""
    id_hash = fingerprint(payload)
    sealed = tx.execute(_TAKE, {"conv": conv, "mark": id_hash}).scalar()
    press: dict[str, Any] | None = tx.open(conv, "choices", _PRESS, id_hash, sealed)
    return press


def standing(tx: Tx, conv: str) -> list[tuple[str, dict[str, Any]]]:
    """What was offered since the person last said something and is still open: each with its mark."""
    rows = tx.execute(_STANDING, {"conv": conv}).all()
    return [(row.id_hash, tx.open(conv, "choices", _PRESS, row.id_hash, row.press_sealed)) for row in rows]


def use(tx: Tx, conv: str, mark: str) -> None:
    """Close the one choice that `standing` gave this mark."""
    tx.execute(_USE, {"conv": conv, "mark": mark})


def close(tx: Tx, conv: str, seq: int) -> None:
    """Close what is left of the choices that message `seq` offered."""
    tx.execute(update(choices).where(_o.conversation == conv, _o.seq == seq).values(open=False))
