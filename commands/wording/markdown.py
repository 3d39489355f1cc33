"""How one thing that is said stands on the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from commands.wording.shelf import Shelf, Variations


def heading(title: str, depth: int = 2) -> Iterator[str]:
    """A heading with a blank line on either side."""
    yield from ("", f"{'#' * depth} {title}", "")


def response(name: str, variations: Variations, called: str = "") -> Iterator[str]:
    """A response: its name, then each variation with the choices under it. `called` says what it is."""
    yield f"{called + ' ' if called else ''}`{name}`"
    for variation in variations:
        if condition := variation.get("condition"):
            told = " and ".join(f"`{one['name']}` is `{one['value']}`" for one in condition)
            yield from ("", f"Where {told}:")
        yield from ("", *quoted(str(variation.get("text", "")).strip("\n")))
        if titles := [str(button["title"]) for button in variation.get("buttons") or ()]:
            yield from (">", f"> [{'] ['.join(titles)}]")
    yield ""


def quoted(said: str) -> Iterator[str]:
    """What is said, line by line, set off from what is said about it."""
    for line in said.split("\n"):
        yield f"> {line}".rstrip()


def topic(shelf: Shelf, name: str) -> Iterator[str]:
    """A topic: its answer, the keeper's sentence, where it leads, what it rests on and how old that is."""
    told = shelf.topics[name]
    yield from heading(f"{told['title']} · `{name}`", 4)
    yield from response(f"utter_topic_{name}", shelf.responses.get(f"utter_topic_{name}", ()))
    if operator := shelf.responses.get(f"utter_operator_{name}"):
        yield from response(f"utter_operator_{name}", operator, "Then, from content/service.yml:")
    if untold := shelf.responses.get(f"utter_untold_{name}"):
        yield from response(f"utter_untold_{name}", untold, "Or, where that is not told:")
    yield f"Leads on to: {' · '.join(shelf.topics[other]['title'] for other in told['next'])}"
    yield from ("", "Shown as its source:", "")
    yield from (f"- {source(shown)} `{shown['id']}`" for shown in told["sources"])
    yield from ("", "Facts behind it:", "")
    yield from (f"- {fact['text']} [{_standing(fact)}]" for fact in told["facts"])


def source(shown: Mapping[str, Any]) -> str:
    """A source as a person is told it."""
    return f"{shown['title']}, {shown['publisher']}, checked {shown['checked']}"


def _standing(fact: Mapping[str, Any]) -> str:
    return "; ".join([str(fact["mark"]), *([", ".join(fact["sources"])] if fact["sources"] else [])])


def question(shelf: Shelf, field: str) -> Iterator[str]:
    """A question: asked, asked again in other words, why, and what is said to an answer."""
    yield from heading(f"`{field}`", 4)
    kinds = {"ask": "Asked:", "again": "In other words:", "why": "Why we ask:", "label": "In the summary:"}
    for kind, called in kinds.items():
        if said := shelf.responses.get(f"utter_{kind}_{field}"):
            yield from response(f"utter_{kind}_{field}", said, called)
    for name in answered(shelf, field):
        yield from response(name, shelf.responses[name])


def answered(shelf: Shelf, field: str) -> Iterator[str]:
    """The responses that go with the answers to a question: heard, missed, the names of its options."""
    longer = [other for other in shelf.questions if other.startswith(f"{field}_")]
    for kind in ("option", "heard", "missed"):
        own = f"utter_{kind}_{field}"
        for name in sorted(shelf.responses):
            others = any(name.startswith(f"utter_{kind}_{other}") for other in longer)
            if (name == own or name.startswith(f"{own}_")) and not others:
                yield name


def strings(told: Any, path: str = "") -> Iterator[str]:
    """Each sentence below `told` with the path of its key."""
    if isinstance(told, Mapping):
        for key, value in told.items():
            yield from strings(value, f"{path}.{key}" if path else str(key))
    elif isinstance(told, list):
        for number, value in enumerate(told, 1):
            yield from strings(value, f"{path}.{number}")
    elif told is not None:
        yield f"- `{path}` {' '.join(str(told).split())}"


def service(one: Mapping[str, Any]) -> Iterator[str]:
    """Someone to turn to, with all that is shown of them and how sure that is."""
    ways = [f"{way} {one[way]}" for way in ("call", "text", "email", "web") if one.get(way)]
    yield from heading(f"{one['name']} · `{one['id']}`", 4)
    yield from quoted(f"{' · '.join(ways)}\n{one['for']}\n{one['hours']} · {one['cost']}")
    note = f" {one['checked_note']}" if one.get("checked_note") else ""
    yield from (
        "",
        f"{one['source']}, checked {one['checked']}, {one['status']}.{note} {one['display_rule']}",
    )
