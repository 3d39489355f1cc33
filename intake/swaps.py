"""What a correction says clause by clause: what is so, what is not so, and which of two takes whose place."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from intake.fields import TYPED_FREELY, Field, Slots, fields
from intake.matching import listed, match, plain

_CLAUSE = re.compile(r"[,;.!\n]+|\b(?:and|but)\b", re.IGNORECASE)
# "not sure" and "not yet" are answers of their own, and turn nothing round
_AGAINST = re.compile(r"(?=\b(?:not|no|never|without)\b(?! (?:sure|certain|really|now|yet|at all)\b))")
# said of a thing that is no longer wanted; what is left of the clause names it
_REFUSES = re.compile(
    r"\b(?:(?:take|cross|leave) (?:(?:\w+ ){0,4})(?:off|out|away)\b"
    r"|(?:remove|delete|scrap|drop|without|forget about|never mind)\b|change(?:d)? my mind (?:about|on)\b"
    r"|(?:no longer|not|never|not really|not actually) (?:want|need|wanted|needed|after)\b)"
)
_TAKES = re.compile(r"^(?:take|cross|leave) (?P<what>(?:\w+ ){0,4})(?:off|out|away)\b")
_AND = re.compile(r"\s*(?:,|&|\band\b)\s*(?:also\s+)?(?:at\s+)?", re.IGNORECASE)
_NAMED = "\0"
_STOP = re.compile(
    r"(?<=[.!?;])\s+|\n|,?\s+\b(?:and|but)\b\s+(?=(?:it|that|he|she|they|we|i|its)\b)", re.IGNORECASE
)
_GIVEN = r"^\W*(?:\w+\W+){{0,3}}?{name}\s*(?:is|was)?\s*[:–—-]\s*(?P<words>\S.*)$"
_CHANGED = (
    r"^\W*(?:(?:no|wait|actually|sorry|and|also|oh|please|can|could|you|i|we|want|need|would|like|to)\b\W*)*"
    r"(?:change|update|correct)\s+(?:my\s+|the\s+)?{name}\s+to\W+(?P<words>\S.*)$"
)
_WAYS = (_GIVEN, _CHANGED)
_PLACES = ("hospital", "region")
_NOT_WITHIN = 3
_LONGEST_OLD = 4


def clauses(said: str) -> Iterator[tuple[str, bool]]:
    """The clauses of `said` in plain words, each with whether it refuses what it names."""
    for part in _CLAUSE.split(said):
        words = plain(part)
        if not words:
            continue
        if _REFUSES.search(words) and not _wanted_so(words):
            yield _REFUSES.sub(lambda found: _named_within(found[0]), words).strip(), True
        else:
            yield words, False


def turned_round(clause: str) -> list[tuple[str, bool]]:
    """The parts of a clause at each "not", with whether they are denied: "hdc" | "not acc"."""
    pieces = [piece.strip() for piece in _AGAINST.split(clause) if piece.strip()]
    return [(piece, bool(_AGAINST.match(piece))) for piece in pieces]


def weight(clause: str) -> int:
    """How many words of a clause are more than small ones."""
    small = listed("little") | listed("against") | listed("of_correcting")
    return sum(word not in small for word in plain(clause).split())


def denied(entity: Mapping[str, Any], text: str) -> bool:
    """What is named only to say that it was wrong: "my sister, not my mum"."""
    before = text.lower().partition(str(entity.get("text") or "").lower())[0].split()
    return "not" in before[-_NOT_WITHIN:]


def told(entities: Sequence[Mapping[str, Any]], text: str) -> list[Mapping[str, Any]]:
    """The entities that are said to be so; places that stand side by side are one answer."""
    found: list[Mapping[str, Any]] = []
    for entity in entities:
        if denied(entity, text):
            continue
        if found and (both := _side_by_side(found[-1], entity, text)):
            found[-1] = {**found[-1], "text": both}
        else:
            found.append(entity)
    return found


def without(entities: Sequence[Mapping[str, Any]], slots: Slots, text: str) -> str:
    """`text` less the clauses that name one of these, and the sentences that put one thing for another."""
    named = [name for entity in entities if (name := str(entity.get("text") or ""))]
    kept = " . ".join(part for part in _STOP.split(text) if not swapped(slots, part))
    for name in named:
        kept = kept.replace(name, _NAMED)
    return ". ".join(part for part in _CLAUSE.split(kept) if _NAMED not in part)


def named_anew(text: str) -> dict[str, Any]:
    """Own words given for a question by its name: "what must not happen: that I have to see him".

    Or put in the place of those that were given: "change my pronouns to she".
    """
    for field in fields().values():
        if field.kind not in TYPED_FREELY:
            continue
        for name in field.named:
            if words := _given(name, text):
                return {field.id: words}
    return {}


def _given(name: str, text: str) -> str | None:
    ways = (re.match(way.format(name=re.escape(name)), text, re.IGNORECASE | re.DOTALL) for way in _WAYS)
    return next((found["words"] for found in ways if found), None)


def swapped(slots: Slots, text: str) -> dict[str, Any]:
    """What was said in words and takes the place of what was kept: "it was Thames, not Waikato"."""
    updates: dict[str, Any] = {}
    for part in _STOP.split(text):
        swap = _swap().match(part)
        if swap is None or len(swap["old"].split()) > _LONGEST_OLD:
            continue
        for field in fields().values():
            if _holds(field, slots, swap["old"]):
                updates |= _put(field, swap["new"].strip(" ,;"))
    return updates


@cache
def _swap() -> re.Pattern[str]:
    small = rf"(?:(?:{'|'.join(sorted(listed('leading_to')))})[\s,.]+)*"
    return re.compile(
        rf"^\W*{small}(?P<new>\S.*?)\W+not\s+{small}(?P<old>\S.*?)\W*$", re.IGNORECASE | re.DOTALL
    )


def _wanted_so(words: str) -> bool:
    """ "I do not want it to happen again" is itself what is wanted."""
    return "happen" in words.split()


def _named_within(words: str) -> str:
    found = _TAKES.match(words)
    return found["what"].strip() if found else ""


def _side_by_side(one: Mapping[str, Any], other: Mapping[str, Any], text: str) -> str | None:
    kinds = [each.get("kind") or each.get("entity") for each in (one, other)]
    if kinds[0] != _PLACES[0] or kinds[1] not in _PLACES:
        return None
    first, second = str(one.get("text") or ""), str(other.get("text") or "")
    found = re.search(re.escape(first) + _AND.pattern + re.escape(second), text, re.IGNORECASE)
    return found[0] if found else None


def _holds(field: Field, slots: Slots, old: str) -> bool:
    """Whether what was kept there is what is now said to be wrong; own words are never rewritten."""
    value = slots.get(field.id)
    if not field.entity or not isinstance(value, str) or field.kind in ("own_words", "contact"):
        return False
    if field.has_choices:
        return match(field, old).options == (value,)
    return f" {plain(old)} " in f" {plain(value)} "


def _put(field: Field, new: str) -> dict[str, Any]:
    if not field.has_choices:
        return {field.id: new}
    found = match(field, new).options
    return {field.id: found[0]} if len(found) == 1 else {}
