"""Every example that stands in content/safety.yml is heard as it says, and quickly."""

import time
from pathlib import Path

import pytest

from language.safety_content import PatternError, read
from language.safety_patterns import SafetyPatterns
from language.screening import rank

CONTENT = Path(__file__).parents[2] / "content"
FILE = read(CONTENT)
MATCH = [(entry["id"], text) for entry in FILE["patterns"] for text in entry["match"]]
NO_MATCH = [(entry["id"], text) for entry in FILE["patterns"] for text in entry["no_match"]]
TWENTY_WORDS = (
    "I just want someone to tell me what happened to my mother in that ward last winter and why nobody called"
)


@pytest.fixture(scope="module")
def listening():
    return SafetyPatterns.load(CONTENT)


@pytest.mark.parametrize(("name", "text"), MATCH)
def test_an_example_is_heard_by_its_own_entry(listening, name, text):
    screening = listening.screen(text)
    assert name in {seen.by for seen in screening.evidence}
    entry = next(entry for entry in FILE["patterns"] if entry["id"] == name)
    assert rank(screening.level) >= rank(entry["level"])


@pytest.mark.parametrize(("name", "text"), NO_MATCH)
def test_what_only_sounds_alike_is_left_alone(listening, name, text):
    assert listening.screen(text).level == "none"


def test_evidence_points_at_the_words_as_they_were_typed(listening):
    text = "Kia ora. I wānna   diieee tonight"
    seen = listening.screen(text).evidence[0]
    assert text[seen.start : seen.end] == "I wānna   diieee tonight"


@pytest.mark.parametrize(
    "text",
    [
        "I don't want to kill myself",
        "I'm not suicidal, just tired of waiting",
        "he denied suicidal thoughts, it says in the notes",
        "I would never hurt myself",
    ],
)
def test_what_is_denied_is_no_danger(listening, text):
    assert listening.screen(text).level == "none"


@pytest.mark.parametrize(
    "text",
    [
        "I am not ok i want to die",
        "Not sure who to tell but I want to kill myself",
        "My brother killed himself last year and now i want to die too, i want to join him",
        "When I was 15 I tried to kill myself and now I am suicidal again",
    ],
)
def test_danger_beside_denial_or_past_is_still_danger(listening, text):
    assert listening.screen(text).level == "crisis"


def test_danger_at_the_end_of_a_long_story_is_found(listening):
    story = "We waited in the corridor and nobody came to speak with us. " * 160
    assert listening.screen(story + "I want to die.").level == "crisis"


def test_danger_spread_over_two_sentences_is_found(listening):
    assert listening.screen("I've got the rope in the garage. Tonight it will be over.").level == "crisis"


def test_twenty_words_take_under_two_milliseconds(listening):
    assert _quickest(listening, TWENTY_WORDS) < 0.002


@pytest.mark.parametrize(
    "unit", [TWENTY_WORDS + ". ", "i want to die not kill myself ", "i am going to ", "a", "?! ", "不想"]
)
def test_ten_thousand_characters_take_under_fifty_milliseconds(listening, unit):
    assert _quickest(listening, (unit * 10_000)[:10_000]) < 0.05


def _quickest(listening, text):
    times = []
    for _ in range(5):
        start = time.thread_time()
        listening.screen(text)
        times.append(time.thread_time() - start)
    return min(times)


def test_every_entry_says_what_it_means_and_shows_both_kinds_of_example():
    for entry in FILE["patterns"]:
        assert entry["meaning"]
        assert entry["match"]
        assert entry["no_match"], entry["id"]


def test_an_unknown_level_is_refused():
    entry = {"id": "x", "level": "loud", "category": "unsure", "phrases": ["a b"]}
    broken = {**FILE, "patterns": [entry]}
    with pytest.raises(PatternError):
        SafetyPatterns(broken)
