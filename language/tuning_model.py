"""The encoder of language.encoder_graph as something that learns (TensorFlow), with a head for each task."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import tensorflow as tf

from language.encoder_graph import EPSILON, HEAD_WIDTH, HEADS, LAYERS, WIDTH

KEPT = 0.9  # of the values of a layer, the share that dropout leaves while learning
SHARPNESS = 16.0  # logits are this times the product of a vector of length 1 and a head's weights


class Tunable:
    """Weights by the names of the published file, and a head (weights [384, labels], bias) for each task."""

    def __init__(self, weights: Mapping[str, np.ndarray], tasks: Mapping[str, int], seed: int) -> None:
        tf.random.set_seed(seed)
        unused = ("pooler", "position_ids")
        self.weights = {
            name: tf.Variable(value.astype(np.float32))
            for name, value in weights.items()
            if not any(part in name for part in unused)
        }
        self.heads = {
            task: (tf.Variable(tf.random.normal((WIDTH, labels), stddev=0.05)), tf.Variable(tf.zeros(labels)))
            for task, labels in tasks.items()
        }

    def logits(self, task: str, vectors: tf.Tensor) -> tf.Tensor:
        """Return [n, labels] of one task."""
        head, bias = self.heads[task]
        return SHARPNESS * tf.matmul(vectors, head) + bias

    def vectors(self, ids: tf.Tensor, mask: tf.Tensor, kept: float = KEPT) -> tf.Tensor:
        """Return [n, 384] of length 1 for int32 ids and mask [n, t]; `kept` is what dropout leaves."""
        present = tf.cast(mask, tf.float32)
        x, bias = self._embedded(ids, kept), (present[:, None, None, :] - 1.0) * 10000.0
        for number in range(LAYERS):
            x = self._layer(x, bias, f"encoder.layer.{number}", kept)
        mean = tf.reduce_sum(x * present[:, :, None], 1) / tf.reduce_sum(present, 1, keepdims=True)
        return tf.math.l2_normalize(mean, axis=1)

    def _embedded(self, ids: tf.Tensor, kept: float) -> tf.Tensor:
        words = tf.gather(self.weights["embeddings.word_embeddings.weight"], ids)
        positions = self.weights["embeddings.position_embeddings.weight"][: tf.shape(ids)[1]]
        kind = self.weights["embeddings.token_type_embeddings.weight"][0]
        return tf.nn.dropout(self._norm(words + positions + kind, "embeddings.LayerNorm"), 1 - kept)

    def _layer(self, x: tf.Tensor, bias: tf.Tensor, layer: str, kept: float) -> tf.Tensor:
        here = f"{layer}.attention.self"
        query, key, value = (self._split(x, f"{here}.{part}") for part in ("query", "key", "value"))
        scores = tf.matmul(query, key, transpose_b=True) / HEAD_WIDTH**0.5 + bias
        mixed = tf.transpose(tf.matmul(tf.nn.dropout(tf.nn.softmax(scores), 1 - kept), value), (0, 2, 1, 3))
        joined = tf.reshape(mixed, tf.shape(x))
        out = tf.nn.dropout(self._linear(joined, f"{layer}.attention.output.dense"), 1 - kept)
        seen = self._norm(out + x, f"{layer}.attention.output.LayerNorm")
        inner = tf.nn.gelu(self._linear(seen, f"{layer}.intermediate.dense"), approximate=True)
        out = tf.nn.dropout(self._linear(inner, f"{layer}.output.dense"), 1 - kept)
        return self._norm(out + seen, f"{layer}.output.LayerNorm")

    def _split(self, x: tf.Tensor, prefix: str) -> tf.Tensor:
        shape = (tf.shape(x)[0], tf.shape(x)[1], HEADS, HEAD_WIDTH)
        return tf.transpose(tf.reshape(self._linear(x, prefix), shape), (0, 2, 1, 3))

    def _linear(self, x: tf.Tensor, prefix: str) -> tf.Tensor:
        # Half-width products take half the time on processors that have them; sums and weights stay whole.
        kernel = tf.cast(self.weights[f"{prefix}.weight"], tf.bfloat16)
        flat = tf.cast(tf.reshape(x, (-1, x.shape[-1])), tf.bfloat16)
        product = tf.cast(tf.matmul(flat, kernel, transpose_b=True), tf.float32)
        shape = tf.concat([tf.shape(x)[:-1], [kernel.shape[0]]], 0)
        out = tf.reshape(product + self.weights[f"{prefix}.bias"], shape)
        out.set_shape((None, None, kernel.shape[0]))
        return out

    def _norm(self, x: tf.Tensor, prefix: str) -> tf.Tensor:
        mean, variance = tf.nn.moments(x, axes=[-1], keepdims=True)
        scale, offset = self.weights[f"{prefix}.weight"], self.weights[f"{prefix}.bias"]
        return (x - mean) * tf.math.rsqrt(variance + EPSILON) * scale + offset
