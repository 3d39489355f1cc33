"""Finds the options of a question in what a person typed, by their words alone: nothing is guessed."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import dropwhile
from typing import Any

from intake import content, words
from intake.fields import Field, fields

LONGEST_CHOICE = 60
_LONGEST_TAIL = 6
_LONGEST_YES = 12
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Match:
    """Options found, in the order said, in how many words; other words of weight; whether one denies."""

    options: tuple[str, ...]
    other_words: int
    denied: bool
    words: int = 0

    @property
    def whole(self) -> bool:
        """Whether the message was these options and nothing else."""
        return bool(self.options) and not self.other_words and not self.denied


def plain(text: str) -> str:
    """Lower case, no macrons, no punctuation, short forms written out, single spaces."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return _short_form().sub(lambda found: _words()["short_forms"][found[0]], " ".join(_WORD.findall(bare)))


def plain_answer(text: str) -> str | None:
    """ "yes", "no" or "unsure" when the whole message says just that, in English or te reo."""
    said = plain(text)
    return next((answer for answer in ("unsure", "no", "yes") if said in _words()[answer]), None)


def answer_here(text: str) -> str | None:
    """Like `plain_answer`, in all words that say as much where a question is on the screen: "k", "pai"."""
    said = plain(text)
    wide = {"yes": "agreeing", "no": "refusing", "unsure": "undecided"}
    return plain_answer(text) or next((one for one, name in wide.items() if said in _words()[name]), None)


def leading_answer(text: str, in_few_words: bool = False) -> str | None:
    """ "yes" or "no" where the message begins with it and turns it round in nothing that follows.

    After a yes whole words may follow, "Yes, I am in my kitchen"; after a no only small ones, "kāo, thanks".
    """
    first, *rest = plain(text).split() or [""]
    answer = next((one for one in ("yes", "no") if first in _words()[one]), None)
    if answer is None or "?" in text:
        return None
    small = listed("little") | listed("beside_an_answer") | ({"not"} if answer == "no" else set())
    if len(rest) <= _LONGEST_TAIL and set(rest) <= small:
        return answer
    turned = set(rest) & (listed("against") | listed("turning"))
    most = 0 if in_few_words else _LONGEST_YES
    return "yes" if answer == "yes" and not turned and len(rest) <= most else None


def said_to_read_back(text: str) -> str | None:
    """ "yes" or "no" to words that were just read back: "yes that's right", "yes put it beside"."""
    first, *rest = plain(text).split() or [""]
    if "?" in text:
        return None
    small = listed("little") | listed("beside_an_answer") | listed("beside_a_read_back")
    for answer in ("yes", "no"):
        if first in _words()[answer] and set(rest) <= small:
            return answer
    return answer_here(text)


def begins_with(answer: str, text: str) -> bool:
    """Whether the first word, or words, of `text` are a plain "yes" or "no"."""
    said = f"{plain(text)} "
    return any(said.startswith(f"{one} ") for one in _words()[answer])


def says(text: str, what: str) -> bool:
    """Whether `text` says just "all" or "none" of the choices, in any of the words for that."""
    return plain(text) in _words()[what]


def as_asked(text: str) -> str:
    """`text` as `plain` gives it, without the small words before a question: "ok but how does it work"."""
    return " ".join(dropwhile(lambda word: word in listed("before_asking"), plain(text).split()))


def asks_about(field: Field, text: str) -> bool:
    """Whether `text` begins as a question about a choice, not in words of one: "what is hohou te rongo"."""
    said = as_asked(text)
    begun = next((one for one in _words()["asking_about"] if said.startswith(f"{one} ")), None)
    return begun is not None and match(field, said.removeprefix(begun)).words == match(field, text).words


def match(field: Field, text: str) -> Match:
    """The options of `field` named in `text`, longest wording first, each word used once."""
    said = plain(text).split()
    if len(said) > LONGEST_CHOICE:
        return Match((), len(said), denied=False)
    found: dict[int, str] = {}
    free = [True] * len(said)
    for phrase, option in _phrases(field):
        for start in _places(phrase, said, free):
            free[start : start + len(phrase)] = [False] * len(phrase)
            found[start] = option
    rest = [word for word, is_free in zip(said, free, strict=True) if is_free]
    options = tuple(dict.fromkeys(found[start] for start in sorted(found)))
    weighty = sum(word not in listed("little") for word in rest)
    denied = any(word in listed("against") for word in rest)
    return Match(options, weighty, denied, len(said) - len(rest))


def mentions(text: str, name: str) -> bool:
    """Whether a phrase of that list of `content/plain_words.yml` stands in `text` word for word."""
    said = f" {plain(text)} "
    return any(f" {phrase} " in said for phrase in _words()[name])


def names(field: Field, text: str) -> bool:
    """Whether `text` calls this answer by one of its names."""
    said = f" {plain(text)} "
    return any(f" {plain(name)} " in said for name in field.named)


@cache
def listed(name: str) -> frozenset[str]:
    """The single words of one list of `content/plain_words.yml`."""
    return frozenset(_words()[name].split())


def word_count(text: str) -> int:
    """How many words `text` has, as `plain` counts them."""
    return len(plain(text).split())


def _words() -> Mapping[str, Any]:
    return content.plain_words()


@cache
def _short_form() -> re.Pattern[str]:
    longest_first = sorted(_words()["short_forms"], key=len, reverse=True)
    return re.compile(r"\b(" + "|".join(map(re.escape, longest_first)) + r")\b")


def _phrases(field: Field) -> tuple[tuple[tuple[str, ...], str], ...]:
    return _phrases_of(field.id)


@cache
def _phrases_of(field_id: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """What may be said for each option: its id, its other words, and the words on its button."""
    field = fields()[field_id]
    titled = {plain(words.option(content.question_words(), field_id, o)): o for o in field.options}
    named = {plain(o.replace("_", " ")): o for o in field.options if o not in ("yes", "no", "some", "other")}
    worded = {plain(other): o for o, others in field.options.items() for other in others}
    every = {**named, **worded, **titled}
    return tuple((tuple(said.split()), every[said]) for said in sorted(every, key=_longest_first) if said)


def _longest_first(phrase: str) -> tuple[int, str]:
    return -len(phrase.split()), phrase


def _places(phrase: tuple[str, ...], said: list[str], free: list[bool]) -> list[int]:
    size = len(phrase)
    starts = range(len(said) - size + 1)
    return [i for i in starts if tuple(said[i : i + size]) == phrase and all(free[i : i + size])][:1]
