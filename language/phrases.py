"""Find many short phrases in a list of words, in time that grows with the length of the text only."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from language.notation import GAP, LONGEST_GAP, Form, Notation
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
        notation = Notation(lists)
        every = {
            (form, key) for key, some in phrases.items() for phrase in some for form in notation.forms(phrase)
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
