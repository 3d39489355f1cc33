"""What a message fills in. Nothing is filled that the person did not press, choose or say."""

from collections.abc import Mapping
from typing import Any

from intake import (
    asides,
    at_work,
    choosing,
    contact,
    correction,
    finishing,
    heard,
    loss,
    notes,
    offers,
    telling,
    volunteered,
    who,
)
from intake.fields import TYPED_FREELY, Field, Slots, fields
from intake.heard import Understood
from intake.matching import plain_answer, says
from intake.questions import applies, decided_by

Updates = dict[str, Any]

AVOID, HOPE = "p_avoid", "p_hope"
_CHANGING = ("talk_changing", "talk_adding", "talk_noting")


def take(state: Mapping[str, Any], understood: Understood, text: str) -> Updates:
    """The slots that change. `state` holds slots and requested; `text` is the message, byte for byte."""
    slots: Slots = state.get("slots") or {}
    if heard.in_danger(understood):
        # nothing is an answer now but a limit on being reached: a watched phone is a sign and a limit at once
        return _settle(slots, contact.told(slots, None, understood, text))
    presses = understood.get("picks") or ([understood["press"]] if understood.get("press") else [])
    if presses:
        return _settle(slots, _pressed(slots, state.get("requested"), presses))
    field = fields().get(slots.get("talk_changing") or state.get("requested") or "")
    if heard.intent(understood) in asides.ABOUT_THE_TALK:
        return {}
    if offers.answered(slots, text) or finishing.meant(slots, field, text) in finishing.NO_ANSWERS:
        return {}
    if enough := finishing.ended(slots, field, text):
        return _settle(slots, dict(enough))
    if asides.meant(slots, field, text) in asides.NO_ANSWERS:
        return {}
    if slots.get("talk_worry") and field is not None and field.kind == "own_words":
        return {}  # an answer to what was asked about danger, and no answer to the question before it
    return _no_day_gone(slots, _typed(slots, field, understood, text), state.get("today"))


def as_words(state: Mapping[str, Any], text: str, answers: bool = True) -> Updates:
    """Keeps `text` as own words, below what is there: what happened, or the open question that it answers."""
    slots: Slots = state.get("slots") or {}
    field = fields().get(state.get("requested") or "")
    if not answers or field is None or field.kind not in TYPED_FREELY:
        field = fields()["p_words"]
    return _settle(slots, {field.id: _below(slots, field, text)}) if text else {}


def _below(slots: Slots, field: Field, text: str) -> str:
    before = slots.get(field.id)
    return f"{before}\n\n{text}" if before else text


def _pressed(slots: Slots, requested: str | None, presses: list[Mapping[str, Any]]) -> Updates:
    if presses[0].get("intent") == "skip_question":
        return _skipped(slots, fields().get(requested or ""))
    names = {press.get("slot") for press in presses}
    field = fields().get(str(names.pop())) if len(names) == 1 else None
    if field is None:
        return {}
    values = tuple(dict.fromkeys(value for press in presses for value in _listed(press.get("value"))))
    return (
        _missed_for("too_many", slots) if choosing.too_many(field, values) else choosing.chosen(field, values)
    )


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _typed(slots: Slots, field: Field | None, understood: Understood, text: str) -> Updates:
    if _wants_to_skip(field, understood, text):
        return _skipped(slots, field)
    if not text.strip():
        return {}
    if told := who.told(slots, field.id if field else None, text):
        return _settle(slots, dict(told))
    if lost := loss.told(slots, field.id if field else None, text):
        return _settle(slots, dict(lost))
    if pressed := _said_at_work(slots, field, text):
        return _settle(slots, pressed)
    if reached := contact.told(slots, field, understood, text):
        return _settle(slots, reached)
    if found := _corrected(slots, field, understood, text):
        return _settle(slots, found)
    answer = _answer(slots, field, understood, text) if field else {}
    in_words = field is not None and field.kind == "own_words" and field.id in answer
    beside = volunteered.volunteered(slots, field, understood, in_words, text)
    if field and slots.get("talk_adding") and field.id in answer:
        answer = {field.id: _below(slots, field, text), "talk_adding": None}
    if field and field.id == AVOID and AVOID in answer and telling.hopes(text):
        # what they hope for never stands among what must not happen: it is said back, and that is asked again
        answer = {HOPE: _below(slots, fields()[HOPE], text)}
    if answer or beside:
        return _settle(slots, answer | beside)
    return _missed(slots, field, understood, text)


def _said_at_work(slots: Slots, field: Field | None, text: str) -> Updates:
    """Beside an open call for words it is those words that are given."""
    if field is not None and field.kind in TYPED_FREELY:
        return {}
    return dict(at_work.told(slots, field.id if field else None, text))


def _corrected(slots: Slots, field: Field | None, understood: Understood, text: str) -> Updates:
    """What the message puts right; where own words are asked for, what it says beside that is the answer."""
    correcting = heard.is_correction(understood, text) or correction.plainly(slots, text)
    correcting = correcting or _read_back_wrong(field, text)
    found = correction.corrected(slots, field, understood, text) if correcting else {}
    if not found or not correction.beyond(slots, field, understood, text):
        return found
    if field is None or field.kind != "own_words":
        return found | _to_be_offered(slots, text)
    return ({field.id: text} if slots.get(field.id) is None else {}) | found


def _read_back_wrong(field: Field | None, text: str) -> bool:
    """Put right within what is said when it is read back: "Answers. Actually it was April"."""
    return field is not None and field.id == contact.READ_BACK and heard.corrects_within(text)


def _to_be_offered(slots: Slots, text: str) -> Updates:
    """What a correction says beside what it changes is not dropped: it waits to be kept."""
    staff = slots.get("p_role") == "staff"
    return {} if staff else {"talk_story": telling.below(slots.get("talk_story"), text)}


def _answer(slots: Slots, field: Field, understood: Understood, text: str) -> Updates:
    if field.kind in TYPED_FREELY or field.kind == "date":
        return _free_answer(field, understood, text)
    if field.kind == "contact":
        return contact.number_answer(field, understood)
    if field.id == "p_voicemail":
        return contact.voicemail_answer(field, slots, understood, text)
    return choosing.typed(field, understood, text)


def _free_answer(field: Field, understood: Understood, text: str) -> Updates:
    if heard.is_command(understood, text):
        return {}
    if heard.is_question(understood, text) and not field.takes_questions:
        return {}
    return {field.id: text}


def _wants_to_skip(field: Field | None, understood: Understood, text: str) -> bool:
    """Said as such, as "none of these" where that is no choice of its own, or as "no" to a call for words."""
    if field is not None and field.kind == "choices" and says(text, "none"):
        return "none" not in field.options
    if field is not None and field.kind in TYPED_FREELY and plain_answer(text) == "no":
        return True
    return heard.intent(understood) == "skip_question" and heard.is_command(understood, text)


def _skipped(slots: Slots, field: Field | None) -> Updates:
    already = list(slots.get("talk_skipped") or ())
    if field is not None and slots.get("talk_changing") == field.id and slots.get(field.id) is not None:
        # skipped while it was being changed: it stays as it was
        return {name: None for name in _CHANGING if slots.get(name)}
    if field is None or field.required or field.id in already:
        return {name: None for name in _CHANGING if slots.get(name)}
    return {"talk_skipped": [*already, field.id]} | _no_more_misses(slots) | _changed(slots, field.id)


def _missed(slots: Slots, field: Field | None, understood: Understood, text: str) -> Updates:
    aside = heard.intent(understood) in heard.ASIDES and heard.confident(understood)
    if field is None or aside or heard.is_command(understood, text):
        return {}
    if choosing.too_many_named(field, text):
        return _missed_for("too_many", slots)
    return _missed_for(plain_answer(text), slots)


def _missed_for(reason: str | None, slots: Slots) -> Updates:
    """A miss; where it is known why, `turn_missed` says so."""
    counted: Updates = {"talk_misses": float(slots.get("talk_misses") or 0.0) + 1.0}
    return counted | ({"turn_missed": reason} if reason else {})


def _no_day_gone(slots: Slots, updates: Updates, today: str | None) -> Updates:
    """Nobody can check back on a day that has gone."""
    day = updates.get("p_check_back")
    gone = today and day and choosing.is_day(fields()["p_check_back"], day) and day < today
    return _missed_for("day_gone", slots) if gone else updates


def _settle(slots: Slots, updates: Updates) -> Updates:
    """Adds what follows from an answer: misses forgotten, a skip undone, abandoned branches dropped."""
    if not updates or "talk_misses" in updates:
        return updates
    changed = _changed(slots, *updates)
    updates = notes.settled(slots, volunteered.settled(slots, updates)) | changed
    skipped = [name for name in slots.get("talk_skipped") or () if name not in updates]
    undone = {"talk_skipped": skipped} if skipped != list(slots.get("talk_skipped") or ()) else {}
    followed = updates | undone | _no_more_misses(slots)
    return followed | _abandoned(slots, followed)


def _no_more_misses(slots: Slots) -> Updates:
    return {"talk_misses": 0.0} if slots.get("talk_misses") else {}


def _changed(slots: Slots, *answered: str) -> Updates:
    return {"talk_changing": None} if slots.get("talk_changing") in answered else {}


def _abandoned(slots: Slots, updates: Updates) -> Updates:
    now = {**slots, **updates}
    held = [name for name in fields() if slots.get(name) is not None and name not in updates]
    gone = [name for name in held if not applies(name, now)]
    return {name: None for name in gone if applies(name, slots) or decided_by(name) in updates}
