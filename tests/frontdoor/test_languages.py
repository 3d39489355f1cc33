"""A second language is a file: dropped beside page.en.yml, its pages are there, whole and marked as such."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest
import yaml

from frontdoor import languages
from frontdoor.contacts import Contacts
from frontdoor.pages import Pages
from ground.settings import ROOT
from tests.frontdoor.conftest import Door
from tests.page import made_up

PAGES = ("page", "numbers", "safer-browsing", "ways")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An installation with words of a language that does not exist: ISO 639 keeps `qaa` free."""
    content = tmp_path / "content"
    content.mkdir()
    for file in ("page.en.yml", "ways.yml", "sources.yml"):
        (content / file).symlink_to(ROOT / "content" / file)
    (tmp_path / "web").symlink_to(ROOT / "web")
    (content / "page.qaa.yml").write_text(yaml.safe_dump(made_up.words()), "utf-8")
    return tmp_path


def pages(root: Path) -> Pages:
    return Pages(root, Contacts.load(ROOT / "content/services.yml"), ())


@pytest.mark.parametrize("name", PAGES)
def test_a_file_of_words_dropped_in_makes_every_page_in_that_language(root: Path, name: str) -> None:
    made = pages(root).page(name)
    assert list(made) == ["en", "qaa"]
    ours, theirs = (made[code].body.decode() for code in made)
    assert '<html lang="en-NZ">' in ours
    assert '<html lang="qaa">' in theirs
    assert "&lt;Leave this page&gt;" in theirs
    assert "&lt;" not in ours.split('id="words"')[0]


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_a_language_lead_to_each_other_and_to_the_other_languages(root: Path, name: str) -> None:
    made = pages(root).page(name)
    inner = re.findall(r'href="(/[^"]*)"', made["qaa"].body.decode())
    led = [where for where in inner if not where.startswith("/assets/")]
    assert led
    assert all(where.endswith("?lang=qaa") for where in led)
    assert '<a href="?lang=en" lang="en-NZ" hreflang="en-NZ">English</a>' in made["qaa"].body.decode()
    assert '<a href="?lang=qaa" lang="qaa" hreflang="qaa">Bracketed</a>' in made["en"].body.decode()


def test_where_there_is_one_language_nothing_is_offered() -> None:
    made = pages(ROOT).page("page")
    assert "hreflang" not in made["en"].body.decode()


def test_half_a_translation_is_refused_by_name(root: Path) -> None:
    file = root / "content" / "page.qaa.yml"
    words = yaml.safe_load(file.read_text("utf-8"))
    del words["site"]["leave"]
    file.write_text(yaml.safe_dump(words), "utf-8")
    with pytest.raises(languages.TranslationUnready, match=r"page\.qaa\.yml .* site\.leave"):
        languages.load(root / "content")


async def test_the_address_chooses_the_language_and_an_unknown_one_gets_ours(door: Door, root: Path) -> None:
    await door.stop()
    door.settings = replace(door.settings, root=root)
    await door.start()
    async with aiohttp.ClientSession() as web:
        for query, lang in (("", "en-NZ"), ("?lang=qaa", "qaa"), ("?lang=tlh", "en-NZ"), ("?lang=", "en-NZ")):
            async with web.get(f"{door.url}/embed{query}") as answer:
                assert f'<html lang="{lang}">' in await answer.text(), query
