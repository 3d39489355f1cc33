"""The chapters of the page, by where a person meets the words. What no chapter claims comes in the last."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

from commands.wording import markdown
from commands.wording.met import MET
from commands.wording.shelf import Shelf


def page(shelf: Shelf) -> Iterator[str]:
    """The whole page, line by line."""
    yield from opening(shelf)
    yield from around(shelf)
    yield from topics(shelf)
    yield from questions(shelf)
    yield from met(shelf, set(_with_topics(shelf)) | set(_with_questions(shelf)))
    yield from numbers(shelf)
    yield from canned(shelf)
    yield from keeper(shelf)
    yield from sources(shelf)


def opening(shelf: Shelf) -> Iterator[str]:
    """How to read the page."""
    yield "# Everything the guide says"
    yield ""
    yield "For people who know this work to read and mend. Nothing is generated: every sentence was written."
    yield "In `code`: the name by which a sentence is found. After `>`: what a person reads."
    yield "In [brackets]: a choice to press. In {braces}: filled in. A blank line between parts two messages."
    yield "The words of the desk stand in web/templates/desk."
    yield ""
    yield f"{len(shelf.responses)} responses, {len(shelf.topics)} topics, {len(shelf.questions)} questions."


def around(shelf: Shelf) -> Iterator[str]:
    """The chat page itself and the pages beside it."""
    yield from markdown.heading("The page around the talk")
    for words in (shelf.page, *shelf.translations):
        yield from markdown.strings(words)
    yield from markdown.heading("The page that shows steps, forms and doors")
    yield from markdown.strings(shelf.ways)


def topics(shelf: Shelf) -> Iterator[str]:
    """Every topic, by the section of the menu."""
    yield from markdown.heading("Topics")
    for section in shelf.sections:
        yield from markdown.heading(f"{section['title']} · `{section['id']}`", 3)
        for name, topic in shelf.topics.items():
            if topic["section"] == section["id"]:
                yield from markdown.topic(shelf, name)


def questions(shelf: Shelf) -> Iterator[str]:
    """Every question, in the order of asking."""
    yield from markdown.heading("The questions, in the order of asking")
    for field in shelf.questions:
        yield from markdown.question(shelf, field)


def met(shelf: Shelf, elsewhere: set[str]) -> Iterator[str]:
    """All other responses, by where they are met."""
    left = [name for name in shelf.responses if name not in elsewhere]
    for title, about, claims in MET:
        mine = [name for claim in claims.split() for name in left if fnmatchcase(name, claim)]
        left = [name for name in left if name not in mine]
        if mine:
            yield from markdown.heading(title)
            yield from (about, "") if about else ()
        for name in dict.fromkeys(mine):
            yield from markdown.response(name, shelf.responses[name])


def numbers(shelf: Shelf) -> Iterator[str]:
    """Everyone that a person can turn to."""
    yield from markdown.heading("Phone numbers")
    for one in shelf.services:
        yield from markdown.service(one)


def canned(shelf: Shelf) -> Iterator[str]:
    """What a facilitator can send with one press."""
    yield from markdown.heading("What a facilitator can send with one press")
    yield from markdown.strings(list(shelf.canned))


def keeper(shelf: Shelf) -> Iterator[str]:
    """What only the keeper knows, as it stands in sentences; what is not told yet."""
    yield from markdown.heading("What only the keeper knows (content/service.yml)")
    for key, value in shelf.service.items():
        told = (
            ", ".join(f"{name} {days}" for name, days in value.items()) if isinstance(value, dict) else value
        )
        yield f"- `{key}` {'not told yet' if value is None else told}"


def sources(shelf: Shelf) -> Iterator[str]:
    """The register of sources."""
    yield from markdown.heading("Sources")
    for name, told in shelf.sources.items():
        note = f" {told['note']}" if told.get("note") else ""
        yield f"- `{name}` {markdown.source(told)}. {told['url']}{note}"


def _with_topics(shelf: Shelf) -> Iterator[str]:
    for name in shelf.topics:
        yield from (f"utter_topic_{name}", f"utter_operator_{name}", f"utter_untold_{name}")


def _with_questions(shelf: Shelf) -> Iterator[str]:
    for field in shelf.questions:
        yield from (f"utter_{kind}_{field}" for kind in ("ask", "again", "why", "label"))
        yield from markdown.answered(shelf, field)
