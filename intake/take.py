"""What a message fills in. Nothing is filled that the person did not press, choose or say."""

from collections.abc import Mapping
from typing import Any

from intake import contact, correction, heard, volunteered
from intake.fields import TYPED_FREELY, Field, Slots, fields
from intake.heard import Understood
from intake.matching import Match, match, plain_answer, word_count
from intake.questions import applies

Updates = dict[str, Any]

_LOOSE_WORDS = 4
_LOOSE_WORDS_ONE = 2
_WORTH_KEEPING = 3


def take(state: Mapping[str, Any], understood: Understood, text: str) -> Updates:
    """The slots that change. `state` holds slots and requested; `text` is the message, byte for byte."""
    slots: Slots = state.get("slots") or {}
    if heard.in_danger(understood):
        return {}
    presses = understood.get("picks") or ([understood["press"]] if understood.get("press") else [])
    if presses:
        return _settle(slots, _pressed(slots, state.get("requested"), presses))
    field = fields().get(slots.get("talk_changing") or state.get("requested") or "")
    return _typed(slots, field, understood, text)


def as_words(state: Mapping[str, Any], text: str) -> Updates:
    """Keeps `text` as the answer to the own-words question being asked: they were offered it and said yes."""
    field = fields().get(state.get("requested") or "")
    if field is None or field.kind not in TYPED_FREELY or not text:
        return {}
    return _settle(state.get("slots") or {}, {field.id: text})


def _pressed(slots: Slots, requested: str | None, presses: list[Mapping[str, Any]]) -> Updates:
    if presses[0].get("intent") == "skip_question":
        return _skipped(slots, fields().get(requested or ""))
    names = {press.get("slot") for press in presses}
    field = fields().get(str(names.pop())) if len(names) == 1 else None
    if field is None:
        return {}
    values = [value for press in presses for value in _listed(press.get("value"))]
    return _chosen(field, tuple(dict.fromkeys(values)))


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _typed(slots: Slots, field: Field | None, understood: Understood, text: str) -> Updates:
    if heard.intent(understood) == "skip_question" and heard.is_command(understood, text):
        return _skipped(slots, field)
    if not text.strip():
        return {}
    if heard.is_correction(understood, text) and (
        found := correction.corrected(slots, field, understood, text)
    ):
        return _settle(slots, found)
    answer = _answer(slots, field, understood, text) if field else {}
    beside = volunteered.volunteered(slots, field, understood)
    if answer or beside:
        return _settle(slots, answer | beside)
    return _missed(slots, field, understood, text)


def _answer(slots: Slots, field: Field, understood: Understood, text: str) -> Updates:
    if field.kind in TYPED_FREELY or field.kind == "date":
        return _free_answer(field, understood, text)
    if field.kind == "contact":
        return contact.contact_answer(field, understood, text)
    if field.id == "p_voicemail":
        return contact.voicemail_answer(field, slots, text)
    return _choice_answer(field, understood, text)


def _free_answer(field: Field, understood: Understood, text: str) -> Updates:
    if heard.is_command(understood, text):
        return {}
    if heard.is_question(understood, text) and not field.takes_questions:
        return {}
    return {field.id: text}


def _choice_answer(field: Field, understood: Understood, text: str) -> Updates:
    plain = plain_answer(text)
    if plain and plain in field.plain and not match(field, text).whole:
        return _chosen(field, (field.plain[plain],))
    found = match(field, text)
    options = found.options if _trusted(field, found, understood, text) else ()
    updates = _chosen(field, options or _dated(field, understood))
    worded = _in_own_words(field, found, understood, text)
    if worded and not updates and "other" in field.options:
        updates = {field.id: ["other"]}
    return updates | worded


def _trusted(field: Field, found: Match, understood: Understood, text: str) -> bool:
    """A message that is the option itself is trusted; more words need a reading that it is an answer."""
    if found.whole:
        return True
    answering = heard.intent(understood) in heard.ANSWERS and heard.confident(understood)
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


def _chosen(field: Field, values: tuple[Any, ...]) -> Updates:
    """The values as the slot holds them, or nothing when they are no answer to this question."""
    known = all(isinstance(v, str) and (v in field.options or _is_day(field, v)) for v in values)
    if not values or not known:
        return {}
    if field.kind == "choice":
        return {field.id: values[0]} if len(values) == 1 else {}
    alone = any(v in field.exclusive for v in values) and len(values) > 1
    too_many = field.max is not None and len(values) > field.max
    return {} if field.kind != "choices" or alone or too_many else {field.id: list(values)}


def _is_day(field: Field, value: str) -> bool:
    return "date" in field.entity and len(value) == len("2026-01-31") and value.replace("-", "").isdigit()


def _skipped(slots: Slots, field: Field | None) -> Updates:
    already = list(slots.get("talk_skipped") or ())
    if field is None or field.required or field.id in already:
        return {}
    return {"talk_skipped": [*already, field.id]} | _no_more_misses(slots) | _changed(slots, field.id)


def _missed(slots: Slots, field: Field | None, understood: Understood, text: str) -> Updates:
    aside = heard.intent(understood) in heard.ASIDES and heard.confident(understood)
    if field is None or aside or heard.is_command(understood, text):
        return {}
    return {"talk_misses": float(slots.get("talk_misses") or 0.0) + 1.0}


def _settle(slots: Slots, updates: Updates) -> Updates:
    """Adds what follows from an answer: misses forgotten, a skip undone, abandoned branches dropped."""
    if not updates:
        return {}
    skipped = [name for name in slots.get("talk_skipped") or () if name not in updates]
    undone = {"talk_skipped": skipped} if skipped != list(slots.get("talk_skipped") or ()) else {}
    followed = updates | undone | _no_more_misses(slots) | _changed(slots, *updates)
    return followed | _abandoned(slots, followed)


def _no_more_misses(slots: Slots) -> Updates:
    return {"talk_misses": 0.0} if slots.get("talk_misses") else {}


def _changed(slots: Slots, *answered: str) -> Updates:
    return {"talk_changing": None} if slots.get("talk_changing") in answered else {}


def _abandoned(slots: Slots, updates: Updates) -> Updates:
    now = {**slots, **updates}
    held = [name for name in fields() if slots.get(name) is not None and name not in updates]
    return {name: None for name in held if applies(name, slots) and not applies(name, now)}
