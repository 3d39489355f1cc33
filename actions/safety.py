"""Stays with a person in danger: the front door shows the numbers, this asks gently and holds the rest."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.speaking import say, say_if_written
from intake import heard, telling, worry

_MET_BEFORE_THE_CHECK = ("violence_abuse", "child_at_risk")


class ActionStayWith(Action):
    """What is said after a sign of danger; the questions wait until the person wants to go on."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_stay_with"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """By level and category; by level alone where no words were written for the category."""
        asked = reading.slots_before(tracker).get("talk_worry")
        if _is_unsure(tracker, asked):
            say(dispatcher, "utter_held")
            return [FollowupAction("action_resume")]
        level, category = _found(dispatcher, tracker)
        _meet(dispatcher, tracker, level, category)
        # who has just said yes to the question in these words is not asked it once more
        told = (f"utter_crisis_told_{category}",) if level == "crisis" and not _is_screened(tracker) else ()
        in_care = (f"utter_{level}_{category}_in_care",) if _in_care(tracker) else ()
        say_if_written(dispatcher, domain, *told, *in_care, f"utter_{level}_{category}", f"utter_{level}")
        return [SlotSet("talk_worry", category), SlotSet("talk_worried", category)]


def _is_unsure(tracker: Tracker, asked: str | None) -> bool:
    """They do not know the answer to what was just asked: it is held, and nothing is asked again."""
    unsure = reading.understood(tracker)["intent"] == worry.WORRIED and not _is_screened(tracker)
    return bool(asked and unsure and not worry.asks_back(reading.raw_text(tracker)))


def _found(dispatcher: CollectingDispatcher, tracker: Tracker) -> tuple[str, str]:
    """Level and category: screened, or meant by an answer, or pressed at the safety question."""
    screened = reading.understood(tracker)["safety"]
    if _is_screened(tracker):
        return screened["level"], screened.get("category") or "unsure"
    before = reading.slots_before(tracker)
    pressed = reading.pressed(tracker).get("value") if _says_yes(tracker) else None
    if asked := pressed or before.get("talk_worry") or before.get("talk_believed"):
        return "crisis" if _says_yes(tracker) else "check", asked
    # they pressed "not safe": the front door has shown the numbers, the questions had begun
    say(dispatcher, "utter_not_safe")
    return "check", "unsure"


def _meet(dispatcher: CollectingDispatcher, tracker: Tracker, level: str, category: str) -> None:
    """Before the question: that a death or a harm was heard, or that they had said they are all right."""
    text = reading.raw_text(tracker)
    if level == "check" or category in _MET_BEFORE_THE_CHECK:
        if heard.grieves(text):
            say(dispatcher, "utter_grief")
        elif _is_screened(tracker) and telling.tells(text):
            say(dispatcher, "utter_harm_heard")
    if level == "check" and category in (tracker.slots.get("talk_all_right") or []):
        say(dispatcher, "utter_check_before")


def _is_screened(tracker: Tracker) -> bool:
    return bool(reading.understood(tracker)["safety"]["level"] != "none")


def _in_care(tracker: Tracker) -> bool:
    """Whether the screening found that somebody who gives care is spoken of, in the past."""
    return reading.understood(tracker)["safety"].get("about") == "care"


def _says_yes(tracker: Tracker) -> bool:
    return bool(reading.understood(tracker)["intent"] == worry.DANGER)


class ActionBelieve(Action):
    """They say that they are all right: it is believed and remembered, and closes no concern."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_believe"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """The next sign of the same kind is still met, and says that they told us."""
        say(dispatcher, "utter_all_right")
        before = reading.slots_before(tracker)
        asked = before.get("talk_worry") or before.get("talk_worried")
        known = tracker.slots.get("talk_all_right") or []
        if not asked:
            return []
        return [SlotSet("talk_all_right", sorted({*known, asked})), SlotSet("talk_believed", asked)]
