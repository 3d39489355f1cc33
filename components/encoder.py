"""Sentence embeddings for Rasa: a dense featurizer around language.encoder."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import DENSE_FEATURIZABLE_ATTRIBUTES, TOKENS_NAMES
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from language.encoder import MANIFEST, Encoder

ROOT = Path(__file__).resolve().parents[1]
MOST_THREADS = 16


def encoder_dir(config: dict[str, Any]) -> Path:
    """Return the encoder's folder that `config` names; a relative one lies below the project."""
    return ROOT / config["encoder_dir"]


@lru_cache(maxsize=2)
def shared_encoder(directory: Path, threads: int, manifest: str) -> Encoder:
    """Return one encoder for all components of a process; with another `manifest`, another one."""
    return Encoder.load(directory, threads)


def encoder_of(config: dict[str, Any]) -> Encoder:
    """Load what `config` names; EncoderRefused where a checksum is wrong."""
    return shared_encoder(encoder_dir(config), config["threads"], manifest_of(config))


def manifest_of(config: dict[str, Any]) -> str:
    """Return the text of the encoder's manifest, which names its checksums; empty where it is not built."""
    path = encoder_dir(config) / MANIFEST
    return path.read_text("utf-8") if path.is_file() else ""


def refuse_unknown(config: dict[str, Any], known: dict[str, Any], component: str) -> None:
    """Raise InvalidConfigException for an option that does not exist, or a value of the wrong kind."""
    for name, value in config.items():
        if name not in known:
            raise InvalidConfigException(f"{component} has no option '{name}'.")
        if type(value) is not type(known[name]):
            raise InvalidConfigException(f"{component}: '{name}' has to be a {type(known[name]).__name__}.")
    if not 1 <= config.get("threads", 1) <= MOST_THREADS:
        raise InvalidConfigException(f"{component}: 'threads' has to be from 1 to {MOST_THREADS}.")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(DenseFeaturizer, GraphComponent):
    """Adds a vector for each token and one for the whole message."""

    @classmethod
    def required_components(cls) -> list[type]:
        """Tokens have to be there before they can be given vectors."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Where the built encoder lies, how many threads one message may use, and Rasa's own alias."""
        return {**DenseFeaturizer.get_default_config(), "encoder_dir": "language/tuned", "threads": 1}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Refuse options that mean nothing; called by Rasa, and by `create`."""
        refuse_unknown(
            {name: value for name, value in config.items() if not name.startswith("__") and name != "alias"},
            {"encoder_dir": "", "threads": 1},
            cls.__name__,
        )

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """A rebuilt encoder makes Rasa train again what was learnt from the old one."""
        return manifest_of({**cls.get_default_config(), **config})

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoder:
        """Load the encoder; EncoderRefused where it is not the one that was built."""
        cls.validate_config(config)
        return cls(execution_context.node_name, config)

    def __init__(self, name: str, config: dict[str, Any]) -> None:
        super().__init__(name, config)
        self._encoder = encoder_of(config)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add features to every example."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add features to every attribute of `messages` that has tokens; sentences in batches."""
        for attribute in DENSE_FEATURIZABLE_ATTRIBUTES:
            having = [message for message in messages if message.get(TOKENS_NAMES[attribute])]
            if not having:
                continue
            sentences = self._encoder.encode([message.get(attribute) for message in having])
            for message, sentence in zip(having, sentences, strict=True):
                spans = [(token.start, token.end) for token in message.get(TOKENS_NAMES[attribute])]
                sequence = self._encoder.encode_spans(message.get(attribute), spans)
                self.add_features_to_message(sequence, np.array([sentence]), attribute, message)
        return messages
