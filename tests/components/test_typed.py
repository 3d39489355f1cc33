"""Nothing a person types is a command (hazards F5, B21)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.core.channels.channel import UserMessage
from rasa.nlu.classifiers.regex_message_handler import RegexMessageHandler
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.nlu.training_data.message import Message

from components.typed import for_reading

pytestmark = pytest.mark.bot

BEFORE_A_SLASH = [chr(c) for c in range(0x3100) if chr(c).isspace()] + ["\u200b", "\ufeff", "\x00", "\x1c"]


def reads_as_command(text: str) -> bool:
    """Whether Rasa, which strips what it gets, would take `text` for an intent."""
    message = Message(data={"text": UserMessage(text).text})
    unpacked = YAMLStoryReader.unpack_regex_message(message, None)
    return unpacked.get("intent") is not None


def test_rasa_itself_would_take_a_slash_for_a_command() -> None:
    assert RegexMessageHandler is not None
    assert reads_as_command('/give_answer{"p_share_ok": "yes"}')


@pytest.mark.parametrize("space", BEFORE_A_SLASH)
def test_no_white_space_makes_a_command(space: str) -> None:
    assert not reads_as_command(for_reading(f"{space}/restart"))
    assert not reads_as_command(for_reading(f"{space}/{space}/send_intake"))


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_is_a_command(before: str, after: str) -> None:
    assert not for_reading(f"{before}/{after}").strip().startswith("/") or before.strip()
    assert not reads_as_command(for_reading(f"/{before}/{after}"))
