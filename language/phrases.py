"""Find many short phrases in a list of words, in time that grows with the length of the text only."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from language.notation import GAP, LONGEST_GAP, Choice, Form, Notation
from language.words import BREAK, Word


class Hit(NamedTuple):
    """A phrase found: words[first:last], and the key that it was given under."""

    first: int
    last: int
    key: str


def _extent(form: Form, words: Sequence[Word], at: int, step: int) -> int | None:
    """Match `form` one word after another from `at`; return where it stopped, or None."""
    for place, choices in enumerate(form):
        if choices is GAP:
            return _after_gap(form[place + 1 :], words, at, step)
        if isinstance(choices, Choice):
            return _after_choice(choices, form[place + 1 :], words, at, step)
        if not 0 <= at < len(words) or words[at].text not in choices:
            return None
        at += step
    return at


def _after_choice(choice: Choice, rest: Form, words: Sequence[Word], at: int, step: int) -> int | None:
    if 0 <= at < len(words):
        table = choice.onward if step > 0 else choice.backward
        for option in table.get(words[at].text, ()):
            stop = _extent(option + rest, words, at + step, step)
            if stop is not None:
                return stop
    return _extent(rest, words, at, step) if choice.may_be_absent else None


def _after_gap(form: Form, words: Sequence[Word], at: int, step: int) -> int | None:
    for skipped in range(LONGEST_GAP + 1):
        stop = _extent(form, words, at + step * skipped, step)
        if stop is not None:
            return stop
        over = at + step * skipped
        if not 0 <= over < len(words) or words[over].text == BREAK:
            return None
    return None


def _beginnings(form: Form) -> Iterator[tuple[int, dict[str, list[Form]]]]:
    """Yield each place of `form` that has to be filled, with the words it may begin with and what follows them."""
    for place, choices in enumerate(form):
        if isinstance(choices, Choice) and not choices.may_be_absent:
            yield place, choices.onward
        elif isinstance(choices, frozenset):
            yield place, {word: [()] for word in choices}


class PhraseFinder:
    """An index of phrases by their rarest word, so that common words start no search."""

    def __init__(self, phrases: Mapping[str, Sequence[str]], lists: Mapping[str, Sequence[str]]) -> None:
        """`phrases`: key -> phrases in the notation; `lists`: the named word lists."""
        notation = Notation(lists)
        every = [(notation.form(phrase), key) for key, some in phrases.items() for phrase in some]
        uses = Counter(word for form, _ in every for _, words in _beginnings(form) for word in words)
        self.vocabulary = notation.vocabulary
        self._by_word: dict[str, list[tuple[Form, Form, str]]] = defaultdict(list)
        for form, key in every:
            at, beginnings = min(_beginnings(form), key=lambda place: max(uses[word] for word in place[1]))
            before, after = form[:at][::-1], form[at + 1 :]
            for word, options in beginnings.items():
                self._by_word[word] += [(option + after, before, key) for option in options]

    def find(self, words: Sequence[Word]) -> Iterator[Hit]:
        """Yield every phrase found in `words`, in no promised order."""
        for at, word in enumerate(words):
            for after, before, key in self._by_word.get(word.text, ()):
                last = _extent(after, words, at + 1, 1)
                first = None if last is None else _extent(before, words, at - 1, -1)
                if first is not None and last is not None:
                    yield Hit(first + 1, last, key)
