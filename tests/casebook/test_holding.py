"""One holder, fenced; and words that stay closed until the person opens them."""

from __future__ import annotations

import pytest

from casebook import audit, cases, conversations, holding, messages
from casebook.book import Casebook
from casebook.errors import NotAllowed, WrongFence
from tests.casebook.conftest import FACILITATOR, KEEPER, LEAD, OTHER
from tests.casebook.stories import summary


def agreed(book: Casebook, conv: str) -> None:
    with book.write() as tx:
        holding.open_words(tx, conv)


def test_a_stale_fence_moves_nothing(book: Casebook, conv: str) -> None:
    with book.write() as tx:
        assert holding.set_holder(tx, conv, "queue", None, 0) == 1
    with pytest.raises(WrongFence), book.write() as tx:
        holding.set_holder(tx, conv, "guide", None, 0)
    with book.read() as tx:
        assert conversations.get(tx, conv).holder == "queue"


def test_an_unknown_holder_is_refused(book: Casebook, conv: str) -> None:
    with pytest.raises(ValueError, match="robot"), book.write() as tx:
        holding.set_holder(tx, conv, "robot", None, 0)


@pytest.mark.parametrize(("holder", "may"), [("guide", True), ("queue", True), ("facilitator", False)])
def test_only_a_facilitator_silences_the_guide(book: Casebook, conv: str, holder: str, may: bool) -> None:
    with book.write() as tx:
        holding.set_holder(tx, conv, holder, None, 0)
        assert holding.guide_may_write(tx, conv) is may


def test_a_facilitator_takes_over_writes_and_gives_back(book: Casebook, conv: str) -> None:
    agreed(book, conv)
    with book.write() as tx:
        holding.take_over(tx, FACILITATOR, conv)
        seq = holding.say(tx, FACILITATOR, conv, "kia ora, I am Ana")
        assert messages.since(tx, conv)[0].side == "facilitator"
        holding.give_back(tx, FACILITATOR, conv)
        assert conversations.get(tx, conv).holder == "guide"
    assert seq == 1


def test_nobody_takes_over_before_the_person_agreed(book: Casebook, conv: str) -> None:
    with pytest.raises(NotAllowed), book.write() as tx:
        holding.take_over(tx, FACILITATOR, conv)


def test_nobody_takes_over_from_another_facilitator(book: Casebook, conv: str) -> None:
    agreed(book, conv)
    with book.write() as tx:
        holding.take_over(tx, FACILITATOR, conv)
    with pytest.raises(WrongFence), book.write() as tx:
        holding.take_over(tx, OTHER, conv)
    with pytest.raises(NotAllowed), book.write() as tx:
        holding.say(tx, OTHER, conv, "me too")


def test_a_keeper_does_not_join_conversations(book: Casebook, conv: str) -> None:
    agreed(book, conv)
    with pytest.raises(NotAllowed), book.write() as tx:
        holding.take_over(tx, KEEPER, conv)


def test_words_are_closed_to_facilitators_until_the_person_agrees(book: Casebook, conv: str) -> None:
    with book.write() as tx:
        messages.add_person_message(tx, conv, "a", "only for the guide")
    with pytest.raises(NotAllowed), book.write() as tx:
        holding.read_words(tx, FACILITATOR, conv, reason="curious")
    agreed(book, conv)
    with book.write() as tx:
        assert [row.text for row in holding.read_words(tx, FACILITATOR, conv)] == ["only for the guide"]


def test_a_return_code_is_the_persons_alone(book: Casebook, conv: str) -> None:
    agreed(book, conv)
    said = {"type": "receipt", "reference": "R-AAAA-BBBB", "code": "1234 5678 1234 5678"}
    with book.write() as tx:
        messages.add_message(tx, conv, "service", "Sent. Your code is 1234 5678 1234 5678.", custom=said)
        (row,) = holding.read_words(tx, FACILITATOR, conv)
        assert "1234" not in repr(row)
        assert row.text.startswith("Sent. Your code is •")
        assert messages.since(tx, conv)[0].custom == said


def test_a_conflict_of_interest_closes_the_conversation_too(book: Casebook, conv: str) -> None:
    agreed(book, conv)
    with book.write() as tx:
        sent = cases.submit(tx, conv, summary(), region="Waikato")
        cases.answer_gate(tx, OTHER, sent.reference, True)
        holding.read_words(tx, FACILITATOR, conv)
    for look in (holding.read_words, holding.take_over, holding.refuse_conflicted):
        with pytest.raises(NotAllowed), book.write() as tx:
            look(tx, OTHER, conv)


def test_what_is_said_after_a_talk_was_handed_back_is_closed_until_the_person_asks_again(
    book: Casebook, conv: str
) -> None:
    agreed(book, conv)
    with book.write() as tx:
        holding.take_over(tx, FACILITATOR, conv)
        holding.give_back(tx, FACILITATOR, conv)
        messages.add_person_message(tx, conv, "a", "only for the guide")
    with pytest.raises(NotAllowed), book.write() as tx:
        holding.read_words(tx, FACILITATOR, conv)
    agreed(book, conv)
    with book.write() as tx:
        assert holding.read_words(tx, FACILITATOR, conv)


def test_a_lead_breaks_the_glass_with_a_written_reason_alone(book: Casebook, conv: str) -> None:
    for reason in (None, "", "  "):
        with pytest.raises(NotAllowed), book.write() as tx:
            holding.read_words(tx, LEAD, conv, reason=reason)
    with book.write() as tx:
        holding.read_words(tx, LEAD, conv, reason="said goodbye and left")
    with book.read() as tx:
        line = audit.listed(tx, LEAD)[0]
    assert (line.what, line.subject, line.detail) == (
        "break_glass",
        conv,
        {"reason": "said goodbye and left"},
    )


def test_the_desk_lists_who_waits_the_highest_level_first(book: Casebook, conv: str) -> None:
    with book.write() as tx:
        other = conversations.create(tx, "other")
        conversations.raise_level(tx, other, "crisis")
        holding.set_holder(tx, conv, "queue", None, 0)
        holding.set_holder(tx, other, "queue", None, 0)
        assert [line.conversation for line in holding.waiting(tx, FACILITATOR)] == [other, conv]
        conversations.end(tx, other)
        assert [line.conversation for line in holding.waiting(tx, FACILITATOR)] == [conv]
