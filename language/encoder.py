"""Sentence embeddings: all-MiniLM-L6-v2 (Apache-2.0), tuned, run by onnxruntime. No network, ever."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

import numpy as np
import onnxruntime
from tokenizers import Encoding, Tokenizer

from language.sentences import split

MANIFEST = "encoder.json"
MODEL = "encoder.onnx"
TOKENIZER = "tokenizer.json"
TUNED = Path(__file__).parent / "tuned"  # what language.tuning made and the project keeps
LONGEST = 256  # tokens; what the published model was made for (sentence_bert_config.json)
# Padded tokens at once: what a core's own cache holds; four times as many take a fifth longer each.
BATCH_TOKENS = 512


class EncoderRefused(Exception):
    """The encoder's files are missing, damaged or not the ones that were expected."""


def checksum(path: Path) -> str:
    """Return the sha256 of a file, in hex; EncoderRefused where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EncoderRefused(f"The encoder's file {path.name} cannot be read: run ./guide train.") from error


class Encodes(Protocol):
    """What the listeners need of an encoder."""

    checksum: str

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Return float32 [n, 384], one row of length 1 for each text."""


class Encoder:
    """Turns text into vectors of length 1; the same text always gives the same vector."""

    dimensions = 384

    def __init__(
        self, session: onnxruntime.InferenceSession, tokenizer: Tokenizer, checksum: str, threads: int = 1
    ) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._threads = threads
        self.checksum = checksum

    @classmethod
    def load(cls, directory: Path, threads: int = 1) -> Encoder:
        """Load what was built or tuned into `directory`; EncoderRefused unless every checksum is right.

        `threads` read batches side by side, which helps with many texts and not with one.
        """
        directory = Path(directory)
        manifest = verified(directory)
        tokenizer = Tokenizer.from_file(str(directory / TOKENIZER))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        session = _session(directory / MODEL)
        both = json.dumps(manifest["files"], sort_keys=True)
        return cls(session, tokenizer, hashlib.sha256(both.encode()).hexdigest(), threads)

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Return float32 [n, 384]; text over 256 tokens is the mean of its sentences; empty text is zeros."""
        parts, owners = self._parts(texts)
        vectors = self._run(parts)
        sums = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for vector, part, owner in zip(vectors, parts, owners, strict=True):
            sums[owner] += vector * np.float32(len(part))
        return sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)

    def encode_spans(self, text: str, spans: Sequence[tuple[int, int]]) -> np.ndarray:
        """Return float32 [len(spans), 384]: for each (start, end) of `text` the mean of its word pieces."""
        sums = np.zeros((len(spans), self.dimensions), dtype=np.float32)
        starts = np.array([start for start, _ in spans])
        ends = np.array([end for _, end in spans])
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        for first in range(0, len(encoding.ids), LONGEST - 2):
            ids = self._framed(encoding.ids[first : first + LONGEST - 2])
            hidden = self._feed([ids], "hidden")[0]
            offsets = encoding.offsets[first : first + LONGEST - 2]
            for (start, end), vector in zip(offsets, hidden[1:-1], strict=True):
                sums[(starts < end) & (ends > start)] += vector
        return sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)

    def _parts(self, texts: Sequence[str]) -> tuple[list[list[int]], list[int]]:
        parts: list[list[int]] = []
        owners: list[int] = []
        for owner, encoding in enumerate(self._tokenizer.encode_batch(list(texts), add_special_tokens=False)):
            for ids in self._cut(texts[owner], encoding):
                parts.append(self._framed(ids))
                owners.append(owner)
        return parts, owners

    def _cut(self, text: str, encoding: Encoding) -> Iterator[list[int]]:
        room = LONGEST - 2
        if len(encoding.ids) <= room:
            if encoding.ids:
                yield encoding.ids
            return
        for sentence in self._tokenizer.encode_batch([s.text for s in split(text)], add_special_tokens=False):
            for first in range(0, len(sentence.ids), room):
                yield sentence.ids[first : first + room]

    def _framed(self, ids: list[int]) -> list[int]:
        return [self._tokenizer.token_to_id("[CLS]"), *ids, self._tokenizer.token_to_id("[SEP]")]

    def _run(self, parts: list[list[int]]) -> np.ndarray:
        """Encode each different part once; a story and its own sentences come in one call."""
        places: dict[tuple[int, ...], int] = {}
        order = [places.setdefault(tuple(part), len(places)) for part in parts]
        different = [list(part) for part in places]
        vectors = np.zeros((len(different), self.dimensions), dtype=np.float32)
        batches = list(_batches([len(part) for part in different]))
        for rows, read in zip(batches, self._side_by_side(different, batches), strict=True):
            vectors[rows] = read
        return vectors[order]

    def _side_by_side(self, parts: list[list[int]], batches: list[list[int]]) -> Iterator[np.ndarray]:
        def feed(rows: list[int]) -> np.ndarray:
            return self._feed([parts[row] for row in rows], "sentence")

        if min(self._threads, len(batches)) < 2:
            yield from map(feed, batches)
            return
        with ThreadPoolExecutor(self._threads, "encoding") as pool:
            yield from pool.map(feed, batches)

    def _feed(self, parts: list[list[int]], output: str) -> np.ndarray:
        width = max(map(len, parts))
        ids = np.zeros((len(parts), width), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, part in enumerate(parts):
            ids[row, : len(part)] = part
            mask[row, : len(part)] = 1
        return self._session.run([output], {"input_ids": ids, "attention_mask": mask})[0]


def _batches(lengths: list[int]) -> Iterator[list[int]]:
    """Yield row numbers of nearly equal length together, so that little is computed on padding."""
    batch: list[int] = []
    for row in sorted(range(len(lengths)), key=lambda row: lengths[row]):
        if batch and lengths[row] * (len(batch) + 1) > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def verified(directory: Path) -> dict:
    """Return the manifest of the encoder in `directory`; EncoderRefused unless every checksum is right."""
    manifest = _read_manifest(directory)
    for name, expected in manifest["files"].items():
        if checksum(directory / name) != expected:
            raise EncoderRefused(f"The encoder's file {name} is not the one that was built.")
    return manifest


def _read_manifest(directory: Path) -> dict:
    try:
        manifest = json.loads((directory / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise EncoderRefused("The encoder has not been built: run ./guide train.") from error
    if set(manifest.get("files", ())) != {MODEL, TOKENIZER}:
        raise EncoderRefused("The encoder's manifest does not list its files.")
    return manifest


def _session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    # Two threads inside one product wait for each other: twice as long as two batches side by side.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # The arena keeps its high-water mark for ever after one long message.
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def available(directory: Path) -> bool:
    """Say whether `directory` holds a built encoder, without checking it."""
    return os.path.isfile(Path(directory) / MANIFEST)
