"""What was said so far, as lines that can be read: label and answer, in the words of the responses."""

from collections.abc import Iterable, Mapping
from typing import Any

from intake import sections, words
from intake.fields import Slots, fields

Responses = Mapping[str, Any]


def listed(slots: Slots, names: Iterable[str], responses: Responses) -> str:
    """The answers of these fields, one a line; none for what is no field or holds nothing."""
    told = [fields()[name] for name in names if name in fields() and slots.get(name) is not None]
    lines = [words.labelled(responses, sections.line(field, slots[field.id]), slots) for field in told]
    return as_text(lines)


def contact(row: Mapping[str, Any], responses: Responses) -> str:
    """A service in one line: how to reach it, hours, cost, and when that was checked."""
    ways = [
        words.filled(words.text(responses, f"utter_service_contact_{way}", {}), {"number": row[way]})
        for way in ("call", "text")
        if row.get(way)
    ]
    joined = f" {words.text(responses, 'utter_service_contact_or', {})} ".join(ways)
    return words.filled(
        words.text(responses, "utter_route", {}),
        {**row, "ways": joined, "checked": words.day(str(row["checked"]))},
    )


def as_text(lines: Iterable[str]) -> str:
    """One below the other; single line breaks, so that they stay one message."""
    return "\n".join(f"- {line}" for line in lines)
