"""What was sent, seen and changed with the code; Rasa is down and nobody notices."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import pytest_asyncio

from casebook import cases, casework, check_backs, consents, conversations, erasure, notes, retention
from casebook.audit import listed as audited
from casebook.errors import Erased, NotAllowed, UnknownCase
from casebook.rights import Staff
from frontdoor.returning import contact
from frontdoor.returning.buttons import MANAGE, wanted
from frontdoor.returning.managing import PRESSED
from frontdoor.words import press_of
from ground.hours import Hours
from intake import content, words
from intake.fields import fields
from tests.frontdoor import desk
from tests.frontdoor.browser import Browser
from tests.frontdoor.conftest import Door
from tests.frontdoor.rasa import reply
from tests.frontdoor.test_effects import CONTACT, SUMMARY, doing, receipts
from tests.frontdoor.test_turns import conversation_of

KEEPER = Staff("k1", "keeper", "Rangi", "rangi@example.org")
OWN = "Two  spaces, a tab\there, “quoted” – kāore anō."
AGREED = ("keep", "share_facilitator", "contact", "learning")
WHOLE = SUMMARY | {
    "own_words": {"p_words": OWN},
    "consents": [{"id": name, "given": True, "words": f"asked for {name}"} for name in AGREED],
    "contact": CONTACT | {"voicemail": "no_message", "times": "after 4 pm", "who_else": "my sister answers"},
}


class Returned:
    """Somebody who came back with their code; Rasa is down all the time."""

    def __init__(self, door: Door, tab: Browser, case_id: str, reference: str) -> None:
        self.door, self.tab, self.case_id, self.reference = door, tab, case_id, reference

    async def presses(self, title: str) -> list[dict[str, Any]]:
        """Press a button; what the service says to it."""
        before = len(self.tab.bot)
        await self.tab.said_and_done(self.tab.payload(title))
        return self.tab.bot[before:]

    async def types(self, text: str) -> list[dict[str, Any]]:
        """Type something; what the service says to it."""
        before = len(self.tab.bot)
        await self.tab.said_and_done(text)
        return self.tab.bot[before:]

    async def looks_again(self) -> list[dict[str, Any]]:
        """Go back to where things are."""
        await self.presses("See what I agreed to")
        return await self.presses("What I sent, and what happens next")

    @property
    def summary(self) -> dict[str, Any]:
        with self.door.book.read() as tx:
            return cases.summary_for_person(tx, self.case_id)

    @property
    def given(self) -> dict[str, bool]:
        with self.door.book.read() as tx:
            return {name: one.given for name, one in consents.current(tx, self.case_id).items()}

    @property
    def lines(self) -> list[tuple[str, str]]:
        with self.door.book.read() as tx:
            return [(one.kind, one.text) for one in casework.told(tx, self.case_id)]


async def sent_by_somebody(door: Door, summary: dict[str, Any] = WHOLE) -> tuple[str, str, str]:
    """An intake that was sent and whose page is closed: code, reference, case."""
    old = await door.browser()
    await doing(door, old, "submit_intake", {"summary": summary})
    receipt = receipts(old)[0]["custom"]
    with door.book.read() as tx:
        case_id = conversations.get(tx, conversation_of(door.book, old)).case_id
    assert case_id is not None
    await door.is_left_by(old)
    door.browsers.remove(old)
    return receipt["code"], receipt["reference"], case_id


async def back(door: Door, code: str, reference: str, case_id: str) -> Returned:
    door.rasa.fault = "500"
    tab = await door.browser()
    await tab.said_and_done(code)
    return Returned(door, tab, case_id, reference)


@pytest_asyncio.fixture
async def person(door: Door) -> Returned:
    return await back(door, *await sent_by_somebody(door))


@pytest_asyncio.fixture
async def mere(door: Door) -> Staff:
    return desk.facilitator(door)


def card(said: list[dict[str, Any]]) -> dict[str, Any]:
    return next(one["custom"] for one in said if one.get("custom", {}).get("type") == "status")


def texts(said: list[dict[str, Any]]) -> str:
    return "\n".join(one["text"] for one in said)


async def test_status_says_where_it_stands_what_is_next_and_who_does_it(
    person: Returned, mere: Staff
) -> None:
    """Row 49: the person's reference code and status in plain words. Row 44: the facilitator has a name."""
    door, first = person.door, card(person.tab.bot)
    assert (first["reference"], first["stage"], first["by"]) == (person.reference, "new", "A facilitator")
    await desk.does(door, desk.claim, mere, person.case_id)
    said = await person.looks_again()
    claimed = card(said)
    assert (claimed["stage"], claimed["by"]) == ("claimed", "Mere Ngata (a facilitator)")
    assert claimed["words"] == "Mere Ngata (a facilitator) looks after what you sent."
    for shown in (claimed["reference"], claimed["words"], claimed["next"]):
        assert shown in said[0]["text"]


async def test_status_says_by_when_only_what_was_promised_and_when_that_is_over(door: Door) -> None:
    promised = Hours({"hours": {"monday": [["09:00", "16:00"]]}, "reply_working_days": 3})
    object.__setattr__(door.content, "hours", promised)
    sent = await sent_by_somebody(door)
    person = await back(door, *sent)
    told = card(person.tab.bot)
    assert (told["due"], told["by"]) == ("2026-11-26", "A facilitator, by Thursday 26 November")
    assert "by Thursday 26 November" in texts(person.tab.bot)
    door.clock.move(days=5)
    late = await back(door, *sent)
    assert door.say("status_late", date="Thursday 26 November") in late.tab.texts


async def test_status_says_when_somebody_checks_back(person: Returned) -> None:
    door = person.door
    await desk.does(door, check_backs.agree, person.case_id, date(2027, 1, 15))
    said = await person.looks_again()
    assert door.say("status_check_back", date="Friday 15 January") in texts(said)


async def test_status_warns_before_it_is_deleted(person: Returned, mere: Staff) -> None:
    """Row 39: automatic retention by stage, warned before."""
    door = person.door
    assert door.say("status_kept", days=90) in person.tab.texts
    await desk.does(door, desk.claim, mere, person.case_id)
    await desk.does(door, desk.close, mere, person.case_id)
    assert door.say("case_is_closed") in texts(await person.presses("See what I agreed to"))
    assert door.say("case_no_questions") in texts(await person.presses("Questions and answers"))


async def test_a_closed_case_says_at_once_what_came_of_what_was_agreed(door: Door, mere: Staff) -> None:
    """Row 56: the loop is closed without a button to find."""
    sent = await sent_by_somebody(door)
    with door.book.write() as tx:
        for kind, text in (("note", "of staff"), ("action", "The notes."), ("outcome", "They came.")):
            notes.write(tx, sent[2], kind, mere.id, text)
        notes.write(tx, sent[2], "closed", mere.id, "All is done.")
    await desk.does(door, desk.claim, mere, sent[2])
    await desk.does(door, desk.close, mere, sent[2])
    person = await back(door, *sent)
    said = "\n".join(person.tab.texts)
    for line in ("Agreed: The notes.", "What came of it: They came.", "Why it was closed: All is done."):
        assert line in said, line
    assert "of staff" not in said


async def test_closed_case_is_kind_says_its_last_day_and_then_is_gone(door: Door, mere: Staff) -> None:
    """Row 39: what is closed is deleted on the day that was said."""
    sent = await sent_by_somebody(door)
    await desk.does(door, desk.claim, mere, sent[2])
    await desk.does(door, desk.close, mere, sent[2])
    person = await back(door, *sent)
    told = card(person.tab.bot)
    assert (told["stage"], told["by"]) == ("closed", None)
    assert door.say("status_ends", date="Sunday 21 February") in person.tab.texts
    assert [one["title"] for one in person.tab.bot[-1]["quick_replies"]][:3] == [
        "Questions and answers",
        "See a copy",
        "Delete everything",
    ]
    door.clock.move(days=91)
    await door.book.run(retention.sweep)
    again = await door.browser()
    await again.said_and_done(sent[0])
    assert again.texts[-1] == door.say("code_not_opened")


async def test_question_of_a_facilitator_is_answered_in_the_very_words(person: Returned, mere: Staff) -> None:
    """Row 53: a facilitator's follow-up questions are answered with the code."""
    door = person.door
    await desk.does(door, desk.claim, mere, person.case_id)
    await desk.does(door, desk.ask, mere, person.case_id, "Which days are good?")
    said = await person.looks_again()
    assert card(said)["stage"] == "waiting"
    assert card(said)["by"] == door.say("status_by_you")
    assert "Which days are good?" in texts(said)
    await person.presses("Answer this")
    await person.types(OWN)
    assert ("answer", OWN) not in person.lines
    await person.presses("Yes")
    assert person.lines == [("question", "Which days are good?"), ("answer", OWN)]
    assert door.rasa.asked[-1].get("text") != OWN
    assert card(await person.looks_again())["stage"] == "claimed"
    seen = texts(await person.presses("Questions and answers"))
    assert f"You answered: {OWN}" in seen


async def test_answer_goes_only_after_a_yes_and_the_last_one_counts(person: Returned, mere: Staff) -> None:
    await desk.does(person.door, desk.claim, mere, person.case_id)
    await desk.does(person.door, desk.ask, mere, person.case_id, "How are you?")
    await person.presses("Questions and answers")
    await person.presses("Answer this")
    await person.types("first")
    await person.types("second")
    await person.types("no")
    assert person.lines == [("question", "How are you?")]
    await person.presses("Questions and answers")
    await person.presses("Answer this")
    await person.types("third")
    await person.presses("Write it again")
    await person.types("fourth")
    await person.types("yes")
    assert person.lines[1:] == [("answer", "fourth")]


async def test_what_worries_is_no_answer_but_gets_help(person: Returned, mere: Staff) -> None:
    door = person.door
    await desk.does(door, desk.claim, mere, person.case_id)
    await desk.does(door, desk.ask, mere, person.case_id, "How are you?")
    await person.presses("Questions and answers")
    await person.presses("Answer this")
    door.rasa.fault = None
    await person.types("I will kill myself")
    assert "safety" in [one.get("custom", {}).get("type") for one in person.tab.bot]
    assert door.rasa.asked[-1]["screened"]["level"] == "crisis"
    await person.types("yes")
    assert door.rasa.asked[-1]["text"] == "yes"
    assert [kind for kind, _ in person.lines] == ["question"]


async def test_something_is_added_in_the_very_words(person: Returned) -> None:
    await person.presses("Add something")
    await person.types(OWN)
    await person.presses("Yes")
    assert person.lines == [("addition", OWN)]


async def test_contact_plan_is_seen_and_changed_line_by_line(person: Returned) -> None:
    """Row 32: a safe-contact plan (voicemail, times, who else answers), changed later."""
    seen = texts(await person.presses("Change how to reach me"))
    for said in ("021 000 111", "No message", "after 4 pm", "my sister answers"):
        assert said in seen
    await person.presses("Change: If you do not answer")
    await person.presses("Leave only a name")
    assert person.summary["contact"]["voicemail"] == "name_only"
    await person.presses("Change: How to reach you")
    assert door_says(person, "contact_not_read") in texts(await person.types("my new one is nowhere"))
    assert "me@example.org" in texts(await person.types("please use me@example.org now"))
    assert person.summary["contact"]["value"] == "021 000 111"
    await person.presses("Yes")
    plan = person.summary["contact"]
    assert (plan["value"], plan["channels"], plan["times"]) == ("me@example.org", ["email"], "after 4 pm")
    assert (plan["ok"], plan["who_else"]) == (True, "my sister answers")


async def test_line_that_is_typed_as_a_choice_counts_as_one_and_other_words_are_asked_again(
    person: Returned,
) -> None:
    await person.presses("Change how to reach me")
    await person.presses("Change: If you do not answer")
    await person.types("they know my brother")
    assert person.summary["contact"]["voicemail"] == "no_message"
    await person.types("name only")
    assert person.summary["contact"]["voicemail"] == "name_only"


async def test_nobody_should_contact_me_takes_the_number_away_and_can_be_undone(person: Returned) -> None:
    await person.presses("Change how to reach me")
    await person.presses("Nobody should contact me")
    plan = person.summary["contact"]
    assert (plan["ok"], plan["value"], plan["channels"]) == (False, None, [])
    assert person.given["contact"] is False
    await person.presses("Agree: a facilitator contacts me")
    await person.types("021 555 0199")
    assert person.given["contact"] is False
    await person.presses("Yes")
    assert person.given["contact"] is True
    assert (person.summary["contact"]["ok"], person.summary["contact"]["value"]) == (True, "021 555 0199")


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


async def test_leaving_quickly_after_coming_back_is_told_to_the_facilitator(
    person: Returned, mere: Staff
) -> None:
    """Row 31: the facilitator sees that the page was left quickly."""
    assert (await person.tab.call("leave", {}))["ok"]
    await desk.does(person.door, desk.claim, mere, person.case_id)
    opened = await desk.does(person.door, cases.open_case, mere, person.reference)
    assert opened.exit_used


async def test_choice_about_a_question_that_is_gone_changes_nothing(person: Returned, mere: Staff) -> None:
    await desk.does(person.door, desk.claim, mere, person.case_id)
    question = await desk.does(person.door, desk.ask, mere, person.case_id, "Which days?")
    await person.presses("Questions and answers")
    await person.presses("Answer this")
    await person.types("Mondays")
    await desk.does(person.door, casework.answer_question, person.case_id, question, "by telephone")
    assert door_says(person, "case_question_gone") in texts(await person.presses("Yes"))
    assert [text for kind, text in person.lines if kind == "answer"] == ["by telephone"]


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


def door_says(person: Returned, name: str, **values: str) -> str:
    return person.door.say(name, **values)


def _erase(book: Any, reference: str) -> None:
    with book.write() as tx:
        erasure.erase(tx, None, reference)


async def test_whatever_else_is_asked_there_is_a_way_back_to_what_was_sent(person: Returned) -> None:
    door = person.door
    door.rasa.fault, door.rasa.answer = None, lambda turn: reply("an answer")
    await person.types("how long does it take?")
    assert card(await person.presses("What I sent, and what happens next"))["reference"] == person.reference
    door.rasa.answer = lambda turn: reply("a question", form="intake_form", requested="p_needs")
    [said] = await person.types("something else happened too")
    assert "quick_replies" not in said


def test_every_button_of_what_was_sent_has_something_that_carries_it_out() -> None:
    presses = [
        press_of(button["payload"])
        for variations in content.responses().values()
        for said in variations
        for button in said.get("buttons") or ()
    ]
    asked = {wanted(press)[0] for press in presses if press["intent"] == MANAGE}
    assert {"status", "add", "contact", "consents", "questions", "copy", "withdraw", "erase"} <= asked
    assert asked - set(PRESSED) == set()


def test_every_line_of_the_contact_plan_is_a_question_of_the_intake_with_a_name() -> None:
    for field in contact.LINES:
        assert field in fields()
        assert words.text(content.question_words(), f"utter_label_{field}", {})
