"""How somebody may be reached: numbers and addresses as the listener made them out, the rest as typed."""

from typing import Any

from intake import heard, limits
from intake.fields import TYPED_FREELY, Field, Slots
from intake.heard import Understood
from intake.matching import begins_with, match, plain_answer, word_count
from intake.questions import reach_unconfirmed

Updates = dict[str, Any]

VALUE, CHANNEL, VOICEMAIL = "p_contact_value", "p_channel", "p_voicemail"
AGREED, READ_BACK, NOTED = "p_contact_ok", "talk_read_back", "talk_volunteered"
_BY_NUMBER = ("call", "text")


def told(slots: Slots, asked: Field | None, understood: Understood, text: str) -> Updates:
    """What a message says of the way to reach somebody, where that is asked, read back, or plainly told.

    What has a limit in it is noted, so that it is read back with the number before it counts.
    """
    if slots.get("p_role") == "staff" or _left_alone(slots, asked, understood, text):
        return {}
    if asked and asked.id == AGREED:
        return _agreed(slots, asked, understood, text)
    if asked and asked.id == READ_BACK and reach_unconfirmed(slots) and limits.not_theirs(text):
        return {VALUE: None}
    number = _number(understood, text) if asked and asked.id in (VALUE, READ_BACK) else {}
    return _noted(slots, number | _limits(slots, asked, understood, text))


def number_answer(field: Field, understood: Understood) -> Updates:
    """The number or address that was heard, as it answers `field`."""
    found = heard.entities(understood, field.entity)
    return {field.id: str(found[0].get("value") or found[0].get("text"))} if found else {}


def voicemail_answer(field: Field, slots: Slots, understood: Understood, text: str) -> Updates:
    """Whether a message may be left; times and who else may answer come from the same words, as typed."""
    if "?" in text:
        return {}
    return limits.found(slots, understood, text) or _plainly(field, text)


def channel_said(text: str) -> Updates:
    """`p_channel`, when exactly one way is asked for in `text`."""
    way = limits.channel({}, text)
    return {CHANNEL: way} if way else {}


def _left_alone(slots: Slots, asked: Field | None, understood: Understood, text: str) -> bool:
    """Where it is asked for own words or answered with a choice, and what is no telling at all."""
    if "?" in text and not limits.numbers(understood):
        return True
    if asked and (asked.kind in TYPED_FREELY or asked.id == VOICEMAIL):
        return True
    if asked and asked.has_choices and (match(asked, text).whole or plain_answer(text)):
        return True
    return asked is None and bool(limits.numbers(understood))


def _limits(slots: Slots, asked: Field | None, understood: Understood, text: str) -> Updates:
    reading_back = asked and asked.id == READ_BACK and reach_unconfirmed(slots)
    way_alone = (
        asked and asked.id == VALUE and word_count(text) <= heard.SHORT and limits.channel(understood, text)
    )
    here = asked and asked.section == "contact" and (limits.numbers(understood) or limits.spoken(text))
    if here or way_alone or (reading_back and limits.spoken(text)):
        return limits.found(slots, understood, text)
    said = limits.found(slots, understood, text, in_a_story=True) if limits.asked_for(text) else {}
    return said if any(name in said for name in limits.NAMES) else {}


def _agreed(slots: Slots, asked: Field, understood: Understood, text: str) -> Updates:
    """A yes with a limit to it, or a way to reach them given where it was asked whether one may."""
    if not (limits.spoken(text) or limits.numbers(understood)):
        return {}
    said = _number(understood, text) | limits.found(slots, understood, text)
    asks_for_it = "yes" in match(asked, text).options and not begins_with("no", text)
    agrees = begins_with("yes", text) or asks_for_it
    return _noted(slots, said) | ({AGREED: "yes"} if agrees and said else {})


def _number(understood: Understood, text: str) -> Updates:
    """Of several, the one that fits the way that was asked for."""
    found = limits.numbers(understood)
    values = [str(one.get("value") or one.get("text")) for one in found]
    way = limits.channel(understood, text)
    fitting = [v for v in values if ("@" not in v) == (way in _BY_NUMBER)] if way else []
    chosen = next(iter([*fitting, *values]), None)
    if chosen is None:
        return {}
    return {VALUE: chosen} | ({CHANNEL: "email"} if "@" in chosen else {})


def _noted(slots: Slots, said: Updates) -> Updates:
    """A number by itself, or with the way to use it, is no more than was asked; limits are read back."""
    if not any(name in said for name in limits.NAMES):
        return said
    kept = [name for name in limits.PLAN if name in said or slots.get(name) is not None]
    before = list(slots.get(NOTED) or ())
    return said | {NOTED: list(dict.fromkeys([*before, *kept]))}


def _plainly(field: Field, text: str) -> Updates:
    answer = plain_answer(text)
    return {field.id: field.plain[answer]} if answer and answer in field.plain else {}
