"""A copy of what was sent, on the screen, to print or write down: the person's words as they wrote them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from casebook import cases
from frontdoor.doing import Doing
from frontdoor.messages import Message
from frontdoor.returning import contact, telling
from intake import content, sections, words
from intake.fields import Field, fields

Line = dict[str, Any]


def shown(doing: Doing, case_id: str, _: str) -> None:
    """Everything in the summary that the person told, by section, and how to reach them."""
    summary = cases.summary_for_person(doing.tx, case_id)
    parts = [part for part in (*_parts(doing, summary), telling.as_section(doing, case_id)) if part["lines"]]
    text = "\n".join(
        f"{part['title']}\n" + "\n".join(f"- {one['text']}" for one in part["lines"]) for part in parts
    )
    doing.say("case_copy", reference=summary.get("reference"))
    doing.said.append(Message(text, custom={"type": "summary", "sections": parts}))


def _parts(doing: Doing, summary: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    plan = summary.get("contact") or {}
    said = {**(summary.get("sections") or {}), **(summary.get("own_words") or {})}
    said |= {field: plan[line] for field, line in contact.LINES.items() if plan.get(line)}
    for name in (*sections.SECTIONS, *sections.STAFF_SECTIONS):
        lines = [
            _line(field, said[field.id])
            for field in fields().values()
            if field.section == name and field.id in said
        ]
        yield {"id": name, "title": doing.content.words.say(f"copy_{name}"), "lines": lines}


def _line(field: Field, value: Any) -> Line:
    known, shown = content.question_words(), sections.line(field, value)
    label, said = words.text(known, f"utter_label_{field.id}", {}), words.of_line(known, shown)
    return {"id": field.id, "text": f"{label}: {said}" if label else said, "own_words": shown.own_words}
