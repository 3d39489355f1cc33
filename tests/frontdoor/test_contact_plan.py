"""How to reach somebody, seen and changed with the code: no limit that is typed is lost."""

from __future__ import annotations

from frontdoor.returning import contact
from intake import content, words
from intake.fields import fields
from tests.frontdoor.returned import Returned, door_says, mere, person, texts

__all__ = ["mere", "person"]


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


async def test_a_limit_that_stands_beside_a_new_number_is_shown_and_kept(person: Returned) -> None:
    await person.presses("Change how to reach me")
    await person.presses("Change: How to reach you")
    shown = texts(await person.types("021 555 0199 but never leave a message, my ex listens to them"))
    assert "021 555 0199" in shown
    assert "my ex listens to them" in shown
    await person.presses("Yes")
    plan = person.summary["contact"]
    assert (plan["value"], plan["voicemail"], plan["times"]) == ("021 555 0199", "no_message", "after 4 pm")
    assert plan["who_else"] == "my sister answers; my ex listens to them"


async def test_a_limit_that_is_typed_where_a_choice_is_asked_counts_after_a_yes(person: Returned) -> None:
    await person.presses("Change how to reach me")
    await person.presses("Change: If you do not answer")
    shown = texts(await person.types("only ring before 9, he checks my phone at night"))
    assert "only ring before 9" in shown
    assert person.summary["contact"]["times"] == "after 4 pm"
    await person.types("yes")
    plan = person.summary["contact"]
    assert plan["times"] == "after 4 pm; only ring before 9"
    assert "he checks my phone at night" in plan["who_else"]


async def test_a_number_in_place_of_an_address_is_asked_how_to_use_it(person: Returned) -> None:
    await person.presses("Change how to reach me")
    for reached in ("me@example.org", "021 555 0199"):
        await person.presses("Change: How to reach you")
        await person.types(reached)
        await person.presses("Yes")
    assert person.summary["contact"]["channels"] == []
    await person.presses("Text")
    plan = person.summary["contact"]
    assert (plan["value"], plan["channels"]) == ("021 555 0199", ["text"])


async def test_a_new_number_that_is_told_unasked_changes_the_plan_that_was_sent(person: Returned) -> None:
    shown = texts(await person.types("i have a new number 022 555 0177, but only call it between 12 and 1"))
    assert "022 555 0177" in shown
    assert person.summary["contact"]["value"] == "021 000 111"
    await person.types("yes thats right")
    plan = person.summary["contact"]
    assert plan["value"] == "022 555 0177"
    assert "only call it between 12 and 1" in plan["times"]


async def test_a_limit_that_is_told_unasked_changes_the_plan_that_was_sent(person: Returned) -> None:
    assert "dont ring me at home" in texts(await person.types("dont ring me at home any more"))
    await person.types("yes please")
    assert "dont ring me at home any more" in str(person.summary["contact"])


async def test_what_is_told_of_others_who_did_not_ring_changes_no_plan(person: Returned) -> None:
    person.door.rasa.fault = None
    await person.types("they never rang me, not once")
    assert person.door.rasa.asked[-1]["text"] == "they never rang me, not once"


async def test_a_line_of_the_plan_may_be_asked_for_in_its_own_words(person: Returned) -> None:
    seen = texts(await person.types("change how to reach me"))
    assert "021 000 111" in seen


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


def test_every_line_of_the_contact_plan_is_a_question_of_the_intake_with_a_name() -> None:
    for field in contact.LINES:
        assert field in fields()
        assert words.text(content.question_words(), f"utter_label_{field}", {})
