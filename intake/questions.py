"""What to ask next: in the order of `content/questions.yml`; who is asked what is decided here."""

from collections.abc import Callable, Mapping

from intake import fit
from intake.fields import COUNTED, Field, Slots, fields

__all__ = ["Field", "answered", "applies", "fields", "next_question", "progress", "stopped", "unconfirmed"]

Predicate = Callable[[Slots], bool]

_ASKED_OF_PERSON = ("ack", "short", "agree", "long", "consent")
_STOPS = ("p_ack_ai", "p_privacy_ok", "s_ack")


def answered(field_id: str, slots: Slots) -> bool:
    """Whether it was answered or skipped."""
    return slots.get(field_id) is not None or field_id in (slots.get("talk_skipped") or ())


def applies(field_id: str, slots: Slots) -> bool:
    """Whether what was said so far makes this a question for this person."""
    condition = fields()[field_id].ask_if
    return condition is None or PREDICATES[condition](slots)


def stopped(slots: Slots) -> str | None:
    """The question at which the person said that they would rather not go on."""
    return next((name for name in _STOPS if slots.get(name) == "no"), None)


def next_question(slots: Slots) -> str | None:
    """The id of the next field to ask; None when nothing is left, or the person stopped or only looks."""
    changing = slots.get("talk_changing")
    if changing in fields():
        return str(changing)
    if stopped(slots) or slots.get("p_role") == "looking":
        return None
    if slots.get("p_role") == "staff":
        return _next_for_staff(slots)
    if reach_unconfirmed(slots):
        return "talk_read_back"  # a number that was heard wrong must not wait
    if taken_back := _taken_back(slots):
        return taken_back
    return _first_open(slots, [f for f in fields().values() if _asked_of_person(f, slots)])


def progress(slots: Slots) -> tuple[int, int]:
    """Steps done and steps in all. Agreeing and reviewing are no steps; a question with its parts is one."""
    steps: dict[str, bool] = {}
    for field in fields().values():
        if _counts(field, slots):
            steps[field.step] = steps.get(field.step, True) and _settled(field, slots)
    return sum(steps.values()), len(steps)


def unconfirmed(slots: Slots) -> list[str]:
    """The fields that were filled in passing and not yet read back."""
    return [name for name in slots.get("talk_volunteered") or () if slots.get(name) is not None]


def asked_so_far(slots: Slots) -> list[str]:
    """The questions of this person's path that were answered or skipped, in the order of asking."""
    staff = slots.get("p_role") == "staff"
    mine = [f for f in fields().values() if (f.path == "staff" if staff else _asked_of_person(f, slots))]
    return [f.id for f in mine if answered(f.id, slots) and applies(f.id, slots)]


def reach_unconfirmed(slots: Slots) -> bool:
    """Whether a way to reach the person is among what was not yet read back."""
    return any(fields()[name].section == "contact" for name in unconfirmed(slots))


def decided_by(field_id: str) -> str | None:
    """The field whose answer decides whether this one applies."""
    return _DECIDED_BY.get(fields()[field_id].ask_if or "")


def _taken_back(slots: Slots) -> str | None:
    """What was heard in passing, read back, and not right: now it is asked."""
    noted = slots.get("talk_volunteered") or ()
    return next((n for n in noted if not answered(n, slots) and applies(n, slots)), None)


def _next_for_staff(slots: Slots) -> str | None:
    staff = [f for f in fields().values() if f.path == "staff"]
    first_fit = next(i for i, f in enumerate(staff) if f.fit)
    before = staff[:first_fit]
    after = [f for f in staff if not f.fit and f not in before]
    return _first_open(slots, before) or fit.next_question(slots) or _first_open(slots, after)


def _first_open(slots: Slots, asked: list[Field]) -> str | None:
    waiting = (f.id for f in asked if not answered(f.id, slots) and applies(f.id, slots))
    return next(waiting, None)


def _asked_of_person(field: Field, slots: Slots) -> bool:
    if field.path == "long":
        return slots.get("talk_path") == "long"
    return field.path in _ASKED_OF_PERSON


def _counts(field: Field, slots: Slots) -> bool:
    if slots.get("p_role") == "staff":
        return field.fit
    return field.path in COUNTED and _asked_of_person(field, slots)


def _settled(field: Field, slots: Slots) -> bool:
    """What will not be asked is done once what decides that is known, so that progress never goes back."""
    if answered(field.id, slots):
        return True
    return field.ask_if is not None and _decided(field, slots) and not applies(field.id, slots)


def _decided(field: Field, slots: Slots) -> bool:
    decider = _DECIDED_BY[field.ask_if or ""]
    return answered(decider, slots) or (decider == "p_contact_value" and _decided_no_contact(slots))


def _decided_no_contact(slots: Slots) -> bool:
    return answered("p_contact_ok", slots) and slots.get("p_contact_ok") != "yes"


def _acts_for_someone(slots: Slots) -> bool:
    return slots.get("p_role") in ("whanau", "supporter")


def _speaks_for_someone(slots: Slots) -> bool:
    alone = ("they_agree", "they_do_not_know", "died", "child")
    return _acts_for_someone(slots) and slots.get("p_for_other") in alone


def _whanau_decide(slots: Slots) -> bool:
    return slots.get("p_role") == "whanau" and slots.get("p_for_other") in ("with_them", "died", "child")


def _wants_contact(slots: Slots) -> bool:
    return slots.get("p_contact_ok") == "yes"


def _by_phone(slots: Slots) -> bool:
    value = slots.get("p_contact_value")
    return _wants_contact(slots) and value is not None and "@" not in value


def _channel_unsaid(slots: Slots) -> bool:
    return _by_phone(slots)


def _may_be_called(slots: Slots) -> bool:
    return _by_phone(slots) and slots.get("p_channel") not in ("text", "email")


def _not_yet_and_contact(slots: Slots) -> bool:
    return _wants_contact(slots) and slots.get("p_ready") in ("not_now", "unsure")


def _has_support(slots: Slots) -> bool:
    return slots.get("p_support") == "have"


def _is_maori(slots: Slots) -> bool:
    return "maori" in (slots.get("p_ethnicity") or ())


def _staff_refers(slots: Slots) -> bool:
    return slots.get("s_next") == "refer"


def _staff_wants_contact(slots: Slots) -> bool:
    agreed = slots.get("s_next") == "refer" and slots.get("s_person_agrees") == "yes"
    return agreed or slots.get("s_next") == "talk"


PREDICATES: Mapping[str, Predicate] = {
    "said_in_passing": lambda slots: bool(unconfirmed(slots)),
    "acts_for_someone": _acts_for_someone,
    "speaks_for_someone": _speaks_for_someone,
    "whanau_decide": _whanau_decide,
    "wants_contact": _wants_contact,
    "channel_unsaid": _channel_unsaid,
    "may_be_called": _may_be_called,
    "not_yet_and_contact": _not_yet_and_contact,
    "has_support": _has_support,
    "is_maori": _is_maori,
    "staff_refers": _staff_refers,
    "staff_wants_contact": _staff_wants_contact,
}

_DECIDED_BY: Mapping[str, str] = {
    "acts_for_someone": "p_role",
    "speaks_for_someone": "p_for_other",
    "whanau_decide": "p_for_other",
    "wants_contact": "p_contact_ok",
    "channel_unsaid": "p_contact_value",
    "may_be_called": "p_contact_value",
    "not_yet_and_contact": "p_contact_ok",
    "has_support": "p_support",
    "is_maori": "p_ethnicity",
    "staff_refers": "s_next",
    "staff_wants_contact": "s_next",
}
