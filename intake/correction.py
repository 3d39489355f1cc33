"""Changing earlier answers by just saying so: "actually it was March", "take the apology off"."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from intake import contact, heard, swaps, whose
from intake.choosing import too_many
from intake.fields import Field, Slots, fields
from intake.heard import Understood
from intake.matching import Match, listed, match, names, plain
from intake.questions import applies

_ADDING = re.compile(r"\b(also|too|as well|add|hoki)\b", re.IGNORECASE)
_ALONE = re.compile(r"\b(only|just)\b", re.IGNORECASE)
_HEARD = ("date", "region", "hospital", "relation", "language")
_NUMBERS = ("phone", "email")
# "no" that answers what is open; with one of these behind it, it takes back something said before
_BARE_NO = re.compile(
    r"^\W*(?:no|nah|nope|k[aā]o)\b"
    r"(?!\W*(?:wait|hang on|actually|sorry|it|its|that|thats|i (?:mean|meant|said))\b)",
    re.IGNORECASE,
)
_STRAY_WORDS = 2
_PHRASE = 2


def corrected(slots: Slots, asked: Field | None, understood: Understood, text: str) -> dict[str, Any]:
    """The answers that the message changes, several at once where it says several; {} when none is plain."""
    if named := swaps.named_anew(text):
        return named
    updates: dict[str, Any] = swaps.swapped(slots, text)
    able = heard.entities(understood, _HEARD) + whose.own(slots, asked, understood, text)
    for entity in swaps.told(able, text):
        updates |= _from_entity(slots, asked, entity, text)
    return _from_words(slots, asked, text) | updates


def plainly(slots: Slots, text: str) -> bool:
    """Whether the words alone show that something is put right, whatever the message was read as."""
    return takes_off(slots, text) or (heard.may_correct(text) and bool(swaps.named_anew(text)))


def takes_off(slots: Slots, text: str) -> bool:
    """Whether it says that something chosen earlier is not wanted after all: "I do not want an apology"."""
    return heard.may_correct(text) and any(gone for _, gone in _said_of(slots, None, text).values())


def value_of(field: Field, entity: Mapping[str, Any]) -> str:
    """What an entity puts into a field: the person's own words, or the value where the field needs one."""
    said, value = entity.get("text"), entity.get("value")
    needs_value = field.kind in ("contact", "choice")
    return str(value if needs_value and isinstance(value, str) else said or value)


def _from_entity(slots: Slots, asked: Field | None, entity: Mapping[str, Any], text: str) -> dict[str, Any]:
    kind = entity.get("kind") or entity.get("entity")
    able = [f for f in fields().values() if kind in f.entity and _open_to(f, slots)]
    named = [f for f in able if names(f, text)]
    told = [f for f in able if slots.get(f.id) is not None]
    here = [f for f in able if f is asked]
    field = next(iter([*named, *here, *told, *able]), None)
    if field is None or (kind == "relation" and field not in told):
        return {}
    value = value_of(field, entity)
    if field.has_choices:
        return _option(field, value)
    return {field.id: value} | (
        contact.channel_said(heard.without_lead_in(text)) if field.id == "p_contact_value" else {}
    )


def _option(field: Field, value: str) -> dict[str, Any]:
    found = match(field, value).options
    return {field.id: found[0]} if len(found) == 1 and field.kind == "choice" else {}


def _from_words(slots: Slots, asked: Field | None, text: str) -> dict[str, Any]:
    """Choices named in its clauses, each added, taken off, or put in the place of what was said."""
    said = _said_of(slots, asked, text)
    if _answers_no(asked, text):
        said = {name: found for name, found in said.items() if found[1] or _plain_beside_no(name, text)}
    return {name: _value(fields()[name], slots, *found, text) for name, found in said.items()}


def _answers_no(asked: Field | None, text: str) -> bool:
    """Whether it begins with the "no" that the open question asks for: "no, nobody has said a thing"."""
    return asked is not None and "no" in asked.plain and bool(_BARE_NO.match(text))


def _plain_beside_no(name: str, text: str) -> bool:
    """Beside an answer only the very words of another choice change what was chosen there: "no, HDC"."""
    field, said = fields()[name], heard.without_lead_in(text)
    return match(field, said).whole and not _in_common_words(field, said)


def _in_common_words(field: Field, said: str) -> bool:
    """Whether it names a choice only by words that are said of anything: "change", "nobody has said"."""
    rest = " ".join(word for word in plain(said).split() if word not in listed("said_of_anything"))
    return not match(field, rest).options


def _said_of(
    slots: Slots, asked: Field | None, text: str
) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """By field: the options that are wanted, and those that are not."""
    said = heard.without_lead_in(text)
    found: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    last: dict[str, tuple[str, ...]] = {}
    for clause, refused in _parts(slots, asked, said):
        options = _plainest(slots, asked, clause, refused)
        here = options or (last if refused and not swaps.weight(clause) else {})
        for name, ids in here.items():
            wanted, gone = found.get(name, ((), ()))
            kept = tuple(o for o in wanted if o not in ids)
            found[name] = (kept, gone + ids) if refused else (kept + ids, gone)
        last = {} if refused else options
    return found or {name: (ids, ()) for name, ids in _plainest(slots, asked, said, False).items()}


def _parts(slots: Slots, asked: Field | None, said: str) -> Iterator[tuple[str, bool]]:
    """Clause by clause; one that no choice fits as a whole is taken apart at each "not"."""
    for clause, refused in swaps.clauses(said):
        if refused or _plainest(slots, asked, clause, False):
            yield clause, refused
        else:
            yield from swaps.turned_round(clause)


def _plainest(slots: Slots, asked: Field | None, said: str, refused: bool) -> dict[str, tuple[str, ...]]:
    """The one answer that `said` can mean; where two could, the one that takes more of its words."""
    told = [f for f in fields().values() if f.has_choices and slots.get(f.id) is not None]
    named = [f for f in told if names(f, said)]
    found = {f.id: match(f, said) for f in named or [*told, *([asked] if asked else [])]}
    sure = {name for name in found if refused or fields()[name] in (asked, *named)}
    sure |= {name for name, m in found.items() if m.whole or not _in_common_words(fields()[name], said)}
    fitting = {
        name: m for name, m in found.items() if name in sure and _fits(fields()[name], m, slots, refused)
    }
    most = max((m.words for m in fitting.values()), default=0)
    best = [name for name, m in fitting.items() if m.words == most]
    return {best[0]: fitting[best[0]].options} if len(best) == 1 else {}


def _fits(field: Field, found: Match, slots: Slots, refused: bool) -> bool:
    """Who somebody is changes only where a clause says that and nothing else."""
    if refused:
        held = slots.get(field.id) or ()
        return field.kind == "choices" and bool(found.options) and set(found.options) <= set(held)
    enough = found.words >= (_PHRASE if field.by_phrase else 1)
    return enough and not found.denied and found.other_words <= (0 if field.by_phrase else _STRAY_WORDS)


def _value(
    field: Field, slots: Slots, wanted: tuple[str, ...], gone: tuple[str, ...], text: str
) -> list[str] | str | None:
    """What the answer is now; as it was where that is not plain."""
    held = slots.get(field.id)
    if field.kind != "choices":
        return wanted[0] if len(wanted) == 1 else held
    before = list(held or ())
    joined = list(dict.fromkeys(o for o in (*before, *wanted) if o not in gone))
    if gone:
        return (list(wanted) if too_many(field, joined) else joined) or None
    if _ADDING.search(text):
        return held if too_many(field, joined) else joined
    again = set(wanted) <= set(before) and not names(field, text) and not _ALONE.search(text)
    return held if again or too_many(field, wanted) else list(wanted)


def beyond(slots: Slots, asked: Field | None, understood: Understood, text: str) -> bool:
    """Whether a correction says more than what it changes: a clause of weight that names no answer."""
    said = swaps.without(heard.entities(understood, _HEARD + _NUMBERS), slots, heard.without_lead_in(text))
    if swaps.named_anew(text):
        return False
    parts = [(c, refused) for c, refused in swaps.clauses(said) if swaps.weight(c) >= _PHRASE]
    return any(not refused and not _plainest(slots, asked, clause, False) for clause, refused in parts)


def _open_to(field: Field, slots: Slots) -> bool:
    staff = slots.get("p_role") == "staff"
    return applies(field.id, slots) and field.path != "aside" and (field.path == "staff") == staff
