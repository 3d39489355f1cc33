"""./guide words leaves nothing out: each sentence that a person can read is on the page, with its name."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from commands.wording import chapters
from commands.wording.shelf import Shelf
from tests.content import shelf

FEWEST_WORDS = 3
# Listened for or decided by, and never said: words that people type, places, signs of danger, rules, days.
NEVER_SAID = {
    "questions.yml",
    "plain_words.yml",
    "places.yml",
    "safety.yml",
    "fit.yml",
    "dates.yml",
    "after_a_card.yml",
    "safety_kinds.yml",
}
LISTENED_FOR = shelf.ROOT / "content/safety"
SAID = sorted(
    path
    for path in (shelf.ROOT / "content").rglob("*.yml")
    if path.name not in NEVER_SAID and LISTENED_FOR not in path.parents
)  # a new file of content is said until somebody lists it above


def plain(text: str) -> str:
    return " ".join(re.sub(r"^>", "", text, flags=re.MULTILINE).split())


PAGE = list(chapters.page(Shelf.load(shelf.ROOT)))
WHOLE = plain("\n".join(PAGE))
RESPONSES = dict(Shelf.load(shelf.ROOT).responses)


def strings(told: Any) -> Iterator[str]:
    if isinstance(told, dict):
        for value in told.values():
            yield from strings(value)
    elif isinstance(told, list):
        for value in told:
            yield from strings(value)
    elif isinstance(told, str):
        yield told


@pytest.mark.parametrize("name", RESPONSES)
def test_every_text_and_every_choice_of_a_response_is_on_the_page(name: str) -> None:
    assert f"`{name}`" in WHOLE
    for variation in RESPONSES[name]:
        assert plain(variation["text"]) in WHOLE
        for button in variation.get("buttons", ()):
            assert f"[{button['title']}]" in WHOLE


def test_every_file_of_responses_is_read() -> None:
    named = {
        name
        for path in (shelf.ROOT / "data/responses").rglob("*.yml")
        for name in shelf.read(str(path.relative_to(shelf.ROOT)))["responses"]
    }
    assert named == set(RESPONSES)


@pytest.mark.parametrize("path", SAID, ids=lambda path: path.stem)
def test_every_sentence_of_the_content_is_on_the_page(path: Any) -> None:
    told = shelf.read(str(path.relative_to(shelf.ROOT)))
    sentences = [plain(one) for one in strings(told) if len(one.split()) >= FEWEST_WORDS]
    assert [one for one in sentences if one not in WHOLE] == []


def test_what_is_called_never_said_is_there_to_be_left_out() -> None:
    content = shelf.ROOT / "content"
    assert {name for name in NEVER_SAID - {"safety.yml"} if not (content / name).is_file()} == set()
    assert (content / "safety.yml").is_file() or LISTENED_FOR.is_dir()


def test_every_topic_stands_with_its_source_its_date_and_where_it_leads() -> None:
    for name in shelf.TOPICS:
        topic = shelf.topic(name)
        for shown in topic["sources"]:
            assert f"{shown['title']}, {shown['publisher']}, checked {shown['checked']}" in WHOLE, name
        following = " · ".join(shelf.topic(other)["title"] for other in topic["next"])
        assert f"Leads on to: {following}" in WHOLE, name


def test_nothing_stands_on_the_page_twice() -> None:
    names = [line for line in PAGE if re.fullmatch(r"(?:.*: )?`utter_\w+`", line)]
    assert len(set(names)) == len(names) == len(RESPONSES)


def test_the_page_is_grouped_by_where_the_words_are_met() -> None:
    headings = [line.removeprefix("## ") for line in PAGE if line.startswith("## ")]
    assert len(headings) >= 12
    assert len(set(headings)) == len(headings)


def test_no_word_of_the_chat_page_stands_in_its_templates() -> None:
    for path in (shelf.ROOT / "web/templates/chat").glob("*.html"):
        rest = re.sub(
            r"\{% block kind %\}.*?\{% endblock %\}|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}",
            "",
            path.read_text("utf-8"),
            flags=re.DOTALL,
        )
        rest = re.sub(r"<[^>]*>", " ", rest)
        assert set(re.findall(r"[^\W\d_]{2,}", rest)) <= {"sms", "body"}, path.name  # parts of an address
