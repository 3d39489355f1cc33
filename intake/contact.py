"""How somebody may be reached: numbers and addresses as the listener made them out, the rest as typed."""

import re
from typing import Any

from intake import heard
from intake.fields import Field, Slots, fields
from intake.heard import Understood
from intake.matching import match, plain, plain_answer

_CLAUSE = re.compile(r"[^,;.\n]+")
_TIME = re.compile(
    r"\b(\d{1,2} ?(am|pm)|morning|afternoon|evening|night|weekday|weekend|week|lunch|noon|after|before|"
    r"between|any ?time|(mon|tues|wednes|thurs|fri|satur|sun)day)s?\b"
)
_SOMEONE = re.compile(r"\b(answers?|picks? (it )?up)\b")


def contact_answer(field: Field, understood: Understood, text: str) -> dict[str, Any]:
    """The number or address that was heard, with the way to use it where that was said; nothing otherwise."""
    found = heard.entities(understood, field.entity)
    channel = channel_said(text) if field.id == "p_contact_value" else {}
    if not found:
        return channel if len(plain(text).split()) <= heard.SHORT and "?" not in text else {}
    value = str(found[0].get("value") or found[0].get("text"))
    written = {"p_channel": "email"} if "@" in value and field.id == "p_contact_value" else {}
    return {field.id: value} | (channel or written)


def voicemail_answer(field: Field, slots: Slots, text: str) -> dict[str, Any]:
    """Whether a message may be left; times and who else may answer come from the same words, as typed."""
    if "?" in text:
        return {}
    beside: dict[str, Any] = {}
    chosen: tuple[str, ...] = ()
    for clause in (found[0].strip() for found in _CLAUSE.finditer(text)):
        named = match(field, clause)
        if named.options and not named.denied:
            chosen = (*chosen, *named.options)
        elif _SOMEONE.search(plain(clause)):
            beside.setdefault("p_who_else", clause)
        elif _TIME.search(plain(clause)):
            beside.setdefault("p_times", clause)
    if not chosen and not beside:
        chosen = _plainly(field, text)
    said = {field.id: chosen[0]} if len(set(chosen)) == 1 else {}
    return said | {name: words for name, words in beside.items() if slots.get(name) is None}


def channel_said(text: str) -> dict[str, Any]:
    """`p_channel`, when exactly one way is named in `text`."""
    said = match(fields()["p_channel"], heard.without_lead_in(text))
    return {"p_channel": said.options[0]} if len(said.options) == 1 and not said.denied else {}


def _plainly(field: Field, text: str) -> tuple[str, ...]:
    answer = plain_answer(text)
    return (field.plain[answer],) if answer and answer in field.plain else ()
