"""The real front door on a free port, with a stand-in for Rasa and for the model."""

from __future__ import annotations

import asyncio
import itertools
import re
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sanic import Sanic

import casebook
from casebook import Casebook
from frontdoor.app import build
from frontdoor.parts import Content, Parts
from frontdoor.rasa_client import Rasa
from frontdoor.screening import Screener
from ground import settings
from ground.clock import Clock
from ground.settings import ROOT, Settings
from tests.frontdoor.browser import Browser
from tests.frontdoor.rasa import SECRET, FakeRasa

_names = itertools.count()


class HandClock(Clock):
    """Runs with the machine's time, and can be moved on."""

    def __init__(self) -> None:
        super().__init__(datetime(2026, 11, 23, 0, 0, tzinfo=UTC))
        self._moved = timedelta()

    def now(self) -> datetime:
        return super().now() + self._moved

    def move(self, **by: float) -> None:
        self._moved += timedelta(**by)


@dataclass(frozen=True)
class FakeScreening:
    level: str
    category: str | None

    def as_dict(self) -> dict[str, Any]:
        evidence = [{"start": 0, "end": 1, "by": "test"}] if self.level != "none" else []
        return {"level": self.level, "category": self.category, "evidence": evidence}


class FakeScreen:
    """Patterns hear "kill myself", the classifier hears "no way out" and breaks over "break"."""

    def patterns(self, text: str) -> FakeScreening:
        found = "kill myself" in text.lower()
        return FakeScreening("crisis", "suicide_self_harm") if found else FakeScreening("none", None)

    def classify(self, text: str) -> FakeScreening:
        if "break" in text:
            raise RuntimeError("the model broke")
        found = "no way out" in text
        return FakeScreening("check", "unsure") if found else FakeScreening("none", None)


@dataclass(frozen=True)
class Found:
    kind: str


def fake_identifying(text: str) -> list[Found]:
    """An NHI number or a phone number, for tests."""
    kinds = {"nhi": r"\b[A-Z]{3}\d{4}\b", "phone": r"\b02\d{7,9}\b"}
    return [Found(kind) for kind, pattern in kinds.items() if re.search(pattern, text)]


class Door:
    """A front door that can be started, stopped and started again on the same casebook."""

    def __init__(self, wanted: Settings, rasa: FakeRasa) -> None:
        self.settings, self.rasa, self.clock = wanted, rasa, HandClock()
        self.content = Content.load(ROOT)
        self.url = f"http://127.0.0.1:{wanted.port}"
        self.browsers: list[Browser] = []
        self.identifying: Callable[[str], Any] = fake_identifying
        self.book: Casebook
        self._server: Any = None

    async def start(self) -> None:
        self.book = casebook.open(self.settings, self.clock)
        self.parts = Parts(
            settings=self.settings,
            clock=self.clock,
            content=self.content,
            book=self.book,
            rasa=Rasa(self.rasa.url, SECRET, wait_s=8),
            screener=Screener(FakeScreen()),
        )
        app = build(self.parts, self.identifying, name=f"frontdoor_{next(_names)}")
        app.config.TOUCHUP = False  # Sanic rewrites its own class with it, which works for one app a process
        self._server = await app.create_server(
            self.settings.host, self.settings.port, return_asyncio_server=True, access_log=False
        )
        await self._server.startup()
        await self._server.before_start()
        await self._server.after_start()

    async def stop(self) -> None:
        await asyncio.gather(*(browser.close() for browser in self.browsers))
        self.browsers.clear()
        await self._server.before_stop()
        await self._server.close()
        await self._server.after_stop()
        self.book.close()

    async def socket(self, **headers: str) -> Browser:
        browser = await Browser(self.url).connect(**headers)
        self.browsers.append(browser)
        return browser

    async def browser(self, session: str | None = None, since: int | None = None) -> Browser:
        """A tab with its session open."""
        return await (await self.socket()).open(session, since)

    async def is_left_by(self, *browsers: Browser) -> None:
        """Close these tabs, and wait until the front door has noticed."""
        left = len(self.parts.seats) - len(browsers)
        await asyncio.gather(*(browser.close() for browser in browsers))
        while len(self.parts.seats) > left:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)

    def say(self, name: str, **values: Any) -> str:
        return self.content.words.say(name, **values)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest_asyncio.fixture
async def rasa() -> AsyncIterator[FakeRasa]:
    fake = FakeRasa()
    await fake.start()
    yield fake
    fake.hold.set()
    await fake.stop()


@pytest.fixture
def wanted(tmp_path: Path, rasa: FakeRasa) -> Settings:
    told = {
        "GUIDE_DATA": str(tmp_path / "var"),
        "GUIDE_PORT": str(free_port()),
        "GUIDE_TEST": "1",
        "GUIDE_RASA_URL": rasa.url,
        "GUIDE_EMBED_ORIGINS": "https://hospital.example",
    }
    return settings.load(told, ROOT)


@pytest_asyncio.fixture
async def door(wanted: Settings, rasa: FakeRasa) -> AsyncIterator[Door]:
    house = Door(wanted, rasa)
    await house.start()
    yield house
    await house.stop()


@pytest.fixture
def door_content() -> Content:
    """The words, numbers and hours of this checkout."""
    return Content.load(ROOT)


@pytest.fixture(autouse=True)
def _forget_apps() -> Iterator[None]:
    yield
    Sanic._app_registry.clear()
