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
_TOKEN = re.compile(r"\.\.\.|\{\w+\}|[()\[\]/|]|[^\s()\[\]{}/|]+|\S")
_RANGE = re.compile(r"(\d+)\.\.(\d+)")
_CLOSED_BY = {"(": ")", "[": "]"}

Form = tuple["Place", ...]


class Choice:
    """Several sequences, one of which stands in this place; found by the word that they begin or end with."""

    def __init__(self, options: Sequence[Form]) -> None:
        """`options`: sequences of places; an empty one says that nothing may stand here."""
        self.onward: dict[str, list[Form]] = {}
        self.backward: dict[str, list[Form]] = {}
        onward = [_index(option, self.onward, 1) for option in options]
        backward = [_index(option[::-1], self.backward, -1) for option in options]
        self.may_be_absent = any(onward + backward)


Place = frozenset[str] | Choice | None  # None is a gap


def _index(option: Form, table: dict[str, list[Form]], step: int) -> bool:
    """Put `option` in `table` under each word that it may begin with; say whether it may be nothing."""
    for at, place in enumerate(option):
        rest = option[at + 1 :]
        if isinstance(place, Choice):
            for word, ways in (place.onward if step > 0 else place.backward).items():
                table.setdefault(word, []).extend(way + rest for way in ways)
            if place.may_be_absent:
                continue
        elif place is GAP:
            raise PhraseError("Dots stand at the end of a bracket.")
        for word in place if isinstance(place, frozenset) else ():
            table.setdefault(word, []).append(rest)
        return False
    return True


class PhraseError(ValueError):
    """A phrase is not written in the notation above."""


class Notation:
    """Reads phrases with the help of named word lists."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        """`lists`: name -> its words, phrases, ranges of numbers and other lists."""
        self._lists = lists
        self._read: dict[str, Place] = {}
        self._reading: set[str] = set()
        self.vocabulary: set[str] = set()

    def form(self, phrase: str) -> Form:
        """Return the places of `phrase`, one after another; PhraseError where it cannot be read."""
        tokens = _TOKEN.findall(phrase)
        try:
            made = self._sequence(tokens)
        except IndexError:
            raise PhraseError(f"A bracket is left open: {phrase}") from None
        if tokens:
            raise PhraseError(f"A bracket or a slash stands alone: {phrase}")
        if not made or made[0] is GAP or made[-1] is GAP or all(map(_may_be_absent, made)):
            raise PhraseError(f"A phrase has to begin and end with a word: {phrase}")
        return made

    def _sequence(self, tokens: list[str]) -> Form:
        """Read up to a slash, a closing bracket or the end; what was read is taken off `tokens`."""
        made: list[Place] = []
        while tokens and tokens[0] not in "/)]":
            made.append(self._place(tokens.pop(0), tokens))
        return tuple(made)

    def _place(self, piece: str, tokens: list[str]) -> Place:
        if piece in _CLOSED_BY:
            return self._group(piece, tokens)
        if piece == "...":
            return GAP
        if piece == "|":
            return frozenset({BREAK})
        if piece[0] == "{":
            return self._list(piece[1:-1])
        self.vocabulary.add(piece)
        return frozenset({piece})

    def _group(self, opened: str, tokens: list[str]) -> Place:
        options: list[Form] = [()] if opened == "[" else []
        while True:
            options.append(self._sequence(tokens))
            closed = tokens.pop(0)
            if closed == _CLOSED_BY[opened]:
                return _one_of(options)
            if closed != "/":
                raise PhraseError("A bracket is closed by another kind.")

    def _list(self, name: str) -> Place:
        if name not in self._lists or name in self._reading:
            raise PhraseError(f"There is no word list called {name}, or it holds itself.")
        if name not in self._read:
            self._reading.add(name)
            entries = [word for entry in self._lists[name] for word in _ranged(str(entry))]
            self._read[name] = _one_of([self.form(entry) for entry in entries])
            self._reading.remove(name)
        return self._read[name]


def _ranged(entry: str) -> Iterator[str]:
    ends = _RANGE.fullmatch(entry)
    yield from map(str, range(int(ends[1]), int(ends[2]) + 1)) if ends else [entry]


def _may_be_absent(place: Place) -> bool:
    return place is GAP or isinstance(place, Choice) and place.may_be_absent


def _one_of(options: list[Form]) -> Place:
    """Single words become one set; options of several words stay a choice."""
    single = [option[0] for option in options if len(option) == 1 and isinstance(option[0], frozenset)]
    words = frozenset().union(*single)
    if len(single) == len(options):
        return words
    others = [option for option in options if len(option) != 1 or not isinstance(option[0], frozenset)]
    return Choice([(words,), *others] if words else others)
