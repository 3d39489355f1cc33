"""Reads what a browser sent. Anything that is not to the contract is refused by name and changes nothing."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

LONGEST = 10_000
MOST_PICKS = 50
LONGEST_ID = 128
_FILE_KEYS = frozenset({"file", "files", "attachment", "attachments", "image"})
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


class Refused(Exception):
    """The message was not taken; `error` names why (words: refused_<error>)."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


@dataclass(frozen=True)
class Uttered:
    """One message: its text, or the payloads of pressed choices (an empty tuple: none of them)."""

    id: str
    text: str | None
    picks: tuple[str, ...] | None
    session_id: str | None


def uttered(args: Sequence[Any]) -> Uttered:
    """Read `user_uttered`; raises Refused."""
    data = _only_mapping(args)
    given = [key for key in ("message", "picks") if data.get(key) is not None]
    if len(given) != 1:
        raise Refused("not_known")
    return Uttered(
        id=_short(data, "id") or secrets.token_hex(16),
        text=_text(data["message"]) if given == ["message"] else None,
        picks=_picks(data["picks"]) if given == ["picks"] else None,
        session_id=_short(data, "session_id"),
    )


def session(args: Sequence[Any]) -> tuple[str | None, int]:
    """Read `session_request`: the id, if any, and `since`; raises Refused."""
    data = _only_mapping(args) if args else {}
    return _short(data, "session_id"), _since(data)


def since(args: Sequence[Any]) -> int:
    """Read `catch_up`; raises Refused."""
    return _since(_only_mapping(args))


def _only_mapping(args: Sequence[Any]) -> Mapping[str, Any]:
    if any(_holds_bytes(arg) for arg in args):
        raise Refused("file")
    if len(args) != 1 or not isinstance(args[0], dict):
        raise Refused("not_known")
    if _FILE_KEYS & args[0].keys():
        raise Refused("file")
    return args[0]


def _holds_bytes(value: Any, depth: int = 0) -> bool:
    if isinstance(value, bytes | bytearray):
        return True
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return depth < 8 and any(_holds_bytes(item, depth + 1) for item in inner)


def _text(message: Any) -> str:
    if not isinstance(message, str):
        raise Refused("not_text")
    if len(message) > LONGEST:
        raise Refused("too_long")
    if "\0" in message or not _encodable(message):
        raise Refused("unreadable")
    if all(unicodedata.category(sign) in _UNSEEN for sign in message):
        raise Refused("empty")
    return message


def _picks(picks: Any) -> tuple[str, ...]:
    if not isinstance(picks, list) or len(picks) > MOST_PICKS or len(set(map(str, picks))) != len(picks):
        raise Refused("not_known")
    if not all(isinstance(pick, str) and len(pick) <= LONGEST_ID and _clean(pick) for pick in picks):
        raise Refused("choice_gone")
    return tuple(picks)


def _short(data: Mapping[str, Any], key: str) -> str | None:
    value = data.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_ID or not _clean(value):
        raise Refused("not_known")
    return value


def _since(data: Mapping[str, Any]) -> int:
    value = data.get("since")
    if value is None:
        return 0
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**53:
        raise Refused("not_known")
    return value


def _clean(value: str) -> bool:
    return _encodable(value) and not any(unicodedata.category(sign) in ("Cc", "Cs") for sign in value)


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
