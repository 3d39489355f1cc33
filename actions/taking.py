"""Fills slots: the one action that every slot's `custom` mapping is for."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from intake import notes, take, telling, words
from intake.fields import fields
from intake.matching import word_count

ONE_TURN = ("talk_worry", "talk_offer")
BELIEVED = "talk_believed"
HELD = "talk_story"
NOT_ANSWERS = {"talk_misses", "turn_missed", BELIEVED, HELD, *ONE_TURN}
MISSES = ("nlu_fallback", "out_of_scope")


class ActionTake(Action):
    """Carries the message to `intake.take` and what it took into the slots."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_take"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """`turn_took` names what this message answered; it ends with the turn."""
        taken = _ended(tracker) | _taken(tracker) | _chosen_in_review(tracker, domain["responses"])
        answered = sorted(set(taken) - NOT_ANSWERS)
        return [SlotSet(name, value) for name, value in taken.items()] + [SlotSet("turn_took", answered)]


def _taken(tracker: Tracker) -> dict[str, Any]:
    """What was sent stays as it was sent: nothing typed later changes it here."""
    if tracker.slots.get("talk_return") == "sent" and tracker.slots.get("requested_slot") != "p_copy":
        return {}
    return take.take(reading.state(tracker), reading.understood(tracker), reading.raw_text(tracker))


def _ended(tracker: Tracker) -> dict[str, Any]:
    """What lasts for one message: a row of misses once one was understood, what was asked or offered last."""
    understood = reading.understood(tracker)["intent"] not in MISSES
    misses = {"talk_misses": 0.0} if understood and tracker.slots.get("talk_misses") else {}
    # a denial can be taken back in words that are not followed at first
    ending = (*ONE_TURN, BELIEVED) if understood else ONE_TURN
    return misses | {name: None for name in ending if tracker.slots.get(name)} | _held(tracker)


def _held(tracker: Tracker) -> dict[str, Any]:
    """Words told with a sign of danger are no answer; they wait until the person says to keep them."""
    text, understood = reading.raw_text(tracker), reading.understood(tracker)
    if understood["intent"] == "skip_words":
        return {HELD: None}
    asked = fields().get(tracker.slots.get("requested_slot") or "")
    words_due = asked is not None and asked.kind == "own_words" and word_count(text) >= telling.LEAST_STORY
    danger = understood["safety"]["level"] != "none" and not reading.pressed(tracker)
    if danger and (words_due or telling.tells(text)) and tracker.slots.get("p_role") != "staff":
        return {HELD: telling.below(tracker.slots.get(HELD), text)}
    return {}


def _chosen_in_review(tracker: Tracker, responses: dict[str, Any]) -> dict[str, Any]:
    """What a button of the review does to a line; it comes from nowhere else."""
    line = reading.pressed(tracker).get("value")
    gone = tracker.slots.get("talk_left_out") or []
    match reading.pressed(tracker).get("intent"):
        case "change_line":
            return _changing(line)
        case "add_words":
            return {"talk_changing": "p_words", "talk_adding": "yes"}
        case "leave_out_line":
            return {"talk_left_out": [*gone, line]}
        case "put_back_line":
            return {"talk_left_out": [one for one in gone if one != line]}
        case "mark_misunderstood":
            said = words.text(responses, "utter_note_misunderstood", {})
            return notes.settled(reading.slots(tracker), {notes.NOTE: said}) | {"talk_changing": None}
    return {}


def _changing(line: str | None) -> dict[str, Any]:
    """An answer is asked again; beside what was noticed, a note is written."""
    if line in fields():
        return {"talk_changing": line}
    return {"talk_changing": notes.NOTE, notes.ABOUT: line}
