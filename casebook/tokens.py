"""Random ids, and the fingerprints under which secret ones are stored."""

from __future__ import annotations

import hashlib
import secrets


def new_id() -> str:
    """128 random bits as 32 hexadecimal digits: the name of a row."""
    return secrets.token_hex(16)


def new_token() -> str:
    """256 random bits, url-safe: the secret of a session, an invitation or a button."""
    return secrets.token_urlsafe(32)


def fingerprint(token: str) -> str:
    """SHA-256 of a token, hexadecimal. A token is random, so a fast hash is enough to hide it."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
