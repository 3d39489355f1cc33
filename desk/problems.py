"""What can go wrong, each with its page and status; nothing else than these pages ever leaves the desk."""

from sanic import HTTPResponse, Request, json
from sanic.exceptions import SanicException

import casebook
from desk import pages
from ground import logging

MOST_SPECIFIC_FIRST: tuple[tuple[type[Exception], str, int], ...] = (
    (casebook.errors.CasebookFull, "full", 507),
    (casebook.errors.CasebookBusy, "busy", 503),
    (casebook.errors.CasebookAway, "busy", 503),
    (casebook.errors.ChangedMeanwhile, "stale_form", 409),
    (casebook.errors.UnknownCase, "no_case", 404),
    (casebook.errors.UnknownConversation, "not_found", 404),
    (casebook.errors.Erased, "erased", 410),
    (casebook.errors.GateUnanswered, "gate_unanswered", 403),
    (casebook.errors.ConflictDeclared, "conflict", 403),
    (casebook.errors.CaseClosed, "closed", 409),
    (casebook.errors.AlreadyClaimed, "already_claimed", 409),
    (casebook.errors.TalkOver, "talk_over", 409),
    # the role was asked at the gate: what is refused behind it is refused for this one case or conversation
    (casebook.errors.NotAllowed, "not_yours", 403),
    (casebook.errors.WrongFence, "already_held", 409),
    (casebook.errors.UnfitText, "bad_request", 400),
)
BY_STATUS = {400: "bad_request", 403: "not_allowed", 404: "not_found", 405: "not_found", 413: "too_large"}
FOR_PROGRAMS = "/api/"
# The boxes in which somebody may have written much.
KEPT = ("text", "question", "agreed", "outcome", "reason", "corrected")


class Problem(Exception):
    """Stops a request and shows one page of problem.html (`name`), with an HTTP status."""

    def __init__(self, name: str, status: int) -> None:
        super().__init__(name)
        self.name = name
        self.status = status


def name_and_status(error: BaseException) -> tuple[str, int]:
    """Which page an exception becomes; whatever nobody thought of is "failed", 500."""
    if isinstance(error, Problem):
        return error.name, error.status
    for kind, name, status in MOST_SPECIFIC_FIRST:
        if isinstance(error, kind):
            return name, status
    if isinstance(error, SanicException):
        return BY_STATUS.get(error.status_code, "failed"), error.status_code
    return "failed", 500


async def show(request: Request, error: Exception) -> HTTPResponse:
    """The page for an exception. What was typed is given back, so that nothing is lost by a stale form."""
    name, status = name_and_status(error)
    if status >= 500:
        logging.get("desk").error("page_failed", error=type(error).__name__, status=status)
    if request.path.startswith(FOR_PROGRAMS):
        return _for_program(name, status, dict(getattr(error, "headers", None) or {}))
    return pages.render(request, "problem.html", {"problem": name, "kept_text": _typed(request)}, status)


def _for_program(name: str, status: int, headers: dict[str, str]) -> HTTPResponse:
    """RFC 9457, with the name of the page instead of its words; a 405 says what is allowed (RFC 9110)."""
    headers |= {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    body = {"type": "about:blank", "status": status, "problem": name}
    return json(body, status=status, headers=headers, content_type="application/problem+json")


def _typed(request: Request) -> str:
    try:
        form = request.form or {}
        return next((str(form.get(field)) for field in KEPT if form.get(field)), "")
    except Exception:  # a body that cannot be read holds nothing that could be given back
        return ""
