"""Effects: each is carried out once, whatever is asked again."""

from __future__ import annotations

from casebook.tables import effects
from casebook.transaction import Tx


def once(tx: Tx, effect_id: str, conv: str, kind: str) -> bool:
    """True the first time an effect ("conversation:seq:n") is seen, False ever after."""
    return tx.insert_once(effects, id=effect_id, conversation=conv, kind=kind, at=tx.now)
