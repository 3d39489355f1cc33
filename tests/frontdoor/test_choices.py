"""A choice is a one-use id: pressed once, in its own conversation, never made up."""

from __future__ import annotations

from tests.frontdoor.conftest import Door
from tests.frontdoor.rasa import Reply, Turn, reply

SKIP = {"intent": "skip_question"}


def three_needs(_: Turn) -> Reply:
    needs = [
        {"title": need, "press": {"intent": "give_answer", "slot": "p_needs", "value": need}}
        for need in "abc"
    ]
    return reply({"text": "Pick", "buttons": needs, "custom": {"type": "choices", "min": 0, "max": 3}})


async def test_press_reaches_the_guide_and_its_title_is_what_was_said(door: Door) -> None:
    tab = await door.browser()
    await tab.until(lambda: len(tab.bot) == 3)
    await tab.said_and_done(tab.payload("I was harmed"), id="p")
    turn = door.rasa.asked[-1]
    assert turn["button"] == {"intent": "give_answer", "slot": "p_role", "value": "harmed"}
    assert turn["role"] == "harmed"
    assert "text" not in turn
    again = await door.browser(tab.session)
    await again.until(lambda: again.of("person_uttered"))
    assert again.of("person_uttered")[0]["text"] == "I was harmed"


async def test_pressed_twice_or_made_up_is_no_longer_open(door: Door) -> None:
    tab, other = await door.browser(), await door.browser()
    await tab.until(lambda: len(tab.bot) == 3)
    await other.until(lambda: len(other.bot) == 3)
    payload = tab.payload("I was harmed")
    await tab.said_and_done(payload, id="first")
    assert await tab.say(payload, id="first") == {"ok": True, "seq": 4}
    for sender, sent in ((tab, payload), (tab, "A1b2C3d4" * 5 + "xyz"), (tab, other.payload("I was harmed"))):
        answer = await sender.say(sent)
        assert answer == {"ok": False, "error": "choice_gone", "say": door.say("refused_choice_gone")}
    assert len(door.rasa.asked) == 1
    await other.said_and_done(other.payload("I was harmed"))


async def test_several_choices_go_together_or_not_at_all(door: Door) -> None:
    door.rasa.answer = three_needs
    tab = await door.browser()
    await tab.said_and_done("start")
    custom = tab.bot[-1]["custom"]
    assert [option["title"] for option in custom["options"]] == ["a", "b", "c"]
    assert "quick_replies" not in tab.bot[-1]
    a, b = tab.payload("a"), tab.payload("b")
    answer = await tab.call("user_uttered", {"picks": [a, "made up"]})
    assert answer["error"] == "choice_gone"
    answer = await tab.call("user_uttered", {"picks": [a, b], "id": "both"})
    await tab.done(answer["seq"])
    assert [press["value"] for press in door.rasa.asked[-1]["picks"]] == ["a", "b"]


async def test_none_of_the_choices_skips_the_question(door: Door) -> None:
    tab = await door.browser()
    answer = await tab.call("user_uttered", {"picks": []})
    await tab.done(answer["seq"])
    assert door.rasa.asked[-1]["button"] == SKIP


async def test_presses_inside_custom_become_one_use_ids(door: Door) -> None:
    line = {
        "id": "p_words",
        "text": "a",
        "own_words": True,
        "change": {"press": {"intent": "correct_answer"}},
    }
    custom = {"type": "summary", "sections": [{"id": "who", "title": "Who", "lines": [line]}]}
    door.rasa.answer = lambda turn: (
        reply({"text": "Here it is", "custom": custom}) if "text" in turn else reply("ok")
    )
    tab = await door.browser()
    await tab.said_and_done("show")
    payload = tab.bot[-1]["custom"]["sections"][0]["lines"][0]["change"]
    assert isinstance(payload, str)
    await tab.said_and_done(payload)
    assert door.rasa.asked[-1]["button"] == {"intent": "correct_answer"}


async def test_the_title_of_a_standing_choice_is_that_choice_and_the_words_stay_as_typed(door: Door) -> None:
    tab = await door.browser()
    await tab.until(lambda: len(tab.bot) == 3)
    await tab.said_and_done("i work in healthcare", id="t")
    turn = door.rasa.asked[-1]
    assert turn["button"] == {"intent": "give_answer", "slot": "p_role", "value": "staff"}
    assert turn["role"] == "staff"
    again = await door.browser(tab.session)
    await again.until(lambda: again.of("person_uttered"))
    assert again.of("person_uttered")[0]["text"] == "i work in healthcare"
    await tab.said_and_done("I was harmed")  # offered before the last answer: it stands no more
    assert door.rasa.asked[-1]["text"] == "I was harmed"


async def test_what_cannot_be_undone_is_pressed_or_typed_as_it_stands(door: Door) -> None:
    buttons = [{"title": "Yes, delete it all", "press": {"intent": "forget_all"}}]
    door.rasa.answer = lambda _: reply({"text": "Sure?", "buttons": buttons})
    tab = await door.browser()
    await tab.said_and_done("start")
    await tab.said_and_done("Yes, delet it all")
    assert "button" not in door.rasa.asked[-1]
    for agreed in ("yes delete it all", "yes pls", "yep"):
        await tab.said_and_done("start")
        await tab.said_and_done(agreed)
        assert door.rasa.asked[-1]["button"] == {"intent": "forget_all"}
    await tab.said_and_done("start")
    for unclear in ("yes but not the story", "yes keep it", "no worries", "all good", "yes no"):
        await tab.said_and_done(unclear)
        assert "button" not in door.rasa.asked[-1]
        await tab.said_and_done("start")
