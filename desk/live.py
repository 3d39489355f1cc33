"""Being with somebody now: offer to join, take over, write, hand back."""

from collections.abc import Callable
from typing import Any

from sanic import Blueprint, HTTPResponse, Request, redirect

from casebook import choices, conversations, holding, messages
from casebook.errors import NotAllowed
from casebook.rights import Staff
from casebook.transaction import Tx
from desk import ask, pages
from desk.names import names_of
from desk.news import marks
from desk.work import fits, typed
from intake import content

live = Blueprint("live")


@live.get("/conversation/<conv:str>", ctx_right="join_conversation")
async def page(request: Request, conv: str) -> HTTPResponse:
    """The conversation, with its words where the person opened them or this facilitator holds it."""
    return await _page(request, conv)


@live.post("/conversation/<conv:str>/offer", ctx_right="join_conversation")
async def offer(request: Request, conv: str) -> HTTPResponse:
    """Tell the person that somebody would join, if they want that."""
    words = request.app.ctx.templates.get_template("offer.html").module
    return await _done(request, conv, _offer, words.offer, words.agree)


@live.post("/conversation/<conv:str>/take-over", ctx_right="join_conversation")
async def take_over(request: Request, conv: str) -> HTTPResponse:
    """From here on the guide is silent."""
    return await _done(request, conv, holding.take_over)


@live.post("/conversation/<conv:str>/say", ctx_right="join_conversation")
async def say(request: Request, conv: str) -> HTTPResponse:
    """Write to the person; what is refused comes back in its box."""
    text = typed(request, "text")
    if not fits(text):
        return await _page(request, conv, {"errors": {"text": "length"}, "kept_text": text}, 422)
    return await _done(request, conv, holding.say, text)


@live.post("/conversation/<conv:str>/give-back", ctx_right="join_conversation")
async def give_back(request: Request, conv: str) -> HTTPResponse:
    """Hand the conversation back to the guide, or to whoever of the desk comes next."""
    to = "queue" if request.form.get("to") == "queue" else "guide"
    return await _done(request, conv, holding.give_back, to)


@live.post("/conversation/<conv:str>/break-glass", ctx_right="break_glass")
async def break_glass(request: Request, conv: str) -> HTTPResponse:
    """Open words that the person has not opened, in danger, with a reason that the audit keeps."""
    reason = typed(request, "reason")
    if not fits(reason):
        return await _page(request, conv, {"errors": {"reason": "missing"}}, 422)
    found = await ask.writing(request, holding.read_words, request.ctx.staff, conv, 0, reason)
    return await _page(request, conv, {"rows": found})


def _offer(tx: Tx, staff: Staff, conv: str, offer: str, agree: str) -> None:
    holding.offer_to_join(tx, staff, conv)
    seq = messages.take_seq(tx, conv)
    (payload,) = choices.offer(tx, conv, seq, {"press": {"intent": "open_words"}, "title": agree})
    reply = {"content_type": "text", "title": str(agree), "payload": payload}
    messages.add_message(tx, conv, "service", str(offer), seq=seq, quick_replies=[reply])


def _look(tx: Tx, staff: Staff, conv: str) -> dict[str, Any]:
    holding.refuse_conflicted(tx, staff, conv)
    found = conversations.get(tx, conv)
    names = names_of(tx, [found.holder_staff])
    shown = {"talk": found, "names": names, "marks": marks(found)}
    return {**shown, "rows": _words(tx, staff, conv), "canned": content.canned()}


def _words(tx: Tx, staff: Staff, conv: str) -> list[Any] | None:
    try:
        return list(holding.read_words(tx, staff, conv))
    except NotAllowed:
        return None


async def _page(
    request: Request, conv: str, more: dict[str, Any] | None = None, status: int = 200
) -> HTTPResponse:
    values = await ask.writing(request, _look, request.ctx.staff, conv)
    return pages.render(request, "conversation.html", {**values, **(more or {})}, status)


async def _done(request: Request, conv: str, change: Callable[..., Any], *args: Any) -> HTTPResponse:
    await ask.writing(request, change, request.ctx.staff, conv, *args)
    return redirect(f"/conversation/{conv}", status=303)
