"""Places, people, dates and numbers are heard as people say them in Aotearoa."""

import time
from pathlib import Path

import pytest

from language.listen import Listener


@pytest.fixture(scope="module")
def listener():
    return Listener.load(Path(__file__).parents[2] / "content")


def heard(listener, text, kind):
    return [entity.value for entity in listener.entities(text) if entity.kind == kind]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Mum was in Whangarei Hospital", "hospital", "Whangārei Hospital"),
        ("Mum was in WHANGĀREI hospital", "hospital", "Whangārei Hospital"),
        ("it happened at middlemore", "hospital", "Middlemore Hospital"),
        ("we live in Pōneke", "region", "Te Whanganui-a-Tara Wellington"),
        ("they left her in ED all night", "service_kind", "emergency_department"),
        ("my koro was there", "relation", "grandparent"),
        ("I want someone to say sorry", "need", "apology"),
        ("āe", "answer", "yes"),
        ("Ae", "answer", "yes"),
        ("Kāore", "answer", "no"),
        ("kao thanks", "answer", "no"),
        ("ring 021 123 4567", "phone", "+64211234567"),
        ("text 1737", "phone", "1737"),
        ("aroha@example.com is mine", "email", "aroha@example.com"),
    ],
)
def test_what_is_mentioned_is_heard(listener, text, kind, value):
    assert value in heard(listener, text, kind)


def test_the_words_are_kept_as_typed(listener):
    text = "Koro was in Whakatāne hospital"
    entity = next(e for e in listener.entities(text) if e.kind == "hospital")
    assert (entity.text, text[entity.start : entity.end]) == ("Whakatāne hospital", "Whakatāne hospital")


@pytest.mark.parametrize(
    ("text", "precision", "about", "first", "last"),
    [
        ("03/04/2024", "day", False, "2024-04-03", "2024-04-03"),
        ("2023-05-06", "day", False, "2023-05-06", "2023-05-06"),
        ("the 12th of March 2021", "day", False, "2021-03-12", "2021-03-12"),
        ("12 Hakihea 2023", "day", False, "2023-12-12", "2023-12-12"),
        ("sometime around March 2021", "month", True, "2021-03-01", "2021-03-31"),
        ("in 2019", "year", False, "2019-01-01", "2019-12-31"),
        ("summer 2020", "season", False, "2020-12-01", "2021-02-28"),
        ("last winter", "season", False, None, None),
        ("about three years ago", "relative", True, None, None),
        ("last Tuesday", "relative", True, None, None),
        ("a fortnight ago", "relative", True, None, None),
    ],
)
def test_dates_keep_how_sure_they_are(listener, text, precision, about, first, last):
    wanted = {"precision": precision, "about": about, "from": first, "to": last}
    assert wanted in heard(listener, text, "date")


@pytest.mark.parametrize("text", ["she may be ok", "31/02/2024", "99/99/2020", "I march on", "room 2019"])
def test_what_is_no_date_is_left_alone(listener, text):
    assert heard(listener, text, "date") == []


def test_ok_inside_a_story_is_no_answer(listener):
    assert heard(listener, "they told us she would be ok by morning", "answer") == []


ANYTHING = ["\U0001f600", "x", "a@b.c ", "021 123 4567 ", "3/4/24 ", ".", "<b>", "a\u0304\u0334\u0321", "-'&"]


@pytest.mark.parametrize("unit", ANYTHING)
def test_ten_thousand_characters_of_anything_take_under_a_second(listener, unit):
    start = time.perf_counter()
    listener.entities((unit * 10_000)[:10_000])
    assert time.perf_counter() - start < 1
