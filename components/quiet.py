"""Keeps personal text out of Rasa's logs, which print messages at debug until told otherwise."""

import logging
import warnings

from rasa.utils.log_utils import configure_structlog


def configure() -> None:
    """Warnings and worse only, and no Python warnings: Rasa's hold what people typed (hazards F14)."""
    logging.basicConfig(level=logging.WARNING)
    logging.getLogger("rasa").setLevel(logging.WARNING)
    configure_structlog(logging.WARNING)
    warnings.filterwarnings("ignore")
