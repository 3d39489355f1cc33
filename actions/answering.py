"""Answers a topic wherever the person is, with its source and date, and offers what could be asked next."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions import near, reading
from actions.holding import hold
from actions.speaking import say, written
from intake import content, heard, questions, telling, words
from intake.matching import word_count


class ActionAnswerTopic(Action):
    """The words of the topic that was asked, or the menu where none was recognised."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_answer_topic"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """The answer, its source, and what the keeper alone knows."""
        topic = _pressed_topic(tracker) or reading.understood(tracker)["topic"]
        if topic is None or not written(domain, f"utter_topic_{topic}"):
            offer_near(dispatcher, tracker, "utter_ask")
            return []
        if heard.grieves(reading.raw_text(tracker)) and "?" not in reading.raw_text(tracker):
            say(dispatcher, "utter_grief")
        say(dispatcher, f"utter_topic_{topic}")
        _say_source(dispatcher, topic)
        _say_operator(dispatcher, topic, tracker, domain)
        _offer_next(dispatcher, topic, tracker, domain)
        return []


def _pressed_topic(tracker: Tracker) -> str:
    return reading.pressed(tracker).get("intent", "").partition("/")[2]


def _say_source(dispatcher: CollectingDispatcher, topic: str) -> None:
    source = content.topic(topic)["sources"][0]
    shown = {key: str(source[key]) for key in ("title", "publisher", "url", "checked")}
    custom = {"type": "source", "topic": topic, **shown}
    said = shown | {"checked": words.day(shown["checked"])}
    dispatcher.utter_message(response="utter_source", custom=custom, **said)


def _say_operator(
    dispatcher: CollectingDispatcher, topic: str, tracker: Tracker, domain: dict[str, Any]
) -> None:
    needs = content.topic(topic).get("needs_operator") or []
    if not needs:
        return
    service = reading.context(tracker).get("service") or {}
    known = {name: service.get(name) for name in needs}
    if written(domain, f"utter_operator_{topic}") and all(known.values()):
        dispatcher.utter_message(response=f"utter_operator_{topic}", **known)
    else:
        say(dispatcher, f"utter_untold_{topic}")


def _offer_next(
    dispatcher: CollectingDispatcher, topic: str, tracker: Tracker, domain: dict[str, Any]
) -> None:
    """What was asked in the same breath, by name; then, where no question is open, other topics to go to."""
    also = near.also_asked(tracker, topic)
    if also:
        dispatcher.utter_message(response="utter_topic_also", buttons=[topic_button(t) for t in also])
    if reading.form(tracker) or telling.tells(reading.raw_text(tracker)):
        return
    following = [t for t in content.topic(topic).get("next") or [] if t not in also]
    dispatcher.utter_message(response="utter_topic_next", buttons=[topic_button(t) for t in following])


def offer_near(dispatcher: CollectingDispatcher, tracker: Tracker, *otherwise: str) -> None:
    """The topics that come close, to choose from, or the responses `otherwise` where none does."""
    if topics := near.near(tracker):
        buttons = [topic_button(topic) for topic in topics]
        dispatcher.utter_message(response="utter_missed_topics", buttons=buttons)
    else:
        say(dispatcher, *otherwise)


def topic_button(topic: str) -> dict[str, Any]:
    """The button that asks about `topic`."""
    return {"title": content.topic(topic)["title"], "press": {"intent": f"ask/{topic}"}}


class ActionBrowseTopics(Action):
    """The menu: sections first, then the topics of one."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_browse_topics"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Each topic is a button."""
        if section := reading.pressed(tracker).get("value"):
            buttons = [topic_button(topic) for topic in content.topics_of(section)]
            dispatcher.utter_message(response="utter_browse_section", buttons=buttons)
        else:
            staff = tracker.slots.get("p_role") == "staff"
            shown = [one for one in content.sections() if staff or one["opens"] == "everyone"]
            buttons = [_section_button(section) for section in shown]
            dispatcher.utter_message(response="utter_browse_topics", buttons=buttons)
        return []


def _section_button(section: dict[str, Any]) -> dict[str, Any]:
    return {"title": section["title"], "press": {"intent": "browse_topics", "value": section["id"]}}


class ActionReturn(Action):
    """After an answer: back to the open question. Next steps were offered where none is open."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_return"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """What was typed where own words were asked for may be both question and story: it is offered."""
        field = questions.fields().get(tracker.slots.get("requested_slot") or "")
        text = reading.raw_text(tracker)
        words_due = field is not None and field.kind == "own_words" and word_count(text) > heard.VERY_SHORT
        if words_due or (field is None and telling.tells(text)):
            say(dispatcher, "utter_offer_as_words" if words_due else "utter_keep_story")
            return hold(tracker, "answer" if words_due and not tracker.slots.get("talk_story") else "words")
        open_question = field or tracker.slots.get("talk_return") == "review"
        return [FollowupAction("action_go_on")] if open_question else []
