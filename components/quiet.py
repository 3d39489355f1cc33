"""Keeps personal text out of Rasa's logs, which print messages and slots until told otherwise."""

import warnings

from ground import logging


def configure() -> None:
    """Everything Rasa says goes through the gate of ids and counts. Call it after Rasa was imported."""
    warnings.filterwarnings("ignore")
    logging.configure("rasa", "warning")
