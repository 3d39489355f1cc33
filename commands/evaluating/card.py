"""The generated part of docs/model-card.md: the figures between two markers, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

from commands.tools.places import ROOT
from commands.tools.trouble import Trouble

CARD = ROOT / "docs" / "model-card.md"
BEGIN = "<!-- figures: written by ./guide evaluate --card, not by hand -->"
END = "<!-- end of figures -->"


def renewed(card: str, figures: str) -> str:
    """`card` with what stands between the markers replaced; raises Trouble unless both stand there once."""
    if card.count(BEGIN) != 1 or card.count(END) != 1 or card.index(BEGIN) > card.index(END):
        raise Trouble("docs/model-card.md lacks its two markers: put them back where the figures belong")
    between = re.compile(re.escape(BEGIN) + ".*?" + re.escape(END), re.DOTALL)
    return between.sub(lambda _: f"{BEGIN}\n\n{figures.strip()}\n\n{END}", card)


def renew(figures: str, card: Path = CARD) -> None:
    card.write_text(renewed(card.read_text("utf-8"), figures), "utf-8")
