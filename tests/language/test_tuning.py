"""The encoder is tuned on what it may see, and what was tuned is whole, small and the one that is used."""

import random

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from language.apart import apart, apart_rows
from language.encoder import MANIFEST, MODEL, TOKENIZER, TUNED, Encoder, EncoderRefused, verified

MOST_BYTES = 25_000_000
PLAIN = {"can I bring my sister": "ask/support_people", "thank you": "thank", "pass": "skip_question"}


def test_the_tuned_encoder_is_whole_and_small():
    manifest = verified(TUNED)
    assert set(manifest["files"]) == {MODEL, TOKENIZER}
    assert (TUNED / MODEL).stat().st_size <= MOST_BYTES
    assert np.allclose(np.linalg.norm(Encoder.load(TUNED).encode(list(PLAIN)), axis=1), 1, atol=1e-5)


def test_a_tuned_encoder_that_was_changed_is_refused(tmp_path):
    for name in (MODEL, TOKENIZER, MANIFEST):
        (tmp_path / name).write_bytes((TUNED / name).read_bytes())
    with (tmp_path / MODEL).open("ab") as file:
        file.write(b"\0")
    with pytest.raises(EncoderRefused):
        Encoder.load(tmp_path)


def test_about_one_message_in_ten_is_kept_apart_whatever_stands_beside_it():
    texts = [f"message {number}" for number in range(5000)]
    assert 0.08 < np.mean([apart(text) for text in texts]) < 0.12
    rows = apart_rows(texts, ["a"] * len(texts))
    assert [text for text, kept in zip(texts, rows, strict=True) if kept] == [t for t in texts if apart(t)]


def test_a_label_with_few_messages_keeps_them_to_learn_from():
    few = [text for text in (f"message {number}" for number in range(200)) if apart(text)][:4]
    assert apart_rows(few, ["rare"] * 4).sum() == 1


@pytest.fixture(scope="module")
def tuning_data():
    return pytest.importorskip("language.tuning_data", reason="scikit-learn is in Rasa's environment")


def lessons(tmp_path):
    for part in ("nlu", "safety"):
        (tmp_path / part).mkdir()
    lines = [
        {"intent": label, "examples": f"- {text}\n- {text} [please](word)"} for text, label in PLAIN.items()
    ]
    (tmp_path / "nlu" / "some.yml").write_text(yaml.safe_dump({"version": "3.1", "nlu": lines}))
    messages = [
        {"text": "I want to die tonight", "level": "crisis", "category": "suicide_self_harm"},
        {"text": "It was long. My shoe was wet.", "level": "none", "category": None},
    ]
    (tmp_path / "safety" / "some.yml").write_text(yaml.safe_dump({"messages": messages}))
    return tmp_path


def test_every_message_is_learnt_from_but_those_kept_apart(tuning_data, tmp_path):
    found = {example.text: example for example in tuning_data.examples(lessons(tmp_path))}
    wanted = [*PLAIN, *(f"{text} please" for text in PLAIN), "I want to die tonight", "My shoe was wet."]
    for text in wanted:
        assert (text in found) is not apart(text)
    assert all(example.meaning or example.danger for example in found.values())


def test_a_question_about_crisis_is_not_called_ordinary_by_its_file_name(tuning_data, tmp_path):
    folder = lessons(tmp_path)
    (folder / "nlu" / "some.yml").write_text("nlu:\n- intent: ask/crisis\n  examples: |\n    - who helps\n")
    told = {e.text: e.danger for e in tuning_data.examples(folder)}
    assert apart("who helps") or told["who helps"] is None


@given(st.text(max_size=80), st.integers(0, 1000))
def test_mistyping_harms_nothing_and_can_be_made_again(tuning_data, text, seed):
    once = tuning_data.mistyped(text, random.Random(seed))
    assert once == tuning_data.mistyped(text, random.Random(seed))
    assert abs(len(once) - len(text)) <= 3 + sum(not c.isalnum() for c in text)
