"""Find many short phrases in a list of words, in time that grows with the length of the text only."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from language.notation import GAP, LONGEST_GAP, Choice, Form, Notation
from language.words import BREAK, Word

_EDGE = ""  # stands before the first word and after the last, so that no search runs over
_ENDS = frozenset({_EDGE, BREAK})


class Hit(NamedTuple):
    """A phrase found: words[first:last], and the key that it was given under."""

    first: int
    last: int
    key: str


def _extent(form: Form, texts: Sequence[str], at: int, step: int) -> int | None:
    """Match `form` one word after another from `at`; return where it stopped, or None."""
    for place, choices in enumerate(form, 1):
        if type(choices) is frozenset:
            if texts[at] not in choices:
                return None
            at += step
        elif choices is GAP:
            return _after_gap(form[place:], texts, at, step)
        else:
            return _after_choice(choices, form[place:], texts, at, step)
    return at


def _after_choice(choice: Choice, rest: Form, texts: Sequence[str], at: int, step: int) -> int | None:
    table = choice.onward if step > 0 else choice.backward
    for option in table.get(texts[at], ()):
        stop = _extent(option + rest, texts, at + step, step)
        if stop is not None:
            return stop
    return _extent(rest, texts, at, step) if choice.may_be_absent else None


def _after_gap(form: Form, texts: Sequence[str], at: int, step: int) -> int | None:
    for over in range(at, at + step * (LONGEST_GAP + 1), step):
        stop = _extent(form, texts, over, step)
        if stop is not None:
            return stop
        if texts[over] in _ENDS:
            return None
    return None


def _beginnings(form: Form) -> Iterator[tuple[int, dict[str, list[Form]]]]:
    """Yield each place of `form` that has to be filled, with the words it may begin with and what follows."""
    for place, choices in enumerate(form):
        if isinstance(choices, Choice) and not choices.may_be_absent:
            yield place, choices.onward
        elif isinstance(choices, frozenset):
            yield place, {word: [()] for word in choices}


class _Side(NamedTuple):
    """One side of a word: the words that may stand next to it (None: any), and what follows further on."""

    beside: Container[str] | None
    skip: int
    rest: Form

    @classmethod
    def of(cls, form: Form, step: int) -> _Side:
        place = form[0] if form else GAP
        if isinstance(place, frozenset):
            return cls(place, 1, form[1:])
        if place is GAP or place.may_be_absent:
            return cls(None, 0, form)
        return cls(place.onward if step > 0 else place.backward, 0, form)


_Search = tuple[_Side, _Side, str]  # what stands before and after a word, and the key of the phrase


class PhraseFinder:
    """An index of phrases by their rarest word, so that common words start no search."""

    def __init__(self, phrases: Mapping[str, Sequence[str]], lists: Mapping[str, Sequence[str]]) -> None:
        """`phrases`: key -> phrases in the notation; `lists`: the named word lists."""
        notation = Notation(lists)
        every = [(notation.form(phrase), key) for key, some in phrases.items() for phrase in some]
        uses = Counter(word for form, _ in every for _, words in _beginnings(form) for word in words)
        self.vocabulary = notation.vocabulary
        self._by_word: dict[str, list[_Search]] = defaultdict(list)
        for form, key in every:
            at, beginnings = min(_beginnings(form), key=lambda place: max(uses[word] for word in place[1]))
            before, after = form[:at][::-1], form[at + 1 :]
            for word, options in beginnings.items():
                left = _Side.of(before, -1)
                self._by_word[word] += [(left, _Side.of(option + after, 1), key) for option in options]

    def find(self, words: Sequence[Word]) -> Iterator[Hit]:
        """Yield every phrase found in `words`, in no promised order."""
        texts = [_EDGE, *(word.text for word in words), _EDGE]
        begun: dict[tuple[str, ...], list[_Search]] = {}  # a text that repeats itself is searched no slower
        for at in range(1, len(texts) - 1):
            if texts[at] not in self._by_word:
                continue
            three = tuple(texts[at - 1 : at + 2])
            if three not in begun:
                begun[three] = self._begun(*three)
            for left, right, key in begun[three]:
                last: int | None = at + 1 + right.skip
                first: int | None = at - 1 - left.skip
                if right.rest:
                    last = _extent(right.rest, texts, at + 1 + right.skip, 1)
                if left.rest and last is not None:
                    first = _extent(left.rest, texts, at - 1 - left.skip, -1)
                if first is not None and last is not None:
                    yield Hit(first, last - 1, key)

    def _begun(self, before: str, word: str, after: str) -> list[_Search]:
        """Return the searches of `word` that its neighbours do not end at once; most of them do."""
        return [
            search
            for search in self._by_word[word]
            if (search[1].beside is None or after in search[1].beside)
            and (search[0].beside is None or before in search[0].beside)
        ]
