"""Each change to Rasa stands on the Rasa that it was written against."""

import copy

import pytest
import rasa.shared.utils.io
from rasa.core.actions.action import RemoteAction
from rasa.core.actions.forms import FormAction
from rasa.core.policies.rule_policy import RulePolicy
from rasa.core.processor import MessageProcessor
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    BotUttered,
    Event,
    LoopInterrupted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.slots import BooleanSlot, Slot, TextSlot
from rasa.shared.core.trackers import DialogueStateTracker as Tracker
from rasa.shared.nlu.training_data.message import Message

from components import rasa_changes

pytestmark = pytest.mark.bot

# sha256 of the functions' source in rasa 3.6.21. Where one differs, read it again before changing the figure.
WRITTEN_AGAINST = {
    RemoteAction._validate_action_result: "f8cdb4be6812396167ced74161b2ccd65c5ea676ad86d7d359d8c322d9d8dc42",
    RemoteAction._action_call_format: "428795b944f22edba142d278ec47a30098975b01463ba337ec447dade52a0492",
    MessageProcessor.log_message: "f2f8ec66a291d83d783b7acda52bbc0cc2a093b27a67625d8b9882e95138fac1",
    MessageProcessor.handle_message: "0c41d4780d2d46769ef2ae2b3f450b88d2602e916590e8be9975aa474db9f7f4",
    MessageProcessor._run_prediction_loop: "cb30a0cbb690c571dbd33e404a16577745ad745798986b0fd314bd055893b4cf",
    Event.resolve_by_type: "b5cf570fa7f286c7059ec73d8880528d03a78b28cf4e80285a46079c0fa65968",
    Tracker.copy: "dfa48dca9f355ad1b42c625bc6f6370bafe83514ed17a77904ed64c67bf07285",
    Tracker.travel_back_in_time: "09d16f28f007492f653b504cf2b6064dc453444c524799378609a85b04efd632",
    Tracker.__init__: "8f39eb22462aa62b140d9da1f6db986cbc76383d8f7cc4e3dc7664fa7d84cb2d",
    RulePolicy._predict: "f5182d8a10639e14d2643795210767a17fc4c8b5c2852b946f41c6c9f1a8a4e0",
    RulePolicy._find_action_from_rules: "be6da6ee0f5429bd9bbded9f22186f3729469e5b392949493fd34a00ef9531d9",
    FormAction.validate: "def2d0fcdbeedb7014c490ef2ef7311ff394c310b8627f0dbc75b7af79bf9eda",
    rasa.shared.utils.io.read_yaml: "afa622ba2a56899253d10e66f0a5c562815a30687ff07d72fea93a32f52d95e1",
    Message.__init__: "929966f7673d7d18014e25c3548c13d0e15971e64cfee73a288a27ca5552c65e",
    FormAction.do: "b3ff652bb26791a200f526ff7e6d7423e878d1060dcebf51cf4f042b81177e9a",
}


@pytest.mark.parametrize("function", WRITTEN_AGAINST, ids=lambda f: f.__qualname__)
def test_rasa_is_what_it_was(function: object) -> None:
    original = rasa_changes.ORIGINALS.get(function.__qualname__, function)
    assert rasa_changes.fingerprint(original) == WRITTEN_AGAINST[function]


def test_a_slot_is_copied_as_python_would() -> None:
    slot = TextSlot("p_words", mappings=[{"type": "custom"}], influence_conversation=False)
    slot.value = "kept"
    ours, pythons = rasa_changes._copied(slot), copy.copy(slot)
    assert ours is not slot
    assert type(ours) is TextSlot
    assert vars(ours) == vars(pythons)
    assert not hasattr(Slot, "__getstate__") or Slot.__getstate__ is object.__getstate__


@pytest.mark.parametrize("reader", ["safe", ["safe", "rt"]])
def test_a_text_that_was_parsed_once_reads_as_rasa_reads_it_and_is_nobody_elses(
    reader: str | list[str],
) -> None:
    text = 'nlu:\n- intent: ask/steps\n  examples: |\n    - kāore 😀 "no"\n    - on\n'
    first = rasa_changes._parsed_once(text, reader)
    assert first == rasa_changes.ORIGINALS["read_yaml"](text, reader)
    first["nlu"].clear()
    assert len(rasa_changes._parsed_once(text, reader)["nlu"]) == 1


def test_an_example_is_copied_as_python_would() -> None:
    example = Message(
        {"text": "no", "intent": "deny", "entities": [{"entity": "region", "value": "Waikato"}]}
    )
    ours, pythons = rasa_changes._example_copied(example, {}), copy.deepcopy(example)
    assert vars(ours) == vars(pythons)
    ours.data["entities"][0]["value"] = "Otago"
    ours.output_properties.add("x")
    assert example.data["entities"][0]["value"] == "Waikato"
    assert "x" not in example.output_properties


TALK = (
    SlotSet("p_role", "harmed"),
    ActionExecuted("action_listen"),
    UserUttered("can I begin", {"name": "start_intake", "confidence": 1.0}),
    SlotSet("p_words", "nobody rang"),
    ActiveLoop("intake_form"),
    BotUttered("What happened?"),
    LoopInterrupted(True),
    ActionExecuted("action_listen"),
)


@pytest.mark.parametrize("count", range(len(TALK) + 1))
def test_a_tracker_is_copied_as_rasa_would(count: int) -> None:
    kinds = {"p_role": TextSlot, "p_words": TextSlot, "talk_seen": BooleanSlot}
    slots = [kind(name, mappings=[{"type": "custom"}]) for name, kind in kinds.items()]
    tracker = Tracker("c1", slots, max_event_history=100)
    for event in TALK[:count]:
        tracker.update(event)
    ours, rasas = rasa_changes._twin(tracker), rasa_changes.ORIGINALS["DialogueStateTracker.copy"](tracker)
    assert {name: vars(slot) for name, slot in ours.slots.items()} == {
        name: vars(slot) for name, slot in rasas.slots.items()
    }
    assert vars(ours) | {"slots": None} == vars(rasas) | {"slots": None}


def test_what_happens_to_a_copy_does_not_happen_to_the_tracker() -> None:
    tracker = Tracker("c1", [TextSlot("p_words", mappings=[{"type": "custom"}])])
    tracker.update(ActiveLoop("intake_form"))
    twin = rasa_changes._twin(tracker)
    for event in (SlotSet("p_words", "later"), LoopInterrupted(True), ActionExecuted("action_listen")):
        twin.update(event)
    assert tracker.get_slot("p_words") is None
    assert not tracker.active_loop.is_interrupted
    assert len(tracker.events) == 1
    assert not tracker.latest_action


def test_the_class_of_an_event_is_the_one_that_rasa_finds() -> None:
    found = rasa_changes.ORIGINALS["Event.resolve_by_type"]
    for name in ("slot", "action", "bot", "session_started", "active_loop"):
        assert rasa_changes._event_class(name) is found(name)
    assert rasa_changes._event_class("slot") is SlotSet
    with pytest.raises(ValueError, match="Unknown event name"):
        rasa_changes._event_class("no such event")
