"""A case comes to be once, and what comes after is told to it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from casebook import cases, codes, conversations, drafts
from casebook.book import Casebook
from casebook.cases import Submitted
from casebook.codes import Code
from casebook.errors import CasebookBusy
from tests.casebook.conftest import LEAD, HandClock, begin
from tests.casebook.stories import send, summary

CODE = Code("1234567890123456", "lookup", "hash")


def submitted(book: Casebook, conv: str) -> Submitted:
    while True:
        try:
            with book.write() as tx:
                return cases.submit(tx, conv, summary())
        except CasebookBusy:
            continue


def test_an_intake_sent_again_is_the_same_case(book: Casebook, conv: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: submitted(book, conv), range(6)))
    assert len({answer.reference for answer in answers}) == 1
    assert [answer.new for answer in answers].count(True) == 1
    with book.read() as tx:
        assert cases.count(tx, LEAD) == 1


def test_a_further_intake_of_a_conversation_is_another_case(book: Casebook, conv: str) -> None:
    first = submitted(book, conv)
    with book.write() as tx:
        assert conversations.next_intake(tx, conv) == 2
    assert submitted(book, conv).reference != first.reference


def test_a_draft_resumed_in_two_tabs_becomes_one_case(book: Casebook, conv: str) -> None:
    with book.write() as tx:
        conversations.set_state(tx, conv, {"slots": {}})
        draft = drafts.keep(tx, conv, CODE)
    tabs = [begin(book, "one"), begin(book, "two")]
    with book.write() as tx:
        for tab in tabs:
            drafts.resume(tx, draft, tab)
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(lambda tab: submitted(book, tab), tabs)
    assert first.reference == second.reference


def test_the_code_of_a_draft_opens_the_case_it_became(book: Casebook, conv: str) -> None:
    code = codes.make(book)
    with book.write() as tx:
        drafts.keep(tx, conv, code)
        sent = cases.submit(tx, conv, summary())
    assert codes.check(book, code.digits, "s", "a") == codes.Target("case", sent.case_id)


def test_the_summary_is_told_its_reference_and_time(book: Casebook, clock: HandClock) -> None:
    sent = send(book)
    with book.read() as tx:
        kept = cases.summary_for_person(tx, sent.case_id)
    assert (kept["reference"], kept["made_at"]) == (sent.reference, clock.now().isoformat())


def test_a_later_concern_raises_the_level_of_the_case(book: Casebook, conv: str) -> None:
    sent = submitted(book, conv)
    with book.write() as tx:
        conversations.raise_level(tx, conv, "check")
        assert cases.line(tx, sent.reference).level == "check"
