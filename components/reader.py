"""The intent and topic classifier as Rasa trains and runs it: language.reader, with what was mentioned."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.encoder import MOST_THREADS, ROOT, encoder_of, manifest_of, refuse_unknown
from language.listen import Entity, Listener
from language.reader import Reader, Reading

# What decides the weights: when one of these changes, Rasa has to train again.
_TRAINERS = ("apart.py", "features.py", "folding.py", "linear.py", "linear_training.py", "reader_training.py")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentReader(IntentClassifier, GraphComponent):
    """Sets intent, intent_ranking, topic, topics and entities on a message."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Where encoder and names of places lie, and threads for one message.

        `most_examples` of each label are learnt from; 0 means all of them.
        """
        return {
            "encoder_dir": "language/tuned",
            "content_dir": "content",
            "threads": 1,
            "most_examples": 0,
        }

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Refuse options that mean nothing."""
        plain = {name: value for name, value in config.items() if not name.startswith("__")}
        refuse_unknown(plain, cls.get_default_config(), cls.__name__)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Another encoder, or other training code, makes Rasa train again."""
        made = hashlib.sha256(manifest_of({**cls.get_default_config(), **config}).encode())
        for name in _TRAINERS:
            made.update((ROOT / "language" / name).read_bytes())
        return made.hexdigest()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentReader:
        """Make one that has learnt nothing yet."""
        cls.validate_config(config)
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> IntentReader:
        """Make one that knows what was learnt; ModelUnready where that does not fit the encoder."""
        component = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            component.learn(Reader.load(Path(folder), encoder_of(config)))
        return component

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._reader: Reader | None = None
        self._listener: Listener | None = None

    def learn(self, reader: Reader) -> None:
        """Take a trained reader, and what is needed to hear what was mentioned."""
        self._reader = reader
        self._listener = Listener.load(ROOT / self._config["content_dir"])

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from every example that has an intent, and keep it; raises TooFewExamples."""
        # scikit-learn is needed to train only, and takes memory that a server need not spend.
        from language.reader_training import train_reader

        examples = [
            (example.get(TEXT), example.get_full_intent())
            for example in training_data.intent_examples
            if example.get(TEXT)
        ]
        examples = _at_most(examples, self._config["most_examples"])
        every_core = {"threads": min(os.cpu_count() or 1, MOST_THREADS)}
        reader = train_reader(examples, encoder_of(self._config | every_core))
        with self._model_storage.write_to(self._resource) as folder:
            reader.save(Path(folder))
        self.learn(reader)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Read every message that has text; the others are left as they are."""
        if self._reader is None or self._listener is None:
            raise RuntimeError("IntentReader was asked to read before it was trained or loaded.")
        having = [message for message in messages if message.get(TEXT) is not None]
        texts = [message.get(TEXT) for message in having]
        roles = [(message.get("metadata") or {}).get("role") for message in having]
        readings = self._reader.read_many(texts, roles) if having else []
        for message, reading in zip(having, readings, strict=True):
            _note(message, reading, self._listener.entities(message.get(TEXT)))
        return messages


def _at_most(examples: list[tuple[str, str]], most: int) -> list[tuple[str, str]]:
    """The first `most` examples of each label; all of them for 0."""
    seen: Counter[str] = Counter()
    kept = []
    for text, label in examples:
        seen[label] += 1
        if not most or seen[label] <= most:
            kept.append((text, label))
    return kept


def _note(message: Message, reading: Reading, mentioned: list[Entity]) -> None:
    """Write a reading on a message, in the shapes that Rasa keeps."""
    ranking = [{"name": name, "confidence": confidence} for name, confidence in reading.ranking]
    found = [
        {
            "entity": entity.kind,
            "value": entity.value,
            "text": entity.text,
            "start": entity.start,
            "end": entity.end,
            "extractor": IntentReader.__name__,
        }
        for entity in mentioned
    ]
    message.set(INTENT, ranking[0], add_to_output=True)
    message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
    message.set("topic", reading.topic, add_to_output=True)
    message.set("topics", [{"id": t, "confidence": c} for t, c in reading.topics], add_to_output=True)
    message.set(ENTITIES, [*message.get(ENTITIES, []), *found], add_to_output=True)
