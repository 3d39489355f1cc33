"""Each change to Rasa stands on the Rasa that it was written against."""

import copy

import pytest
from rasa.core.actions.action import RemoteAction
from rasa.core.actions.forms import FormAction
from rasa.core.processor import MessageProcessor
from rasa.shared.core.events import Event, SlotSet
from rasa.shared.core.slots import Slot, TextSlot

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
    FormAction.validate: "def2d0fcdbeedb7014c490ef2ef7311ff394c310b8627f0dbc75b7af79bf9eda",
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


def test_the_class_of_an_event_is_the_one_that_rasa_finds() -> None:
    found = rasa_changes.ORIGINALS["Event.resolve_by_type"]
    for name in ("slot", "action", "bot", "session_started", "active_loop"):
        assert rasa_changes._event_class(name) is found(name)
    assert rasa_changes._event_class("slot") is SlotSet
    with pytest.raises(ValueError, match="Unknown event name"):
        rasa_changes._event_class("no such event")
