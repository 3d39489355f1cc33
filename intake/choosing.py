"""Which choices a message makes, in any of the words for them; never one that is guessed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from intake import heard, telling
from intake.fields import Field
from intake.heard import Understood
from intake.matching import (
    Match,
    answer_here,
    asks_about,
    begins_with,
    leading_answer,
    match,
    says,
    word_count,
)

Updates = dict[str, Any]

_LOOSE_WORDS = 4
_LOOSE_WORDS_ONE = 3
# "no wait, I do want to": the no takes back what was said before
_AFTER_ALL = re.compile(r"^\W*(no\W+)?(wait|hang on|actually)\b\W*", re.IGNORECASE)
_WORTH_KEEPING = 3


def typed(field: Field, understood: Understood, text: str) -> Updates:
    """The choices that typed words make, and the words themselves where they say more."""
    text_as_meant = _AFTER_ALL.sub("", text)
    found = match(field, text_as_meant)
    answer = answer_here(text_as_meant) or _begun(field, text_as_meant)
    if answer and answer in field.plain and not found.options:
        return chosen(field, (field.plain[answer],))
    if says(text, "all") and field.kind == "choices":
        return chosen(field, _all_of(field))
    found = _settled(field, found, text_as_meant)
    options = found.options if _trusted(field, found, understood, text) else ()
    updates = chosen(field, options or _dated(field, understood))
    worded = _in_own_words(field, found, understood, text)
    if worded and not updates and "other" in field.options:
        updates = {field.id: ["other"]}
    return updates | worded


def reads_as_answer(field: Field, text: str) -> bool:
    """Whether the words alone answer `field`, whatever the message was read as."""
    if "?" in text or not field.has_choices or asks_about(field, text):
        return False
    meant = _AFTER_ALL.sub("", text)
    found = match(field, meant)
    answer = answer_here(meant) or _begun(field, meant)
    plainly = answer in field.plain and not found.options
    return plainly or _settled(field, found, meant).whole


def _begun(field: Field, text: str) -> str | None:
    """A yes that goes on in other words is enough for a question, and not for an agreement."""
    return leading_answer(text, in_few_words=field.path == "consent")


def _settled(field: Field, found: Match, text: str) -> Match:
    """Of a choice and a doubt the choice stands; a no that a choice goes with denies nothing."""
    options, unsure, no = found.options, field.plain.get("unsure"), field.plain.get("no")
    if field.kind == "choice" and len(options) > 1:
        options = tuple(o for o in options if o != unsure)
    agrees = options == (no,) and begins_with("no", text)
    return replace(found, options=options, denied=found.denied and not agrees)


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
    if asks_about(field, text):
        return False
    if found.whole:
        return True
    answering = heard.intent(understood) in heard.ANSWERS and heard.confident(understood)
    answering = answering or telling.states(understood, text)
    if found.denied or "?" in text or not answering or heard.grieves(text):
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
