"""The first safety listener: the phrases of content/safety.yml, found in linear time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from language.folding import fold
from language.phrases import Hit, PhraseFinder
from language.screening import CATEGORIES, LEVELS, Evidence, Screening, rank
from language.words import BREAK, Spelling, Word, words

_WIDTH_OF_PAIR = 60  # words; two sentences


class Pattern(NamedTuple):
    """One entry of content/safety.yml."""

    id: str
    level: str
    category: str
    unless: tuple[str, ...]


class Context(NamedTuple):
    """Words that take the danger out of a phrase, and where they have to stand for that."""

    id: str
    where: str


class Excuses(NamedTuple):
    """Where a phrase does not count: on marked words, or where it starts or ends beside a context."""

    within: bytearray
    starts: set[int]
    ends: set[int]

    def cover(self, hit: Hit) -> bool:
        """Say whether `hit` is excused."""
        return hit.first in self.starts or hit.last in self.ends or any(self.within[hit.first : hit.last])


class PatternError(ValueError):
    """content/safety.yml is not written as its first lines say."""


class SafetyPatterns:
    """The compiled phrases; `screen` is safe to call from any thread."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        """`content`: content/safety.yml as read. PatternError or PhraseError where it cannot be used."""
        self._patterns = {entry["id"]: _pattern(entry) for entry in content["patterns"]}
        self._contexts = {name: _context(name, entry) for name, entry in content["contexts"].items()}
        _check_names(self._patterns.values(), self._contexts)
        self._finder = PhraseFinder(dict(_phrases(content)), content["lists"])
        spelling = content["spelling"]
        self._spelling = Spelling.of(
            spelling["same"], spelling["fillers"], spelling["key_words"], self._finder.vocabulary
        )
        self._literal = [
            (fold(piece), entry["id"]) for entry in content["patterns"] for piece in entry.get("contains", ())
        ]

    @classmethod
    def load(cls, content_dir: Path) -> SafetyPatterns:
        """Read and compile content_dir/safety.yml."""
        return cls(yaml.safe_load((Path(content_dir) / "safety.yml").read_text("utf-8")))

    def screen(self, text: str) -> Screening:
        """Return the highest level that any phrase gives, with every phrase that stood as evidence."""
        stood = list(self._standing(text))
        if not stood:
            return Screening()
        top = max((self._patterns[name] for name, *_ in stood), key=_weight)
        seen = {Evidence(start, end, name) for name, start, end in stood}
        return Screening(top.level, top.category, tuple(sorted(seen)))

    def _standing(self, text: str) -> Iterator[tuple[str, int, int]]:
        typed = words(text, self._spelling)
        hits = _by_kind(self._finder.find(typed))
        sentences = list(accumulate(word.text == BREAK for word in typed))
        excuses = {name: self._excuses(name, hits, sentences) for name in hits["pattern"]}
        for name, found in hits["pattern"].items():
            for hit in found:
                if not excuses[name].cover(hit):
                    yield name, typed[hit.first].start, typed[hit.last - 1].end
        yield from _pairs(hits, typed, sentences)
        yield from self._literals(text)

    def _excuses(self, name: str, hits: _Hits, sentences: Sequence[int]) -> Excuses:
        """Gather where an exception or a context of the pattern `name` stands."""
        excuses = Excuses(bytearray(len(sentences)), set(), set())
        for hit in hits["except"].get(name, ()):
            excuses.within[hit.first : hit.last] = b"\x01" * (hit.last - hit.first)
        for context in (self._contexts[each] for each in self._patterns[name].unless):
            found = hits["context"].get(context.id, ())
            if context.where == "just_before":
                excuses.starts.update(hit.last for hit in found)
            elif context.where == "just_after":
                excuses.ends.update(hit.first for hit in found)
            elif found:
                _mark_sentences(excuses.within, sentences, found, hits["kept"].get(context.id, ()))
        return excuses

    def _literals(self, text: str) -> Iterator[tuple[str, int, int]]:
        if text.isascii():
            return
        # Scripts that put no space between words, or whose letters are joined: found as they stand.
        plain = text.lower()
        for piece, name in self._literal:
            at = plain.find(piece)
            if at >= 0:
                yield name, at, min(len(text), at + len(piece))


_Hits = Mapping[str, Mapping[str, list[Hit]]]


def _pattern(entry: Mapping[str, Any]) -> Pattern:
    if entry["level"] not in LEVELS or entry["category"] not in CATEGORIES:
        raise PatternError(f"The entry {entry['id']} has no known level or category.")
    return Pattern(entry["id"], entry["level"], entry["category"], tuple(entry.get("unless", ())))


def _context(name: str, entry: Mapping[str, Any]) -> Context:
    if entry["where"] not in ("just_before", "same_sentence", "just_after"):
        raise PatternError(f"The context {name} does not say where its words stand.")
    return Context(name, entry["where"])


def _check_names(patterns: Any, contexts: Mapping[str, Context]) -> None:
    for pattern in patterns:
        for name in pattern.unless:
            if name not in contexts:
                raise PatternError(f"The entry {pattern.id} names a context that is not there: {name}.")


def _phrases(content: Mapping[str, Any]) -> Iterator[tuple[str, Sequence[str]]]:
    for entry in content["patterns"]:
        yield f"pattern:{entry['id']}", entry.get("phrases", ())
        yield f"except:{entry['id']}", entry.get("exceptions", ())
        for number, some in enumerate(entry.get("together", ())):
            yield f"part{number}:{entry['id']}", some
    for name, entry in content["contexts"].items():
        yield f"context:{name}", entry["phrases"]
        yield f"kept:{name}", entry.get("but_not_with", ())


def _by_kind(hits: Iterator[Hit]) -> dict[str, dict[str, list[Hit]]]:
    sorted_hits: dict[str, dict[str, list[Hit]]] = defaultdict(lambda: defaultdict(list))
    for hit in hits:
        kind, _, name = hit.key.partition(":")
        sorted_hits[kind][name].append(hit)
    return sorted_hits


def _mark_sentences(
    marked: bytearray, sentences: Sequence[int], found: list[Hit], kept: Sequence[Hit]
) -> None:
    harmless = {sentences[hit.first] for hit in found} - {sentences[hit.first] for hit in kept}
    for at, sentence in enumerate(sentences):
        if sentence in harmless:
            marked[at] = 1


def _pairs(hits: _Hits, typed: Sequence[Word], sentences: Sequence[int]) -> Iterator[tuple[str, int, int]]:
    """Find entries whose two halves stand in one sentence or in two that follow each other."""
    for name, firsts in hits["part0"].items():
        seconds = {sentences[hit.first]: hit for hit in hits["part1"].get(name, ())}
        for one in firsts:
            here = sentences[one.first]
            other = next((seconds[near] for near in (here, here + 1, here - 1) if near in seconds), None)
            if other and abs(other.first - one.first) <= _WIDTH_OF_PAIR:
                low, high = min(one, other), max(one, other)
                yield name, typed[low.first].start, typed[high.last - 1].end


def _weight(pattern: Pattern) -> tuple[int, int]:
    return rank(pattern.level), -CATEGORIES.index(pattern.category)
