"""Consents, copy and deletion, each with the code of what was sent."""

from __future__ import annotations

from typing import Any

import pytest

from casebook import cases, casework, erasure, retention
from casebook.audit import listed as audited
from casebook.errors import Erased, NotAllowed, UnknownCase
from casebook.rights import Staff
from tests.frontdoor import desk
from tests.frontdoor.conftest import Door
from tests.frontdoor.returned import AGREED, OWN, WHOLE, Returned, door_says, mere, person, texts
from tests.frontdoor.test_effects import doing, receipts
from tests.frontdoor.test_turns import conversation_of

__all__ = ["mere", "person"]
KEEPER = Staff("k1", "keeper", "Rangi", "rangi@example.org")


async def test_one_consent_is_taken_back_and_the_others_stay(person: Returned) -> None:
    """Row 36: separate consents. Row 37: a receipt of each, and any one withdrawn later."""
    seen = texts(await person.presses("See what I agreed to"))
    assert door_says(person, "consent_yes", what="use it for learning, without names") in seen
    await person.presses("Take back: use it for learning, without names")
    assert person.given == {name: name != "learning" for name in AGREED}
    assert {one["id"]: one["given"] for one in person.summary["consents"]} == person.given
    await person.presses("Agree: use it for learning, without names")
    assert person.given["learning"] is True


async def test_taking_all_back_is_asked_once_more_closes_the_case_and_stays_so(
    person: Returned, mere: Staff
) -> None:
    """Row 37: withdraw all of it."""
    await desk.does(person.door, desk.claim, mere, person.case_id)
    await person.presses("Take it back")
    assert all(person.given.values())
    await person.presses("Yes, take it back")
    assert not any(person.given.values())
    assert person.summary["contact"]["value"] is None
    assert person.lines == [("addition", door_says(person, "withdrawn_for_facilitators"))]
    with person.door.book.read() as tx:
        assert cases.status(tx, person.case_id).stage == "closed"
    lead = Staff("l1", "lead", "Hana", "hana@example.nz")
    await desk.does(person.door, cases.answer_gate, lead, person.reference, False)
    with pytest.raises(NotAllowed):
        await desk.does(person.door, casework.reopen, lead, person.reference)


async def test_consent_without_which_nothing_is_held_takes_all_back(person: Returned) -> None:
    await person.presses("See what I agreed to")
    await person.presses("Take back: keep what I said")
    assert person.given["keep"] is True
    await person.presses("Yes, take it back")
    assert not any(person.given.values())


async def test_copy_holds_everything_in_the_persons_own_words(person: Returned) -> None:
    """Row 38: see and take along one's own record."""
    await person.presses("Add something")
    await person.types("and one thing more")
    await person.presses("Yes")
    await person.looks_again()
    said = await person.presses("See a copy")
    copy = next(one for one in said if one.get("custom", {}).get("type") == "summary")
    for part in (OWN, "Canterbury", "021 000 111", "after 4 pm", "and one thing more"):
        assert part in copy["text"]
    lines = [line for section in copy["custom"]["sections"] for line in section["lines"]]
    assert any(line["own_words"] and OWN in line["text"] for line in lines)
    assert not any("change" in line or "leave_out" in line for line in lines)


async def test_deleting_everything_is_asked_once_more_and_proven(person: Returned) -> None:
    """Row 38: delete one's own record, the talks and their keys included."""
    door = person.door
    conv = conversation_of(door.book, person.tab)
    said = await person.presses("Delete everything")
    assert person.reference in texts(said)
    await person.presses("No, keep it")
    assert person.summary
    await person.presses("Delete everything")
    await person.tab.say(person.tab.payload("Yes, delete it all"))
    await person.tab.until(lambda: any("Proof" in text for text in person.tab.texts))
    proof = next(text for text in person.tab.texts if "Proof" in text)
    assert person.reference in proof
    assert "Keys destroyed: 3" in proof
    with door.book.read() as tx:
        with pytest.raises(UnknownCase):
            cases.status(tx, person.case_id)
        [line] = [one for one in audited(tx, KEEPER) if one.what == "erase"]
    assert line.subject == person.reference
    for key in (person.case_id, conv):
        with pytest.raises(Erased):
            door.book.keys.seal(key)


async def test_deleting_one_of_two_intakes_with_its_code_leaves_the_draft_of_the_other(door: Door) -> None:
    tab = await door.browser()
    await doing(door, tab, "submit_intake", {"summary": WHOLE})
    first = receipts(tab)[0]["custom"]
    await doing(door, tab, "keep_progress", {"intake": 2})
    second = receipts(tab)[-1]["custom"]
    assert second["reference"] is None
    await door.book.run(lambda book: _erase(book, first["reference"]))
    again = await door.browser()
    await again.said_and_done(second["code"])
    assert any("Welcome back" in text for text in again.texts)


async def test_looking_around_makes_no_case_and_keeps_nothing(door: Door) -> None:
    """Row 35: explore and learn with nothing saved."""
    tab = await door.browser()
    for question in ("what is it", "how long does it take"):
        await tab.said_and_done(question)
    with door.book.read() as tx:
        assert cases.count(tx, KEEPER) == 0
    door.clock.move(days=1, minutes=1)
    swept = await door.book.run(retention.sweep)
    assert swept.conversations == 1
    assert receipts(tab) == []


def _erase(book: Any, reference: str) -> None:
    with book.write() as tx:
        erasure.erase(tx, None, reference)
