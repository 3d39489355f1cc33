"""Words that were told and not yet kept: they wait, and are offered again, until the person says."""

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from intake import telling

_SHOWN = 160
_MORE = "…"


def hold(tracker: Tracker, offer: str = "words") -> list[EventType]:
    """The message waits below what waits already; `offer` says what a plain yes to keeping it means."""
    story = telling.below(tracker.slots.get("talk_story"), reading.raw_text(tracker))
    return [SlotSet("talk_story", story), SlotSet("talk_offer", offer)]


def offer_held(dispatcher: CollectingDispatcher, tracker: Tracker) -> bool:
    """Offers to keep what waits, with how it begins; False where nothing waits, or nothing may be kept."""
    story = tracker.slots.get("talk_story")
    if not story or tracker.slots.get("p_role") == "staff" or tracker.slots.get("talk_return") == "sent":
        return False
    begins = story if len(story) <= _SHOWN else story[:_SHOWN].rstrip() + _MORE
    response = "utter_held_words_too" if tracker.slots.get("p_words") else "utter_held_words"
    dispatcher.utter_message(response=response, told=begins)
    return True
