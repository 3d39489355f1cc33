"""The encoder gives the same vector for the same text and refuses files that it does not know."""

import shutil

import numpy as np
import pytest

from language.encoder import MODEL, TUNED, Encoder, EncoderRefused


@pytest.fixture(scope="module")
def encoder():
    return Encoder.load(TUNED)


def test_vectors_have_length_one_and_the_promised_shape(encoder):
    vectors = encoder.encode(["Kia ora", "Can I bring someone?"])
    assert vectors.shape == (2, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_like_meanings_are_nearer_than_unlike_ones(encoder):
    bring, support, money = encoder.encode(
        ["Can I bring my sister?", "May my sister come with me?", "Will I be paid compensation?"]
    )
    assert bring @ support > bring @ money + 0.2


def test_a_batch_gives_what_each_text_gives_alone(encoder):
    texts = ["ok", "How long does it take?", "My mother died in that ward and nobody told us why.", ""]
    alone = np.concatenate([encoder.encode([text]) for text in texts])
    assert np.allclose(encoder.encode(texts), alone, atol=2e-3)


def test_nothing_said_is_zeros_and_no_text_is_no_rows(encoder):
    assert not encoder.encode(["", "   "]).any()
    assert encoder.encode([]).shape == (0, 384)


def test_text_past_256_tokens_still_counts(encoder):
    calm = "We waited for the bus in the rain. " * 60
    ending = calm + "The surgeon left a swab inside me. " * 30
    assert encoder.encode([calm])[0] @ encoder.encode([ending])[0] < 0.98


def test_a_damaged_model_is_refused(tmp_path):
    shutil.copytree(TUNED, tmp_path / "encoder")
    model = tmp_path / "encoder" / MODEL
    model.write_bytes(model.read_bytes()[:-1] + b"x")
    with pytest.raises(EncoderRefused):
        Encoder.load(tmp_path / "encoder")


def test_a_missing_encoder_is_refused_with_what_to_do(tmp_path):
    with pytest.raises(EncoderRefused, match="guide train"):
        Encoder.load(tmp_path)


def test_each_word_has_a_vector_of_its_own(encoder):
    text = "harm was done"
    vectors = encoder.encode_spans(text, [(0, 4), (5, 8), (9, 13)])
    assert vectors.shape == (3, 384)
    assert not np.allclose(vectors[0], vectors[2], atol=0.1)
