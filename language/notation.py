"""The notation of content/safety.yml: which sequences of words a phrase stands for.

For people who are not programmers:
  (a / b c)   any one of these             [a / b]   any one of these, or nothing; each may hold the other
  {name}      any one of the named list    ...       up to three words of any kind
  |           a sentence begins or ends here
In a list, {name} takes in another list and 10..99 is every number from 10 to 99.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from language.words import BREAK

GAP = None
LONGEST_GAP = 3
MOST_FORMS = 2000
_TOKEN = re.compile(r"\.\.\.|\{\w+\}|[()\[\]/|]|[^\s()\[\]{}/|]+|\S")
_RANGE = re.compile(r"(\d+)\.\.(\d+)")
_CLOSED_BY = {"(": ")", "[": "]"}

Form = tuple[frozenset[str] | None, ...]


class PhraseError(ValueError):
    """A phrase is not written in the notation above."""


class Notation:
    """Reads phrases with the help of named word lists."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        """`lists`: name -> its words, phrases, ranges of numbers and other lists."""
        self._lists = lists
        self._read: dict[str, list[Form]] = {}
        self._reading: set[str] = set()

    def forms(self, phrase: str) -> list[Form]:
        """Return every sequence that `phrase` stands for; PhraseError where it is unreadable or too wide."""
        tokens = _TOKEN.findall(phrase)
        try:
            made = self._sequence(tokens)
        except IndexError:
            raise PhraseError(f"A bracket is left open: {phrase}") from None
        if tokens:
            raise PhraseError(f"This phrase cannot be read: {phrase}")
        if len(made) > MOST_FORMS:
            raise PhraseError(f"This phrase stands for too many others: {phrase}")
        if any(not form or form[0] is GAP or form[-1] is GAP for form in made):
            raise PhraseError(f"A phrase has to begin and end with a word: {phrase}")
        return made

    def _sequence(self, tokens: list[str]) -> list[Form]:
        """Read up to a slash, a closing bracket or the end; what was read is taken off `tokens`."""
        made: list[Form] = [()]
        while tokens and tokens[0] not in "/)]":
            parts = self._part(tokens.pop(0), tokens)
            made = [left + right for left in made for right in parts]
            if len(made) > MOST_FORMS:
                raise PhraseError("A phrase stands for too many others.")
        return made

    def _part(self, piece: str, tokens: list[str]) -> list[Form]:
        if piece in _CLOSED_BY:
            return self._group(piece, tokens)
        if piece == "...":
            return [(GAP,)]
        if piece == "|":
            return [(frozenset({BREAK}),)]
        if piece[0] == "{":
            return self._list(piece[1:-1])
        return [(frozenset({piece}),)]

    def _group(self, opened: str, tokens: list[str]) -> list[Form]:
        options: list[Form] = [()] if opened == "[" else []
        while True:
            options += self._sequence(tokens)
            closed = tokens.pop(0)
            if closed == _CLOSED_BY[opened]:
                return _merged(options)
            if closed != "/":
                raise PhraseError("A bracket is closed by another kind.")

    def _list(self, name: str) -> list[Form]:
        if name not in self._lists or name in self._reading:
            raise PhraseError(f"There is no word list called {name}, or it holds itself.")
        if name not in self._read:
            self._reading.add(name)
            entries = [word for entry in self._lists[name] for word in _ranged(str(entry))]
            self._read[name] = _merged([form for entry in entries for form in self.forms(entry)])
            self._reading.remove(name)
        return self._read[name]


def _ranged(entry: str) -> Iterator[str]:
    ends = _RANGE.fullmatch(entry)
    yield from map(str, range(int(ends[1]), int(ends[2]) + 1)) if ends else [entry]


def _merged(options: list[Form]) -> list[Form]:
    """Single words become one set; each option of several words stays a sequence of its own."""
    single = [option[0] for option in options if len(option) == 1]
    if GAP in single:
        raise PhraseError("Dots stand alone in a bracket.")
    others = list(dict.fromkeys(option for option in options if len(option) != 1))
    return ([(frozenset().union(*(words for words in single if words)),)] if single else []) + others
