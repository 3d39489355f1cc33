"""Find many short phrases in a list of words, in time that grows with the length of the text only.

The notation, for people who are not programmers:
  (a / b c)   any one of these          [a / b]   any one of these, or nothing
  {name}      any one of the named list  ...      up to three words of any kind
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from language.words import BREAK, Word

GAP = None
LONGEST_GAP = 3
MOST_FORMS = 400
_PART = re.compile(r"\(([^()\[\]]*)\)|\[([^()\[\]]*)\]|(\{\w+\})|(\.\.\.)|([^\s()\[\]{}/]+)")
_LIST = re.compile(r"\{(\w+)\}")

Form = tuple[frozenset[str] | None, ...]


class PhraseError(ValueError):
    """A phrase is not written in the notation above."""


class Hit(NamedTuple):
    """A phrase found: words[first:last], and the key that it was given under."""

    first: int
    last: int
    key: str


def _choices(inside: str, lists: Mapping[str, Sequence[str]]) -> list[Form]:
    """Single words become one set; each alternative of several words stays a sequence of its own."""
    try:
        plain = _LIST.sub(lambda found: "/".join(lists[found[1]]), inside)
    except KeyError as missing:
        raise PhraseError(f"There is no word list called {missing}.") from missing
    options = [option.split() for option in plain.split("/")]
    single = frozenset(option[0] for option in options if len(option) == 1)
    several = [tuple(frozenset({word}) for word in option) for option in options if len(option) > 1]
    return ([(single,)] if single else []) + several


def _part_forms(part: re.Match[str], lists: Mapping[str, Sequence[str]]) -> list[Form]:
    group, maybe, name, gap, word = part.groups()
    if gap:
        return [(GAP,)]
    if word:
        return [(frozenset({word}),)]
    forms = _choices(name or group or maybe or "", lists)
    return forms if maybe is None else [(), *forms]


def forms(phrase: str, lists: Mapping[str, Sequence[str]]) -> list[Form]:
    """Return every sequence that `phrase` stands for; PhraseError where it cannot be read or is too wide."""
    if _PART.sub("", phrase).strip():
        raise PhraseError(f"This phrase cannot be read: {phrase}")
    made: list[Form] = [()]
    for part in _PART.finditer(phrase):
        made = [left + right for left in made for right in _part_forms(part, lists)]
        if len(made) > MOST_FORMS:
            raise PhraseError(f"This phrase stands for too many others: {phrase}")
    if any(not form or form[0] is GAP or form[-1] is GAP for form in made):
        raise PhraseError(f"A phrase has to begin and end with a word: {phrase}")
    return made


def _extent(form: Form, words: Sequence[Word], at: int, step: int) -> int | None:
    """Match `form` one word after another from `at`; return where it stopped, or None."""
    for place, choices in enumerate(form):
        if choices is GAP:
            return _after_gap(form[place + 1 :], words, at, step)
        if not 0 <= at < len(words) or words[at].text not in choices:
            return None
        at += step
    return at


def _after_gap(form: Form, words: Sequence[Word], at: int, step: int) -> int | None:
    for skipped in range(LONGEST_GAP + 1):
        stop = _extent(form, words, at + step * skipped, step)
        if stop is not None:
            return stop
        over = at + step * skipped
        if not 0 <= over < len(words) or words[over].text == BREAK:
            return None
    return None


class PhraseFinder:
    """An index of phrases by their rarest word, so that common words start no search."""

    def __init__(self, phrases: Mapping[str, Sequence[str]], lists: Mapping[str, Sequence[str]]) -> None:
        """`phrases`: key -> phrases in the notation; `lists`: the named word lists."""
        every = {
            (form, key) for key, some in phrases.items() for phrase in some for form in forms(phrase, lists)
        }
        uses = Counter(word for form, _ in every for choices in form if choices for word in choices)
        self.vocabulary = frozenset(uses)
        self._by_word: dict[str, list[tuple[Form, Form, str]]] = defaultdict(list)
        for form, key in every:
            at = min(
                (place for place, choices in enumerate(form) if choices),
                key=lambda place: max(uses[word] for word in form[place] or ()),
            )
            for word in form[at] or ():
                self._by_word[word].append((form[at + 1 :], form[:at][::-1], key))

    def find(self, words: Sequence[Word]) -> Iterator[Hit]:
        """Yield every phrase found in `words`, in no promised order."""
        for at, word in enumerate(words):
            for after, before, key in self._by_word.get(word.text, ()):
                last = _extent(after, words, at + 1, 1)
                first = None if last is None else _extent(before, words, at - 1, -1)
                if first is not None and last is not None:
                    yield Hit(first + 1, last, key)
