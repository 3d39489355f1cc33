"""Works the outbox off: what is due goes out, what fails waits its turn; also after a restart."""

import asyncio
import hashlib
import http.client
import smtplib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from casebook import Casebook, cases, holding, outbox, staff, told, unattended
from casebook.errors import CasebookError, UnknownCase
from casebook.outbox import Notice
from casebook.transaction import Tx
from desk.notices.mail import MailRefused, Post
from desk.notices.webhook import Hook, HookRefused
from ground import logging
from ground.clock import Clock
from ground.hours import Hours

EVERY_S = 2.0
MANY = "unattended_many"
ESCALATE_EVERY = timedelta(seconds=20)
FAILS = (OSError, ValueError, smtplib.SMTPException, http.client.HTTPException, MailRefused, HookRefused)

log = logging.get("desk")


@dataclass(frozen=True)
class Ways:
    """How notices go out here; None where that way is not set up."""

    post: Post | None
    hook: Hook | None


@dataclass(frozen=True)
class Sender:
    """All that sending needs; `words` gives subject and body of a notice."""

    book: Casebook
    clock: Clock
    ways: Ways
    words: Callable[[Notice], tuple[str, str]]
    in_file: Mapping[str, Any]

    async def forever(self) -> None:
        """Look every two seconds; each 20 seconds, also for what nobody looks after."""
        next_look = self.clock.now()
        while True:
            try:
                if self.clock.now() >= next_look:
                    next_look = self.clock.now() + ESCALATE_EVERY
                    await self.book.run(self.escalate)
                await self.once()
            except CasebookError as error:
                log.warning("notices_wait", error=type(error).__name__)
            await asyncio.sleep(EVERY_S)

    async def once(self) -> int:
        """Send what is due now; returns how many were tried."""
        due = await self.book.run(_take)
        for notice, to in due:
            mailed = notice.mailed or await asyncio.to_thread(self._mail, notice, to)
            posted = notice.posted or await asyncio.to_thread(self._post, notice)
            await self.book.run(_sent, notice, mailed, posted)
        return len(due)

    def escalate(self, book: Casebook) -> None:
        """Let go of talks whose facilitator has left, and have leads told of what nobody looks after.

        A case is to be taken within one working day.
        """
        with book.write() as tx:
            holding.let_go_of_absent(tx)
            values = {**self.in_file, **told.current(tx).values, "reply_working_days": 1}
            unattended.escalate(tx, lambda sent: _surely(Hours(values).promised(sent)))

    def _mail(self, notice: Notice, to: list[str]) -> bool:
        if self.ways.post is None or not to:
            return True
        subject, body = self.words(notice)
        key = hashlib.sha256(notice.key.encode()).hexdigest()[:32]
        return _gone("mail", notice, self.ways.post.send, key, to, subject, body, self.clock.now())

    def _post(self, notice: Notice) -> bool:
        if self.ways.hook is None:
            return True
        data = {"count" if notice.what == MANY else "reference": notice.about} if notice.about else {}
        return _gone("webhook", notice, self.ways.hook.send, notice.key, notice.what, data, self.clock.now())


def recipients(tx: Tx, notice: Notice) -> list[str]:
    """Whom a notice goes to: who holds the case, who is on call, all who take cases; or the leads."""
    if notice.what in ("unattended", MANY):
        return [one.email for one in staff.who_can(tx, "hand_on_any_case")]
    able = staff.who_can(tx, "claim_case")
    wanted = (_holder(tx, notice), told.current(tx).values.get("on_call"))
    for chosen in wanted:
        found = [one.email for one in able if one.id == chosen]
        if found:
            return found
    return [one.email for one in able]


def _holder(tx: Tx, notice: Notice) -> str | None:
    try:
        return cases.line(tx, notice.about).holder if notice.about else None
    except UnknownCase:
        return None


def _take(book: Casebook) -> list[tuple[Notice, list[str]]]:
    with book.write() as tx:
        return [(notice, recipients(tx, notice)) for notice in outbox.take(tx)]


def _sent(book: Casebook, notice: Notice, mailed: bool, posted: bool) -> None:
    with book.write() as tx:
        outbox.sent(tx, notice, mailed=mailed, posted=posted)


def _gone(way: str, notice: Notice, send: Callable[..., None], *args: Any) -> bool:
    try:
        send(*args)
    except FAILS as error:
        log.warning("notice_waits", way=way, what=notice.what, error=type(error).__name__)
        return False
    return True


def _surely(moment: datetime | None) -> datetime:
    assert moment is not None
    return moment
