"""What was sent, seen and changed with the code; Rasa is down and nobody notices."""

from __future__ import annotations

from datetime import date

import pytest

from casebook import cases, casework, check_backs, notes, retention
from casebook.rights import Staff
from frontdoor.returning.buttons import MANAGE, wanted
from frontdoor.returning.managing import PRESSED
from frontdoor.words import press_of
from ground.hours import Hours
from intake import content
from tests.frontdoor import desk
from tests.frontdoor.conftest import Door
from tests.frontdoor.rasa import reply
from tests.frontdoor.returned import (
    OWN,
    Returned,
    back,
    card,
    door_says,
    mere,
    person,
    sent_by_somebody,
    texts,
)

__all__ = ["mere", "person"]


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


@pytest.mark.parametrize("agreed", ["yes", "Yes", "yes put it beside", "yes that's right thanks", "ae"])
async def test_something_is_added_in_the_very_words(person: Returned, agreed: str) -> None:
    await person.presses("Add something")
    await person.types(OWN)
    await person.types(agreed)
    assert person.lines == [("addition", OWN)]


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
