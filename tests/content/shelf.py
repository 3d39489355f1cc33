"""What tests of the content read: topics with their answers, sources, services, what the keeper knows."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from commands.wording import markdown
from commands.wording.shelf import Shelf

ROOT = Path(__file__).parents[2]
UNSAID = re.compile(r"(?:^|\.)(?:lang|exit_url|id|topic|sources\.\d+)$")
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


def variants(name: str) -> list[str]:
    """The answer in the words for everyone, then in those for staff where it has them."""
    return [variation["text"] for variation in answers(name)[f"utter_topic_{name}"]]


def messages(text: str) -> list[str]:
    return text.split("\n\n")


@cache
def everything() -> Shelf:
    return Shelf.load(ROOT)


@cache
def said() -> list[tuple[str, str]]:
    """(name, message) of everything that is said to a person: responses, page, lists, services; no titles."""
    found = [
        (name, message.strip("\n"))
        for name, variations in everything().responses.items()
        for variation in variations
        for message in messages(variation["text"])
    ]
    for file in (everything().page, everything().ways):
        found += [
            (name, text) for name, text in map(named, markdown.strings(file)) if not UNSAID.search(name)
        ]
    for service in everything().services:
        found += [(f"{service['id']}.{part}", service[part]) for part in ("for", "hours", "cost")]
    return found


@cache
def titles() -> list[tuple[str, str]]:
    """(name, words) of every choice, topic and section of the menu."""
    found = [
        (name, str(button["title"]))
        for name, variations in everything().responses.items()
        for variation in variations
        for button in variation.get("buttons") or ()
    ]
    found += [(f"utter_topic_{name}", told["title"]) for name, told in everything().topics.items()]
    return found + [(f"section {told['id']}", told["title"]) for told in everything().sections]


def named(line: str) -> tuple[str, str]:
    name, _, text = line.removeprefix("- `").partition("` ")
    return name, text


def prose(message: str) -> str:
    """What is read as sentences: no list, no name of a source, a plain name where something is filled in."""
    lines = [line for line in message.split("\n") if not line.startswith(("- ", "From: "))]
    return re.sub(r"\{\w+\}", "Sam", "\n".join(lines)).strip()


def items(message: str) -> list[str]:
    """The lines of a list in a message."""
    return [line.removeprefix("- ") for line in message.split("\n") if line.startswith("- ")]


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?])\s+", text.replace("\n\n", " ")) if part]


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))
