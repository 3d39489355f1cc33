"""Staff: invited once, signed in with a password and a code from their telephone."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy import delete, func, insert, select, update

from casebook import attempts, audit, desk_sessions, devices, recovery, rights
from casebook.errors import CasebookError
from casebook.rights import ROLES, Staff
from casebook.tables import invites
from casebook.tables import staff as table
from casebook.tokens import fingerprint, new_id, new_token
from casebook.transaction import Tx

if TYPE_CHECKING:
    from casebook.book import Casebook

# The keeper at the machine's own command line, who needs no account there.
MACHINE = Staff("machine", "keeper", "", "")

PASSWORD_LENGTH = 15
INVITE_LASTS = timedelta(days=7)
FREE_FAILURES = 10
LONGEST_WAIT_S = 60
ADDRESS_FAILURES = 30
ADDRESS_WINDOW = timedelta(minutes=10)
_STEP_S = 30
_t = table.c


class WrongInvite(CasebookError):
    """The invitation does not exist, is used or is over."""


class WeakPassword(CasebookError):
    """The password has fewer than 15 characters (NIST SP 800-63B-4)."""


class WrongCode(CasebookError):
    """The code does not come from this secret now."""


class EmailTaken(CasebookError):
    """Somebody has this address already."""


@dataclass(frozen=True)
class StaffLine:
    """A member of staff as the list of people shows them."""

    id: str
    name: str
    email: str
    role: str
    made_at: datetime
    disabled_at: datetime | None


def invite(tx: Tx, role: str, by: Staff) -> str:
    """Make a one-use invitation for a role and return its token. Raises NotAllowed, ValueError."""
    rights.require(by, "invite_staff")
    if role not in ROLES:
        raise ValueError(role)
    token = new_token()
    tx.execute(
        insert(invites).values(
            token_hash=fingerprint(token),
            role=role,
            made_by=by.id,
            made_at=tx.now,
            ends_at=tx.now + INVITE_LASTS,
        )
    )
    audit.append(tx, by.id, "invite", "", {"role": role})
    return token


def invitation(tx: Tx, token: str) -> str | None:
    """The role an invitation is for; None where it cannot be used."""
    good = (invites.c.token_hash == fingerprint(token), invites.c.ends_at > tx.now)
    role: str | None = tx.execute(select(invites.c.role).where(*good)).scalar()
    return role


def accept_invite(
    book: Casebook, token: str, name: str, email: str, password: str, totp_secret: str, totp_code: str
) -> Staff:
    """Make an account from an invitation, used up by it. Slow on purpose (argon2id).

    Raises WeakPassword, WrongCode, WrongInvite, EmailTaken.
    """
    if len(password) < PASSWORD_LENGTH:
        raise WeakPassword("the password is too short")
    step = _step_of(totp_secret, totp_code, book.clock.now())
    if step is None:
        raise WrongCode("the code is wrong")
    password_hash = _hasher().hash(password)
    with book.write() as tx:
        role = invitation(tx, token)
        if role is None or not _use_up(tx, token):
            raise WrongInvite("the invitation cannot be used")
        person = Staff(new_id(), role, name.strip(), email.strip())
        if not _insert(tx, person, password_hash, totp_secret, step):
            raise EmailTaken("the address is taken")
        audit.append(tx, person.id, "accept_invite", person.id, {"role": role})
    return person


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
        row = _by_email(tx, email)
        known = row is not None and devices.knows(tx, device, row.id)
        who = _Guesser("device", device) if known else _Guesser("account", _account(email), address)
        who.refuse_too_many(tx)
    right = _verify(row.password_hash if row else _of_nobody(), password)
    with book.write() as tx:
        if row is not None and right and row.disabled_at is None and _use_code(tx, row, code):
            who.forget(tx)
            audit.append(tx, row.id, "sign_in", row.id)
            return _staff(tx, row)
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


def get(tx: Tx, staff_id: str) -> Staff | None:
    """A member of staff who is not disabled."""
    row = tx.execute(select(table).where(_t.id == staff_id, _t.disabled_at.is_(None))).first()
    return _staff(tx, row) if row else None


def name_of(tx: Tx, staff_id: str) -> str | None:
    """The name of a member of staff, whether or not disabled."""
    sealed = tx.execute(select(_t.name_sealed).where(_t.id == staff_id)).scalar()
    name: str | None = tx.desk_open("staff", "name_sealed", staff_id, sealed)
    return name


def listed(tx: Tx, by: Staff) -> list[StaffLine]:
    """Everybody with an account, the first first."""
    rights.require(by, "see_people")
    return [_staff_line(tx, row) for row in tx.execute(select(table).order_by(_t.made_at)).all()]


def who_can(tx: Tx, action: str) -> list[Staff]:
    """Everybody whose role has this right, by name."""
    able = (_t.role.in_(rights.RIGHTS[action]), _t.disabled_at.is_(None))
    found = [_staff(tx, row) for row in tx.execute(select(table).where(*able)).all()]
    return sorted(found, key=lambda one: one.name.casefold())


def new_recovery_codes(book: Casebook, staff_id: str) -> list[str]:
    """Ten codes that each sign in once without the telephone, in place of earlier ones."""
    with book.write() as tx:
        return recovery.renew(tx, staff_id)


def change_password(book: Casebook, staff_id: str, password: str) -> None:
    """Put a new password in place of the old; every session of theirs ends. Slow on purpose.

    Whoever calls has had the old one proved by `sign_in`. Raises WeakPassword.
    """
    if len(password) < PASSWORD_LENGTH:
        raise WeakPassword("the password is too short")
    password_hash = _hasher().hash(password)
    with book.write() as tx:
        tx.execute(update(table).where(_t.id == staff_id).values(password_hash=password_hash))
        desk_sessions.end_all(tx, staff_id)
        audit.append(tx, staff_id, "change_password", staff_id)


def disable(tx: Tx, by: Staff, staff_id: str) -> None:
    """End an account and all its sessions at once."""
    rights.require(by, "disable_staff")
    tx.execute(update(table).where(_t.id == staff_id, _t.disabled_at.is_(None)).values(disabled_at=tx.now))
    desk_sessions.end_all(tx, staff_id)
    audit.append(tx, by.id, "disable", staff_id)


def first_keeper_missing(tx: Tx) -> bool:
    """Whether there is no keeper yet who could invite anybody."""
    able = (_t.role == "keeper", _t.disabled_at.is_(None))
    return not tx.execute(select(func.count()).select_from(table).where(*able)).scalar_one()


def new_totp_secret() -> str:
    """A secret for a telephone's code app (RFC 6238), base32."""
    return pyotp.random_base32()


def totp_uri(secret: str, email: str, issuer: str) -> str:
    """What the QR code for the app says."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=issuer)


def _use_up(tx: Tx, token: str) -> bool:
    used = tx.execute(delete(invites).where(invites.c.token_hash == fingerprint(token)))
    return used.rowcount == 1


def _insert(tx: Tx, person: Staff, password_hash: str, totp_secret: str, step: int) -> bool:
    return tx.insert_once(
        table,
        id=person.id,
        role=person.role,
        email_index=_email_index(tx, person.email),
        password_hash=password_hash,
        totp_step=step,
        made_at=tx.now,
        name_sealed=tx.desk_seal("staff", "name_sealed", person.id, person.name),
        email_sealed=tx.desk_seal("staff", "email_sealed", person.id, person.email),
        totp_sealed=tx.desk_seal("staff", "totp_sealed", person.id, totp_secret),
    )


def _use_code(tx: Tx, row: Any, code: str) -> bool:
    step = _step_of(tx.desk_open("staff", "totp_sealed", row.id, row.totp_sealed), code, tx.now)
    if step is None:
        return recovery.use(tx, row.id, code)
    # A code works once (RFC 6238, 5.2): the step must be later than the last one used.
    unused = update(table).where(_t.id == row.id, _t.totp_step < step, _t.disabled_at.is_(None))
    return tx.execute(unused.values(totp_step=step)).rowcount == 1


def _step_of(secret: str, code: str, now: datetime) -> int | None:
    digits = "".join(code.split())
    current = int(now.timestamp()) // _STEP_S
    for step in (current, current - 1, current + 1):
        if hmac.compare_digest(pyotp.TOTP(secret).generate_otp(step).encode(), digits.encode()):
            return step
    return None


def _by_email(tx: Tx, email: str) -> Any:
    return tx.execute(select(table).where(_t.email_index == _email_index(tx, email))).first()


def _email_index(tx: Tx, email: str) -> str:
    return tx.keeper.blind("staff email", _account(email))


def _account(email: str) -> str:
    return email.strip().casefold()


def _staff(tx: Tx, row: Any) -> Staff:
    line = _staff_line(tx, row)
    return Staff(line.id, line.role, line.name, line.email)


def _staff_line(tx: Tx, row: Any) -> StaffLine:
    name = tx.desk_open("staff", "name_sealed", row.id, row.name_sealed)
    email = tx.desk_open("staff", "email_sealed", row.id, row.email_sealed)
    return StaffLine(row.id, name, email, row.role, row.made_at, row.disabled_at)


@cache
def _hasher() -> PasswordHasher:
    # RFC 9106's second recommended setting: 64 MiB, three passes.
    return PasswordHasher()


@cache
def _of_nobody() -> str:
    return _hasher().hash(new_token())


def _verify(stored: str, password: str) -> bool:
    try:
        return _hasher().verify(stored, password)
    except VerifyMismatchError:
        return False
