"""The safety card: contacts and the sentence that comes with them (contracts.md 2 and 3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from frontdoor.contacts import EVERYONE, Contact, Contacts
from frontdoor.messages import Message
from frontdoor.words import Words

IN_CARE = "care"  # as language.kinds says it of a screening
_YOUNG = ("under_16", "from_16_to_17")


def card(
    words: Words,
    contacts: Contacts,
    screened: Mapping[str, Any],
    slots: Mapping[str, Any],
    young: bool = False,
) -> Message:
    """The card for what was screened; region, age and hearing are taken from `slots` where told.

    `young`: they have said in passing that they are under 18.
    """
    level, category = screened["level"], screened.get("category") or "unsure"
    in_care = screened.get("about") == IN_CARE
    chosen = contacts.card(category, slots.get("p_region"), audience(slots, young, in_care))
    names = [f"safety_{level}_{category}", f"safety_{level}_unsure"]
    if in_care:
        names.insert(0, f"safety_{level}_{category}_in_care")
    name = next(name for name in names if words.knows(name))
    return _message(words, name, level, category, chosen)


def away(words: Words, contacts: Contacts, name: str = "away") -> Message:
    """The honest sentence that no answer comes just now, with numbers."""
    return _message(words, name, "check", "unsure", contacts.card("unsure"))


def audience(slots: Mapping[str, Any], young: bool = False, in_care: bool = False) -> str:
    """Whom the card is for, by what the person has said of themselves and of who did it."""
    if "hearing" in (slots.get("p_access") or ()):
        return "deaf"
    if young or slots.get("p_age_band") in _YOUNG:
        return "under_18"
    return "in_care" if in_care else EVERYONE


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
