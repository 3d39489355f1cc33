"""Asks Rasa for the next turn (contracts.md 4). Whatever is not a whole, right answer is a failure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import aiohttp

from frontdoor.messages import Button, Message
from intake import effects

LONGEST_WAIT_S = 10.0
LARGEST_ANSWER = 1_000_000


class RasaFailed(Exception):
    """No answer that can be used; `answered` tells whether Rasa was there to refuse."""

    def __init__(self, why: str, answered: bool) -> None:
        super().__init__(why)
        self.answered = answered


@dataclass(frozen=True)
class Answer:
    """What a turn changes: messages, effects `{kind, data}`, the next state, and the intent as understood."""

    messages: tuple[Message, ...]
    effects: tuple[dict[str, Any], ...]
    state: dict[str, Any]
    intent: str | None = None


class Rasa:
    """The one address and the secret for it."""

    def __init__(self, url: str, secret: str, wait_s: float = LONGEST_WAIT_S) -> None:
        """`url` is Rasa's own, without a path."""
        self._url = f"{url}/webhooks/turn/"
        self._headers = {"Authorization": f"Bearer {secret}"}
        self._timeout = aiohttp.ClientTimeout(total=wait_s)
        self._session: aiohttp.ClientSession | None = None

    async def open(self) -> None:
        """Make ready to ask; on the event loop that will."""
        self._session = aiohttp.ClientSession(
            headers=self._headers, timeout=self._timeout, trust_env=False, cookie_jar=aiohttp.DummyCookieJar()
        )

    async def close(self) -> None:
        """Let go of the connections."""
        if self._session is not None:
            await self._session.close()

    async def ask(self, turn: dict[str, Any]) -> Answer:
        """The answer to one turn; raises RasaFailed."""
        assert self._session is not None
        try:
            async with self._session.post(self._url, json=turn, allow_redirects=False) as response:
                if response.status != 200:
                    raise RasaFailed(str(response.status), answered=True)
                body = await _body(response)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise RasaFailed(type(error).__name__, answered=False) from None
        return read(body)

    async def check(self) -> None:
        """Return when Rasa is there with its model; raises RasaFailed."""
        assert self._session is not None
        try:
            async with self._session.get(self._url) as response:
                if response.status != 200:
                    raise RasaFailed(str(response.status), answered=True)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise RasaFailed(type(error).__name__, answered=False) from None


async def _body(response: aiohttp.ClientResponse) -> bytes:
    body = bytearray()
    async for piece in response.content.iter_chunked(65_536):
        body += piece
        if len(body) > LARGEST_ANSWER:
            raise RasaFailed("too large", answered=True)
    return bytes(body)


def read(body: bytes) -> Answer:
    """Read an answer's JSON; raises RasaFailed on anything that is not to the contract."""
    try:
        data = json.loads(body)
        answer = Answer(
            messages=tuple(_message(message) for message in data["messages"]),
            effects=tuple(_effect(effect) for effect in data["effects"]),
            state=_state(data["state"]),
            intent=(data.get("understood") or {}).get("intent"),
        )
        json.dumps(data, ensure_ascii=False).encode("utf-8")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise RasaFailed(f"garbage: {type(error).__name__}", answered=True) from None
    return answer


def _message(data: dict[str, Any]) -> Message:
    text, custom = data.get("text") or "", data.get("custom")
    buttons = tuple(_button(button) for button in data.get("buttons") or ())
    if not isinstance(text, str) or "\0" in text or not isinstance(custom, dict | None):
        raise TypeError("not a message")
    if not (text or custom or buttons):
        raise ValueError("an empty message")
    return Message(text, buttons, custom)


def _button(data: dict[str, Any]) -> Button:
    title, press = data["title"], data["press"]
    if not isinstance(title, str) or not isinstance(press["intent"], str):
        raise TypeError("not a button")
    return Button(title, press)


def _effect(effect: dict[str, Any]) -> dict[str, Any]:
    effects.check(effect)
    return effect


def _state(state: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(state, dict) or not isinstance(state["v"], int) or not isinstance(state["slots"], dict):
        raise TypeError("not a state")
    return state
