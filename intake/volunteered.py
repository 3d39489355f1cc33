"""Answers given before they were asked. They are read back and confirmed before they count as said."""

from collections.abc import Mapping
from typing import Any

from intake import heard, limits, swaps, whose
from intake.contact import NOTED, READ_BACK, VALUE
from intake.correction import value_of
from intake.fields import Field, Slots, fields
from intake.heard import Understood
from intake.matching import match, word_count

_LONGEST_LINE = 30
_TELLING = frozenset({"share_story", "give_answer", "start_intake", "correct_answer", "want_person"})
_MAY_BE = {"region": "p_region", "hospital": "p_service", "date": "p_when", "phone": "p_contact_value",
           "email": "p_contact_value"}  # fmt: skip


def volunteered(
    slots: Slots, asked: Field | None, understood: Understood, told: bool, text: str
) -> dict[str, Any]:
    """Fields still empty that were answered in passing, and `talk_volunteered` with their ids added.

    `told`: the message was taken as own words, so that it tells something whatever it was read as.
    """
    telling = told or (heard.intent(understood) in _TELLING and heard.confident(understood))
    if slots.get("p_role") == "staff" or not telling:
        return {}
    found: dict[str, Any] = {}
    for kind, name in _MAY_BE.items():
        for entity in swaps.told(_own(slots, asked, understood, kind, text), text):
            found = _filled(slots, fields()[name], entity) | found
    found = {name: value for name, value in found.items() if not _means_something_else(name, asked)}
    if VALUE in found:
        found |= limits.found(slots, understood, text, in_a_story=told or word_count(text) > _LONGEST_LINE)
    noted = list(dict.fromkeys([*(slots.get(NOTED) or ()), *found]))
    return found | {NOTED: noted} if found else {}


def settled(slots: Slots, updates: Mapping[str, Any]) -> dict[str, Any]:
    """`updates` with what they mean for answers given in passing: confirmed, taken back, or said anew.

    What is taken back stays noted without a value, so that it is asked.
    """
    before = list(slots.get(NOTED) or ())
    noted = list(updates.get(NOTED) or before)
    said = {name: value for name, value in updates.items() if name not in (NOTED, READ_BACK)}
    if updates.get(READ_BACK) == "no":
        said |= dict.fromkeys(noted)
    elif updates.get(READ_BACK) == "yes":
        noted = []
    else:
        whole = limits.PLAN if NOTED in updates else ()  # how to reach somebody is read back as a whole
        noted = [name for name in noted if name not in said or name not in before or name in whole]
    return said | ({NOTED: noted} if noted != before else {})


def _own(slots: Slots, asked: Field | None, understood: Understood, kind: str, text: str) -> list[Any]:
    """What was heard of this kind; of numbers only those that may be the person's."""
    able = whose.own(slots, asked, understood, text) if kind in ("phone", "email") else None
    return [one for one in heard.entities(understood, (kind,)) if able is None or one in able]


def _means_something_else(name: str, asked: Field | None) -> bool:
    """What answers the open question is not said in passing; a date may be the day to call, or of a court."""
    if asked is None:
        return False
    return asked.id == name or (name == "p_when" and asked.section not in ("situation", "matters"))


def _filled(slots: Slots, field: Field, entity: Any) -> dict[str, Any]:
    if slots.get(field.id) is not None:
        return {}
    value = value_of(field, entity)
    if not field.has_choices:
        return {field.id: value}
    options = match(field, value).options
    return {field.id: options[0]} if len(options) == 1 else {}
