"""The review: every line that would go, by section, so that each can be changed or left out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from intake import readiness
from intake.fields import TYPED_FREELY, Field, Slots, fields
from intake.questions import applies, unconfirmed

SECTIONS = ("who", "situation", "matters", "hopes", "kaupapa", "readiness", "routes", "contact", "consents")
STAFF_SECTIONS = ("staff", "fit", "contact")

_NEVER_LEFT_OUT = ("p_role", "s_ack")
NO_LINE = ("talk_path", "talk_read_back", "p_ack_ai", "p_privacy_ok")


@dataclass(frozen=True)
class Line:
    """One line: an answer, a reason, a concern. `value` holds option ids, or the person's own words."""

    id: str
    value: str | list[str]
    own_words: bool
    change: bool
    leave_out: bool


@dataclass(frozen=True)
class Section:
    """Lines under one heading."""

    id: str
    lines: tuple[Line, ...]


def review(slots: Slots, context: Mapping[str, Any] | None = None) -> list[Section]:
    """The sections that have a line, in order, without what is left out. `context`: concerns, exit_used."""
    ids = STAFF_SECTIONS if slots.get("p_role") == "staff" else SECTIONS
    sections = [Section(name, _field_lines(name, slots)) for name in ids]
    if slots.get("p_role") != "staff":
        sections.append(Section("concerns", _noticed(slots, context or {})))
    shown = [Section(s.id, tuple(one for one in s.lines if not _left_out(one.id, slots))) for s in sections]
    return [section for section in shown if section.lines]


def _field_lines(section: str, slots: Slots) -> tuple[Line, ...]:
    found = [f for f in fields().values() if f.section == section and _shown(f, slots)]
    return tuple(line(field, slots[field.id]) for field in found)


def _shown(field: Field, slots: Slots) -> bool:
    staff = slots.get("p_role") == "staff"
    mine = (field.path == "staff") == staff and field.path not in ("start", "review")
    said = field.id not in (*NO_LINE, *unconfirmed(slots))
    return mine and said and slots.get(field.id) is not None and applies(field.id, slots)


def line(field: Field, value: Any) -> Line:
    """The line of one answer."""
    own = field.kind in TYPED_FREELY or field.kind in ("date", "contact")
    leave_out = field.section != "consents" and field.id not in _NEVER_LEFT_OUT
    return Line(field.id, value, own, change=True, leave_out=leave_out)


def _noticed(slots: Slots, context: Mapping[str, Any]) -> tuple[Line, ...]:
    """What was noticed, shown like any other line: reasons, concerns, that the page was left quickly."""
    reasons = [_extra(f"readiness_{r}", r) for r in readiness.reasons(_without_left_out(slots))]
    concerns = [_extra(f"concern_{n}", c["category"]) for n, c in enumerate(context.get("concerns") or ())]
    exit_used = [_extra("exit_used", "exit_used")] if context.get("exit_used") else []
    return (*reasons, *concerns, *exit_used)


def _extra(line_id: str, value: str) -> Line:
    return Line(line_id, value, own_words=False, change=True, leave_out=True)


def _without_left_out(slots: Slots) -> Slots:
    return {name: value for name, value in slots.items() if not _left_out(name, slots)}


def _left_out(line_id: str, slots: Slots) -> bool:
    return line_id in (slots.get("talk_left_out") or ())
