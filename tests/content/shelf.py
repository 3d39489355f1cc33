"""What tests of the content read: topics with their answers, sources, services, what the keeper knows."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
TOPIC_FILES = sorted((ROOT / "content/topics").glob("*.yml"))
ANSWER_FILES = sorted((ROOT / "data/responses/topics").glob("*.yml"))
TOPICS = [path.stem for path in TOPIC_FILES]


@cache
def read(path: str) -> Any:
    return yaml.safe_load((ROOT / path).read_text("utf-8"))


def topic(name: str) -> dict[str, Any]:
    return read(f"content/topics/{name}.yml")


def answers(name: str) -> dict[str, Any]:
    return read(f"data/responses/topics/{name}.yml")["responses"]


def answer(name: str) -> str:
    return answers(name)[f"utter_topic_{name}"][0]["text"]


def messages(text: str) -> list[str]:
    return text.split("\n\n")


def every_message() -> Iterator[tuple[str, str]]:
    """(response name, message) of everything that the topic files say."""
    for path in ANSWER_FILES:
        for name, variants in answers(path.stem).items():
            for variant in variants:
                for message in messages(variant["text"]):
                    yield name, message


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?])\s+", text.replace("\n\n", " ")) if part]


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))
