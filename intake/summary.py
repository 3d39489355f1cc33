"""What is sent: the lines that the person saw, less what they left out (contracts.md 6)."""

from collections.abc import Iterable, Mapping
from typing import Any

from intake import consents, fit, readiness
from intake.consents import CONSENTS
from intake.fields import TYPED_FREELY, Field, Slots, fields
from intake.notes import noted
from intake.questions import applies, unconfirmed
from intake.sections import Line, Section, review

__all__ = ["CONSENTS", "Line", "Section", "review", "summarise"]

Summary = dict[str, Any]

_ELSEWHERE = ("contact", "consents")


def summarise(slots: Slots, context: Mapping[str, Any]) -> Summary:
    """The summary, version 1. Nothing left out, skipped, abandoned or never asked has a value in it."""
    said = kept(slots)
    summary = {
        "version": 1,
        "reference": context.get("reference"),
        "made_at": context.get("now"),
        "kind": "staff" if slots.get("p_role") == "staff" else "person",
        "role": slots.get("p_role"),
        "sections": {f.id: said[f.id] for f in _told(said) if not _verbatim(f)},
        "own_words": {f.id: said[f.id] for f in _told(said) if _verbatim(f)},
        "skipped": skipped(slots),
        "concerns": _concerns(slots, context),
        "consents": consents.record(slots, context),
        "contact": contact(said),
        "readiness": {"view": said.get("p_ready"), "reasons": _reasons(slots, said)} | _notes(slots, said),
        "parallel_routes": list(said.get("p_other_routes") or ()),
        "exit_used": bool(context.get("exit_used")) and "exit_used" not in _left_out(slots),
        "content_version": str(context.get("content_version") or ""),
        "guide_version": str(context.get("guide_version") or ""),
    }
    return summary | _fit(said) | _exit_note(slots, bool(summary["exit_used"]))


def kept(slots: Slots) -> Slots:
    """The answers that go: of this person's path, still applying, and not left out."""
    gone = {*_left_out(slots), *unconfirmed(slots)}
    staff = slots.get("p_role") == "staff"
    mine = [f for f in fields().values() if f.id == "p_role" or (f.path == "staff") == staff]
    return {f.id: slots[f.id] for f in mine if slots.get(f.id) is not None and _goes(f, slots, gone)}


def skipped(slots: Slots) -> list[str]:
    """The questions that were passed over and still are open to this person."""
    passed = slots.get("talk_skipped") or ()
    return [name for name in passed if name in fields() and slots.get(name) is None and applies(name, slots)]


def contact(slots: Slots) -> Mapping[str, Any]:
    """The safe-contact plan. Without agreement to contact it holds no number and no address."""
    ok = slots.get("p_contact_ok") == "yes" or slots.get("s_contact") is not None
    plan = slots if ok else {}
    channel = plan.get("p_channel")
    return {
        "ok": ok,
        "channels": [channel] if channel else [],
        "value": plan.get("p_contact_value") or plan.get("s_contact"),
        "voicemail": plan.get("p_voicemail"),
        "say_who": plan.get("p_say_who"),
        "times": plan.get("p_times"),
        "who_else": plan.get("p_who_else"),
        "not_to": plan.get("p_contact_not"),
    }


def _goes(field: Field, slots: Slots, gone: Iterable[str]) -> bool:
    return field.id not in gone and applies(field.id, slots) and field.path not in ("start", "review")


def _told(said: Slots) -> list[Field]:
    return [
        f for f in fields().values() if f.id in said and f.section not in _ELSEWHERE and f.id != "talk_path"
    ]


def _verbatim(field: Field) -> bool:
    return field.kind in TYPED_FREELY or field.kind == "date"


def _concerns(slots: Slots, context: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    numbered = {f"concern_{n}": concern for n, concern in enumerate(context.get("concerns") or ())}
    written = noted(slots)
    return [
        {**concern} | ({"note": written[line]} if line in written else {})
        for line, concern in numbered.items()
        if line not in _left_out(slots)
    ]


def _reasons(slots: Slots, said: Slots) -> list[str]:
    return [r for r in readiness.reasons(said) if f"readiness_{r}" not in _left_out(slots)]


def _notes(slots: Slots, said: Slots) -> Summary:
    """What the person wrote beside a reason, by reason."""
    written = noted(slots)
    found = {r: written[f"readiness_{r}"] for r in _reasons(slots, said) if f"readiness_{r}" in written}
    return {"notes": found} if found else {}


def _exit_note(slots: Slots, exit_used: bool) -> Summary:
    return {"exit_note": noted(slots)["exit_used"]} if exit_used and "exit_used" in noted(slots) else {}


def _fit(said: Slots) -> Summary:
    if said.get("p_role") != "staff":
        return {}
    found = fit.decide(said)
    reasons = [{"question": r.question, "answer": r.answer, "effect": r.effect} for r in found.reasons]
    return {"fit": {"outcome": found.outcome, "reasons": reasons}}


def _left_out(slots: Slots) -> frozenset[str]:
    return frozenset(slots.get("talk_left_out") or ())
