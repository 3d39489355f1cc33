"""The safety net needs no other part: screening, card, concern, whoever holds and whatever is down."""

from __future__ import annotations

from typing import Any

import pytest

from casebook import concerns, conversations, tokens
from casebook.rights import Staff
from frontdoor import safety_card
from frontdoor.contacts import Contacts
from frontdoor.screening import NOTHING, higher, presses
from ground.settings import ROOT
from intake.fields import fields
from language.ages import is_young
from tests.frontdoor.browser import Browser
from tests.frontdoor.conftest import Door
from tests.frontdoor.rasa import reply

LEAD = Staff("l1", "lead", "Mere", "mere@example.org")


async def raised(door: Door, tab: Browser) -> list[tuple[int, str]]:
    def listed(book: Any) -> list[tuple[int, str]]:
        with book.read() as tx:
            found = conversations.find(tx, tokens.fingerprint(tab.session))
            return [(one.seq, one.level) for one in concerns.listed(tx, LEAD) if one.conversation == found.id]

    return await door.book.look(listed)


def cards(tab: Browser) -> list[dict[str, Any]]:
    return [one for one in tab.bot if one.get("custom", {}).get("type") == "safety"]


async def test_danger_shows_numbers_at_once_and_raises_one_concern(door: Door) -> None:
    tab = await door.browser()
    seq = await tab.said_and_done("I will kill myself", id="x")
    await tab.say("I will kill myself", id="x")
    [card] = cards(tab)
    assert card["seq"] == seq + 1
    assert card["from"] == "service"
    assert card["custom"]["level"] == "crisis"
    contacts = card["custom"]["contacts"]
    assert [one["name"] for one in contacts][:1] == ["Emergency: police, ambulance, fire"]
    assert len(contacts) <= 4
    for contact in contacts:
        assert {"name", "hours", "cost", "for", "checked"} <= contact.keys()
        assert str(contact.get("call") or contact["text"]) in card["text"]
    assert await raised(door, tab) == [(seq, "crisis")]
    assert door.rasa.asked[0]["screened"]["level"] == "crisis"
    assert door.rasa.asked[0]["screened"]["evidence"] == [{"start": 0, "end": 1, "by": "test"}]


async def test_classifier_alone_is_enough_for_a_card(door: Door) -> None:
    tab = await door.browser()
    seq = await tab.said_and_done("there is no way out")
    assert cards(tab)[0]["custom"]["level"] == "check"
    assert await raised(door, tab) == [(seq, "check")]


async def test_patterns_count_when_the_classifier_breaks(door: Door) -> None:
    tab = await door.browser()
    await tab.said_and_done("break. I will kill myself")
    assert cards(tab)[0]["custom"]["level"] == "crisis"
    await tab.said_and_done("break again, all is well")
    assert len(cards(tab)) == 1


async def test_a_yes_to_the_gentle_question_raises_the_concern_and_shows_the_numbers(door: Door) -> None:
    tab = await door.browser()
    first = await tab.said_and_done("there is no way out")
    door.rasa.answer = yes_to_the_gentle_question
    second = await tab.said_and_done("yes")
    assert [card["custom"]["level"] for card in cards(tab)] == ["check", "crisis"]
    assert cards(tab)[1]["custom"]["category"] == "suicide_self_harm"
    assert sorted(await raised(door, tab)) == [(first, "check"), (second, "crisis")]
    third = await tab.said_and_done("I will kill myself")
    assert len(cards(tab)) == 3
    assert (third, "crisis") in await raised(door, tab)


def yes_to_the_gentle_question(_: dict[str, Any]) -> dict[str, Any]:
    said = reply("Thank you for telling me.", slots={"talk_worry": "suicide_self_harm"})
    return said | {"understood": {"intent": "signal_crisis"}}


async def test_card_comes_though_the_guide_is_away(door: Door) -> None:
    await door.rasa.stop()
    tab = await door.browser()
    await tab.say("I will kill myself")
    await tab.until(lambda: cards(tab), within=1.0)
    assert "111" in cards(tab)[0]["text"]


async def test_answering_not_safe_shows_numbers_and_still_counts_as_the_answer(door: Door) -> None:
    found = presses(({"intent": "give_answer", "slot": "p_safe_now", "value": "not_safe"},))
    assert found["level"] == "crisis"
    assert presses(({"intent": "give_answer", "slot": "p_safe_now", "value": "safe"},)) == NOTHING
    assert presses(({"intent": "give_answer", "slot": "p_kind", "value": {"odd": 1}},)) == NOTHING


async def test_the_button_that_says_yes_shows_numbers_and_raises_the_concern(door: Door) -> None:
    found = presses(({"intent": "signal_crisis", "slot": "talk_worry", "value": "suicide_self_harm"},))
    assert (found["level"], found["category"]) == ("crisis", "suicide_self_harm")
    assert presses(({"intent": "say_all_right"},)) == NOTHING


def test_higher_level_wins_and_keeps_all_evidence() -> None:
    check = {"level": "check", "category": "unsure", "evidence": [1]}
    crisis = {"level": "crisis", "category": "violence_abuse", "evidence": [2]}
    assert higher(check, crisis) == {"level": "crisis", "category": "violence_abuse", "evidence": [2, 1]}
    assert higher(NOTHING, check)["level"] == "check"


def test_every_level_and_category_has_words_and_numbers(door_content: Any) -> None:
    for level in ("check", "crisis"):
        for category in Contacts.load(ROOT / "content/services.yml")._cards:
            card = safety_card.card(
                door_content.words, door_content.contacts, {"level": level, "category": category}, {}
            )
            assert door_content.words.knows(f"safety_{level}_{category}")
            assert card.custom is not None
            assert 1 <= len(card.custom["contacts"]) <= 4
            assert "111" in card.text


def test_card_follows_age_and_hearing(door_content: Any) -> None:
    screened = {"level": "crisis", "category": "suicide_self_harm"}
    told = [
        safety_card.card(door_content.words, door_content.contacts, screened, slots).text
        for slots in ({}, {"p_age_band": "under_16"}, {"p_access": ["hearing"]})
    ]
    assert "Youthline" not in told[0]
    assert "Youthline" in told[1]
    assert "111 TXT" in told[2]


def test_crisis_team_of_the_region_takes_the_third_place() -> None:
    def service(name: str) -> dict[str, Any]:
        return {"id": name, "name": name, "call": "1", "hours": "h", "cost": "c", "for": "f", "checked": "d"}

    ids = ["a", "b", "c", "d", "team"]
    content = {
        "services": [service(name) for name in ids],
        "cards": {"suicide_self_harm": {"everyone": ids[:4]}, "unsure": {"everyone": ["a"]}},
        "regions": {"north": {"crisis_team": "team"}},
    }
    names = [one["name"] for one in Contacts(content).card("suicide_self_harm", "north")]
    assert names == ["a", "b", "team", "c"]
    assert [one["name"] for one in Contacts(content).card("no such category")] == ["a"]


@pytest.mark.parametrize(
    ("slots", "whom"),
    [
        ({"p_age_band": "under_16"}, "under_18"),
        ({"p_age_band": "from_16_to_17"}, "under_18"),
        ({"p_age_band": "adult"}, "everyone"),
        ({"p_age_band": "under_16", "p_access": ["hearing"]}, "deaf"),
        ({}, "everyone"),
    ],
)
def test_card_is_for_whom_the_person_said_they_are(slots: dict[str, Any], whom: str) -> None:
    assert safety_card.audience(slots) == whom


def test_ages_and_needs_that_choose_a_card_are_options_of_the_questions() -> None:
    assert set(safety_card._YOUNG) < set(fields()["p_age_band"].options)
    assert "hearing" in fields()["p_access"].options


def test_harm_told_of_care_puts_the_line_for_sexual_harm_first(door_content: Any) -> None:
    screened = {"level": "crisis", "category": "violence_abuse", "about": "care"}
    at_home = safety_card.card(
        door_content.words, door_content.contacts, {**screened, "about": None}, {}
    ).custom
    in_care = safety_card.card(door_content.words, door_content.contacts, screened, {}).custom
    assert at_home
    assert in_care
    assert at_home["contacts"][0]["call"] == "111"
    assert [one["name"] for one in in_care["contacts"]][0] == "Safe to talk"
    assert "111" in [one.get("call") for one in in_care["contacts"]]
    assert "Women's Refuge" not in [one["name"] for one in in_care["contacts"]]


async def test_who_says_that_they_are_fifteen_has_the_young_peoples_line_from_then_on(door: Door) -> None:
    tab = await door.browser()
    await tab.said_and_done("there is no way out")
    await tab.said_and_done("idk if this is for me im 15")
    await tab.said_and_done("there is no way out")
    assert ["Youthline" in card["text"] for card in cards(tab)] == [False, True]


@pytest.mark.parametrize(
    ("text", "young"),
    [
        ("idk if this is for me im 15", True),
        ("I'm sixteen and nobody listens", True),
        ("im 15 not a kid", True),
        ("I am 15 weeks pregnant", False),
        ("im 12 in the queue", False),
        ("I was 15 when it happened", False),
        ("I am 51", False),
    ],
)
def test_an_age_under_18_is_heard_and_other_numbers_are_not(text: str, young: bool) -> None:
    assert is_young(text) is young
