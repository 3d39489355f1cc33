"""People who talk with the guide: a third questions, a third answers, a third actions."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Iterator
from typing import Any

from commands.benching.speaker import Line, NoAnswer
from commands.browsing.words import Words
from commands.transcribing.person import buttons

TOPICS = (
    "What is a restorative process?",
    "Can I bring a support person with me?",
    "What is the difference between this and a complaint?",
    "How long does it take?",
    "Will what I say be kept private?",
    "What happens at a meeting?",
)
ANSWERS = ("Nobody told me what had happened for a year.", "I want them to say it to me.", "I am not sure.")
ACTIONS = ("Why do you ask that?", "Can you say that again?", "I would like to talk to a person.")
FIRST = {"p_ack_ai": "yes", "p_privacy_ok": "yes", "p_safe_now": "safe"}
TOO_FAST = "too_fast"
PAUSE_S = 0.2
MOST_STEPS = 12


class GuideSpeaker:
    """One person, from the greeting into the questions, and then the mixture for as long as it is wanted."""

    def __init__(self, url: str, words: Words, start: int = 0) -> None:
        """`start` is where in the mixture this person begins."""
        self._line = Line(url, self._hear)
        self._words = words
        self._offered: dict[str, str] = {}
        self._shown: list[str] = []
        self._next = itertools.islice(mixture(), start % 3, None)

    @property
    def session(self) -> str:
        assert self._line.session is not None
        return self._line.session

    async def open(self) -> None:
        """Begin, and answer what comes before the first question in own words."""
        await self._line.open()
        await self._greeted()
        await self._press(self._words.title("p_role", "harmed"))
        starts = self._words.titles("start_intake")
        await self._press(next(title for title in self._offered if title in starts))
        for _ in range(MOST_STEPS):
            field = self._words.asked("\n\n".join(self._shown)) or ""
            if field not in FIRST:
                return
            await self._press(self._words.title(field, FIRST[field]))

    async def come_back(self, session: str, since: int) -> None:
        """Carry on with a talk in which `since` rows are known."""
        await self._line.open(session, since)

    async def turn(self) -> float:
        """Say the next thing of the mixture; slower where that is too fast for one person."""
        kind, text = next(self._next)
        skips = [title for title in self._offered if title in self._words.titles("skip_question")]
        if kind == "answer" and skips:
            return await self._press(skips[0])
        return await self._say({"message": text})

    async def close(self) -> None:
        await self._line.close()

    async def _press(self, title: str) -> float:
        return await self._say({"message": self._offered[title]})

    async def _say(self, said: dict[str, Any]) -> float:
        while True:
            before = dict(self._offered), list(self._shown)
            self._offered.clear()
            self._shown.clear()
            try:
                return await self._line.say(said)
            except NoAnswer as error:
                if str(error) != TOO_FAST:
                    raise
            self._offered, self._shown = before
            await asyncio.sleep(PAUSE_S)

    async def _greeted(self) -> None:
        title = self._words.title("p_role", "harmed")
        async with asyncio.timeout(60):
            while title not in self._offered:
                await asyncio.sleep(0.02)

    def _hear(self, message: dict[str, Any]) -> None:
        self._shown.append(message["text"])
        self._offered.update((button["title"], button["payload"]) for button in buttons(message))


def mixture() -> Iterator[tuple[str, str]]:
    """Question, answer, action, and again."""
    for topic, answer, action in zip(
        itertools.cycle(TOPICS), itertools.cycle(ANSWERS), itertools.cycle(ACTIONS), strict=False
    ):
        yield from (("topic", topic), ("answer", answer), ("action", action))
