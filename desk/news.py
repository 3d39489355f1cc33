"""What is new in a conversation since a page was shown: words, how it stands, that the person is writing."""

import time
from datetime import datetime, timedelta
from typing import Any

from sanic import Blueprint, HTTPResponse, Request, empty

from casebook import conversations, holding, writing
from casebook.rights import Staff
from casebook.transaction import Tx
from desk import ask, pages, rights_guard, sessions
from desk.names import names_of

LONGEST_SEQ = 12
WAITS_S = 15.0
NOTED_EACH = timedelta(seconds=20)
FORGOTTEN_AFTER = timedelta(hours=1)

news = Blueprint("news")


@news.get("/conversation/<conv:str>/rows", ctx_right="join_conversation", ctx_by_itself=True)
async def rows(request: Request, conv: str) -> HTTPResponse:
    """What came after the row `since`, as a piece of the page; 204 when nothing did.

    With `wait`, a page that has seen all is answered when something happens, or after 15 seconds.
    """
    await _note_that_they_are_there(request, conv)
    waiting, end = request.app.ctx.waiting, time.monotonic() + (WAITS_S if request.args.get("wait") else 0)
    with waiting.on(conv) as happened:
        found = await _look(request, conv)
        while found is None and await waiting.until(happened, end):
            await _still_allowed(request)
            found = await _look(request, conv)
    return empty() if found is None else pages.render(request, "news.html", found)


@news.post("/conversation/<conv:str>/writing", ctx_right="join_conversation")
async def writes(request: Request, conv: str) -> HTTPResponse:
    """The facilitator is writing: the person sees that, and no letter of it."""
    await ask.writing(request, writing.facilitator, request.ctx.staff, conv)
    return empty()


def marks(talk: conversations.Conversation) -> dict[str, str]:
    """What a page sends back to say which state of the talk it shows, and which writing it has seen."""
    state = f"{talk.fence}.{talk.level}.{int(talk.here)}.{int(talk.words_open)}.{talk.ended_at is not None}"
    return {"state": state, "wrote": _mark(talk.person_writes_at)}


async def _look(request: Request, conv: str) -> dict[str, Any] | None:
    since = _number(request.args.get("since"))
    # the first look is written into the audit; what follows only reads, so that waiting pages hold up nobody
    way = ask.reading if since else ask.writing
    found: dict[str, Any] = await way(request, _new, request.ctx.staff, conv, since)
    seen = {name: request.args.get(name, mark) for name, mark in found["marks"].items()}
    found["writes"] = found["marks"]["wrote"] != seen["wrote"]
    return found if found["rows"] or found["marks"] != seen else None


def _new(tx: Tx, staff: Staff, conv: str, since: int) -> dict[str, Any]:
    talk, said = conversations.get(tx, conv), holding.read_words(tx, staff, conv, since)
    return {"talk": talk, "rows": said, "marks": marks(talk), "names": names_of(tx, [talk.holder_staff])}


async def _still_allowed(request: Request) -> None:
    # somebody may have been shut out while the page waited
    await sessions.identify(request)
    await rights_guard.guard(request)


async def _note_that_they_are_there(request: Request, conv: str) -> None:
    """At most each 20 seconds, so that waiting pages hold up nobody who writes."""
    staff, now, noted = request.ctx.staff, request.app.ctx.clock.now(), request.app.ctx.noted_there
    if now - noted.get((staff.id, conv), now - NOTED_EACH) < NOTED_EACH:
        return
    noted[staff.id, conv] = now
    await ask.writing(request, holding.still_there, staff, conv)
    for old in [key for key, at in noted.items() if now - at > FORGOTTEN_AFTER]:
        del noted[old]


def _number(given: str | None) -> int:
    return int(given) if given and given.isdecimal() and len(given) <= LONGEST_SEQ else 0


def _mark(at: datetime | None) -> str:
    return at.strftime("%Y%m%d%H%M%S%f") if at else "never"
