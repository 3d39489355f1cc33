"""All that is understood of a message at once, in the shape of contracts: intent, topic, safety, entities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from language.encoder import Encoder
from language.linear import ModelUnready
from language.listen import Entity, Listener
from language.reader import Reader, Reading
from language.safety import Screen
from language.screening import Screening


class OnceEncoder:
    """An encoder that encodes a text once for both listeners; `forget` between batches."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, np.ndarray] = {}
        self.checksum = encoder.checksum

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Return what the encoder returns."""
        new = list(dict.fromkeys(text for text in texts if text not in self._known))
        if new:
            self._known.update(zip(new, self._encoder.encode(new), strict=True))
        return np.stack([self._known[text] for text in texts])

    def forget(self) -> None:
        """Let go of every text."""
        self._known.clear()


class Understanding:
    """The same model and the same screening as in a turn, with no server."""

    def __init__(self, once: OnceEncoder, reader: Reader, screen: Screen, listener: Listener) -> None:
        self._once = once
        self._reader = reader
        self._screen = screen
        self._listener = listener

    @classmethod
    def load(cls, root: Path, model: Path | None = None, threads: int = 1) -> Understanding:
        """Load from the project folder `root`; `model` is a Rasa model archive, by default the newest.

        Raises EncoderRefused, ModelUnready or ScreenUnready where a part is not ready.
        """
        once = OnceEncoder(Encoder.load(root / ".guide" / "encoder", threads))
        reader = Reader.load(model or newest_model(root / "models"), once)
        screen = Screen.load(root / "content", root / "models", once)
        return cls(once, reader, screen, Listener.load(root / "content"))

    def understand_many(self, messages: Sequence[str | Mapping]) -> list[dict]:
        """Return one record for each message, a text or {text, …}, in order."""
        texts = [message if isinstance(message, str) else str(message["text"]) for message in messages]
        readings = self._reader.read_many(texts)
        screenings = self._screen.screen_many(texts)
        self._once.forget()
        return [
            _record(text, reading, screening, self._listener.entities(text))
            for text, reading, screening in zip(texts, readings, screenings, strict=True)
        ]


def newest_model(folder: Path) -> Path:
    """Return the newest Rasa model archive in `folder`; ModelUnready where there is none."""
    archives = sorted(folder.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not archives:
        raise ModelUnready("There is no trained model: run ./guide train.")
    return archives[-1]


def _record(text: str, reading: Reading, screening: Screening, mentioned: Sequence[Entity]) -> dict:
    return {
        "text": text,
        "intent": reading.intent,
        "confidence": round(reading.confidence, 4),
        "topic": reading.topic,
        "topics": [{"id": topic, "confidence": round(sure, 4)} for topic, sure in reading.topics],
        "safety": screening.as_dict(),
        "entities": [entity.as_dict() for entity in mentioned],
    }
