"""Walks through the questions as a person would, whatever order they come in."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from commands.browsing.words import Words
from commands.tools.trouble import Trouble

Answer = str | Sequence[str]
MOST_STEPS = 60


class Person(Protocol):
    """Someone at a screen: what is new on it, and what they can do."""

    def shown(self) -> str:
        """What came since they last said something."""

    def offered(self) -> Sequence[str]:
        """What stands on the buttons that can be pressed now."""

    def press(self, *titles: str) -> None:
        """Presses one, or picks several, and waits for the answer."""

    def type(self, text: str) -> None:
        """Writes and sends, and waits for the answer."""


def begin(person: Person, words: Words, role: str) -> None:
    """From the greeting into the questions, as someone in this role."""
    person.press(words.title("p_role", role))
    press(person, words, "start_intake")


def press(person: Person, words: Words, intent: str) -> None:
    """Presses what is offered with this intent; raises StopIteration where nothing is."""
    person.press(next(title for title in person.offered() if title in words.titles(intent)))


def to_the_review(person: Person, words: Words, answers: Mapping[str, Answer]) -> None:
    """Answers by `answers` (an option's id, several ids, or words) and skips the rest, up to the review.

    Raises Trouble where neither an answer nor a way to skip fits what is asked.
    """
    for _ in range(MOST_STEPS):
        if words.titles("send_intake") & set(person.offered()):
            return
        step(person, words, answers)
    raise Trouble("the review did not come")


def step(person: Person, words: Words, answers: Mapping[str, Answer]) -> None:
    field = words.asked(person.shown())
    offered = person.offered()
    answer = answers.get(field or "")
    if isinstance(answer, str):
        titles = [title for title in titled(words, field or "", [answer]) if title in offered]
        return person.press(*titles) if titles else person.type(answer)
    if answer is not None:
        return person.press(*titled(words, field or "", answer))
    skips = [title for title in offered if title in words.titles("skip_question")]
    if not skips:
        raise Trouble(f"asked {field or 'something unknown'}, with no answer and no way to skip: {offered}")
    return person.press(skips[0])


def titled(words: Words, field: str, values: Sequence[str]) -> list[str]:
    try:
        return [words.title(field, value) for value in values]
    except StopIteration:
        return []
