"""What a message means: one classifier over plain intents and `ask/<topic>`, read whole and by sentence."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from language.encoder import Encodes
from language.legible import legible
from language.linear import Linear, ModelUnready, load_linear
from language.sentences import split

FILE = "reader.npz"
ASK = "ask"
TOPIC_PREFIX = "ask/"
FALLBACK = "nlu_fallback"
MOST_SENTENCES = 60
SHORT_WORDS = 20  # up to here a message is read whole only
STAFF_TOPIC = TOPIC_PREFIX + "staff_"
# How much likelier a question for staff becomes once it is known who writes (odds; a judgement, not a count).
ODDS_OF_STAFF_TOPIC = {"staff": 3.0, "harmed": 0.2, "whanau": 0.2, "supporter": 0.2}


class Reading(NamedTuple):
    """One message as understood; confidences are probabilities."""

    intent: str
    confidence: float
    topic: str | None
    topics: tuple[tuple[str, float], ...]
    ranking: tuple[tuple[str, float], ...]


class Reader:
    """Reads messages with a trained `Linear`; safe to share between threads."""

    def __init__(self, model: Linear, encoder: Encodes) -> None:
        self._model = model
        self._encoder = encoder
        self._is_topic = np.array([label.startswith(TOPIC_PREFIX) for label in model.labels])
        self._for_staff = np.array([label.startswith(STAFF_TOPIC) for label in model.labels])
        self._topic_ids = [label.removeprefix(TOPIC_PREFIX) for label in model.labels]
        self.fingerprint = model.fingerprint

    @classmethod
    def load(cls, source: Path, encoder: Encodes) -> Reader:
        """Load from a folder that holds reader.npz, from that file, or from a Rasa model archive.

        Raises ModelUnready where there is none or it was trained with another encoder.
        """
        source = Path(source)
        if source.name.endswith(".tar.gz"):
            return cls(load_linear(_from_archive(source), encoder), encoder)
        return cls(load_linear(source / FILE if source.is_dir() else source, encoder), encoder)

    def save(self, folder: Path) -> None:
        """Write reader.npz to `folder`."""
        self._model.save(Path(folder) / FILE)

    def read(self, text: str, role: str | None = None) -> Reading:
        """Read one message of somebody who has told the role, or has not."""
        return self.read_many([text], [role])[0]

    def read_many(self, texts: Sequence[str], roles: Sequence[str | None] | None = None) -> list[Reading]:
        """Read messages, batched; any text at all is read, and nothing said is a fallback."""
        table = self._told_by(self.probabilities(texts), roles or [None] * len(texts))
        return [self._reading(row, text) for row, text in zip(table, texts, strict=True)]

    def probabilities(self, texts: Sequence[str]) -> np.ndarray:
        """Return [n, labels]: whole and sentences combined."""
        units, owners = [], []
        for owner, text in enumerate(texts):
            for unit in _units(text):
                units.append(unit)
                owners.append(owner)
        each = self._model.probabilities(units, self._encoder.encode(units))
        return self._combine(each, np.array(owners), len(texts))

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that the columns of `probabilities` stand for."""
        return self._model.labels

    def _told_by(self, table: np.ndarray, roles: Sequence[str | None]) -> np.ndarray:
        odds = np.array([[ODDS_OF_STAFF_TOPIC.get(role or "", 1.0)] for role in roles])
        table = np.where(self._for_staff, table * odds, table)
        return table / table.sum(axis=1, keepdims=True)

    def _combine(self, each: np.ndarray, owners: np.ndarray, count: int) -> np.ndarray:
        """A question in one sentence of a story counts as much as that sentence is sure of it."""
        share = float(self._model.settings.get("sentence_share", 0.5))
        joined = np.zeros((count, each.shape[1]), dtype=np.float32)
        for owner in range(count):
            rows = each[owners == owner]
            joined[owner] = rows[0]
            if len(rows) > 1:
                surest = np.where(self._is_topic, rows[1:].max(axis=0), 0)
                rest = joined[owner] * max(0.0, 1 - share * float(surest.max()))
                joined[owner] = rest + share * float(surest.max()) * surest / max(float(surest.sum()), 1e-9)
        return joined

    def _reading(self, row: np.ndarray, text: str) -> Reading:
        topics = self._topics(row)
        plain = [
            (label, float(p)) for label, p, t in zip(self.labels, row, self._is_topic, strict=True) if not t
        ]
        asking = float(row[self._is_topic].sum())
        ranking = sorted([*plain, (ASK, asking)], key=lambda pair: -pair[1])
        intent, confidence = ranking[0]
        settings = self._model.settings
        trusted = bool(text.strip()) and confidence >= settings.get("intent_threshold", 0.3)
        if not trusted:
            ranking.insert(0, (FALLBACK, confidence))
        best = topics[0] if topics and text.strip() else None
        known = best is not None and best[1] >= settings.get("topic_threshold", 0.3)
        return Reading(
            intent=intent if trusted else FALLBACK,
            confidence=confidence,
            topic=best[0] if known and best else None,
            topics=topics,
            ranking=tuple(ranking),
        )

    def _topics(self, row: np.ndarray) -> tuple[tuple[str, float], ...]:
        scores = np.where(self._is_topic, row, -1)
        best = [at for at in np.argsort(-scores)[:3] if self._is_topic[at]]
        return tuple((self._topic_ids[at], float(row[at])) for at in best)


def _units(text: str) -> list[str]:
    """The whole, then its sentences where there are several and the message is long."""
    text = legible(text)
    if len(text.split()) <= SHORT_WORDS:
        return [text]
    sentences = [sentence.text for sentence in split(text)]
    if len(sentences) < 2:
        return [text]
    # The end of a long message is where people ask.
    return [text, *sentences[-MOST_SENTENCES:]]


def _from_archive(archive: Path) -> io.BytesIO:
    try:
        with tarfile.open(archive, "r:gz") as packed:
            for member in packed:
                if member.isfile() and Path(member.name).name == FILE:
                    return io.BytesIO(packed.extractfile(member).read())  # type: ignore[union-attr]
    except (OSError, tarfile.TarError) as error:
        raise ModelUnready("The model cannot be read: run ./guide train.") from error
    raise ModelUnready("The model holds no reader: run ./guide train.")
