"""Signing in: a password and a code, and a wait that grows with the wrong ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import update

from casebook import attempts, audit, devices, proofs, recovery, staff
from casebook.rights import Staff
from casebook.tables import staff as table
from casebook.transaction import Tx

if TYPE_CHECKING:
    from casebook.book import Casebook

FREE_FAILURES = 10
LONGEST_WAIT_S = 60
ADDRESS_FAILURES = 30
ADDRESS_WINDOW = timedelta(minutes=10)
_t = table.c


def sign_in(
    book: Casebook, email: str, password: str, code: str, address: str, device: str = ""
) -> Staff | None:
    """The member of staff, None where anything is wrong. Slow on purpose, whether or not the email is known.

    `code` is the telephone's six digits or a recovery code. After 10 failures an account waits, up to a
    minute each time, and so does an account that nobody has; a network address has 30 failures in 10 minutes.
    A `device` that has signed in to this account before (casebook/devices.py) has 10 failures of its own
    instead. Raises TooManyTries.
    """
    with book.read() as tx:
        row = staff.by_email(tx, email)
        known = row is not None and devices.knows(tx, device, row.id)
        who = _Guesser("device", device) if known else _Guesser("account", staff.account_name(email), address)
        who.refuse_too_many(tx)
    right = proofs.is_right(row.password_hash if row else None, password)
    with book.write() as tx:
        if row is not None and right and row.disabled_at is None and _use_code(tx, row, code):
            who.forget(tx)
            audit.append(tx, row.id, "sign_in", row.id)
            return staff.of_row(tx, row)
        who.note(tx)
        audit.append(tx, row.id if row else "nobody", "sign_in_failed", row.id if row else "")
    return None


@dataclass(frozen=True)
class _Guesser:
    """Whose tries are counted together, and the network address that they come from where that counts too."""

    kind: str
    name: str
    address: str | None = None

    def refuse_too_many(self, tx: Tx) -> None:
        if self.address is not None:
            attempts.refuse_more_than(tx, ADDRESS_FAILURES, ADDRESS_WINDOW, "sign_in", self.address)
        attempts.refuse_sooner(tx, FREE_FAILURES, LONGEST_WAIT_S, self.kind, self.name)

    def note(self, tx: Tx) -> None:
        attempts.note(tx, self.kind, self.name)
        if self.address is not None:
            attempts.note(tx, "sign_in", self.address)

    def forget(self, tx: Tx) -> None:
        attempts.forget(tx, self.kind, self.name)


def _use_code(tx: Tx, row: Any, code: str) -> bool:
    step = proofs.step_of(tx.desk_open("staff", "totp_sealed", row.id, row.totp_sealed), code, tx.now)
    if step is None:
        return recovery.use(tx, row.id, code)
    # A code works once (RFC 6238, 5.2): the step must be later than the last one used.
    unused = (_t.id == row.id, _t.totp_step < step, _t.disabled_at.is_(None))
    return tx.execute(update(table).where(*unused).values(totp_step=step)).rowcount == 1
