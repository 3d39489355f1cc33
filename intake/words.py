"""Finds the written words of fields, options and reasons in a `responses:` mapping. Writes none itself."""

import json
import re
from calendar import month_name
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from intake.fields import Slots, fields
from intake.notes import noted
from intake.sections import Line

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")

Responses = Mapping[str, Sequence[Mapping[str, Any]]]


def text(responses: Responses, name: str, slots: Slots) -> str:
    """The words of `name`: the first variation whose condition holds, else the default, else ""."""
    return str(variation(responses, name, slots).get("text", "")).strip()


def day(written: str) -> str:
    """A day as people read it: 2026-11-20 is 20 November 2026. Anything else, a bare year say, stays."""
    try:
        found = date.fromisoformat(written)
    except ValueError:
        return written
    return f"{found.day} {month_name[found.month]} {found.year}"


def filled(said: str, known: Mapping[str, Any]) -> str:
    """`said` with each {name} put in. Raises KeyError where one is not known."""
    return _PLACEHOLDER.sub(lambda name: str(known[name[1]]), said)


def option(responses: Responses, field: str, value: str) -> str:
    """The words of one option: its own label, else the title of the button that chooses it, else the id."""
    if own := text(responses, f"utter_option_{field}_{value}", {}):
        return own
    titles = (b["title"] for v in responses.get(f"utter_ask_{field}", ()) for b in v.get("buttons", ())
              if chooses(b, field, value))  # fmt: skip
    return next(titles, value)


def of_line(responses: Responses, line: Line) -> str:
    """What stands on a line of the review: the person's own words, or those of what was chosen or noticed."""
    if line.own_words:
        return str(line.value)
    kind, _, rest = line.id.partition("_")
    noticed = {
        "readiness": f"utter_reason_{rest}",
        "concern": f"utter_concern_{line.value}",
        "exit": "utter_exit_used",
    }
    if line.id not in fields() and kind in noticed:
        return text(responses, noticed[kind], {})
    values = line.value if isinstance(line.value, list) else [line.value]
    return ", ".join(option(responses, line.id, value) for value in values)


def name_of(responses: Responses, line_id: str, slots: Slots) -> str:
    """What a line is called: a question by its label, what was noticed by its words."""
    kind, _, rest = line_id.partition("_")
    names = {"readiness": f"utter_reason_{rest}", "concern": "utter_label_concern", "exit": "utter_exit_used"}
    return text(responses, names.get(kind, f"utter_label_{line_id}"), slots)


def labelled(responses: Responses, line: Line, slots: Slots) -> str:
    """The line with what it answers before it, and the person's own note behind it."""
    label, value = text(responses, f"utter_label_{line.id}", slots), of_line(responses, line)
    if note := noted(slots).get(line.id):
        return filled(text(responses, "utter_line_noted", {}), {"value": value, "note": note})
    return f"{label}: {value}" if label else value


def chooses(button: Mapping[str, Any], field: str, value: str) -> bool:
    """Whether pressing `button` gives `field` this value."""
    _, brace, slots = str(button.get("payload", "")).partition("{")
    return bool(brace) and json.loads(brace + slots).get(field) == value


def variation(responses: Responses, name: str, slots: Slots) -> Mapping[str, Any]:
    """The whole variation that fits `slots`, with its buttons; {} where unwritten."""
    written = responses.get(name, ())
    fitting = [v for v in written if v.get("condition") and _met(v["condition"], slots)]
    plain = [v for v in written if not v.get("condition")]
    return next(iter([*fitting, *plain]), {})


def _met(conditions: Sequence[Mapping[str, Any]], slots: Slots) -> bool:
    return all(slots.get(condition["name"]) == condition["value"] for condition in conditions)
