"""A trained reader and a trained safety model are kept, checked and used as they promise."""

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="scikit-learn is in the environment that holds Rasa")

from pathlib import Path

import yaml

from language.encoder import TUNED, Encoder
from language.linear import ModelUnready
from language.messages import BadMessage, read_messages
from language.reader import Reader
from language.reader_training import TooFewExamples, train_reader
from language.safety import SafetyModel, Screen, ScreenUnready
from language.safety_training import train_safety
from tests.components.listening_examples import PAIRS

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.bot
STORY = (
    "My mother was in that ward for three weeks and nobody spoke with us about what went wrong. "
    "We have been tired and sad since then and my sister cries a lot. "
    "Could my sister come along with me? "
    "She was there when it happened and she saw all of it."
)
ORDINARY = [
    "the wait was long",
    "my dad fell on the ward",
    "can I bring my sister",
    "what does it cost",
    "thank you",
]
DANGER = [
    "I want to die",
    "I will kill myself",
    "I cannot live any more",
    "I am going to end my life",
    "let me die",
]


@pytest.fixture(scope="module")
def encoder():
    return Encoder.load(TUNED)


@pytest.fixture(scope="module")
def reader(encoder):
    return train_reader(PAIRS, encoder)


def test_a_question_inside_a_story_is_found(reader):
    assert reader.read(STORY).topics[0][0] == "support_people"


def test_probabilities_add_up_to_one(reader):
    assert np.allclose(reader.probabilities([STORY, "hi", "", "\U0001f600"]).sum(axis=1), 1, atol=1e-3)


def test_a_saved_reader_reads_the_same(reader, encoder, tmp_path):
    reader.save(tmp_path)
    again = Reader.load(tmp_path, encoder)
    assert again.fingerprint == reader.fingerprint
    assert [r.intent for r in again.read_many(["kia ora", "how long is it"])] == ["greet", "ask"]


def test_a_damaged_reader_is_refused(reader, encoder, tmp_path):
    reader.save(tmp_path)
    path = tmp_path / "reader.npz"
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(ModelUnready):
        Reader.load(tmp_path, encoder)
    with pytest.raises(ModelUnready):
        Reader.load(tmp_path / "nowhere", encoder)


def test_one_intent_is_nothing_to_learn_from(encoder):
    with pytest.raises(TooFewExamples):
        train_reader([("hello", "greet"), ("hi", "greet")], encoder)


TAILS = (
    "",
    " today",
    " I think",
    " and that is all",
    " to be honest",
    " sorry",
    " you know",
    " now",
    " again",
)


def messages():
    danger = {"level": "crisis", "category": "suicide_self_harm"}
    ordinary = {"level": "none", "category": None}
    return [
        {"text": text + tail, **told}
        for texts, told in ((DANGER, danger), (ORDINARY, ordinary))
        for text in texts
        for tail in TAILS
    ]


def test_the_safety_model_hears_a_sentence_inside_a_story(encoder, tmp_path):
    report = train_safety(messages(), encoder, tmp_path)
    assert report["messages"] == len(messages())
    screen = Screen.load(ROOT / "content", tmp_path, encoder)
    text = "We waited a long time in the ward. I am going to end my life. Thank you."
    heard = screen.classify(text)
    assert heard.level == "crisis"
    assert "end my life" in text[heard.evidence[0].start : heard.evidence[0].end]
    assert {seen.by for seen in screen.screen(text).evidence} >= {"model", "kill_myself"}


def test_no_model_is_refused_unless_asked_for(encoder, tmp_path):
    with pytest.raises(ScreenUnready):
        Screen.load(ROOT / "content", tmp_path, encoder)
    with pytest.raises(ScreenUnready):
        Screen.load(ROOT / "content")
    assert Screen.load(ROOT / "content", patterns_only=True).screen("I want to die").level == "crisis"


def test_a_message_without_a_known_level_is_refused(tmp_path):
    (tmp_path / "a.yml").write_text(yaml.safe_dump({"messages": [{"text": "x", "level": "loud"}]}), "utf-8")
    with pytest.raises(BadMessage, match="a.yml"):
        read_messages(tmp_path)


def test_who_writes_settles_between_twins_for_staff_and_for_people(encoder):
    twins = [
        ("can it be used against me", "ask/confidential"),
        ("can it be held against me", "ask/staff_risk"),
    ]
    reader = train_reader([*PAIRS, *twins], encoder)
    read = {role: reader.read("used or held against me", role) for role in ("staff", None, "harmed")}
    sure = {role: dict(reading.topics).get("staff_risk", 0) for role, reading in read.items()}
    assert sure["staff"] > sure[None] > sure["harmed"]


class Told:
    """Stands in for a trained model: says what it was told to say of any text."""

    labels = ("none", "check/unsure", "crisis/suicide_self_harm")
    settings = {"danger_threshold": 0.8, "crisis_share": 0.5}

    def __init__(self, *row):
        self.row = row

    def probabilities(self, texts, vectors):
        return np.array([self.row] * len(texts))


@pytest.mark.parametrize(
    ("row", "level"),
    [
        ((0.1, 0.4, 0.5), "crisis"),
        ((0.1, 0.6, 0.3), "check"),
        ((0.3, 0.0, 0.7), "none"),
    ],
)
def test_danger_has_to_be_likely_and_then_its_share_says_how_clear_it_is(encoder, row, level):
    assert SafetyModel(Told(*row), encoder).classify_many(["some words"])[0].level == level
