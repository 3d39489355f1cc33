"""Held-out messages are measured where nothing like them was trained on, and are refused where unreadable."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.evaluating import held_out
from commands.evaluating.held_out import Told
from commands.tools.trouble import Trouble


def test_a_message_that_is_trained_on_is_left_out_and_counted(tmp_path: Path) -> None:
    held, data = tmp_path / "held", tmp_path / "data"
    for folder in (held, data / "nlu", data / "safety"):
        folder.mkdir(parents=True)
    write(
        held / "topics.yml",
        "{text: 'How MUCH  is it', topic: cost}",
        "{text: what does it cost, topic: cost}",
    )
    write(held / "intents.yml", "{text: kia ora, intent: greet}", "{text: Mōrena, intent: greet}")
    write(held / "out_of_scope.yml", "{text: the weather}")
    write(held / "safety.yml", "{text: i am unsafe, kind: clear, category: unsure}")
    (data / "nlu" / "cost.yml").write_text(
        "nlu:\n- intent: ask/cost\n  examples: |\n    - how much is [it](x)\n"
    )
    (data / "nlu" / "greet.yml").write_text("nlu:\n- intent: greet\n  examples: |\n    - morena\n")
    write(data / "safety" / "unsure.yml", "{text: I am unsafe!, level: crisis, category: unsure}")
    found = held_out.read(held, data)
    assert [told.text for told in [*found.topics, *found.intents]] == ["what does it cost", "kia ora"]
    assert found.out_of_scope == [Told("the weather", "out_of_scope")]
    assert found.safety == [Told("i am unsafe", "clear", "unsure")]
    assert (found.left_out, found.trained_on) == (2, 3)


def write(file: Path, *messages: str) -> None:
    file.write_text("messages:\n" + "".join(f"- {message}\n" for message in messages), "utf-8")


def test_held_out_messages_that_cannot_be_read_are_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="cannot be read"):
        held_out.read(tmp_path)
