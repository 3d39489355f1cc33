"""What staff prove themselves with: a password, kept by argon2id, and a code from a telephone (RFC 6238)."""

from __future__ import annotations

import hmac
from datetime import datetime
from functools import cache

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from casebook.errors import CasebookError
from casebook.tokens import new_token

PASSWORD_LENGTH = 15
_STEP_S = 30


class WeakPassword(CasebookError):
    """The password has fewer than 15 characters (NIST SP 800-63B-4)."""


class WrongCode(CasebookError):
    """The code does not come from this secret now."""


def refuse_weak(password: str) -> None:
    """Raise WeakPassword where it is too short."""
    if len(password) < PASSWORD_LENGTH:
        raise WeakPassword("the password is too short")


def hashed(password: str) -> str:
    """How a password is kept. Slow on purpose."""
    return _hasher().hash(password)


def is_right(stored: str | None, password: str) -> bool:
    """Whether a password is the one that is kept; as slow where there is none."""
    try:
        return _hasher().verify(stored or _of_nobody(), password)
    except VerifyMismatchError:
        return False


def new_totp_secret() -> str:
    """A secret for a telephone's code app (RFC 6238), base32."""
    return pyotp.random_base32()


def totp_uri(secret: str, email: str, issuer: str) -> str:
    """What the QR code for the app says."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=issuer)


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The step of time that a code is of: now, or one before or after; None where it is of none."""
    digits = "".join(code.split())
    current = int(now.timestamp()) // _STEP_S
    for step in (current, current - 1, current + 1):
        if hmac.compare_digest(pyotp.TOTP(secret).generate_otp(step).encode(), digits.encode()):
            return step
    return None


@cache
def _hasher() -> PasswordHasher:
    # RFC 9106's second recommended setting: 64 MiB, three passes.
    return PasswordHasher()


@cache
def _of_nobody() -> str:
    return _hasher().hash(new_token())
