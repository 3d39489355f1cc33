"""The classifiers that are compared: each learns from (text, label) pairs, then reads one text at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from commands.tools.places import PUBLISHED_ENCODER
from components.typed import for_reading
from ground import yaml_file
from language.reader import ASK, FALLBACK, TOPIC_PREFIX, Reading

Example = tuple[str, str]
RETRIEVAL, FLAT = "/", "__"  # Rasa takes what follows a slash for a response to choose, not for an intent


class Answer(NamedTuple):
    """The labels with their confidences, surest first, and the topic that would be answered, if any."""

    ranking: tuple[tuple[str, float], ...]
    known: str | None


Reads = Callable[[str], Answer]


class Contender(NamedTuple):
    """`learn` gets the examples and an empty folder."""

    says: str
    learn: Callable[[Sequence[Example], Path], Reads]


def all_of_them() -> dict[str, Contender]:
    """By the name under which they are drawn; the first is the one to beat, the last is ours."""
    return {
        "stock DIET": Contender("stock `rasa init` pipeline, DIET 100 epochs, flat labels", stock),
        "stock LR": Contender("logistic regression on the stock sparse features", stock_regression),
        "our DIET": Contender("DIET 100 epochs on stock features and our encoder", diet_on_ours),
        "frozen LR": Contender("logistic regression on the published embeddings, frozen", frozen_regression),
        "ours": Contender("ours: tuned encoder and n-grams, logistic regression, calibrated", ours),
    }


def stock(examples: Sequence[Example], folder: Path) -> Reads:
    return with_rasa(stock_pipeline(), examples, folder)


def stock_regression(examples: Sequence[Example], folder: Path) -> Reads:
    return with_rasa([*sparse_features(), {"name": "LogisticRegressionClassifier"}], examples, folder)


def diet_on_ours(examples: Sequence[Example], folder: Path) -> Reads:
    diet = next(part for part in stock_pipeline() if part["name"] == "DIETClassifier")
    encoder = {"name": "components.encoder.SentenceEncoder"}
    return with_rasa([*sparse_features(), encoder, diet], examples, folder)


def stock_pipeline() -> list[dict[str, Any]]:
    """What `rasa init` leaves to Rasa's own default, read from the package."""
    import rasa

    path = Path(rasa.__file__).parent / "engine/recipes/config_files/default_config.yml"
    return list(yaml_file.read(path)["pipeline"])


def sparse_features() -> list[dict[str, Any]]:
    return [part for part in stock_pipeline() if part["name"].endswith(("Tokenizer", "Featurizer"))]


def with_rasa(pipeline: list[dict[str, Any]], examples: Sequence[Example], folder: Path) -> Reads:
    """Trains Rasa's NLU with `pipeline` on flat labels."""
    from rasa.core.agent import Agent
    from rasa.model_training import train_nlu

    from components import quiet

    # Rasa writes much for each message at the level it has by default, which would count as its time.
    quiet.configure()
    config, data = folder / "config.yml", folder / "nlu.yml"
    written = {"recipe": "default.v1", "language": "en", "assistant_id": "peer", "pipeline": pipeline}
    config.write_text(yaml.safe_dump(written), "utf-8")
    data.write_text(as_rasa_reads(examples), "utf-8")
    agent = Agent.load(train_nlu(str(config), str(data), str(folder)))
    loop = asyncio.new_event_loop()

    def read(text: str) -> Answer:
        found = loop.run_until_complete(agent.parse_message(text))
        told = ((each["name"], each["confidence"]) for each in found["intent_ranking"])
        every = [(name.replace(FLAT, RETRIEVAL), sure) for name, sure in told]
        return Answer(tuple(pair for pair in every if pair[0] != FALLBACK), topic_of(every[0][0]))

    return read


def as_rasa_reads(examples: Sequence[Example]) -> str:
    from rasa.shared.nlu.training_data.message import Message
    from rasa.shared.nlu.training_data.training_data import TrainingData

    flat = [Message.build(text=text, intent=label.replace(RETRIEVAL, FLAT)) for text, label in examples]
    return str(TrainingData(flat).nlu_as_yaml())


def frozen_regression(examples: Sequence[Example], folder: Path) -> Reads:
    """scikit-learn's defaults but for more steps; no threshold, so the best label is always known."""
    from sklearn.linear_model import LogisticRegression

    from language.encoder import Encoder

    encoder = Encoder.load(PUBLISHED_ENCODER)
    model = LogisticRegression(C=10, max_iter=1000)
    model.fit(encoder.encode([text for text, _ in examples]), [label for _, label in examples])

    def read(text: str) -> Answer:
        sure = model.predict_proba(encoder.encode([text]))[0]
        ranking = sorted(zip(map(str, model.classes_), map(float, sure), strict=True), key=lambda p: -p[1])
        return Answer(tuple(ranking), topic_of(ranking[0][0]))

    return read


def ours(examples: Sequence[Example], folder: Path) -> Reads:
    from language.encoder import TUNED, Encoder
    from language.reader_training import train_reader

    reader = train_reader(list(examples), Encoder.load(TUNED))
    return lambda text: flattened(reader.read(for_reading(text)))


def flattened(reading: Reading) -> Answer:
    """The intents, with the topics in place of the one that stands for every question."""
    plain = [(intent, sure) for intent, sure in reading.ranking if intent not in (ASK, FALLBACK)]
    topics = [(f"{TOPIC_PREFIX}{topic}", sure) for topic, sure in reading.topics]
    # A question is a question first, and about its topic next: this is how a turn reads it.
    asked_first = next((intent for intent, _ in reading.ranking if intent != FALLBACK), None) == ASK
    groups = (topics, plain) if asked_first else (plain, topics)
    return Answer(tuple([*groups[0], *groups[1]]), reading.topic)


def topic_of(label: str) -> str | None:
    return label.removeprefix(TOPIC_PREFIX) if label.startswith(TOPIC_PREFIX) else None
