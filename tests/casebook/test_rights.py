"""Every action for every role, as the table says, at the functions themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from casebook import (
    audit,
    cases,
    casework,
    check_backs,
    concerns,
    content_checks,
    erasure,
    holding,
    rights,
    staff,
    told,
)
from casebook.book import Casebook
from casebook.errors import NotAllowed
from casebook.rights import RIGHTS, ROLES, Staff
from casebook.transaction import Tx
from tests.casebook.conftest import begin
from tests.casebook.stories import account, pass_gate, send

Act = Callable[[Tx, Staff, str, str], Any]


def _held(act: Callable[[Tx, Staff, str], Any]) -> Act:
    """The action on a case that the role itself holds."""

    def do(tx: Tx, who: Staff, reference: str, _: str) -> None:
        tx.execute(cases.cases.update().values(holder=who.id, stage="claimed"))
        act(tx, who, reference)

    return do


def _anothers(act: Callable[[Tx, Staff, str], Any]) -> Act:
    def do(tx: Tx, who: Staff, reference: str, _: str) -> None:
        tx.execute(cases.cases.update().values(holder="another", stage="claimed"))
        act(tx, who, reference)

    return do


ACTS: dict[str, Act] = {
    "see_queue": lambda tx, who, ref, conv: cases.listed(tx, who),
    "see_concerns": lambda tx, who, ref, conv: concerns.listed(tx, who),
    "open_case": lambda tx, who, ref, conv: cases.open_case(tx, who, ref),
    "open_case_of_another": _anothers(cases.open_case),
    "find_case": lambda tx, who, ref, conv: cases.find(tx, who, name="x"),
    "claim_case": lambda tx, who, ref, conv: casework.claim(tx, who, ref),
    "release_own_case": _held(casework.release),
    "hand_on_any_case": _anothers(lambda tx, who, ref: casework.hand_on(tx, who, ref, "f9")),
    "write_note": _held(lambda tx, who, ref: casework.note(tx, who, ref, "n")),
    "ask_person": _held(lambda tx, who, ref: casework.ask(tx, who, ref, "q")),
    "answer_case": _held(casework.answer),
    "close_case": _held(casework.close),
    "reopen_case": _held(casework.reopen),
    "see_follow_ups": lambda tx, who, ref, conv: check_backs.listed(tx, who),
    "join_conversation": lambda tx, who, ref, conv: holding.offer_to_join(tx, who, conv),
    "break_glass": lambda tx, who, ref, conv: holding.read_words(tx, who, conv, reason="danger"),
    "see_people": lambda tx, who, ref, conv: staff.listed(tx, who),
    "invite_staff": lambda tx, who, ref, conv: staff.invite(tx, "lead", who),
    "disable_staff": lambda tx, who, ref, conv: staff.disable(tx, who, "nobody"),
    "see_hours": lambda tx, who, ref, conv: told.history(tx, who),
    "change_hours": lambda tx, who, ref, conv: told.change(tx, who, 0, {"closures": ["2026-12-24"]}),
    "check_content": lambda tx, who, ref, conv: content_checks.mark(tx, who, "source L1", date(2026, 11, 21)),
    "see_audit": lambda tx, who, ref, conv: audit.listed(tx, who),
    "erase_case": lambda tx, who, ref, conv: erasure.erase(tx, who, ref),
}
# Done by the desk and the commands with no function of the casebook behind them: they ask `rights.require`.
ELSEWHERE = {
    "export_case",
    "export_queue",
    "see_content",
    "see_figures",
    "back_up",
}


def test_every_right_is_tried_here_or_asked_for_elsewhere() -> None:
    assert set(ACTS) | ELSEWHERE == set(RIGHTS)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("action", sorted(ACTS))
def test_a_role_can_do_what_the_table_says_and_nothing_else(
    sqlite_book: Casebook, role: str, action: str
) -> None:
    who = Staff("x1", role, "", "")
    conv, sent = begin(sqlite_book), send(sqlite_book, "other")
    account(sqlite_book, "f9")
    pass_gate(sqlite_book, who, sent.reference)
    if role in RIGHTS[action]:
        with sqlite_book.write() as tx:
            ACTS[action](tx, who, sent.reference, conv)
    else:
        with pytest.raises(NotAllowed), sqlite_book.write() as tx:
            ACTS[action](tx, who, sent.reference, conv)


@pytest.mark.parametrize("role", ROLES)
def test_require_asks_the_table(role: str) -> None:
    who = Staff("x1", role, "", "")
    for action, roles in RIGHTS.items():
        assert rights.may(who, action) is (role in roles)


def test_an_action_that_is_not_in_the_table_is_an_error() -> None:
    with pytest.raises(KeyError):
        rights.require(Staff("x1", "lead", "", ""), "fly")
