"""The trained models, loaded as a turn has them."""

from __future__ import annotations

from pathlib import Path

from commands.tools.places import ROOT
from commands.tools.trouble import Trouble
from components.typed import for_reading
from language.encoder import EncoderRefused
from language.linear import ModelUnready
from language.safety import ScreenUnready
from language.understanding import Understanding


def loaded(models: Path, threads: int = 1) -> Understanding:
    """Raises Trouble where they are missing or do not fit."""
    try:
        return Understanding.load(ROOT, models, for_reading, threads)
    except (EncoderRefused, ModelUnready, ScreenUnready) as unready:
        raise Trouble(str(unready)) from unready
