"""The held-out messages are enough, and none of them is, or nearly is, a message to train on."""

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml
from rapidfuzz import fuzz, process

from language.folding import fold
from language.screening import CATEGORIES

HERE, ROOT = Path(__file__).parent, Path(__file__).parents[2]
FILES = sorted(path.name for path in HERE.glob("*.yml"))
TOPICS = {path.stem for path in (ROOT / "data/nlu/topics").glob("*.yml")}
NEAR = 90  # of 100: the share of a message that stays when it is turned into another
SHORT = 4  # words; messages no longer than this are bound to look alike
MARKED = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")
SPACE = re.compile(r"\s+")


def plain(text):
    return SPACE.sub(" ", fold(text)).strip()


def held_out(name):
    return yaml.safe_load((HERE / name).read_text("utf-8"))["messages"]


def to_train_on():
    for path in sorted((ROOT / "data/nlu").rglob("*.yml")):
        for block in yaml.safe_load(path.read_text("utf-8")).get("nlu") or ():
            if "intent" in block:
                for line in block["examples"].splitlines():
                    yield MARKED.sub(r"\1", line.removeprefix("- "))
    for path in sorted((ROOT / "data/safety").glob("*.yml")):
        for message in yaml.safe_load(path.read_text("utf-8"))["messages"]:
            yield message["text"]


@pytest.fixture(scope="module")
def training():
    return sorted({plain(text) for text in to_train_on()})


@pytest.mark.parametrize("name", FILES)
def test_no_message_is_also_trained_on(name, training):
    assert len(training) > 1000
    assert {plain(message["text"]) for message in held_out(name)} & set(training) == set()


@pytest.mark.parametrize("name", FILES)
def test_no_longer_message_is_nearly_a_copy(name, training):
    told = (plain(message["text"]) for message in held_out(name))
    texts = [text for text in told if len(text.split()) > SHORT]
    likeness = process.cdist(texts, training, scorer=fuzz.ratio, score_cutoff=NEAR, workers=1)
    near = {(texts[row], training[column]) for row, column in zip(*likeness.nonzero(), strict=True)}
    assert near == set()


@pytest.mark.parametrize("name", FILES)
def test_no_message_stands_twice(name):
    counts = Counter(plain(message["text"]) for message in held_out(name))
    assert [text for text, count in counts.items() if count > 1] == []


def test_every_topic_is_asked_in_several_ways():
    counts = Counter(message["topic"] for message in held_out("topics.yml"))
    assert set(counts) == TOPICS
    assert len(TOPICS) == 80
    assert min(counts.values()) >= 5


def test_every_intent_is_said_in_many_ways():
    counts = Counter(message["intent"] for message in held_out("intents.yml"))
    assert {intent: count for intent, count in counts.items() if count < 15} == {}


def test_what_is_not_ours_is_of_many_kinds():
    assert len(held_out("out_of_scope.yml")) >= 100


def test_danger_is_hinted_spoken_and_absent_often_enough():
    counts = Counter(message["kind"] for message in held_out("safety.yml"))
    assert set(counts) == {"clear", "oblique", "ordinary"}
    assert counts["clear"] >= 300
    assert counts["oblique"] >= 150
    assert counts["ordinary"] >= 300


def test_danger_has_a_category_and_the_ordinary_has_none():
    for message in held_out("safety.yml"):
        known = (None,) if message["kind"] == "ordinary" else CATEGORIES
        assert message["category"] in known, message
