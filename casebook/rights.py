"""Who may do what at the desk: the table of docs/rights.md, which the tests hold this to."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.errors import NotAllowed

ROLES = ("facilitator", "lead", "keeper")

_ALL = frozenset(ROLES)
_CARE = frozenset({"facilitator", "lead"})
_LEAD = frozenset({"lead"})
_OVERSIGHT = frozenset({"lead", "keeper"})
_KEEPER = frozenset({"keeper"})

RIGHTS: dict[str, frozenset[str]] = {
    "see_queue": _ALL,
    "see_concerns": _ALL,
    # Opening one's own case or one that nobody holds; always after the conflict gate.
    "open_case": _ALL,
    "open_case_of_another": _OVERSIGHT,
    "find_case": _CARE,
    "claim_case": _CARE,
    "release_own_case": _CARE,
    "hand_on_any_case": _LEAD,
    "write_note": _CARE,
    "ask_person": _CARE,
    "answer_case": _CARE,
    "close_case": _CARE,
    "reopen_case": _LEAD,
    "see_follow_ups": _CARE,
    "export_case": _ALL,
    "export_queue": _OVERSIGHT,
    "join_conversation": _CARE,
    # Reading words before the person agreed, with a written reason.
    "break_glass": _LEAD,
    "see_people": _OVERSIGHT,
    "invite_staff": _KEEPER,
    "disable_staff": _KEEPER,
    "see_hours": _ALL,
    "change_hours": _OVERSIGHT,
    "see_content": _ALL,
    # Saying that a fact or a contact was looked up again at its source.
    "check_content": _OVERSIGHT,
    "see_audit": _OVERSIGHT,
    "see_figures": _ALL,
    "erase_case": _OVERSIGHT,
    "back_up": _KEEPER,
}


@dataclass(frozen=True)
class Staff:
    """A member of staff, or the machine's keeper at the command line."""

    id: str
    role: str
    name: str
    email: str


def may(staff: Staff, action: str) -> bool:
    """Whether the table gives this role the action. Raises KeyError for an action that is not in it."""
    return staff.role in RIGHTS[action]


def require(staff: Staff, action: str) -> None:
    """Raise NotAllowed unless the table gives this role the action."""
    if not may(staff, action):
        raise NotAllowed(action)
