"""Changing earlier answers by just saying so: "actually it was March", "no, call me on 021…"."""

import re
from collections.abc import Mapping
from typing import Any

from intake import contact, heard
from intake.fields import Field, Slots, fields
from intake.heard import Understood
from intake.matching import Match, match, names
from intake.questions import applies

_ADDING = re.compile(r"\b(also|too|as well|add|hoki)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;.]|\band\b", re.IGNORECASE)
_HEARD = ("date", "phone", "email", "region", "hospital", "relation", "language")
_STRAY_WORDS = 2
_PHRASE = 2
_NOT_WITHIN = 3


def corrected(slots: Slots, asked: Field | None, understood: Understood, text: str) -> dict[str, Any]:
    """The answers that the message changes, several at once where it says several; {} when none is plain."""
    updates: dict[str, Any] = {}
    for entity in heard.entities(understood, _HEARD):
        if not _denied(entity, text):
            updates |= _from_entity(slots, asked, entity, text)
    return _from_words(slots, asked, text) | updates


def value_of(field: Field, entity: Mapping[str, Any]) -> str:
    """What an entity puts into a field: the person's own words, or the value where the field needs one."""
    said, value = entity.get("text"), entity.get("value")
    needs_value = field.kind in ("contact", "choice")
    return str(value if needs_value and isinstance(value, str) else said or value)


def _denied(entity: Mapping[str, Any], text: str) -> bool:
    """What is named only to say that it was wrong: "my sister, not my mum"."""
    before = text.lower().partition(str(entity.get("text") or "").lower())[0].split()
    return "not" in before[-_NOT_WITHIN:]


def _from_entity(slots: Slots, asked: Field | None, entity: Mapping[str, Any], text: str) -> dict[str, Any]:
    kind = entity.get("kind") or entity.get("entity")
    able = [f for f in fields().values() if kind in f.entity and _open_to(f, slots)]
    named = [f for f in able if names(f, text)]
    told = [f for f in able if slots.get(f.id) is not None]
    here = [f for f in able if f is asked]
    field = next(iter([*named, *here, *told, *able]), None)
    if field is None or (kind == "relation" and field not in told):
        return {}
    value = value_of(field, entity)
    if field.has_choices:
        return _option(field, value)
    return {field.id: value} | (
        contact.channel_said(heard.without_lead_in(text)) if field.id == "p_contact_value" else {}
    )


def _option(field: Field, value: str) -> dict[str, Any]:
    found = match(field, value).options
    return {field.id: found[0]} if len(found) == 1 and field.kind == "choice" else {}


def _from_words(slots: Slots, asked: Field | None, text: str) -> dict[str, Any]:
    """Choices named in its clauses, one each, or else in the whole message."""
    said = heard.without_lead_in(text)
    kept = dict(slots) if _ADDING.search(text) else {}
    updates: dict[str, Any] = {}
    for clause in _CLAUSE.split(said):
        updates |= _plainest(slots, asked, clause, kept | updates)
    return updates or _plainest(slots, asked, said, kept)


def _plainest(slots: Slots, asked: Field | None, said: str, kept: Slots) -> dict[str, Any]:
    """The one answer that `said` can mean; where two could, the one that takes more of its words."""
    told = [f for f in fields().values() if f.has_choices and slots.get(f.id) is not None]
    named = [f for f in told if names(f, said)]
    found = {f.id: match(f, said) for f in named or [*told, *([asked] if asked else [])]}
    fitting = {name: m for name, m in found.items() if _fits(fields()[name], m)}
    most = max((m.words for m in fitting.values()), default=0)
    best = [name for name, m in fitting.items() if m.words == most]
    if len(best) != 1:
        return {}
    return _chosen(fields()[best[0]], fitting[best[0]], kept)


def _fits(field: Field, found: Match) -> bool:
    enough = found.words >= (_PHRASE if field.by_phrase else 1)
    return enough and not found.denied and found.other_words <= _STRAY_WORDS


def _chosen(field: Field, found: Match, kept: Slots) -> dict[str, Any]:
    if field.kind == "choices":
        return {field.id: list(dict.fromkeys([*(kept.get(field.id) or ()), *found.options]))}
    return {field.id: found.options[0]} if len(found.options) == 1 else {}


def _open_to(field: Field, slots: Slots) -> bool:
    staff = slots.get("p_role") == "staff"
    return applies(field.id, slots) and field.path != "aside" and (field.path == "staff") == staff
