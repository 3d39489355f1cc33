"""What a command stands on: made once below .guide/, made again when its sources change."""

from commands.setup import encoder, environment, page, training
from commands.tools import lock


def for_talking() -> None:
    """Everything but a model: Rasa's environment, the sentence encoder, the page."""
    with lock.held():
        environment.make()
        encoder.make()
        page.make()


def for_training() -> None:
    """What training stands on: Rasa's environment and the sentence encoder."""
    with lock.held():
        environment.make()
        encoder.make()


def for_serving() -> None:
    """Everything, a model that fits the present words and data included."""
    for_talking()
    with lock.held():
        training.make()
