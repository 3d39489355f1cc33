"""Blind indexes: a name or a contact can be looked for without being readable in the database."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from casebook.keeper import Keeper

_LOCAL = re.compile(r"^(?:\+?64|0064)")


def name_index(keeper: Keeper, name: str | None) -> str | None:
    """Under what a name is found, whatever its capitals, macrons and spaces."""
    plain = unicodedata.normalize("NFKD", name or "")
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    folded = " ".join(letters.casefold().split())
    return keeper.blind("name", folded) if folded else None


def contact_index(keeper: Keeper, contact: str | None) -> str | None:
    """Under what an email address or a telephone number is found, however it is written."""
    given = (contact or "").strip().casefold()
    if "@" in given:
        return keeper.blind("contact", given)
    digits = _LOCAL.sub("0", re.sub(r"[^\d+]", "", given))
    return keeper.blind("contact", digits) if digits else None


def said(summary: dict[str, Any], field: str) -> str | None:
    """What a summary holds for a field, in the person's own words or as a choice."""
    for part in ("own_words", "sections"):
        value = (summary.get(part) or {}).get(field)
        if isinstance(value, str) and value.strip():
            return value
    return None
