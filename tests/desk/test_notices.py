"""Notices: through a mail server and a webhook on this machine, signed, without personal text, never lost."""

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from aiohttp import web

from casebook import concerns, conversations, messages, outbox, tokens, told
from desk import app as desk_app
from desk.notices.mail import MailRefused, Post
from desk.notices.sending import Sender, Ways
from desk.notices.webhook import Hook
from tests.desk.conftest import START, Desk

SECRET = "whsec-of-a-test-and-of-nothing-else"
PERSONAL = ("Ana", "021 555 0199", "did not listen", "Te Awa", "my brother")


@dataclass
class MailServer:
    """As much of SMTP (RFC 5321) as a notice needs; while `away` it turns everybody off."""

    port: int = 0
    away: bool = False
    to: list[list[str]] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)

    async def meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        def say(line: str) -> None:
            writer.write(f"{line}\r\n".encode())

        say("421 not now" if self.away else "220 here")
        named: list[str] = []
        while line := (await reader.readline()).decode().strip():
            word = line.upper().split()[0]
            if word == "RCPT":
                named.append(line.split("<")[1].split(">")[0])
            if word == "DATA":
                say("354 go on")
                self.letters.append((await reader.readuntil(b"\r\n.\r\n")).decode())
                self.to.append(named)
            say({"QUIT": "221 bye"}.get(word, "250 good"))
            if word == "QUIT":
                break
        writer.close()


@dataclass
class Hooked:
    """A receiver of webhooks; while `status` is not 204 it refuses."""

    url: str = ""
    status: int = 204
    posts: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.Response:
        self.posts.append((dict(request.headers), await request.read()))
        return web.Response(status=self.status)


@pytest.fixture
async def mail() -> AsyncIterator[MailServer]:
    server = MailServer()
    listening = await asyncio.start_server(server.meet, "127.0.0.1", 0)
    server.port = listening.sockets[0].getsockname()[1]
    yield server
    listening.close()


@pytest.fixture
async def hook() -> AsyncIterator[Hooked]:
    hooked, server = Hooked(), web.Application()
    server.router.add_post("/in", hooked.take)
    runner = web.AppRunner(server)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hooked.url = f"http://127.0.0.1:{runner.addresses[0][1]}/in"
    yield hooked
    await runner.cleanup()


@pytest.fixture
def sender(desk: Desk, mail: MailServer, hook: Hooked) -> Sender:
    ways = Ways(Post(f"smtp://127.0.0.1:{mail.port}?from=guide@example.nz"), Hook(hook.url, SECRET))
    return Sender(desk.book, desk.clock, ways, desk_app.notice_words(desk.app), {})


async def test_a_new_case_is_told_by_mail_and_signed_post_without_a_word_of_it(
    desk: Desk, mail: MailServer, hook: Hooked, sender: Sender
) -> None:
    await asyncio.to_thread(desk.account, "facilitator", "aroha@example.nz")
    reference = desk.case()
    assert await sender.once() == 1
    assert mail.to == [["aroha@example.nz"]]
    (letter,) = mail.letters
    assert reference in letter
    ((headers, body),) = hook.posts
    assert json.loads(body)["type"] == "case.new"
    assert json.loads(body)["data"] == {"reference": reference}
    assert not [word for word in PERSONAL if word in letter or word in body.decode()]
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    right = base64.b64encode(hmac.new(SECRET.encode(), signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{right}"
    assert await sender.once() == 0


async def test_danger_is_told_at_once_and_again_when_nobody_looks_without_a_word_of_it(
    desk: Desk, mail: MailServer, hook: Hooked, sender: Sender
) -> None:
    for role in ("facilitator", "lead"):
        await asyncio.to_thread(desk.account, role, f"{role}@example.nz")
    with desk.book.write() as tx:
        conv = conversations.create(tx, tokens.fingerprint(tokens.new_token()))
        seq = messages.add_person_message(tx, conv, "1", "Ana did not listen").seq
        concerns.raise_once(tx, conv, seq, "crisis", "violence_abuse")
    await sender.once()
    assert sorted(person for to in mail.to for person in to) == ["facilitator@example.nz", "lead@example.nz"]
    desk.clock.move(minutes=11)
    await desk.book.run(sender.escalate)
    await sender.once()
    assert mail.to[-1] == ["lead@example.nz"]
    assert [json.loads(body)["type"] for _, body in hook.posts] == ["concern", "unattended"]
    told = "".join(mail.letters) + "".join(body.decode() for _, body in hook.posts)
    assert not [word for word in (*PERSONAL, "violence", "abuse", conv) if word in told]


async def test_what_cannot_go_out_now_goes_out_later_from_another_process_and_once(
    desk: Desk, mail: MailServer, hook: Hooked, sender: Sender
) -> None:
    await asyncio.to_thread(desk.account, "facilitator", "aroha@example.nz")
    desk.case()
    mail.away = True
    assert await sender.once() == 1
    assert (len(mail.letters), len(hook.posts)) == (0, 1)
    mail.away = False
    desk.clock.move(hours=2)
    restarted = Sender(desk.book, desk.clock, sender.ways, sender.words, {})
    assert await restarted.once() == 1
    assert (len(mail.letters), len(hook.posts)) == (1, 1)
    desk.clock.move(hours=2)
    assert await restarted.once() == 0


async def test_who_is_on_call_is_told_alone_and_whoever_holds_the_case_of_its_answers(
    desk: Desk, mail: MailServer, sender: Sender
) -> None:
    for email in ("one@example.nz", "two@example.nz"):
        await asyncio.to_thread(desk.account, "facilitator", email)
    lead = await asyncio.to_thread(desk.account, "lead", "lead@example.nz")
    with desk.book.write() as tx:
        told.change(tx, lead, 0, {"on_call": desk.ids["two@example.nz"]})
    desk.case()
    await sender.once()
    assert mail.to == [["two@example.nz"]]


async def test_what_nobody_looks_after_goes_to_the_leads_once(
    desk: Desk, mail: MailServer, sender: Sender
) -> None:
    for role in ("facilitator", "lead"):
        await asyncio.to_thread(desk.account, role, f"{role}@example.nz")
    desk.case()
    await sender.once()
    mail.to.clear()
    desk.clock.move(days=6)
    for _ in range(2):
        await desk.book.run(sender.escalate)
    await sender.once()
    assert mail.to == [["lead@example.nz"], ["lead@example.nz"]]
    assert "not taken or not answered in time" in mail.letters[-1].replace("=\r\n", "")
    desk.clock.move(hours=2)
    await desk.book.run(sender.escalate)
    assert await sender.once() == 0


async def test_a_first_start_with_many_old_cases_is_one_letter_to_a_lead_with_their_number(
    desk: Desk, mail: MailServer, hook: Hooked, sender: Sender
) -> None:
    await asyncio.to_thread(desk.account, "lead", "lead@example.nz")
    for _ in range(30):
        desk.case()
    while await sender.once():
        mail.letters.clear()
        hook.posts.clear()
    desk.clock.move(days=6)
    await desk.book.run(sender.escalate)
    assert await sender.once() == 1
    (letter,), ((_, body),) = mail.letters, hook.posts
    assert "How many: 30" in letter
    assert json.loads(body)["data"] == {"count": "30"}
    for _ in range(3):
        desk.clock.move(hours=2)
        await desk.book.run(sender.escalate)
        assert await sender.once() == 0


async def test_a_refused_post_is_tried_again(desk: Desk, hook: Hooked, sender: Sender) -> None:
    hook.status = 500
    desk.case()
    await sender.once()
    with desk.book.read() as tx:
        assert outbox.state(tx).waiting == 1
    hook.status = 204
    desk.clock.move(hours=2)
    await sender.once()
    with desk.book.read() as tx:
        assert outbox.state(tx).waiting == 0
    assert len({headers["webhook-id"] for headers, _ in hook.posts}) == 1


def test_an_address_that_is_no_mail_server_is_refused() -> None:
    with pytest.raises(MailRefused):
        Post("http://mail.example.nz").send("key", ["a@example.nz"], "s", "b", START)
