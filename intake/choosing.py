"""Which choices a message makes, in any of the words for them; never one that is guessed."""

from collections.abc import Mapping, Sequence
from typing import Any

from intake import heard, telling
from intake.fields import Field
from intake.heard import Understood
from intake.matching import Match, leading_answer, match, plain_answer, says, word_count

Updates = dict[str, Any]

_LOOSE_WORDS = 4
_LOOSE_WORDS_ONE = 2
_WORTH_KEEPING = 3


def typed(field: Field, understood: Understood, text: str) -> Updates:
    """The choices that typed words make, and the words themselves where they say more."""
    answer = plain_answer(text) or leading_answer(text)
    if answer and answer in field.plain and not match(field, text).whole:
        return chosen(field, (field.plain[answer],))
    if says(text, "all") and field.kind == "choices":
        return chosen(field, _all_of(field))
    found = match(field, text)
    options = found.options if _trusted(field, found, understood, text) else ()
    updates = chosen(field, options or _dated(field, understood))
    worded = _in_own_words(field, found, understood, text)
    if worded and not updates and "other" in field.options:
        updates = {field.id: ["other"]}
    return updates | worded


def chosen(field: Field, values: tuple[Any, ...]) -> Updates:
    """The values as the slot holds them, or nothing when they are no answer to this question."""
    known = all(isinstance(v, str) and (v in field.options or is_day(field, v)) for v in values)
    if not values or not known:
        return {}
    if field.kind == "choice":
        return {field.id: values[0]} if len(values) == 1 else {}
    alone = any(v in field.exclusive for v in values) and len(values) > 1
    unfit = field.kind != "choices" or alone or too_many(field, values)
    return {} if unfit else {field.id: list(values)}


def too_many(field: Field, values: Sequence[Any]) -> bool:
    """Whether these are more than may be chosen."""
    return field.max is not None and len(values) > field.max


def too_many_named(field: Field, text: str) -> bool:
    """Whether `text` names more of them than may be chosen."""
    return too_many(field, _all_of(field) if says(text, "all") else match(field, text).options)


def is_day(field: Field, value: str) -> bool:
    """Whether `value` is a day, YYYY-MM-DD, where the question takes one."""
    return "date" in field.entity and len(value) == len("2026-01-31") and value.replace("-", "").isdigit()


def _all_of(field: Field) -> tuple[str, ...]:
    return tuple(o for o in field.options if o not in (*field.exclusive, *field.apart))


def _trusted(field: Field, found: Match, understood: Understood, text: str) -> bool:
    """A message that is the option itself is trusted; more words need a reading that it is an answer."""
    if found.whole:
        return True
    answering = heard.intent(understood) in heard.ANSWERS and heard.confident(understood)
    answering = answering or telling.states(understood, text)
    if found.denied or "?" in text or not answering:
        return False
    return found.other_words <= (_LOOSE_WORDS if field.kind == "choices" else _LOOSE_WORDS_ONE)


def _in_own_words(field: Field, found: Match, understood: Understood, text: str) -> Updates:
    """Words that say more than the choices do are kept as they were typed, beside them."""
    more = not found.whole and word_count(text) >= _WORTH_KEEPING and "?" not in text
    answering = heard.intent(understood) in ("give_answer", "share_story") and heard.confident(understood)
    return {field.words_to: text} if field.words_to and more and answering else {}


def _dated(field: Field, understood: Understood) -> tuple[str, ...]:
    days = [e for e in heard.entities(understood, ("date",)) if "date" in field.entity]
    exact = [e["value"].get("from") for e in days if isinstance(e.get("value"), Mapping)]
    return tuple(day for day in exact[:1] if day)
