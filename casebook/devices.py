"""A browser that has signed in to an account before does not wait for what strangers have tried there.

After OWASP's device cookies (Slow Down Online Guessing Attacks with Device Cookies). What such a browser
keeps is random and carries a keyed digest that ties it to one account. It opens nothing by itself, and
nothing about it is stored here.
"""

from __future__ import annotations

import hmac

from casebook.tokens import new_token
from casebook.transaction import Tx

_DIGEST = 64  # hexadecimal digits of HMAC-SHA-256


def token(tx: Tx, staff_id: str) -> str:
    """What a browser keeps from now on: 256 random bits and the digest, url-safe."""
    random = new_token()
    return random + _digest(tx, staff_id, random)


def knows(tx: Tx, device: str, staff_id: str) -> bool:
    """Whether this was given to a browser that signed in to this account."""
    random, digest = device[:-_DIGEST], device[-_DIGEST:]
    return hmac.compare_digest(digest.encode(), _digest(tx, staff_id, random).encode())


def _digest(tx: Tx, staff_id: str, random: str) -> str:
    return tx.keeper.blind("device", f"{staff_id} {random}")
