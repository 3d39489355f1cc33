"""Somebody who comes back with the code of what they sent; Rasa is down all the time."""

from __future__ import annotations

from typing import Any

import pytest_asyncio

from casebook import cases, casework, consents, conversations
from casebook.rights import Staff
from tests.frontdoor import desk
from tests.frontdoor.browser import Browser
from tests.frontdoor.conftest import Door
from tests.frontdoor.test_effects import CONTACT, SUMMARY, doing, receipts
from tests.frontdoor.test_turns import conversation_of

OWN = "Two  spaces, a tab\there, “quoted” – kāore anō."
AGREED = ("keep", "share_facilitator", "contact", "learning")
WHOLE = SUMMARY | {
    "own_words": {"p_words": OWN},
    "consents": [{"id": name, "given": True, "words": f"asked for {name}"} for name in AGREED],
    "contact": CONTACT | {"voicemail": "no_message", "times": "after 4 pm", "who_else": "my sister answers"},
}


class Returned:
    """Somebody who came back with their code; Rasa is down all the time."""

    def __init__(self, door: Door, tab: Browser, case_id: str, reference: str) -> None:
        self.door, self.tab, self.case_id, self.reference = door, tab, case_id, reference

    async def presses(self, title: str) -> list[dict[str, Any]]:
        """Press a button; what the service says to it."""
        before = len(self.tab.bot)
        await self.tab.said_and_done(self.tab.payload(title))
        return self.tab.bot[before:]

    async def types(self, text: str) -> list[dict[str, Any]]:
        """Type something; what the service says to it."""
        before = len(self.tab.bot)
        await self.tab.said_and_done(text)
        return self.tab.bot[before:]

    async def looks_again(self) -> list[dict[str, Any]]:
        """Go back to where things are."""
        await self.presses("See what I agreed to")
        return await self.presses("What I sent, and what happens next")

    @property
    def summary(self) -> dict[str, Any]:
        with self.door.book.read() as tx:
            return cases.summary_for_person(tx, self.case_id)

    @property
    def given(self) -> dict[str, bool]:
        with self.door.book.read() as tx:
            return {name: one.given for name, one in consents.current(tx, self.case_id).items()}

    @property
    def lines(self) -> list[tuple[str, str]]:
        with self.door.book.read() as tx:
            return [(one.kind, one.text) for one in casework.told(tx, self.case_id)]


async def sent_by_somebody(door: Door, summary: dict[str, Any] = WHOLE) -> tuple[str, str, str]:
    """An intake that was sent and whose page is closed: code, reference, case."""
    old = await door.browser()
    await doing(door, old, "submit_intake", {"summary": summary})
    receipt = receipts(old)[0]["custom"]
    with door.book.read() as tx:
        case_id = conversations.get(tx, conversation_of(door.book, old)).case_id
    assert case_id is not None
    await door.is_left_by(old)
    door.browsers.remove(old)
    return receipt["code"], receipt["reference"], case_id


async def back(door: Door, code: str, reference: str, case_id: str) -> Returned:
    door.rasa.fault = "500"
    tab = await door.browser()
    await tab.said_and_done(code)
    return Returned(door, tab, case_id, reference)


@pytest_asyncio.fixture
async def person(door: Door) -> Returned:
    return await back(door, *await sent_by_somebody(door))


@pytest_asyncio.fixture
async def mere(door: Door) -> Staff:
    return desk.facilitator(door)


def card(said: list[dict[str, Any]]) -> dict[str, Any]:
    return next(one["custom"] for one in said if one.get("custom", {}).get("type") == "status")


def texts(said: list[dict[str, Any]]) -> str:
    return "\n".join(one["text"] for one in said)


def door_says(person: Returned, name: str, **values: str) -> str:
    return person.door.say(name, **values)
