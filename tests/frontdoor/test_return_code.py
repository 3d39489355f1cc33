"""The return code: taken wherever it is typed, stored as [code], never passed on, slow and kind."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from casebook import codes, concerns, retention
from tests.frontdoor import desk
from tests.frontdoor.browser import Browser
from tests.frontdoor.conftest import Door
from tests.frontdoor.rasa import Turn, reply
from tests.frontdoor.test_effects import SEND, does, receipts, sent
from tests.frontdoor.test_turns import conversation_of

WRONG = "1111 2222 3333 4444"
KEPT = {
    "v": 1,
    "form": "intake_form",
    "requested": "p_needs",
    "slots": {"p_words": "mine", "p_role": "harmed"},
}


@pytest.fixture
def logged() -> Iterator[list[str]]:
    """Everything that any log was given, before any gate."""
    lines: list[str] = []

    class Ears(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(f"{record.getMessage()} {record.__dict__}")

    ears = Ears(level=0)
    logging.getLogger().addHandler(ears)
    yield lines
    logging.getLogger().removeHandler(ears)


async def asked_for_code(door: Door) -> Browser:
    door.rasa.answer = lambda turn: reply("Please type it", requested="use_code")
    tab = await door.browser()
    await tab.until(lambda: len(tab.bot) == 3)
    await tab.said_and_done(tab.payload("I have a code"))
    return tab


async def code_of_case(door: Door) -> tuple[str, str, str]:
    """Code, reference and case."""
    old, case_id = await sent(door)
    receipt = receipts(old)[0]["custom"]
    return receipt["code"], receipt["reference"], case_id


async def code_of_draft(door: Door, old: Browser | None = None) -> str:
    old = old or await door.browser()
    effects = [{"kind": "keep_progress", "data": {}}]
    door.rasa.answer = lambda turn: reply("kept, private talk", effects=effects, **KEPT)
    await old.said_and_done("stop and keep")
    return str(receipts(old)[-1]["custom"]["code"])


def cards(tab: Browser) -> list[dict[str, object]]:
    return [one["custom"] for one in tab.bot if one.get("custom", {}).get("type") == "status"]


async def test_right_code_opens_the_status_and_not_the_old_talk(door: Door) -> None:
    """Row 49: reference code and status in plain words."""
    code, reference, _ = await code_of_case(door)
    tab = await asked_for_code(door)
    await tab.said_and_done(code.replace(" ", "-"))
    [card] = cards(tab)
    assert (card["reference"], card["stage"]) == (reference, "new")
    assert "please submit_intake" not in str(tab.events)
    door.rasa.answer = does()
    await tab.said_and_done("and now?")
    assert door.rasa.asked[-1]["context"]["case"] == {"reference": reference, "stage": "new"}
    assert door.rasa.asked[-1]["state"]["requested"] is None


@pytest.mark.parametrize("shape", ["{}", "my code is {} thank you", "kia ora, {}"])
async def test_code_opens_though_none_was_asked_for(door: Door, shape: str) -> None:
    code, _, _ = await code_of_case(door)
    tab = await door.browser()
    before = len(door.rasa.asked)
    await tab.said_and_done(shape.format(code))
    assert len(cards(tab)) == 1
    assert len(door.rasa.asked) == before


async def test_code_in_a_long_sentence_is_taken_where_one_was_asked_for(door: Door) -> None:
    code, _, _ = await code_of_case(door)
    tab = await asked_for_code(door)
    await tab.said_and_done(f"well I wrote it down somewhere and I think that it was {code} or so it looks")
    assert len(cards(tab)) == 1


async def test_long_number_in_a_story_is_the_persons_own_words(door: Door) -> None:
    story = f"They kept writing to me under the number {WRONG} and I never once heard what had happened"
    tab = await door.browser()
    await tab.said_and_done(story)
    assert door.rasa.asked[-1]["text"] == story


async def test_code_is_stored_as_a_word_and_neither_passed_on_nor_logged(
    door: Door, logged: list[str]
) -> None:
    tab = await asked_for_code(door)
    for typed in (WRONG, f"the code is {WRONG}", WRONG[:-1]):
        await tab.said_and_done(typed)
    again = await door.browser(tab.session)
    await again.until(lambda: len(again.of("person_uttered")) == 4)
    assert [one["text"] for one in again.of("person_uttered")][1:] == ["[code]"] * 3
    everything = b"".join(file.read_bytes() for file in Path(door.settings.data).rglob("*") if file.is_file())
    for shape in ("4444", "2222 3333", "111122223333"):
        assert shape not in str(door.rasa.asked)
        assert shape not in "".join(logged)
        assert shape.encode() not in everything


async def test_wrong_expired_erased_and_too_often_get_the_same_kind_words(door: Door) -> None:
    erased, _, _ = await code_of_case(door)
    for tab in door.browsers:
        door.rasa.answer = does({"kind": "erase", "data": {"what": "all"}})
        await tab.say("delete everything")
        await tab.until(lambda tab=tab: door.say("erased") in tab.texts)
    expired = await code_of_draft(door)
    right, _, _ = await code_of_case(door)
    door.clock.move(days=31)
    await door.book.run(retention.sweep)
    tab = await asked_for_code(door)
    for code in (erased, expired, "0" * 16, "1" * 16, "2" * 16, right):
        await tab.said_and_done(code)
        assert tab.texts[-1] == door.say("code_not_opened")
    door.clock.move(minutes=61)
    tab = await asked_for_code(door)
    await tab.said_and_done(right)
    assert len(cards(tab)) == 1


async def test_an_address_has_twenty_tries_an_hour_whatever_the_session(door: Door) -> None:
    right, _, _ = await code_of_case(door)
    for n in range(4):
        tab = await asked_for_code(door)
        for m in range(5):
            await tab.said_and_done(f"{n}{m}" * 8)
    tab = await asked_for_code(door)
    await tab.said_and_done(right)
    assert tab.texts[-1] == door.say("code_not_opened")
    assert cards(tab) == []


async def test_every_answer_takes_as_long(door: Door) -> None:
    right, _, _ = await code_of_case(door)
    codes.make(door.book)
    took = []
    for code in ("3" * 16, right, *["4" * 16] * 4):
        tab = door.browsers[-1] if took else await asked_for_code(door)
        begun = time.perf_counter()
        await tab.said_and_done(code)
        took.append(time.perf_counter() - begun)
    assert min(took) > 0.01


async def test_a_code_of_the_wrong_length_is_told_so_and_costs_no_try(door: Door) -> None:
    right, _, _ = await code_of_case(door)
    tab = await asked_for_code(door)
    for _ in range(6):
        await tab.said_and_done("1234 5678 9012 345")
        assert tab.texts[-1] == door.say("code_length")
    await tab.said_and_done(right)
    assert len(cards(tab)) == 1


async def test_danger_beside_a_code_is_heard(door: Door) -> None:
    code, _, _ = await code_of_case(door)
    tab = await door.browser()
    await tab.said_and_done(f"my code is {code} and I will kill myself")
    assert "safety" in [one.get("custom", {}).get("type") for one in tab.bot]
    with door.book.read() as tx:
        assert concerns.of_conversation(tx, conversation_of(door.book, tab))
    assert len(cards(tab)) == 1


async def test_code_typed_to_a_facilitator_is_not_kept_and_that_is_said(door: Door) -> None:
    code, _, _ = await code_of_case(door)
    tab = await door.browser()
    mere = desk.facilitator(door)
    conv = conversation_of(door.book, tab)
    await desk.does(door, desk.holding.open_words, conv)
    await desk.does(door, desk.come, mere, conv)
    await tab.said_and_done(code)
    assert door.say("code_later") in tab.texts
    assert code not in str(tab.events)


async def test_code_is_taken_though_the_guide_is_away(door: Door) -> None:
    code, _, _ = await code_of_case(door)
    tab = await door.browser()
    await tab.until(lambda: len(tab.bot) == 3)
    door.rasa.fault = "500"
    await tab.say(tab.payload("I have a code"))
    await tab.say(code)
    door.rasa.fault = None
    await tab.until(lambda: cards(tab))


async def test_draft_goes_on_where_it_stopped_and_shows_nothing_of_the_old_talk(door: Door) -> None:
    """Row 15: pause and come back later with a code, no account."""
    code = await code_of_draft(door)

    def asks(turn: Turn) -> dict[str, object]:
        return reply("Which of these matter to you?", **turn["state"])

    back = await asked_for_code(door)
    door.rasa.answer = asks
    await back.said_and_done(f"here it is: {code}")
    assert back.texts[-2:] == [
        door.say("draft_opened", date="Wednesday 23 December"),
        "Which of these matter to you?",
    ]
    turn = door.rasa.asked[-1]
    assert turn["button"] == {"intent": "start_intake"}
    assert turn["state"] == KEPT
    assert turn["role"] == "harmed"
    assert "private talk" not in str(back.events)
    assert code not in str(door.rasa.asked)


async def test_draft_waits_for_the_guide_when_it_is_away(door: Door) -> None:
    code = await code_of_draft(door)
    back = await asked_for_code(door)
    door.rasa.fault = "500"
    await back.say(code)
    await back.until(lambda: door.say("draft_opened", date="Wednesday 23 December") in back.texts)
    door.rasa.answer, door.rasa.fault = does(), None
    await back.until(lambda: "all right" in back.texts, within=9)
    assert door.rasa.asked[-1]["button"] == {"intent": "start_intake"}


async def test_draft_kept_again_has_the_newer_words_and_both_codes(door: Door) -> None:
    first = await code_of_draft(door)
    back = await asked_for_code(door)
    await back.said_and_done(first)
    newer = KEPT | {"slots": {"p_words": "mine, and more"}}
    effects = [{"kind": "keep_progress", "data": {}}]
    door.rasa.answer = lambda turn: reply("kept", effects=effects, **newer)
    await back.said_and_done("stop and keep")
    second = receipts(back)[-1]["custom"]["code"]
    for code in (first, second):
        tab = await asked_for_code(door)
        await tab.said_and_done(code)
        assert door.rasa.asked[-1]["state"]["slots"] == {"p_words": "mine, and more"}


async def test_code_of_a_draft_opens_the_case_that_it_became(door: Door) -> None:
    code = await code_of_draft(door)
    back = await asked_for_code(door)
    await back.said_and_done(code)
    door.rasa.answer = does(SEND)
    await back.said_and_done("send it")
    assert len(receipts(back)) == 1
    tab = await asked_for_code(door)
    await tab.said_and_done(code)
    assert cards(tab)[0]["reference"] == receipts(back)[0]["custom"]["reference"]
