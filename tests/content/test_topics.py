"""Each topic is whole: facts with marks and sources, an answer, and somewhere to go next."""

import re

import pytest
from rapidfuzz import fuzz

from tests.content import shelf

SECTION_SIZES = {"A1": 28, "A2": 7, "A3": 14, "A4": 5, "A5": 8, "A6": 11, "A7": 1, "A8": 6}
MARKS = {"V", "S", "V-old", "G", "D", "operator"}
NEEDS_SOURCE = {"V", "S", "V-old", "D"}
LEANS_ON_THE_QUESTION = re.compile(r"(?:yes|no|it|they|then|that|this)\b", re.IGNORECASE)
TOO_ALIKE = 75  # token-set ratio; the nearest innocent sentence stands at about 65

every_topic = pytest.mark.parametrize("name", shelf.TOPICS)


def test_eighty_topics_stand_in_eight_sections() -> None:
    sections = [shelf.topic(name)["section"] for name in shelf.TOPICS]
    assert {section: sections.count(section) for section in set(sections)} == SECTION_SIZES
    assert {s["id"] for s in shelf.read("content/sections.yml")["sections"]} == set(SECTION_SIZES)


def test_topics_and_answers_are_the_same_eighty() -> None:
    answered = {path.stem for path in shelf.ANSWER_FILES if not path.stem.startswith("_")}
    assert answered == set(shelf.TOPICS)


@every_topic
def test_a_topic_is_called_as_its_file_and_has_all_its_parts(name: str) -> None:
    topic = shelf.topic(name)
    assert topic["id"] == name
    assert topic["audience"] in {"everyone", "staff", "facilitators"}
    assert 0 < len(topic["title"]) <= 48
    assert topic["facts"]
    assert topic["sources"]


def test_no_two_topics_share_a_title() -> None:
    titles = [shelf.topic(name)["title"] for name in shelf.TOPICS]
    assert len(set(titles)) == len(titles)


@every_topic
def test_a_topic_leads_on_to_two_or_three_others(name: str) -> None:
    following = shelf.topic(name)["next"]
    assert 2 <= len(set(following)) == len(following) <= 3
    assert set(following) <= set(shelf.TOPICS) - {name}


def test_every_topic_stands_in_a_section_of_the_menu() -> None:
    sections = {section["id"] for section in shelf.read("content/sections.yml")["sections"]}
    assert {shelf.topic(name)["section"] for name in shelf.TOPICS} == sections


def test_what_a_menu_offers_exists() -> None:
    menus = shelf.read("data/responses/topics/_browse.yml")["responses"].values()
    buttons = [button["payload"] for menu in menus for button in menu[0].get("buttons", [])]
    offered = {payload.removeprefix("/ask/") for payload in buttons if payload.startswith("/ask/")}
    assert offered <= set(shelf.TOPICS)


@every_topic
def test_a_fact_says_how_sure_it_is_and_where_it_stands(name: str) -> None:
    register = shelf.read("content/sources.yml")["sources"]
    for fact in shelf.topic(name)["facts"]:
        assert fact["mark"] in MARKS
        assert set(fact["sources"]) <= set(register)
        assert fact["sources"] or fact["mark"] not in NEEDS_SOURCE, fact["text"]


@every_topic
def test_a_source_shown_is_the_one_in_the_register_and_bears_out_a_fact(name: str) -> None:
    register = shelf.read("content/sources.yml")["sources"]
    topic = shelf.topic(name)
    used = {source for fact in topic["facts"] for source in fact["sources"]}
    for shown in topic["sources"]:
        kept = register[shown["id"]]
        assert {key: kept[key] for key in ("publisher", "title", "url", "checked")} == {
            key: shown[key] for key in ("publisher", "title", "url", "checked")
        }
        assert shown["id"] in used


@every_topic
def test_what_rests_on_an_old_copy_is_said_with_its_age(name: str) -> None:
    if any(fact["mark"] == "V-old" for fact in shelf.topic(name)["facts"]):
        assert all("(checked " in said for said in shelf.variants(name))


@every_topic
def test_a_number_to_call_is_said_with_the_year_it_was_checked(name: str) -> None:
    years = {one["call"]: one["checked"][:4] for one in shelf.read("content/services.yml")["services"]}
    for number, told in re.findall(
        r"(0[58]0[08] [\d ]*\d)( \(checked \d{4}\))?", " ".join(shelf.variants(name))
    ):
        assert told == f" (checked {years[number]})", number


@every_topic
def test_what_nobody_has_checked_is_never_said(name: str) -> None:
    unchecked = [fact["text"] for fact in shelf.topic(name)["facts"] if fact["mark"] == "G"]
    for sentence in shelf.sentences("\n\n".join(shelf.variants(name))):
        for fact in unchecked:
            assert fuzz.token_set_ratio(fact.lower(), sentence.lower()) < TOO_ALIKE, (fact, sentence)


@every_topic
def test_an_answer_begins_with_the_fact_and_not_with_a_yes_or_no_to_a_question_nobody_may_have_asked(
    name: str,
) -> None:
    """Where another question was asked than the one understood, a bare "Yes." would say something untrue."""
    for said in shelf.variants(name):
        assert not LEANS_ON_THE_QUESTION.match(said), said


@pytest.mark.parametrize("said", ["No. It is your choice.", "Yes, if you want that.", "It should not."])
def test_an_answer_that_leans_on_its_question_is_noticed(said: str) -> None:
    assert LEANS_ON_THE_QUESTION.match(said)


@every_topic
def test_words_for_staff_stand_beside_words_for_everyone(name: str) -> None:
    """Who has not said that they work there never hears what is meant for those who do."""
    first, *others = shelf.answers(name)[f"utter_topic_{name}"]
    assert "condition" not in first
    for one in others:
        assert one["condition"] == [{"type": "slot", "name": "p_role", "value": "staff"}]
        assert one.get("buttons") == first.get("buttons")


def test_sources_have_an_address() -> None:
    for name, source in shelf.read("content/sources.yml")["sources"].items():
        assert source["publisher"], name
        assert source["title"], name
        assert source["url"].startswith("https://"), name


@every_topic
def test_what_the_keeper_must_tell_has_its_own_sentence_and_only_there(name: str) -> None:
    known = shelf.read("content/service.yml")
    needed = shelf.topic(name)["needs_operator"]
    operator = shelf.answers(name).get(f"utter_operator_{name}", [{"text": ""}])[0]["text"]
    assert set(needed) <= set(known)
    assert shelf.placeholders(operator) == set(needed)
    assert not any("{" in said for said in shelf.variants(name))
    untold = shelf.answers(name).get(f"utter_untold_{name}", [{"text": ""}])[0]["text"]
    assert untold.startswith("This service has not told me yet ") == bool(needed)
    assert bool(needed) == any(fact["mark"] == "operator" for fact in shelf.topic(name)["facts"])
