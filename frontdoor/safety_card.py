"""The safety card: contacts and the sentence that comes with them (contracts.md 2 and 3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from frontdoor.contacts import EVERYONE, Contact, Contacts
from frontdoor.messages import Message
from frontdoor.words import Words

_YOUNG = ("under_16", "from_16_to_17")


def card(words: Words, contacts: Contacts, screened: Mapping[str, Any], slots: Mapping[str, Any]) -> Message:
    """The card for what was screened; region, age and hearing are taken from `slots` where told."""
    level, category = screened["level"], screened.get("category") or "unsure"
    chosen = contacts.card(category, slots.get("p_region"), audience(slots))
    name = f"safety_{level}_{category}"
    if not words.knows(name):
        name = f"safety_{level}_unsure"
    return _message(words, name, level, category, chosen)


def away(words: Words, contacts: Contacts, name: str = "away") -> Message:
    """The honest sentence that no answer comes just now, with numbers."""
    return _message(words, name, "check", "unsure", contacts.card("unsure"))


def audience(slots: Mapping[str, Any]) -> str:
    """Whom the card is for, by what the person has said of themselves."""
    if "hearing" in (slots.get("p_access") or ()):
        return "deaf"
    return "under_18" if slots.get("p_age_band") in _YOUNG else EVERYONE


def _message(words: Words, name: str, level: str, category: str, chosen: Sequence[Contact]) -> Message:
    custom = {"type": "safety", "level": level, "category": category, "contacts": list(chosen)}
    return Message(words.say(name, contacts=_lines(words, chosen)), custom=custom)


def _lines(words: Words, chosen: Sequence[Contact]) -> str:
    return "\n".join(
        words.say(
            "contact_line",
            name=contact["name"],
            ways=_ways(words, contact),
            hours=contact["hours"],
            cost=contact["cost"],
        )
        for contact in chosen
    )


def _ways(words: Words, contact: Contact) -> str:
    ways = [words.say(f"contact_{way}", number=contact[way]) for way in ("call", "text") if way in contact]
    return words.say("contact_or").join(ways)
