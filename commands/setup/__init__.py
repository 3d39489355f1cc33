"""What a command stands on: made once below .guide/, made again when its sources change."""

from pathlib import Path

from commands.setup import encoder, environment, page, training
from commands.tools import lock


def for_training(models: Path) -> None:
    """Rasa's environment, and a model trained anew into `models`."""
    with lock.held():
        environment.make()
        training.make(models, anew=True)


def for_serving(models: Path) -> None:
    """Everything, a model in `models` that fits the present words and data included."""
    with lock.held():
        environment.make()
        page.make()
        training.make(models)


def for_listening(models: Path) -> None:
    """Rasa's environment, and a model in `models` that fits the present words and data."""
    with lock.held():
        environment.make()
        training.make(models)


def for_comparing() -> None:
    """Rasa's environment and the published encoder, to compare with or to tune from."""
    with lock.held():
        environment.make()
        encoder.make()


def for_tuning() -> None:
    """The tuned encoder, made anew."""
    for_comparing()
    with lock.held():
        encoder.tune()
