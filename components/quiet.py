"""Keeps personal text out of Rasa's logs, which print messages and slots until told otherwise."""

import logging

from ground import logging as gate


def configure() -> None:
    """Everything Rasa says goes through the gate of ids and counts. Call it after Rasa was imported."""
    gate.configure("rasa", "warning")
    # Rasa's warnings quote what people typed, and those of its libraries tell a keeper nothing
    logging.getLogger("py.warnings").setLevel(logging.ERROR)
