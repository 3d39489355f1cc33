"""All that is understood of a message at once, in the shape of contracts: intent, topic, safety, entities."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from language.encoder import TUNED, Encoder
from language.linear import ModelUnready
from language.listen import Entity, Listener
from language.once import OnceEncoder
from language.reader import Reader, Reading
from language.safety import Screen
from language.screening import Screening


class Understanding:
    """The same model and the same screening as in a turn, with no server."""

    def __init__(
        self,
        once: OnceEncoder,
        reader: Reader,
        screen: Screen,
        listener: Listener,
        as_read: Callable[[str], str],
    ) -> None:
        self._once = once
        self._reader = reader
        self._screen = screen
        self._listener = listener
        self._as_read = as_read

    @classmethod
    def load(cls, root: Path, models: Path, as_read: Callable[[str], str], threads: int = 1) -> Understanding:
        """Load from the project folder `root` and its folder of trained `models`.

        `as_read` makes of a text the copy that a turn reads (components.typed.for_reading). Raises
        EncoderRefused, ModelUnready or ScreenUnready where a part is not ready.
        """
        once = OnceEncoder(Encoder.load(TUNED, threads))
        reader = Reader.load(newest_model(models), once)
        screen = Screen.load(root / "content", models, once)
        return cls(once, reader, screen, Listener.load(root / "content"), as_read)

    def understand_many(self, messages: Sequence[str | Mapping]) -> list[dict]:
        """Return one record for each message, a text or {text, role?}, in order."""
        texts = [message if isinstance(message, str) else message["text"] for message in messages]
        roles = [None if isinstance(message, str) else message.get("role") for message in messages]
        readings = self._read(texts, roles)
        screenings = self._screen.screen_many(texts)
        self._once.forget()
        return [
            _record(text, reading, screening, self._listener.entities(text))
            for text, reading, screening in zip(texts, readings, screenings, strict=True)
        ]

    def read_many(self, texts: Sequence[str], roles: Sequence[str | None] | None = None) -> list[Reading]:
        """Return intents and topics alone, of texts of whose writers the roles may be known."""
        readings = self._read(texts, roles or [None] * len(texts))
        self._once.forget()
        return readings

    def screen_by(self, listener: str, texts: Sequence[str]) -> list[Screening]:
        """Return what the safety listener says: "patterns", "model" or "both"."""
        by = {"patterns": self._screen.patterns, "model": self._screen.classify, "both": self._screen.screen}
        screenings = [by[listener](text) for text in texts]
        self._once.forget()
        return screenings

    def _read(self, texts: Sequence[str], roles: Sequence[str | None]) -> list[Reading]:
        return self._reader.read_many([self._as_read(text) for text in texts], roles)


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
        "safety": screening._replace(about=None).as_dict(),  # as contracts.md 5 has it
        "entities": [entity.as_dict() for entity in mentioned],
    }
