"""Recovery codes: each takes the place of the telephone's code once, for who has lost the telephone."""

from __future__ import annotations

import secrets

from sqlalchemy import delete, insert

from casebook import audit
from casebook.tables import recovery_codes
from casebook.transaction import Tx

HOW_MANY = 10
# 16 of 31 signs are 79 bits: not to be guessed, so that a fast keyed hash hides them well enough.
_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"
_LENGTH = 16
_r = recovery_codes.c


def renew(tx: Tx, staff_id: str) -> list[str]:
    """Ten new codes in place of all that were there, in fours; they can be shown this once only."""
    codes = ["".join(secrets.choice(_SIGNS) for _ in range(_LENGTH)) for _ in range(HOW_MANY)]
    tx.execute(delete(recovery_codes).where(_r.staff == staff_id))
    for code in codes:
        tx.execute(insert(recovery_codes).values(staff=staff_id, code_hash=_hash(tx, staff_id, code)))
    audit.append(tx, staff_id, "new_recovery_codes", staff_id)
    return ["-".join(code[at : at + 4] for at in range(0, _LENGTH, 4)) for code in codes]


def use(tx: Tx, staff_id: str, typed: str) -> bool:
    """Use up a code, however it was spaced; False where it is none of theirs, or used before."""
    code = "".join(typed.lower().replace("-", "").split())
    mine = (_r.staff == staff_id, _r.code_hash == _hash(tx, staff_id, code))
    used = tx.execute(delete(recovery_codes).where(*mine)).rowcount == 1
    if used:
        audit.append(tx, staff_id, "use_recovery_code", staff_id)
    return used


def _hash(tx: Tx, staff_id: str, code: str) -> str:
    return tx.keeper.blind(f"recovery code {staff_id}", code)
