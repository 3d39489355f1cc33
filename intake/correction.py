"""Changing an earlier answer by just saying so: "actually it was March", "no, call me on 021…"."""

import re
from collections.abc import Mapping
from typing import Any

from intake import contact, heard
from intake.fields import Field, Slots, fields
from intake.heard import Understood
from intake.matching import match, names
from intake.questions import applies

_ADDING = re.compile(r"\b(also|too|as well|add|hoki)\b", re.IGNORECASE)
_HEARD = ("date", "phone", "email", "region", "hospital", "relation", "language")


def corrected(slots: Slots, asked: Field | None, understood: Understood, text: str) -> dict[str, Any]:
    """The answers that the message changes, several at once where it says several; {} when none is plain."""
    updates: dict[str, Any] = {}
    for entity in heard.entities(understood, _HEARD):
        updates |= _from_entity(slots, asked, entity, text)
    return updates or _from_words(slots, asked, text)


def value_of(field: Field, entity: Mapping[str, Any]) -> str:
    """What an entity puts into a field: the person's own words, or the value where the field needs one."""
    said, value = entity.get("text"), entity.get("value")
    needs_value = field.kind in ("contact", "choice")
    return str(value if needs_value and isinstance(value, str) else said or value)


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
    said = heard.without_lead_in(text)
    told = [f for f in fields().values() if f.has_choices and slots.get(f.id) is not None]
    named = [f for f in told if names(f, text)]
    found = {f.id: match(f, said) for f in named or [*told, *([asked] if asked else [])]}
    fitting = {name: m for name, m in found.items() if m.options and not m.denied and m.other_words <= 2}
    if len(fitting) != 1:
        return {}
    name, match_ = fitting.popitem()
    field = fields()[name]
    if field.kind == "choices":
        before = slots.get(name) or () if _ADDING.search(text) else ()
        return {name: list(dict.fromkeys([*before, *match_.options]))}
    return {name: match_.options[0]} if len(match_.options) == 1 else {}


def _open_to(field: Field, slots: Slots) -> bool:
    staff = slots.get("p_role") == "staff"
    return applies(field.id, slots) and field.path != "aside" and (field.path == "staff") == staff
