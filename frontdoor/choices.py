"""Choices: each press leaves as a one-use id and comes back as the press (contracts.md 2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casebook import choices, messages
from casebook.transaction import Tx
from frontdoor.messages import Button, Message, Press
from frontdoor.reading import Refused
from frontdoor.returning.buttons import manages, wanted
from frontdoor.words import Words
from intake import titles
from intake.matching import begins_with, plain, plain_answer

_CANNOT_BE_UNDONE = ("forget_all", "send_intake", "withdraw_all", "erase_all")
NONE_OF_THEM: Press = {"intent": "skip_question"}


@dataclass(frozen=True)
class Pressed:
    """What the payloads of one message stood for; `titles` is what the person saw on them."""

    presses: tuple[Press, ...]
    titles: tuple[str, ...]


def write(tx: Tx, conv: str, side: str, message: Message, words: Words) -> int:
    """Store a message with its choices made ready for a browser; returns its seq."""
    seq = messages.take_seq(tx, conv)
    offers = _offered(tx, conv, seq, message.buttons)
    custom = _without_presses(tx, conv, seq, message.custom, words)
    if message.kind == "choices":
        options = [{"title": offer["title"], "payload": offer["payload"]} for offer in offers]
        custom, offers = (custom or {}) | {"options": options}, []
    replies = offers or None
    return messages.add_message(tx, conv, side, message.text, seq=seq, custom=custom, quick_replies=replies)


def take(tx: Tx, conv: str, payloads: Sequence[str], words: Words) -> Pressed:
    """Use up the payloads; raises Refused("choice_gone") when any of them is not open."""
    taken = [choices.take(tx, conv, payload) for payload in payloads]
    if not taken:
        return Pressed((NONE_OF_THEM,), (words.say("press_none"),))
    found = [one for one in taken if one is not None]
    if len(found) < len(taken):
        raise Refused("choice_gone")
    return Pressed(tuple(one["press"] for one in found), tuple(one["title"] for one in found))


def typed(tx: Tx, conv: str, text: str) -> Press | None:
    """The press of a standing choice whose title was typed; None where it is none, or could be two.

    What cannot be undone is typed as it stands, answered with a plain yes, or pressed.
    """
    if len(text) > titles.LONGEST:
        return None
    standing = choices.standing(tx, conv)
    shown = {one["title"] for _, one in standing}
    title = titles.typed(shown, text) or _agreed_to(standing, text)
    meant = [(mark, one["press"]) for mark, one in standing if one["title"] == title]
    if not meant or any(press != meant[0][1] for _, press in meant):
        return None
    if _cannot_be_undone(meant[0][1]) and plain_answer(text) != "yes" and plain(str(title)) != plain(text):
        return None
    choices.use(tx, conv, meant[0][0])
    return meant[0][1]


def _agreed_to(standing: Sequence[tuple[str, Mapping[str, Any]]], text: str) -> str | None:
    """The title that a plain yes takes where "shall I delete everything?" stands: it answers nothing else."""
    # nothing wider: "yes keep it" and "no worries" agree to something, and to no deleting
    if plain_answer(text) != "yes":
        return None
    grave = {one["title"] for _, one in standing if _cannot_be_undone(one["press"])}
    agreeing = [title for title in grave if begins_with("yes", title)]
    return agreeing[0] if len(agreeing) == 1 else None


def _cannot_be_undone(press: Press) -> bool:
    wants = wanted(press)[0] if manages(press) else press.get("intent")
    return wants in _CANNOT_BE_UNDONE


def _offered(tx: Tx, conv: str, seq: int, buttons: Sequence[Button]) -> list[dict[str, str]]:
    payloads = choices.offer(tx, conv, seq, *({"press": one.press, "title": one.title} for one in buttons))
    return [
        {"content_type": "text", "title": button.title, "payload": payload}
        for button, payload in zip(buttons, payloads, strict=True)
    ]


def _without_presses(tx: Tx, conv: str, seq: int, value: Any, words: Words, name: str = "") -> Any:
    if isinstance(value, list):
        return [_without_presses(tx, conv, seq, item, words, name) for item in value]
    if not isinstance(value, dict):
        return value
    if isinstance(value.get("press"), dict):
        known = f"press_{name}" if words.knows(f"press_{name}") else "press_other"
        title = value.get("title") or words.say(known)
        return choices.offer(tx, conv, seq, {"press": value["press"], "title": title})[0]
    return {key: _without_presses(tx, conv, seq, item, words, key) for key, item in value.items()}
