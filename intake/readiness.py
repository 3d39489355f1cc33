"""What a facilitator should have in mind before the first call: reasons, never a label or a score."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from intake.fields import Slots

Table = Mapping[str, tuple[str, tuple[str, ...]]]

_IS: Table = {
    "not_safe_now": ("p_safe_now", ("not_safe",)),
    "safety_unsure": ("p_safe_now", ("unsure",)),
    "not_yet": ("p_ready", ("not_now",)),
    "does_not_want_it": ("p_ready", ("no",)),
    "has_questions": ("p_ready", ("questions",)),
    "unsure": ("p_ready", ("unsure",)),
    "pressure": ("p_pressure", ("yes", "some")),
    "pressure_not_said": ("p_pressure", ("rather_not",)),
    "depends_on_service": ("p_depends", ("yes", "some")),
    "expectations": ("p_expect", ("questions", "hard")),
    "wants_support": ("p_support", ("want",)),
    "not_told": ("p_told", ("no", "partly")),
    "shaky": ("p_distress_check", ("shaky", "not_ok")),
    "young": ("p_age_band", ("under_16", "from_16_to_17")),
    "speaks_for_child": ("p_for_other", ("child",)),
    "other_person_not_told": ("p_for_other", ("they_do_not_know",)),
    "bereaved": ("p_for_other", ("died",)),
    "authority_unsure": ("p_authority", ("no", "unsure")),
    "whanau_deciding": ("p_whanau_agree", ("talking", "unsure")),
    "whanau_differ": ("p_whanau_agree", ("differ",)),
    "device_not_private": ("p_private_device", ("no", "unsure")),
}
_HAS: Table = {
    "care_may_suffer": ("p_worry", ("care_affected",)),
    "fears_not_believed": ("p_worry", ("not_believed",)),
    "meeting_is_hard": ("p_worry", ("meeting_them",)),
    "whanau_disagree": ("p_worry", ("whanau_disagree",)),
    "specialist_route": ("p_kind", ("sexual_harm", "violence")),
    "police_or_coroner": ("p_other_routes", ("police", "coroner")),
}
_AFTER: Mapping[str, timedelta] = {
    "weeks_2": timedelta(weeks=2),
    "month_1": timedelta(days=30),
    "months_3": timedelta(days=91),
}


def reasons(slots: Slots) -> list[str]:
    """The ids of what the answers give reason to talk about first, in the order above."""
    return [*_found(slots, _IS, _is_one_of), *_found(slots, _HAS, _has_one_of)]


def reads(reason: str) -> str:
    """The field that a reason was drawn from. Raises KeyError for a reason that does not exist."""
    return {**_IS, **_HAS}[reason][0]


def check_back_on(value: str, today: date) -> date | None:
    """The day `p_check_back` means; None for "no". Raises ValueError on other words and past days."""
    if value == "no":
        return None
    day = today + _AFTER[value] if value in _AFTER else date.fromisoformat(value)
    if day < today:
        raise ValueError("a day that has gone")
    return day


def _found(slots: Slots, table: Table, holds: Callable[[object, tuple[str, ...]], bool]) -> list[str]:
    return [reason for reason, (field, values) in table.items() if holds(slots.get(field), values)]


def _is_one_of(value: object, values: tuple[str, ...]) -> bool:
    return value in values


def _has_one_of(value: object, values: tuple[str, ...]) -> bool:
    return isinstance(value, list | tuple) and any(one in values for one in value)
