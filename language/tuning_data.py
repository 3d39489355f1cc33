"""What the encoder is tuned on: every message of data/nlu and data/safety, also as hurried thumbs type it."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import NamedTuple

from language.apart import apart
from language.messages import NOT_SURELY_ORDINARY, label_of, read_examples, read_messages
from language.sentences import split

_SLIPS_LONG, _SLIPS_SHORT = (0, 1, 1, 2, 3), (0, 0, 1)
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


class Example(NamedTuple):
    """A message with what it means (an intent or `ask/<topic>`) and how safe it is, where each is known."""

    text: str
    meaning: str | None
    danger: str | None


def examples(data: Path) -> list[Example]:
    """Return every message of data/nlu and data/safety that the encoder may learn from, in a fixed order."""
    found = {}
    for text, meaning in read_examples(data / "nlu"):
        found[text] = Example(text, meaning, None if meaning in NOT_SURELY_ORDINARY else "none")
    for message in read_messages(data / "safety"):
        text, danger = message["text"], label_of(message)
        found[text] = Example(text, found[text].meaning if text in found else None, danger)
        if danger == "none" and not apart(text):
            # A sentence of an ordinary story is ordinary too, and is what the screen will read.
            for sentence in split(text)[1:]:
                found.setdefault(sentence.text, Example(sentence.text, None, "none"))
    return [found[text] for text in sorted(found) if not apart(text)]


def mistyped(text: str, dice: random.Random) -> str:
    """Return `text` as a thumb might send it: letters dropped, doubled, swapped; signs left out."""
    if dice.random() < 0.3:
        text = text.replace("'", "").replace("\u2019", "")
    if dice.random() < 0.2:
        text = re.sub(r"[.,!?;:]", "", text)
    letters = list(text)
    for _ in range(dice.choice(_SLIPS_LONG if len(letters) > 8 else _SLIPS_SHORT)):
        _slip(letters, dice)
    return "".join(letters)


def _slip(letters: list[str], dice: random.Random) -> None:
    if len(letters) < 3:
        return
    at = dice.randrange(len(letters) - 1)
    kind = dice.randrange(4)
    if kind == 0 and len(letters) > 4:
        del letters[at]
    elif kind == 1:
        letters.insert(at, letters[at])
    elif kind == 2:
        letters[at], letters[at + 1] = letters[at + 1], letters[at]
    else:
        letters[at] = _beside(letters[at], dice)


def _beside(letter: str, dice: random.Random) -> str:
    for row in _KEYS:
        at = row.find(letter.lower())
        if at >= 0:
            return row[min(len(row) - 1, max(0, at + dice.choice((-1, 1))))]
    return letter
