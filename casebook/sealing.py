"""AES-256-GCM around every value that a column does not show.

A sealed value is bound to its table, column and row, so that it cannot be moved to another; and its
length is rounded up, so that it does not tell a yes from a no.
"""

from __future__ import annotations

import json
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from casebook.errors import Tampered, UnfitText

KEY_BYTES = 32
_VERSION = b"\x01"
_NONCE_BYTES = 12
_BLOCK = 64


class Seal:
    """Seals and opens JSON values with one key."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal(self, value: Any, place: str) -> bytes:
        """Encrypt a JSON value for `place` ("table|column|row"). Raises UnfitText."""
        plain = encode(value)
        nonce = os.urandom(_NONCE_BYTES)
        return _VERSION + nonce + self._cipher.encrypt(nonce, plain, _VERSION + place.encode())

    def open(self, sealed: bytes, place: str) -> Any:
        """Decrypt what `seal` made for the same place. Raises Tampered."""
        version, nonce, body = sealed[:1], sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
        try:
            return json.loads(self._cipher.decrypt(nonce, body, version + place.encode()))
        except (InvalidTag, ValueError):
            raise Tampered(place.split("|")[0]) from None


def place(table: str, column: str, row: object) -> str:
    """The name of a spot in the database, authenticated with what stands there."""
    return f"{table}|{column}|{row}"


def encode(value: Any) -> bytes:
    """JSON in UTF-8, padded with spaces to whole blocks. Raises UnfitText on lone surrogates and NUL."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if "\\u0000" in text and _holds_nul(value):
        raise UnfitText("text holds a NUL")
    try:
        plain = text.encode()
    except UnicodeEncodeError:
        raise UnfitText("text holds half a character") from None
    return plain + b" " * (-len(plain) % _BLOCK)


def _holds_nul(value: Any) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any(_holds_nul(item) for pair in value.items() for item in pair)
    return isinstance(value, list | tuple) and any(_holds_nul(item) for item in value)
