"""Consents are kept with their words, taken back one by one, and count again when given again."""

from __future__ import annotations

from casebook import consents
from casebook.book import Casebook
from tests.casebook.conftest import HandClock
from tests.casebook.stories import send


def test_consents_are_kept_with_their_words_and_taken_back_one_by_one(book: Casebook) -> None:
    sent = send(book)
    with book.write() as tx:
        before = consents.current(tx, sent.case_id)
        assert consents.withdraw(tx, sent.case_id, "share_facilitator")
        assert not consents.withdraw(tx, sent.case_id, "share_facilitator")
        assert not consents.withdraw(tx, sent.case_id, "share_service")
        after = consents.current(tx, sent.case_id)
    assert (before["share_facilitator"].given, before["share_facilitator"].words) == (True, "canary consent")
    assert not before["share_service"].given
    assert not after["share_facilitator"].given
    assert after["share_facilitator"].withdrawn_at


def test_a_consent_given_again_counts(book: Casebook, clock: HandClock) -> None:
    sent = send(book)
    clock.move(minutes=1)
    with book.write() as tx:
        consents.record(tx, sent.case_id, "share_service", True, "yes, now")
        assert consents.current(tx, sent.case_id)["share_service"].given
