"""A case comes to be once, opens through the gate alone, and every opening is audited."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

import casebook
from casebook import audit, cases, casework, check_backs, codes, consents, conversations, drafts
from casebook.book import Casebook
from casebook.cases import Submitted
from casebook.codes import Code
from casebook.errors import (
    AlreadyClaimed,
    CasebookBusy,
    CaseClosed,
    ConflictDeclared,
    GateUnanswered,
    NotAllowed,
    UnknownCase,
)
from casebook.rights import Staff
from tests.casebook.conftest import FACILITATOR, KEEPER, LEAD, OTHER, HandClock, begin
from tests.casebook.stories import NAME, SERVICE, account, pass_gate, send, summary

CODE = Code("1234567890123456", "lookup", "hash")


def submitted(book: Casebook, conv: str) -> Submitted:
    while True:
        try:
            with book.write() as tx:
                return cases.submit(tx, conv, summary())
        except CasebookBusy:
            continue


def opened_by(book: Casebook, staff: Staff, reference: str) -> cases.Case:
    with book.write() as tx:
        return casebook.open_case(tx, staff, reference)


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


def test_a_case_does_not_open_before_the_gate_is_answered(book: Casebook) -> None:
    sent = send(book)
    with pytest.raises(GateUnanswered):
        opened_by(book, FACILITATOR, sent.reference)
    with book.write() as tx:
        shown = cases.gate(tx, FACILITATOR, sent.reference)
    assert shown == cases.Gate(NAME, SERVICE, "Waikato", None)
    pass_gate(book, FACILITATOR, sent.reference)
    assert opened_by(book, FACILITATOR, sent.reference).summary["role"] == "harmed"


def test_a_conflict_keeps_the_case_closed_for_every_action(book: Casebook) -> None:
    sent = send(book)
    pass_gate(book, FACILITATOR, sent.reference, conflict=True)
    with book.write() as tx:
        with pytest.raises(ConflictDeclared):
            cases.open_case(tx, FACILITATOR, sent.reference)
        with pytest.raises(ConflictDeclared):
            casework.claim(tx, FACILITATOR, sent.reference)
        with pytest.raises(ConflictDeclared):
            casework.note(tx, FACILITATOR, sent.reference, "n")
    with book.write() as tx:
        assert cases.gate(tx, FACILITATOR, sent.reference).answer == "conflict"


@pytest.mark.parametrize("staff", [FACILITATOR, LEAD, KEEPER], ids=lambda staff: staff.role)
def test_the_gate_stands_before_every_role(book: Casebook, staff: Staff) -> None:
    sent = send(book)
    with pytest.raises(GateUnanswered):
        opened_by(book, staff, sent.reference)


def test_one_persons_answer_does_not_open_the_case_for_another(book: Casebook) -> None:
    sent = send(book)
    pass_gate(book, FACILITATOR, sent.reference)
    with pytest.raises(GateUnanswered):
        opened_by(book, OTHER, sent.reference)


def test_every_opening_is_audited_with_its_word(book: Casebook) -> None:
    sent = send(book)
    pass_gate(book, FACILITATOR, sent.reference)
    for why in ("read", "export_json"):
        with book.write() as tx:
            cases.open_case(tx, FACILITATOR, sent.reference, why)
    with book.read() as tx:
        told = [(line.who, line.what, line.subject) for line in audit.listed(tx, LEAD)[:2]]
    assert told == [("f1", "export_json", sent.reference), ("f1", "read", sent.reference)]


def test_a_case_held_by_another_opens_to_leads_alone(book: Casebook) -> None:
    sent = send(book)
    for staff in (FACILITATOR, OTHER, LEAD):
        pass_gate(book, staff, sent.reference)
    with book.write() as tx:
        casework.claim(tx, FACILITATOR, sent.reference)
    with pytest.raises(NotAllowed):
        opened_by(book, OTHER, sent.reference)
    assert opened_by(book, LEAD, sent.reference).line.holder == FACILITATOR.id


def test_a_case_is_claimed_by_one(book: Casebook) -> None:
    sent = send(book)
    for staff in (FACILITATOR, LEAD):
        pass_gate(book, staff, sent.reference)
    with book.write() as tx:
        casework.claim(tx, FACILITATOR, sent.reference)
    with pytest.raises(AlreadyClaimed), book.write() as tx:
        casework.claim(tx, LEAD, sent.reference)


def test_a_case_goes_through_its_stages(book: Casebook) -> None:
    sent = send(book)
    pass_gate(book, FACILITATOR, sent.reference)
    pass_gate(book, LEAD, sent.reference)
    seen = []
    with book.write() as tx:
        for staff, step in [
            (FACILITATOR, casework.claim),
            (FACILITATOR, casework.answer),
            (FACILITATOR, casework.close),
            (LEAD, casework.reopen),
            (FACILITATOR, casework.release),
        ]:
            step(tx, staff, sent.reference)
            seen.append(cases.line(tx, sent.reference).stage)
    assert seen == ["claimed", "answered", "closed", "claimed", "new"]


def test_a_question_waits_for_the_person_and_is_answered_once(book: Casebook) -> None:
    sent = send(book)
    pass_gate(book, FACILITATOR, sent.reference)
    with book.write() as tx:
        casework.claim(tx, FACILITATOR, sent.reference)
        question = casework.ask(tx, FACILITATOR, sent.reference, "Who comes with you?")
        assert cases.status(tx, sent.case_id).stage == "waiting"
        assert [note.text for note in casework.questions(tx, sent.case_id)] == ["Who comes with you?"]
        assert casework.answer_question(tx, sent.case_id, question, "My sister")
        assert not casework.answer_question(tx, sent.case_id, question, "My brother")
        assert cases.status(tx, sent.case_id).stage == "claimed"
        told = cases.open_case(tx, FACILITATOR, sent.reference).notes
    assert [(note.kind, note.text) for note in told] == [
        ("question", "Who comes with you?"),
        ("answer", "My sister"),
    ]


def test_a_question_of_another_case_is_not_answered(book: Casebook) -> None:
    mine, other = send(book, "one"), send(book, "two")
    pass_gate(book, FACILITATOR, mine.reference)
    with book.write() as tx:
        casework.claim(tx, FACILITATOR, mine.reference)
        question = casework.ask(tx, FACILITATOR, mine.reference, "?")
        assert not casework.answer_question(tx, other.case_id, question, "no")


def test_the_queue_shows_the_highest_level_then_the_longest_waiting(book: Casebook, clock: HandClock) -> None:
    first = send(book, "one")
    clock.move(minutes=1)
    second = send(book, "two")
    clock.move(minutes=1)
    with book.write() as tx:
        conv = conversations.create(tx, "three")
        conversations.raise_level(tx, conv, "crisis")
        urgent = cases.submit(tx, conv, summary())
        references = [line.reference for line in cases.listed(tx, FACILITATOR)]
        assert references == [urgent.reference, first.reference, second.reference]
        assert [line.level for line in cases.listed(tx, FACILITATOR, level="crisis")] == ["crisis"]
        assert cases.listed(tx, FACILITATOR, limit=1, offset=1)[0].reference == first.reference
        assert cases.listed(tx, FACILITATOR, region="Otago") == []


def test_overdue_is_what_was_promised_and_not_answered(book: Casebook, clock: HandClock) -> None:
    late = send(book, "late", promised_by=clock.now())
    answered = send(book, "answered", promised_by=clock.now())
    send(book, "never promised")
    send(book, "later", promised_by=clock.now() + timedelta(days=1))
    pass_gate(book, FACILITATOR, answered.reference)
    clock.move(minutes=1)
    with book.write() as tx:
        casework.claim(tx, FACILITATOR, answered.reference)
        casework.answer(tx, FACILITATOR, answered.reference)
        assert [line.reference for line in cases.listed(tx, LEAD, overdue=True)] == [late.reference]


def test_closed_cases_are_listed_the_last_closed_first(book: Casebook, clock: HandClock) -> None:
    sent = [send(book, str(n)).reference for n in range(3)]
    for reference in sent[:2]:
        pass_gate(book, FACILITATOR, reference)
        clock.move(minutes=1)
        with book.write() as tx:
            casework.claim(tx, FACILITATOR, reference)
            casework.close(tx, FACILITATOR, reference)
    with book.read() as tx:
        assert [line.reference for line in cases.listed(tx, LEAD, stage="closed")] == [sent[1], sent[0]]
        assert [line.reference for line in cases.listed(tx, LEAD)] == [sent[2]]


def test_a_closed_case_is_read_and_not_changed(book: Casebook) -> None:
    sent = send(book)
    pass_gate(book, FACILITATOR, sent.reference)
    with book.write() as tx:
        casework.claim(tx, FACILITATOR, sent.reference)
        casework.close(tx, FACILITATOR, sent.reference)
    assert opened_by(book, FACILITATOR, sent.reference)
    for change in (casework.claim, casework.release, casework.answer, casework.close):
        with pytest.raises(CaseClosed), book.write() as tx:
            change(tx, FACILITATOR, sent.reference)


def test_a_case_is_handed_on_to_somebody_who_may_have_it(book: Casebook) -> None:
    sent = send(book)
    pass_gate(book, FACILITATOR, sent.reference)
    account(book, "f9")
    account(book, "k9", "keeper")
    with book.write() as tx:
        casework.claim(tx, FACILITATOR, sent.reference)
        for nobody in ("k9", "made up"):
            with pytest.raises(NotAllowed):
                casework.hand_on(tx, FACILITATOR, sent.reference, nobody)
        casework.hand_on(tx, FACILITATOR, sent.reference, "f9")
        assert cases.line(tx, sent.reference).holder == "f9"


def test_a_later_concern_raises_the_level_of_the_case(book: Casebook, conv: str) -> None:
    sent = submitted(book, conv)
    with book.write() as tx:
        conversations.raise_level(tx, conv, "check")
        assert cases.line(tx, sent.reference).level == "check"


@pytest.mark.parametrize(
    "wanted",
    [{"name": "HINEMOA  canary-name"}, {"name": "Hīnemoa Canary-Name"}, {"contact": "021 555 0199"}],
    ids=["capitals", "macrons", "local number"],
)
def test_a_case_is_found_by_name_or_contact_however_written(book: Casebook, wanted: dict[str, str]) -> None:
    sent = send(book)
    with book.write() as tx:
        assert [line.reference for line in cases.find(tx, FACILITATOR, **wanted)] == [sent.reference]
        assert cases.find(tx, FACILITATOR, name="Hinemoa") == []
        assert cases.find(tx, FACILITATOR) == []


def test_a_changed_contact_is_found_and_the_old_one_is_not(book: Casebook) -> None:
    sent = send(book)
    with book.write() as tx:
        cases.update_summary(
            tx,
            sent.case_id,
            lambda old: {**old, "contact": {"value": "Safe@Example.org", "channels": ["email"]}},
        )
        assert cases.find(tx, FACILITATOR, contact="safe@example.org")
        assert not cases.find(tx, FACILITATOR, contact="021 555 0199")


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


def test_check_backs_are_listed_until_done(book: Casebook, clock: HandClock) -> None:
    sent = send(book)
    today = clock.now().date()
    with book.write() as tx:
        line = check_backs.agree(tx, sent.case_id, today, "after the hearing")
        assert [due.reference for due in check_backs.listed(tx, FACILITATOR, until=today)] == [sent.reference]
        check_backs.done(tx, FACILITATOR, line)
        assert check_backs.listed(tx, FACILITATOR) == []


def test_an_unknown_reference_is_said_to_be_unknown(book: Casebook) -> None:
    with book.write() as tx, pytest.raises(UnknownCase):
        cases.open_case(tx, LEAD, "R-0000-0000")
