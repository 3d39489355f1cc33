"""One numbering for both sides, each message once, each answered once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from casebook import conversations, holding, messages
from casebook.book import Casebook
from casebook.errors import CasebookBusy, UnfitText, UnknownConversation
from tests.casebook.conftest import HandClock, begin


def say(book: Casebook, conv: str, client_id: str | None, text: str = "kia ora") -> messages.Stored:
    while True:
        try:
            with book.write() as tx:
                return messages.add_person_message(tx, conv, client_id, text)
        except CasebookBusy:
            continue


def test_both_sides_share_one_numbering(book: Casebook, conv: str) -> None:
    with book.write() as tx:
        first = messages.add_person_message(tx, conv, "a", "hello").seq
        offered = messages.take_seq(tx, conv)
        second = messages.add_message(
            tx, conv, "guide", "hello", seq=offered, quick_replies=[{"title": "yes"}]
        )
    with book.read() as tx:
        rows = messages.since(tx, conv)
    assert (first, offered, second) == (1, 2, 2)
    assert [(row.seq, row.side, row.text) for row in rows] == [(1, "person", "hello"), (2, "guide", "hello")]


def test_numbers_have_no_gaps_when_many_write_at_once(book: Casebook, conv: str) -> None:
    with ThreadPoolExecutor(6) as pool:
        seqs = list(pool.map(lambda n: say(book, conv, f"id{n}").seq, range(60)))
    assert sorted(seqs) == list(range(1, 61))
    assert book.keys.seal(conv)


def test_a_transaction_that_fails_leaves_no_gap(book: Casebook, conv: str) -> None:
    def fails() -> None:
        with book.write() as tx:
            messages.add_message(tx, conv, "guide", "lost")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert say(book, conv, "a").seq == 1


def test_the_same_client_id_twice_is_one_message(book: Casebook, conv: str) -> None:
    first, again = say(book, conv, "a", "one"), say(book, conv, "a", "two")
    with book.read() as tx:
        rows = messages.since(tx, conv)
    assert (first.seq, first.new, again.seq, again.new) == (1, True, 1, False)
    assert [row.text for row in rows] == ["one"]


def test_the_same_client_id_from_two_threads_is_one_message(book: Casebook, conv: str) -> None:
    ready = threading.Barrier(4)

    def both(_: int) -> messages.Stored:
        ready.wait()
        return say(book, conv, "same")

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(both, range(4)))
    assert {answer.seq for answer in answers} == {1}
    assert [answer.new for answer in answers].count(True) == 1


def test_a_client_id_of_another_conversation_is_another_message(book: Casebook, conv: str) -> None:
    say(book, conv, "a")
    assert say(book, begin(book, "other"), "a").new


def test_a_message_is_settled_once(book: Casebook, conv: str) -> None:
    seq = say(book, conv, "a").seq
    with book.write() as tx:
        assert messages.settle(tx, conv, seq, {"v": 1})
        assert not messages.settle(tx, conv, seq, {"v": 2})
    with book.read() as tx:
        assert conversations.state(tx, conv) == {"v": 1}
        assert messages.unsettled(tx, conv) == []


def test_unsettled_messages_come_in_order_with_what_the_turn_needs(book: Casebook, conv: str) -> None:
    with book.write() as tx:
        for n in range(3):
            messages.add_person_message(
                tx,
                conv,
                None,
                f"text {n}",
                press={"intent": "affirm"},
                picks=[n],
                screening={"level": "none"},
            )
        messages.settle(tx, conv, 2, None)
    with book.read() as tx:
        rows = messages.unsettled(tx)
    assert [row.seq for row in rows] == [1, 3]
    assert rows[0].press == {"intent": "affirm"}
    assert rows[1].picks == [2]
    assert rows[0].screening == {"level": "none"}


def test_a_message_that_no_key_opens_keeps_no_other_waiting(book: Casebook, conv: str) -> None:
    other = begin(book, "other")
    say(book, conv, "a", "closed for ever")
    say(book, other, "a", "still waits")
    book.keys.destroy([conv])
    with book.read() as tx:
        assert [row.text for row in messages.unsettled(tx)] == ["still waits"]


def test_nothing_waits_for_the_guide_while_a_facilitator_holds_the_conversation(
    book: Casebook, conv: str
) -> None:
    with book.write() as tx:
        holding.set_holder(tx, conv, "facilitator", "f1", 0)
    assert say(book, conv, "a").settled
    with book.read() as tx:
        assert messages.unsettled(tx) == []


def test_since_gives_only_what_came_after(book: Casebook, conv: str) -> None:
    for n in range(5):
        say(book, conv, f"id{n}")
    with book.read() as tx:
        assert [row.seq for row in messages.since(tx, conv, 2, limit=2)] == [3, 4]
        assert messages.since(tx, conv, 4)[0].client_id == "id4"


def test_an_ended_conversation_takes_no_more(book: Casebook, conv: str) -> None:
    with book.write() as tx:
        conversations.end(tx, conv)
    with pytest.raises(UnknownConversation):
        say(book, conv, "a")


def test_an_unknown_conversation_takes_nothing(book: Casebook) -> None:
    with pytest.raises(UnknownConversation):
        say(book, "0" * 32, "a")


@pytest.mark.parametrize("text", ["half \ud83d", "nul \0", "\udc00"])
def test_text_that_not_every_part_can_carry_is_refused(book: Casebook, conv: str, text: str) -> None:
    with pytest.raises(UnfitText) as refused:
        say(book, conv, "a", text)
    assert text not in str(refused.value)
    assert say(book, conv, "a", "fine").seq == 1


def test_a_nul_written_out_is_not_a_nul(book: Casebook, conv: str) -> None:
    say(book, conv, "a", "\\u0000")
    with book.read() as tx:
        assert messages.since(tx, conv)[0].text == "\\u0000"


@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=400))
def test_any_text_comes_back_as_it_was(sqlite_book: Casebook, text: str) -> None:
    conv = begin(sqlite_book, text + str(id(text)))
    say(sqlite_book, conv, None, text)
    with sqlite_book.read() as tx:
        assert messages.since(tx, conv)[0].text == text


def test_times_are_the_clocks(book: Casebook, conv: str, clock: HandClock) -> None:
    clock.move(minutes=5)
    say(book, conv, "a")
    with book.read() as tx:
        assert messages.since(tx, conv)[0].at == clock.now()
        assert conversations.get(tx, conv).active_at == clock.now()
