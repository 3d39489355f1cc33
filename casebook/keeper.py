"""The keeper's key, and the keys for separate purposes that are made from it.

It wraps the data keys, and whoever holds it together with the key store can read everything; so it can
be kept on another disk (GUIDE_KEY_FILE), and no backup of the casebook holds it.
"""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from casebook.keyring import EitherSeal, Ring
from casebook.sealing import KEY_BYTES, Seal
from ground.secrets import read_or_make


class Keeper:
    """What only the holder of the keeper's key can compute."""

    def __init__(self, told: str) -> None:
        ring = Ring.read(told)
        self.wrapping = _key(ring.seals, "wrapping")
        self.former_wrapping = _key(ring.was, "wrapping") if ring.was else None
        # Tells one keeper's key from another without telling anything of it.
        self.name = _key(ring.seals, "name").hex()[:16]
        newest = Seal(_key(ring.seals, "desk"))
        self.desk = EitherSeal(newest, Seal(_key(ring.was, "desk"))) if ring.was else newest
        # The audit is chained over what is sealed in it, so that is never sealed anew.
        self.proofs = Seal(_key(ring.finds, "desk"))
        self._pepper = _key(ring.finds, "code")
        self._blind = _key(ring.finds, "blind index")
        self._audit = _key(ring.finds, "audit")

    @classmethod
    def read(cls, path: Path) -> Keeper:
        """Read the key in `path`, making it the first time. Raises ground.secrets.SecretError."""
        return cls(read_or_make(path))

    def code_lookup(self, digits: str) -> str:
        """Under what a return code is found: a stolen table alone does not let anyone try codes."""
        return _mac(self._pepper, digits)

    def blind(self, kind: str, value: str) -> str:
        """Under what a name or a contact is found: equal only to what is equal."""
        return _mac(self._blind, f"{kind}|{value}")

    def audit_mac(self, line: str) -> str:
        """Authenticates a line of the audit."""
        return _mac(self._audit, line)


def _key(secret: str, purpose: str) -> bytes:
    # HKDF (RFC 5869) gives keys that tell nothing of each other.
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"guide/{purpose}".encode()).derive(secret.encode())


def _mac(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
