"""That somebody writes is told while a facilitator is there, seldom, and as a moment alone."""

import pytest

from casebook import Casebook, conversations, holding, writing
from casebook.errors import NotAllowed
from tests.casebook.conftest import FACILITATOR, KEEPER, OTHER, HandClock


def take_over(book: Casebook, conv: str) -> None:
    with book.write() as tx:
        holding.open_words(tx, conv)
        holding.take_over(tx, FACILITATOR, conv)


def both_write(book: Casebook, conv: str) -> int:
    """Both sides write; returns how often followers are told of it."""
    with book.write() as tx:
        before, _ = conversations.changed_since(tx, 0)
    for note in (lambda tx: writing.person(tx, conv), lambda tx: writing.facilitator(tx, FACILITATOR, conv)):
        with book.write() as tx:
            note(tx)
    with book.read() as tx:
        return conversations.changed_since(tx, 0)[0] - before


def test_writing_is_told_in_both_directions_and_at_most_every_two_seconds(
    book: Casebook, clock: HandClock, conv: str
) -> None:
    take_over(book, conv)
    assert both_write(book, conv) == 2
    with book.read() as tx:
        talk = conversations.get(tx, conv)
    assert (talk.person_writes_at, talk.facilitator_writes_at) == (clock.now(), clock.now())
    clock.move(seconds=1)
    assert both_write(book, conv) == 0
    clock.move(seconds=1)
    assert both_write(book, conv) == 2


def test_nothing_is_noted_where_no_facilitator_is_with_the_person(book: Casebook, conv: str) -> None:
    assert both_write(book, conv) == 0
    with book.read() as tx:
        assert conversations.get(tx, conv).person_writes_at is None


def test_only_who_holds_the_talk_is_seen_writing(book: Casebook, conv: str) -> None:
    take_over(book, conv)
    with book.write() as tx:
        writing.facilitator(tx, OTHER, conv)
        with pytest.raises(NotAllowed):
            writing.facilitator(tx, KEEPER, conv)
        assert conversations.get(tx, conv).facilitator_writes_at is None
