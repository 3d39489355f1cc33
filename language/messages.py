"""The messages that are learnt from: data/nlu with what each means, data/safety with how safe it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from ground import yaml_file
from language.apart import apart
from language.reader import TOPIC_PREFIX
from language.screening import CATEGORIES, LEVELS

# These speak of danger or of deep distress: whether they are ordinary is not for a file name to say.
NOT_SURELY_ORDINARY = {
    "express_distress",
    *(TOPIC_PREFIX + topic for topic in ("crisis", "unsafe_home", "safe_contact")),
}
_MARKED = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")
EVERYDAY = 4  # of the messages of data/nlu, one in so many is learnt from as ordinary too


class BadMessage(ValueError):
    """A message of the training data has no text, or a level or category that is not known."""


def read_messages(folder: Path) -> list[dict]:
    """Return every message of folder/*.yml as {text, level, category}; or raise BadMessage."""
    messages = []
    for path in sorted(Path(folder).glob("*.yml")):
        for number, message in enumerate(yaml_file.read(path)["messages"], 1):
            if not _fits(message):
                raise BadMessage(f"{path.name}, message {number}: no known level or category.")
            messages.append(message)
    return messages


def read_examples(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield (text, label) of every message of Rasa's training files in `folder`, without entity marks."""
    for path in sorted(Path(folder).rglob("*.yml")):
        for entry in yaml_file.read(path).get("nlu", ()):
            for line in entry["examples"].splitlines():
                if line.startswith("- "):
                    yield _MARKED.sub(r"\1", line[2:]).strip(), entry["intent"]


def everyday(folder: Path) -> list[dict]:
    """Return some messages of data/nlu, as ordinary: few of data/safety do not even look dangerous."""
    found = dict(read_examples(folder))
    plain = sorted(text for text, meaning in found.items() if meaning not in NOT_SURELY_ORDINARY)
    kept = (text for text in plain if not apart(text))
    return [{"text": text, "level": "none", "category": None} for text in islice(kept, 0, None, EVERYDAY)]


def label_of(message: Mapping) -> str:
    """Return `none` or `level/category`."""
    return "none" if message["level"] == "none" else f"{message['level']}/{message['category']}"


def _fits(message: Mapping) -> bool:
    level, category = message.get("level"), message.get("category")
    known = category in CATEGORIES or (level == "none" and category is None)
    return bool(str(message.get("text") or "").strip()) and level in LEVELS and known
