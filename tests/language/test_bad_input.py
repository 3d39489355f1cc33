"""Whatever is typed or pasted, the phrases answer, soon, and danger is found wherever in it it stands."""

import base64
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.safety_patterns import SafetyPatterns
from language.screening import CATEGORIES, LEVELS

LISTENING = SafetyPatterns.load(Path(__file__).parents[2] / "content")
LETTER = """Dear Sir or Madam,

Re: claim 2024/117

I write further to your letter of 3 March. We did not receive the notes that were requested, and I should be
grateful for a reply within twenty working days.

Yours faithfully,
"""
ZALGO = "".join(letter + "\u0300\u0316\u033f\u0489" for letter in "we waited for hours in the corridor ")
HARMLESS = {
    "nothing": "",
    "spaces": " \n\t ",
    "emoji": "😀🙏🏽👩‍👩‍👧‍👦🏳️‍🌈" * 40,
    "zalgo": ZALGO,
    "numbers": "0800 123 456 021-555-0199 1,204.50 3/4/2024 " * 20,
    "base64": base64.b64encode(bytes(range(256)) * 8).decode(),
    "HTML": "<div class='a'><script>alert(1)</script><p>Hello &amp; thank you</p></div>" * 20,
    "a pasted letter": LETTER * 5,
    "Greek": "Θα ήθελα να μάθω πώς γίνεται η συνάντηση. ",
    "Arabic": "أريد أن أعرف كيف يتم الاجتماع ",
    "Thai": "ฉันอยากทราบว่าการประชุมเป็นอย่างไร ",
    "Devanagari": "मुझे अस्पताल की फाइल चाहिए ",
    "control signs": "\x00\x01\x1b[31m\u202e\ufeff",
    "half of a pair": "\ud83d we waited",
}
STORY = "We waited in the corridor and nobody came to speak with us about the scan. " * 120
DANGERS = [
    "I want to die.",
    "He has a knife and he is going to kill me.",
    "My baby is not breathing.",
    "I'm going to stab the surgeon.",
    "Uncle is touching my little girl.",
]
DENSE = [
    "I just want someone to tell me what happened to my mother in that ward last winter. ",
    "he hit me ",
    "he is going to kill him and her and the kids with a knife ",
    "pills rope gun goodbye tonight ",
    "i am going to ",
    "kids ",
    "he said she said that he will ",
    "want to want to die not ",
    "not ",
    "1 2 3 ",
    ". ",
    "a",
    "\u0300",
    "不想打我 ",
    "मार ",
    "<b>",
    "😀",
]


@pytest.mark.parametrize("kind", HARMLESS)
def test_what_is_no_sentence_is_no_danger(kind):
    assert LISTENING.screen(HARMLESS[kind]).level == "none"


@pytest.mark.parametrize("danger", DANGERS)
def test_danger_in_the_last_sentence_of_a_long_story_is_found(danger):
    assert LISTENING.screen(STORY + danger).level == "crisis"


@pytest.mark.parametrize("danger", DANGERS)
def test_danger_in_the_middle_of_a_story_without_a_full_stop_is_found(danger):
    story = STORY.replace(".", "")
    assert LISTENING.screen(f"{story} {danger.rstrip('.')} {story}").level == "crisis"


@pytest.mark.parametrize(
    "text",
    [
        "I've got the rope here. Tonight it will be over.",
        "The gun is loaded. Tell my kids I love them.",
        "Mum is clammy. She is short of breath too.",
        "I'm only eleven. He touches me.",
    ],
)
def test_danger_spread_over_two_sentences_is_found(text):
    assert LISTENING.screen(text).level == "crisis"


@pytest.mark.parametrize("shape", ["<p>{}</p>", "“{}”", "\u200b{}\u200b", "😢{}😢", "{}!!!!!!", "> {}\n> ok"])
def test_danger_within_marks_is_found(shape):
    assert LISTENING.screen(shape.format("i want to die")).level == "crisis"


@pytest.mark.parametrize("unit", DENSE)
def test_time_grows_with_the_length_of_a_message_and_not_with_its_square(unit):
    short, long = (_quickest((unit * 10_000)[:length]) for length in (2_000, 10_000))
    # five times as long: 25 times the time if each word were looked at again for each other one
    assert long < 12 * short


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=400))
def test_no_text_at_all_raises_and_evidence_lies_within_it(text):
    _holds(text)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(sorted(LISTENING.vocabulary)) | st.sampled_from([".", "!", "\n", "u", "wanna"]),
        max_size=60,
    )
)
def test_no_order_of_the_words_that_phrases_are_made_of_raises(words):
    _holds(" ".join(words))


def _holds(text):
    screening = LISTENING.screen(text)
    assert screening.level in LEVELS
    assert (screening.category in CATEGORIES) == (screening.level != "none")
    assert bool(screening.evidence) == (screening.level != "none")
    assert all(0 <= seen.start < seen.end <= len(text) for seen in screening.evidence)


def _quickest(text):
    return min(_seconds(text) for _ in range(5))


def _seconds(text):
    start = time.thread_time()
    LISTENING.screen(text)
    return time.thread_time() - start
