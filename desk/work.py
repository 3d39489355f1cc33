"""What a facilitator does with a case: take it, give it back, hand it on, note, ask, close."""

from collections.abc import Callable
from typing import Any

from sanic import Blueprint, HTTPResponse, Request, redirect

from casebook import actions, casework
from casebook.errors import GateUnanswered
from desk import ask, isbar
from desk.case import CLOSING, show

LONGEST_NOTE = 10_000

work = Blueprint("work")


@work.post("/case/<reference:str>/claim", ctx_right="claim_case")
async def claim(request: Request, reference: str) -> HTTPResponse:
    """Take a case that nobody holds."""
    return await _done(request, reference, casework.claim)


@work.post("/case/<reference:str>/release", ctx_right="release_own_case")
async def release(request: Request, reference: str) -> HTTPResponse:
    """Give a case back to the queue."""
    return await _done(request, reference, casework.release)


@work.post("/case/<reference:str>/hand-on", ctx_right="hand_on_any_case")
async def hand_on(request: Request, reference: str) -> HTTPResponse:
    """Give a case to a colleague, read or unread."""
    to = str(request.form.get("to") or "")
    if not to:
        return await show(request, reference, {"errors": {"to": "to"}}, 422)
    await ask.writing(request, casework.hand_on, request.ctx.staff, reference, to)
    return redirect("/queue", status=303)


@work.post("/case/<reference:str>/note", ctx_right="write_note")
async def note(request: Request, reference: str) -> HTTPResponse:
    """Add a note that only staff read."""
    return await _written(request, reference, "text", casework.note)


@work.post("/case/<reference:str>/read-back", ctx_right="write_note")
async def read_back(request: Request, reference: str) -> HTTPResponse:
    """Note what was read back to the person: what they said is right, and what they put right."""
    right, corrected = request.form.getlist("right") or [], typed(request, "corrected")
    known = [field for field in isbar.READ_BACK if field in right] + ["contact"] * ("contact" in right)
    if not (known or corrected.strip()) or len(corrected) > LONGEST_NOTE:
        kept = {"errors": {"corrected": "corrected"}, "kept_corrected": corrected, "kept_right": right}
        return await show(request, reference, kept, 422)
    words = request.app.ctx.templates.get_template("read-back.html").module
    told = [str(words.right(known)) if known else "", f"{words.put_right}\n{corrected}" if corrected else ""]
    return await _done(request, reference, casework.read_back, "\n\n".join(filter(None, told)))


@work.post("/case/<reference:str>/ask", ctx_right="ask_person")
async def ask_person(request: Request, reference: str) -> HTTPResponse:
    """Leave a question that the person finds when they come back."""
    return await _written(request, reference, "question", casework.ask)


@work.post("/case/<reference:str>/answered", ctx_right="answer_case")
async def answered(request: Request, reference: str) -> HTTPResponse:
    """Note that there was contact with the person."""
    return await _done(request, reference, casework.answer)


@work.post("/case/<reference:str>/close", ctx_right="close_case")
async def close(request: Request, reference: str) -> HTTPResponse:
    """Close a case: what the person is told, and a note that stays with it."""
    told, note = str(request.form.get("told") or ""), typed(request, "reason")
    errors = {"told": None if told in CLOSING else "told", "reason": None if fits(note) else "reason"}
    wrong = {field: error for field, error in errors.items() if error}
    if wrong:
        kept = {"errors": wrong, "kept_reason": note, "kept_told": told}
        return await show(request, reference, kept, 422)
    words = request.app.ctx.templates.globals["told"](told)
    return await _done(request, reference, actions.close, words, note)


@work.post("/case/<reference:str>/agree", ctx_right="ask_person")
async def agree(request: Request, reference: str) -> HTTPResponse:
    """Write down what was agreed; the person finds it when they come back."""
    return await _written(request, reference, "agreed", actions.agree)


@work.post("/case/<reference:str>/outcome", ctx_right="ask_person")
async def outcome(request: Request, reference: str) -> HTTPResponse:
    """Tell the person what became of something that was agreed."""
    action, text = str(request.form.get("action") or ""), typed(request, "outcome")
    if not fits(text):
        kept = {"errors": {f"outcome-{action}": "outcome"}, "kept_outcome": text, "kept_action": action}
        return await show(request, reference, kept, 422)
    return await _done(request, reference, actions.tell_outcome, action, text)


def typed(request: Request, field: str) -> str:
    """What stood in a text area, with the line ends that were typed and not those of the form's encoding."""
    return str(request.form.get(field) or "").replace("\r\n", "\n")


def fits(text: str) -> bool:
    """Whether a note has something in it and not more than 10 000 code points."""
    return bool(text.strip()) and len(text) <= LONGEST_NOTE


async def _written(request: Request, reference: str, field: str, change: Callable[..., Any]) -> HTTPResponse:
    """Carry out a change that takes words; words that are refused come back in their box, as they were."""
    text = typed(request, field)
    if not fits(text):
        return await show(request, reference, {"errors": {field: field}, f"kept_{field}": text}, 422)
    return await _done(request, reference, change, text)


async def _done(request: Request, reference: str, change: Callable[..., Any], *args: Any) -> HTTPResponse:
    try:
        await ask.writing(request, change, request.ctx.staff, reference, *args)
    except GateUnanswered:
        return redirect(f"/case/{reference}/gate", status=303)
    return redirect(f"/case/{reference}", status=303)
