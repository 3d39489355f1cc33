"""The return code: taken only where asked for, stored as [code], never passed on, slow and kind."""

from __future__ import annotations

from pathlib import Path

from frontdoor.hours import Hours
from frontdoor.return_code import status
from tests.frontdoor.browser import Browser
from tests.frontdoor.conftest import Door
from tests.frontdoor.rasa import reply
from tests.frontdoor.test_effects import SEND, does, receipts, sent

WRONG = "1111 2222 3333 4444"


async def asked_for_code(door: Door) -> Browser:
    door.rasa.answer = lambda turn: reply("Please type it", requested="use_code")
    tab = await door.browser()
    await tab.until(lambda: len(tab.bot) == 3)
    await tab.said_and_done(tab.payload("I have a code"))
    return tab


async def test_right_code_opens_the_status_and_not_the_old_talk(door: Door) -> None:
    old, _ = await sent(door)
    code, reference = (receipts(old)[0]["custom"][key] for key in ("code", "reference"))
    tab = await asked_for_code(door)
    await tab.said_and_done(code.replace(" ", "-"))
    status = tab.bot[-1]
    assert status["custom"]["type"] == "status"
    assert status["custom"]["reference"] == reference
    assert status["custom"]["stage"] == "new"
    assert status["custom"]["words"] in status["text"]
    assert "please submit_intake" not in str(tab.events)
    door.rasa.answer = does()
    await tab.said_and_done("and now?")
    assert door.rasa.asked[-1]["context"]["case"] == {"reference": reference, "stage": "new"}
    assert door.rasa.asked[-1]["state"]["requested"] is None


async def test_code_is_stored_as_a_word_and_never_passed_on(door: Door) -> None:
    tab = await asked_for_code(door)
    await tab.said_and_done(WRONG)
    again = await door.browser(tab.session)
    await again.until(lambda: len(again.of("person_uttered")) == 2)
    assert again.of("person_uttered")[-1]["text"] == "[code]"
    assert "4444" not in str(door.rasa.asked)
    everything = b"".join(file.read_bytes() for file in Path(door.settings.data).rglob("*") if file.is_file())
    assert b"1111222233334444" not in everything


async def test_wrong_codes_and_too_many_tries_get_the_same_kind_words(door: Door) -> None:
    old, _ = await sent(door)
    code = receipts(old)[0]["custom"]["code"]
    tab = await asked_for_code(door)
    for n in range(5):
        await tab.said_and_done(f"{n}" * 16)
        assert tab.texts[-1] == door.say("code_not_opened")
    await tab.said_and_done(code)
    assert tab.texts[-1] == door.say("code_not_opened")


async def test_sixteen_digits_that_nobody_asked_for_are_words(door: Door) -> None:
    tab = await door.browser()
    await tab.said_and_done(WRONG)
    assert door.rasa.asked[-1]["text"] == WRONG


async def test_code_is_taken_though_the_guide_is_away(door: Door) -> None:
    old, _ = await sent(door)
    code = receipts(old)[0]["custom"]["code"]
    tab = await door.browser()
    await tab.until(lambda: len(tab.bot) == 3)
    door.rasa.fault = "500"
    await tab.say(tab.payload("I have a code"))
    await tab.say(code)
    door.rasa.fault = None
    await tab.until(lambda: tab.bot[-1].get("custom", {}).get("type") == "status")


async def test_draft_comes_back_with_its_state(door: Door) -> None:
    tab = await door.browser()
    door.rasa.answer = lambda turn: reply(
        "kept", effects=[{"kind": "keep_progress", "data": {}}], slots={"p_words": "mine"}
    )
    await tab.said_and_done("stop and keep")
    code = receipts(tab)[0]["custom"]["code"]
    back = await asked_for_code(door)
    await back.said_and_done(code)
    assert back.texts[-1] == door.say("draft_opened")
    door.rasa.answer = does(SEND)
    await back.said_and_done(back.payload("Go on"))
    assert door.rasa.asked[-1]["button"] == {"intent": "start_intake"}
    assert door.rasa.asked[-1]["state"]["slots"] == {"p_words": "mine"}
    assert len(receipts(back)) == 1


async def test_status_says_by_when_only_what_was_promised(door: Door) -> None:
    promised = Hours({"hours": {"monday": [["09:00", "16:00"]]}, "reply_working_days": 3})
    object.__setattr__(door.content, "hours", promised)
    _, case_id = await sent(door)
    with door.book.read() as tx:
        told = status(tx, case_id, door.content.words)
    assert told.custom is not None
    assert told.custom["by"] == "2026-11-26"
    assert "by Thursday 26 November" in told.text
