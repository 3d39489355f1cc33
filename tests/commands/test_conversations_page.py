"""docs/conversations.md holds the five people, and what the guide says in it is what it says today."""

import re
from pathlib import Path
from random import Random
from typing import Any

import pytest

from commands import transcripts
from commands.browsing.words import Words
from commands.serving.temporary import installation
from commands.tools.places import ROOT
from commands.transcribing import page

WRITTEN = transcripts.PAGE.read_text("utf-8") if transcripts.PAGE.exists() else ""
PEOPLE: list[dict[str, Any]] = transcripts.people()["people"]


def chapter_of(person: dict[str, Any]) -> str:
    return WRITTEN.partition(f"## {person['title']}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person["id"])
def test_everybody_is_there_with_every_word_they_typed(person: dict[str, Any]) -> None:
    chapter = chapter_of(person)
    moves = [*(person.get("first") or ()), *(person.get("then") or ())]
    typed = [said for lines in (person.get("before") or {}).values() for said in lines]
    typed += [move["type"] for move in moves if "type" in move]
    assert [said for said in typed if f"**{said}**" not in chapter] == []
    assert chapter.index(person["about"]) < chapter.index("> ")
    assert f"### {transcripts.people()['kept']}" in chapter


def test_there_are_five_one_of_each_kind() -> None:
    kinds = ["harmed", "looking", "staff", "supporter", "whanau"]
    assert sorted(person["role"] for person in PEOPLE) == kinds
    assert re.findall(r"^## (.+)$", WRITTEN, re.MULTILINE) == [person["title"] for person in PEOPLE]


def test_the_page_is_as_the_command_wrote_it() -> None:
    body = WRITTEN.rpartition("\n<!-- made by")[0]
    assert body
    assert page.sealed(body) == WRITTEN
    assert page.sealed(body + "x") != WRITTEN


def test_who_sends_is_shown_all_that_was_kept() -> None:
    sent = [one for one in PEOPLE if {"press": "send_intake"} in one["then"]]
    assert sent
    for one in sent:
        kept = chapter_of(one).partition(f"### {transcripts.people()['kept']}")[2]
        assert "own words" in kept.lower() or one["answers"]["p_words"] in kept


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person["id"])
def test_the_first_paragraph_of_each_question_is_worded_as_today(person: dict[str, Any]) -> None:
    responses = Words.load(ROOT).responses
    asked = {*person["answers"], *(person.get("before") or {})} - {"talk_read_back", "p_role"}
    shown = " ".join(chapter_of(person).replace("> ", "").split())
    for field in asked:
        openings = [
            " ".join(said["text"].split("\n\n")[0].split()) for said in responses[f"utter_ask_{field}"]
        ]
        assert any(opening.partition("{")[0] in shown for opening in openings), field


def test_no_code_and_no_reference_is_in_it() -> None:
    codes = [found[0] for found in page.CODE.finditer(WRITTEN)]
    assert set(codes) <= {page.MASKS[page.CODE]}


@pytest.mark.full
def test_the_command_writes_the_page_as_it_stands(tmp_path: Path) -> None:
    with installation(tmp_path / "var", Random(), transcripts.CLOCK) as house:
        assert transcripts.whole(house) == WRITTEN
