"""Keeps personal text out of Rasa's logs, which print messages and slots until told otherwise."""

import logging

from ground import logging as gate


def libraries() -> None:
    """Keep the warnings of libraries out of the log. Call it before Rasa is imported."""
    # Rasa's own quote what people typed; those of its libraries tell of their age, and a keeper nothing
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)


def configure() -> None:
    """Everything Rasa says goes through the gate of ids and counts. Call it after Rasa was imported."""
    gate.configure("rasa", "warning")
    libraries()
