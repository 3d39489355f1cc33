"""A summary in the order in which a facilitator takes over: safety, contact, then I, S, B, A, R.

ISBAR (Introduction, Situation, Background, Assessment, Recommendation) after BMC Med Educ 2020 20:459; its
"Assessment" holds what the person said matters, never an opinion of the guide.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from intake import content, words
from intake.consents import CONSENTS, LIMITED

SAFETY = ("p_safe_now", "p_private_device", "p_distress_check", "p_pressure", "p_depends")
ORDER: Mapping[str, tuple[str, ...]] = {
    "introduction": (
        "p_role", "p_for_other", "p_authority", "p_whanau_agree", "p_name", "p_pronoun", "p_age_band",
        "p_language", "p_access", "s_role", "s_involved", "s_self_ok",
    ),
    "situation": ("p_words", "p_expect", "p_ready", "s_next"),
    "background": (
        "p_service", "p_region", "p_when", "p_kind", "p_impact", "p_affected_others", "p_told",
        "p_other_routes", "p_deadline", "s_setting", "s_event_type",
    ),
    "assessment": (
        "p_needs", "p_hope", "p_avoid", "p_worry", "p_format", "p_include", "p_exclude", "p_support",
        "p_culture", "p_ethnicity", "p_iwi", "p_facilitator_pref", "s_notes",
    ),
    "recommendation": ("p_questions", "p_check_back", "p_copy", "s_person_agrees", "s_supervisor_aware"),
}  # fmt: skip
# What a facilitator says again to the person, who puts it right (I-PASS: synthesis by the receiver).
READ_BACK = (
    "p_name", "p_words", "p_needs", "p_hope", "p_avoid", "p_include", "p_exclude", "p_culture", "p_access",
    "p_other_routes", "p_deadline",
)  # fmt: skip
ASIDE = "_words"


@dataclass(frozen=True)
class Line:
    """What was said to one question: `values` chosen (option ids or text), `words` typed, verbatim."""

    field: str
    values: tuple[Any, ...]
    words: str | None


@dataclass(frozen=True)
class Section:
    """One letter of ISBAR; `id` names its heading in the template."""

    id: str
    lines: tuple[Line, ...]


def sections(summary: Mapping[str, Any]) -> list[Section]:
    """Every line but the safety lines, none twice, none left out: what fits nowhere comes last."""
    lines = _lines(summary)
    placed = [Section(name, _picked(lines, fields)) for name, fields in ORDER.items()]
    known = {line.field for section in placed for line in section.lines} | set(SAFETY)
    rest = tuple(line for field, line in lines.items() if field not in known)
    return [*placed, Section("other", rest)]


def safety(summary: Mapping[str, Any]) -> tuple[Line, ...]:
    """The lines that a facilitator reads before anything else."""
    return _picked(_lines(summary), SAFETY)


def read_back(summary: Mapping[str, Any]) -> tuple[Line, ...]:
    """The lines to say again to the person before anything is built on them."""
    return _picked(_lines(summary), READ_BACK)


def _picked(lines: Mapping[str, Line], fields: Iterable[str]) -> tuple[Line, ...]:
    return tuple(lines[field] for field in fields if field in lines)


def _lines(summary: Mapping[str, Any]) -> dict[str, Line]:
    said: Mapping[str, Any] = summary.get("sections") or {}
    words: dict[str, str] = dict(summary.get("own_words") or {})
    for aside in [field for field in words if field.endswith(ASIDE) and field.removesuffix(ASIDE) in said]:
        words.setdefault(aside.removesuffix(ASIDE), words.pop(aside))
    return {
        field: Line(field, _values(said.get(field), words.get(field)), words.get(field))
        for field in {**said, **words}
    }


def _values(said: Any, words: str | None) -> tuple[Any, ...]:
    values = tuple(said) if isinstance(said, list | tuple) else () if said is None else (said,)
    return tuple(value for value in values if value != words)


def how_far(summary: Mapping[str, Any]) -> dict[str, str]:
    """What a consent was limited to, in the words of the choice: {"share_service": "Only that I asked"}."""
    answers = {one["id"]: one.get("answer") for one in summary.get("consents") or ()}
    chosen = {name: answer for name, answer in answers.items() if name in CONSENTS and answer in LIMITED}
    return {
        name: words.option(content.question_words(), CONSENTS[name], answer)
        for name, answer in chosen.items()
    }
