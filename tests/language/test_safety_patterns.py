"""Every example that stands in content/safety.yml is heard as it says, and quickly."""

import time
from pathlib import Path

import pytest

from language.kinds import Kinds
from language.safety import Screen
from language.safety_content import PatternError, read
from language.safety_patterns import SafetyPatterns
from language.screening import Screening, rank

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


def test_danger_ten_years_ago_is_over_and_danger_tonight_is_not(listening):
    past = "My first husband was violent, he broke my jaw. That was in 1994 and I am well."
    assert listening.screen(past).level == "none"
    assert listening.screen(past + " He is back and he has a knife tonight.").level == "crisis"


def test_a_figure_of_speech_is_one_for_entries_of_every_category(listening):
    assert listening.screen("That form felt like a gun to my head").level == "none"
    assert listening.screen("He holds a gun to my head").level == "crisis"


def test_two_signs_of_illness_count_together_and_one_alone_does_not(listening):
    assert listening.screen("Mum is clammy. She is short of breath too.").level == "crisis"
    assert listening.screen("Mum is clammy. We had soup. We had tea. She is wheezing.").level == "none"


def test_a_denial_in_another_script_is_heard(listening):
    assert listening.screen("我想自杀").level == "crisis"
    assert listening.screen("我不是想自杀").level == "none"


BASE = {
    "lists": {},
    "contexts": {"then": {"where": "same_sentence", "phrases": ["long ago"]}},
    "spelling": {"same": {}, "fillers": [], "key_words": []},
}
ENTRY = {"id": "x", "level": "crisis", "category": "unsure"}


def heard(text, **entry):
    return SafetyPatterns({**BASE, "patterns": [{**ENTRY, **entry}]}).screen(text).level


def test_signs_count_together_only_when_enough_of_them_stand_near():
    signs = {"together": [["red"], ["green"], ["blue"]]}
    assert heard("red green. blue", **signs) == "crisis"
    assert heard("red green", **signs) == "none"
    assert heard("red. and. blue green", **signs) == "none"
    assert heard("red green", at_least=2, **signs) == "crisis"
    assert heard("red. green", at_least=2, sentences=1, **signs) == "none"
    assert heard("red " + "and " * 60 + "green", at_least=2, **signs) == "none"


def test_a_context_is_heard_in_its_sentence_and_not_far_from_it():
    entry = {"phrases": ["red"], "unless": ["then"]}
    assert heard("red long ago", **entry) == "none"
    assert heard("red. long ago", **entry) == "crisis"
    assert heard("red " + "and " * 30 + "long ago", **entry) == "crisis"


@pytest.mark.parametrize(
    "wrong",
    [{"level": "loud"}, {"category": "weather"}, {"unless": ["never_heard_of"]}],
)
def test_an_entry_that_names_what_is_not_there_is_refused(wrong):
    with pytest.raises(PatternError):
        heard("red", phrases=["red"], **wrong)


def test_two_entries_of_one_name_are_refused():
    entry = {**ENTRY, "phrases": ["red"]}
    with pytest.raises(PatternError):
        SafetyPatterns({**BASE, "patterns": [entry, entry]})


def test_a_context_that_does_not_say_where_it_stands_is_refused():
    contexts = {"then": {"where": "somewhere", "phrases": ["red"]}}
    with pytest.raises(PatternError):
        SafetyPatterns({**BASE, "contexts": contexts, "patterns": []})


def test_a_folder_without_phrases_is_refused(tmp_path):
    (tmp_path / "safety.yml").write_text("lists: {}", "utf-8")
    with pytest.raises(PatternError):
        read(tmp_path)


KINDS = Kinds(FILE["kinds"], FILE["lists"], SafetyPatterns(FILE).spelling)


@pytest.mark.parametrize("entry", FILE["kinds"]["believed"], ids=lambda entry: entry["id"])
def test_a_message_of_a_known_kind_is_believed_and_one_word_more_is_not(entry):
    assert [text for text in entry["match"] if KINDS.believed(text) != entry["id"]] == []
    assert [text for text in entry["no_match"] if KINDS.believed(text)] == []
    assert not [text for text in entry["match"] if KINDS.believed(text + ", and goodbye")]


class HearsDangerInAll:
    def classify_many(self, texts):
        return [Screening("crisis", "suicide_self_harm") for _ in texts]


def test_what_is_believed_is_not_put_to_the_classifier_and_a_phrase_of_danger_still_counts(listening):
    screen = Screen(listening, KINDS, HearsDangerInAll())
    assert screen.screen("kua mate taku tamahine").level == "none"
    assert screen.screen("Hiria").level == "crisis"
    levels = [one.level for one in screen.screen_many(["im not suicidal lol", "Hiria", "I want to die"])]
    assert levels == ["none", "crisis", "crisis"]


def test_harm_told_of_care_says_so_and_danger_at_home_does_not(listening):
    screen = Screen(listening, KINDS, None)
    care = screen.screen("The doctor at the clinic raped me last week")
    assert (care.level, care.about, care.as_dict()["about"]) == ("crisis", "care", "care")
    for text in ("My husband punched me tonight", "My husband punched me in the hospital car park tonight"):
        assert screen.screen(text).about is None
        assert "about" not in screen.screen(text).as_dict()
