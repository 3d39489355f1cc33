"""The staff fit-check: reasons, never a score. `content/fit.yml` is the table; the order of rules is here."""

from dataclasses import dataclass
from typing import Any

from intake import content
from intake.fields import Slots

OUTCOMES = {"STOP": "other_route", "HOLD": "not_yet", "COND": "with_conditions", "OK": "good_fit"}
_SEVERITY = list(OUTCOMES)


@dataclass(frozen=True)
class Reason:
    """Why: the answer to `question` (q01…) has this effect. `why` and `next` name the words for it."""

    question: str
    answer: str
    effect: str
    why: str
    next: str


@dataclass(frozen=True)
class Fit:
    """What the answers come to, and the reasons, the weightiest first."""

    outcome: str
    reasons: tuple[Reason, ...]


def decide(answers: Slots) -> Fit:
    """Reads `s_fit_q01`… from `answers`. Any STOP, else any HOLD, else any COND, else a good fit to explore.

    A question not answered counts as "unknown"; later ones only once the first pass found nothing to stop at.
    """
    asked = _first_pass() if ended_early(answers) else _questions()
    reasons = [reason for q in asked for reason in _reasons(q, answers)]
    reasons.sort(key=lambda reason: _SEVERITY.index(reason.effect))
    worst = reasons[0].effect if reasons else "OK"
    return Fit(OUTCOMES[worst], tuple(reasons))


def ended_early(slots: Slots) -> bool:
    """Whether the first pass ends the check: in STOP, or in a HOLD that no indirect form unlocks."""
    effects = [(q, e) for q in _first_pass() for e in _effects(q, slots)]
    if any(e == "STOP" for _, e in effects):
        return True
    held = {q for q, e in effects if e == "HOLD"}
    could_unlock = held <= set(content.fit()["unlocked_by_indirect"])
    return bool(held) and (not could_unlock or _seen(content.fit()["indirect"], slots))


def speaks_up(answers: Slots) -> bool:
    """Whether an answer suggests that something is hidden or someone forced; nobody is accused."""
    table = content.fit()["speak_up"]
    return any(answer in table[q] for q in table for answer in _answers(q, answers))


def next_question(slots: Slots) -> str | None:
    """The next fit question's field id; None when the first pass ends it or all were asked."""
    waiting = [q for q in _first_pass() if not _seen(q, slots)]
    if not waiting and not ended_early(slots):
        later = [q for q in _questions() if q not in _first_pass()]
        waiting = [q for q in sorted(later, key=_indirect_first(slots)) if not _seen(q, slots)]
    return _field(waiting[0]) if waiting else None


def effect(question: str, answer: str, indirect: bool) -> str:
    """What `answer` does; where an indirect form could work, a HOLD of some is COND. Never a STOP."""
    table = content.fit()
    found: str = table["effects"][question][answer]
    unlocked = indirect and question in table["unlocked_by_indirect"]
    return "COND" if found == "HOLD" and unlocked else found


def _reasons(question: str, slots: Slots) -> list[Reason]:
    found = [(a, effect(question, a, _indirect(slots))) for a in _answers(question, slots)]
    return [_reason(question, answer, what) for answer, what in found if what != "OK"]


def _reason(question: str, answer: str, what: str) -> Reason:
    own = content.fit()["own_reasons"].get(question, {})
    key = own.get(answer, f"{question}_{what.lower()}")
    return Reason(question, answer, what, f"utter_fit_reason_{key}", f"utter_fit_next_{key}")


def _effects(question: str, slots: Slots) -> list[str]:
    return [effect(question, answer, _indirect(slots)) for answer in _answers(question, slots)]


def _answers(question: str, slots: Slots) -> list[str]:
    given: Any = slots.get(_field(question))
    answers = [given] if isinstance(given, str) else list(given or ())
    known = content.fit()["effects"][question]
    return [answer for answer in answers if answer in known] or ["unknown"]


def _indirect(slots: Slots) -> bool:
    return slots.get(_field(content.fit()["indirect"])) == "yes"


def _indirect_first(slots: Slots) -> Any:
    """Where only an indirect form could open the way, it is asked about before the rest."""
    held = any(e == "HOLD" for q in _first_pass() for e in _effects(q, slots))
    return lambda q: (not (held and q == content.fit()["indirect"]), q)


def _seen(question: str, slots: Slots) -> bool:
    field = _field(question)
    return slots.get(field) is not None or field in (slots.get("talk_skipped") or ())


def _first_pass() -> list[str]:
    return list(content.fit()["first_pass"])


def _questions() -> list[str]:
    return list(content.fit()["effects"])


def _field(question: str) -> str:
    return f"s_fit_{question}"
