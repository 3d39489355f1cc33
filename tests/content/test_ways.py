"""What can be looked at: steps, forms, doors. The page and the talk say the same, each with its source."""

import re
from typing import Any

import pytest

from tests.content import shelf

WAYS = shelf.read("content/ways.yml")
MENU = shelf.read("data/responses/topics/_browse.yml")["responses"]
ITEMS = [(part, item) for part in ("steps", "forms", "doors") for item in WAYS[part]["items"]]
LISTS = ("utter_doors", "utter_formats", "utter_limits", "utter_examples")
every_item = pytest.mark.parametrize(
    ("part", "item"), ITEMS, ids=lambda one: one["id"] if isinstance(one, dict) else one
)
every_list = pytest.mark.parametrize("name", LISTS)


def lines(name: str) -> list[str]:
    return shelf.items(MENU[name][0]["text"])


@every_item
def test_an_item_is_whole_short_in_the_picture_and_borne_out(part: str, item: dict[str, Any]) -> None:
    assert set(item) == {"id", "short", "title", "text", "topic", "sources"}
    assert len(item["short"]) <= 14
    assert item["topic"] in shelf.TOPICS
    assert item["sources"]
    assert set(item["sources"]) <= set(shelf.read("content/sources.yml")["sources"])


@pytest.mark.parametrize(("part", "name"), [("forms", "utter_formats"), ("doors", "utter_doors")])
def test_the_talk_lists_what_the_page_lists_in_the_same_order(part: str, name: str) -> None:
    assert [line.partition(":")[0] for line in lines(name)] == [item["title"] for item in WAYS[part]["items"]]


def test_every_door_has_a_way_in() -> None:
    offered = {button["payload"] for button in MENU["utter_doors"][0]["buttons"]}
    assert {f"/ask/{item['topic']}" for item in WAYS["doors"]["items"]} <= offered


def test_the_two_kaupapa_stand_in_one_line_and_neither_is_put_first_in_rank() -> None:
    first = WAYS["doors"]["items"][0]
    assert first["title"] == "A restorative process or hohou te rongo"
    assert "Each stands in its own right." in first["text"]


@every_list
def test_a_list_says_its_source_and_its_date_in_words_and_beside_them(name: str) -> None:
    said, shown = MENU[name][0]["text"], MENU[name][0]["custom"]
    known = shelf.read("content/sources.yml")["sources"].values()
    assert {key: shown[key] for key in ("publisher", "title", "url", "checked")} in [
        {key: source[key] for key in ("publisher", "title", "url", "checked")} for source in known
    ]
    last = shelf.messages(said)[-1].strip()
    assert last == f"From: {shown['title']}, {shown['publisher']}. Checked {shown['checked']}."
    assert shown["topic"] in shelf.TOPICS


@every_list
def test_a_list_can_be_reached_from_the_menu_and_offers_where_to_go_on(name: str) -> None:
    pressed = f"/{name.replace('utter_', 'see_')}"
    assert pressed in [button["payload"] for button in MENU["utter_browse_topics"][0]["buttons"]]
    rules = (shelf.ROOT / "data/rules/topics.yml").read_text("utf-8")
    assert re.search(rf"intent: {pressed[1:]}\n      - action: {name}\n      - action: action_return", rules)
    assert len(MENU[name][0]["buttons"]) >= 3


def test_numbers_of_days_are_those_of_the_facts() -> None:
    said = {item["id"]: item["text"] for _, item in ITEMS}
    assert "5 working days" in said["service"]
    assert "5 working days" in " ".join(fact["text"] for fact in shelf.topic("complain")["facts"])
    assert "20 working days" in said["records"]
    assert "20 working days" in " ".join(fact["text"] for fact in shelf.topic("records")["facts"])
    assert "12 months" in said["acc"]
    assert "12 months" in " ".join(fact["text"] for fact in shelf.topic("acc")["facts"])


def test_examples_say_that_they_are_made_up_before_the_first_of_them() -> None:
    said = MENU["utter_examples"][0]["text"]
    assert "made these up" in shelf.messages(said)[0]
    assert said.index("None of them is about a real person") < said.index("- ")


def test_an_example_names_nobody_and_no_place_and_tells_no_happy_end() -> None:
    for line in lines("utter_examples"):
        inside = re.sub(r"^\w+|(?<=\. )\w+", "", line)
        assert not re.search(r"\b[A-ZĀĒĪŌŪ]\w+", inside), line
        assert not re.search(r"healed|happy|closure|solved|forgave|in the end", line), line
        assert '"' not in line, line
        assert "“" not in line, line
