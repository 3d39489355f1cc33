"""For staff, what may show who a patient is is refused before it is stored."""

from __future__ import annotations

from tests.frontdoor.conftest import Door
from tests.frontdoor.rasa import reply


async def test_identifying_detail_of_a_patient_is_refused_and_never_stored(door: Door) -> None:
    tab = await door.browser()
    await tab.until(lambda: len(tab.bot) == 3)
    await tab.said_and_done(tab.payload("I work in health care"))
    answer = await tab.say("the patient ZZZ0016 was harmed")
    assert answer == {"ok": False, "error": "identifying", "say": door.say("refused_identifying")}
    seq = await tab.said_and_done("the person was harmed")
    assert seq == 6
    assert "ZZZ0016" not in str(door.rasa.asked)


async def test_others_may_write_what_they_want_of_themselves(door: Door) -> None:
    tab = await door.browser()
    await tab.said_and_done("my number is 0211234567")
    assert door.rasa.asked[-1]["text"] == "my number is 0211234567"


async def test_staff_may_give_their_own_number_where_it_is_asked_for(door: Door) -> None:
    tab = await door.browser()
    await tab.until(lambda: len(tab.bot) == 3)
    door.rasa.answer = lambda turn: reply(
        "Your work contact?", requested="s_contact", slots={"p_role": "staff"}
    )
    await tab.said_and_done(tab.payload("I work in health care"))
    assert (await tab.say("0211234567"))["ok"]
    assert (await tab.say("ZZZ0016"))["error"] == "identifying"


async def test_role_that_was_typed_counts_like_one_that_was_pressed(door: Door) -> None:
    door.rasa.answer = lambda turn: reply("ok", slots={"p_role": "staff"})
    tab = await door.browser()
    await tab.said_and_done("I am a nurse")
    assert (await tab.say("patient ZZZ0016"))["error"] == "identifying"
