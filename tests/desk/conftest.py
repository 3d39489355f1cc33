"""A real desk on a free port over a casebook in a temporary folder, and people with browsers."""

import asyncio
import html
import re
import socket
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pyotp
import pytest
from argon2 import PasswordHasher
from sanic import Sanic

import casebook
from casebook import Casebook, cases, conversations, messages, proofs, staff, tokens
from casebook.rights import Staff
from desk import app as desk_app
from ground import settings as ground_settings
from ground.settings import Settings
from tests.casebook import postgres
from tests.casebook.conftest import databases, postgres_server

START = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
AT = START.isoformat()
__all__ = ["databases", "postgres_server"]  # fixtures that these tests share with the casebook's own
# The modules that always run on SQLite and on PostgreSQL; with --full, all of them do.
ON_BOTH = {f"tests.desk.test_{name}" for name in ("figures", "live", "news", "notices")}
PASSWORD = "tui kererū weka moa kiwi"


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.at = START

    def now(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


@dataclass
class Page:
    """What came back, as a person sees it: entities undone in `text`, raw in `html`."""

    status: int
    html: str
    headers: Any
    url: str

    @property
    def text(self) -> str:
        return html.unescape(self.html)


@dataclass
class Browser:
    """Follows links, keeps cookies, sends forms with the token of the page it is on."""

    session: aiohttp.ClientSession
    base: str
    page: Page | None = None
    sent: list[str] = field(default_factory=list)

    async def get(self, path: str, **options: Any) -> Page:
        async with self.session.get(self.base + path, **options) as answer:
            self.page = Page(answer.status, await answer.text(), answer.headers, str(answer.url.path))
        return self.page

    async def post(self, path: str, data: dict[str, str], **options: Any) -> Page:
        headers = {"Origin": self.base, **options.pop("headers", {})}
        filled = {"form_token": self.token, **data}
        async with self.session.post(self.base + path, data=filled, headers=headers, **options) as answer:
            self.page = Page(answer.status, await answer.text(), answer.headers, str(answer.url.path))
        return self.page

    @property
    def token(self) -> str:
        found = re.search(r'name="form_token" value="([0-9a-f]+)"', self.page.html if self.page else "")
        return found[1] if found else ""


@dataclass
class Desk:
    """The running desk and ways to reach behind it."""

    base: str
    book: Casebook
    clock: Clock
    app: Sanic
    secrets: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    open_sessions: list[aiohttp.ClientSession] = field(default_factory=list)

    def browser(self) -> Browser:
        session = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))
        self.open_sessions.append(session)
        return Browser(session, self.base)

    def code(self, email: str) -> str:
        return pyotp.TOTP(self.secrets[email]).at(self.clock.now())

    def invitation(self, role: str) -> str:
        with self.book.write() as tx:
            return staff.invite(tx, role, staff.MACHINE)

    def account(self, role: str, email: str, name: str = "Mere Tamihana") -> Staff:
        token = self.invitation(role)
        secret = proofs.new_totp_secret()
        self.secrets[email] = secret
        made = staff.accept_invite(self.book, token, name, email, PASSWORD, secret, self.code(email))
        self.ids[email] = made.id
        self.clock.move(seconds=31)
        return made

    async def signed_in(self, role: str, email: str | None = None, name: str = "Mere Tamihana") -> Browser:
        email = email or f"{role}@example.nz"
        if email not in self.secrets:
            await asyncio.to_thread(self.account, role, email, name)
        return await self.sign_in(email)

    async def sign_in(self, email: str, password: str = PASSWORD, code: str | None = None) -> Browser:
        visitor = self.browser()
        await visitor.get("/sign-in")
        await visitor.post(
            "/sign-in", {"email": email, "password": password, "code": code or self.code(email)}
        )
        self.clock.move(seconds=31)
        return visitor

    def case(self, **changes: Any) -> str:
        """A submitted case; returns its reference."""
        with self.book.write() as tx:
            conv = conversations.create(tx, tokens.fingerprint(tokens.new_token()))
            messages.add_person_message(tx, conv, "1", "Kia ora")
            return cases.submit(
                tx,
                conv,
                summary(**changes),
                region="Waikato",
                promised_by=self.clock.now() + timedelta(days=2),
            ).reference


def summary(**changes: Any) -> dict[str, Any]:
    """An intake summary as contracts.md 6 has it."""
    made: dict[str, Any] = {
        "version": 1,
        "reference": None,
        "made_at": AT,
        "kind": "person",
        "role": "harmed",
        "sections": {
            "p_role": "harmed",
            "p_name": "Ana",
            "p_needs": ["heard", "answers"],
            "p_service": "Te Awa ward",
        },
        "own_words": {"p_words": "They did not listen to me."},
        "skipped": ["p_when"],
        "concerns": [],
        "consents": [
            {"id": "keep", "given": True, "at": AT, "words": "Keep this until I say."},
            {"id": "share_facilitator", "given": True, "at": AT, "words": "Send it."},
            {"id": "contact", "given": True, "at": AT, "words": "You may call me."},
        ],
        "contact": {
            "ok": "yes",
            "channels": ["text"],
            "value": "021 555 0199",
            "voicemail": "no_message",
            "say_who": "a friend",
            "times": "after six",
            "who_else": "",
            "not_to": "my brother",
        },
        "readiness": {"view": "ready", "reasons": []},
        "parallel_routes": [],
        "exit_used": False,
        "content_version": "1",
        "guide_version": "0.1.0",
    }  # fmt: skip
    made.update(changes)
    return made


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The casebook's own tests hold the real cost of a password; here it would only be waiting."""
    quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(proofs, "_hasher", lambda: quick)
    monkeypatch.setattr(proofs, "_of_nobody", lambda: quick.hash("nobody"))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what leans on the database most on both kinds of it."""
    both = metafunc.config.getoption("--full") or metafunc.module.__name__ in ON_BOTH
    if both and "database" in metafunc.fixturenames:
        kinds = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
        metafunc.parametrize("database", kinds, indirect=True)


@pytest.fixture
def database(request: pytest.FixtureRequest) -> dict[str, str]:
    """Where the casebook lies: beside its settings, or in a PostgreSQL that was emptied."""
    if getattr(request, "param", "sqlite") == "sqlite":
        return {}
    addresses = request.getfixturevalue("databases")
    for address in addresses:
        postgres.empty(address)
    return dict(zip(("GUIDE_DATABASE_URL", "GUIDE_KEYS_URL"), addresses, strict=True))


@pytest.fixture
def settings(tmp_path: Path, database: dict[str, str]) -> Settings:
    return ground_settings.load({"GUIDE_DATA": str(tmp_path), "GUIDE_TEST": "1", **database})


@pytest.fixture
def book(settings: Settings, clock: Clock) -> Iterator[Casebook]:
    opened = casebook.open(settings, clock)
    yield opened
    opened.close()


@pytest.fixture
async def desk(
    settings: Settings, book: Casebook, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Desk]:
    monkeypatch.setattr(Sanic, "test_mode", True)
    app = desk_app.make(settings, book, clock)
    listener = socket.create_server(("127.0.0.1", 0))
    server = await app.create_server(sock=listener, return_asyncio_server=True)
    await server.startup()
    await server.before_start()
    running = Desk(f"http://127.0.0.1:{listener.getsockname()[1]}", book, clock, app)
    yield running
    for session in running.open_sessions:
        await session.close()
    await server.before_stop()
    server.close()
    await server.wait_closed()
