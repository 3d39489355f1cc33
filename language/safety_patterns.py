"""The first safety listener: the phrases of content/safety, found in linear time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from language import safety_content
from language.excuses import Excuses, marked, masks_of
from language.literals import Literal, found_as_typed
from language.nearness import near
from language.phrases import Hit, PhraseFinder
from language.safety_content import EXCEPTION, Pattern
from language.screening import CATEGORIES, Evidence, Screening, rank
from language.words import BREAK, Spelling, words

_Found = Mapping[str, list[Hit]]
_Hits = Mapping[str, _Found]


class SafetyPatterns:
    """The compiled phrases; `screen` is safe to call from any thread."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        """`content`: as language.safety_content.read gives it. PatternError or PhraseError where unusable."""
        self._patterns = safety_content.patterns(content)
        self._contexts = safety_content.contexts(content)
        self._whole = {each.id for each in self._contexts.values() if each.where == "same_message"}
        self._finder = PhraseFinder(dict(safety_content.phrases(content)), content["lists"])
        spelling = content["spelling"]
        self.spelling = Spelling.of(
            spelling["same"], spelling["fillers"], spelling["key_words"], self._finder.vocabulary
        )
        self._literals = [Literal.of(entry) for entry in content["patterns"] if entry.get("contains")]

    @classmethod
    def load(cls, content_dir: Path) -> SafetyPatterns:
        """Read and compile content_dir/safety.yml and content_dir/safety/*.yml."""
        return cls(safety_content.read(content_dir))

    @property
    def vocabulary(self) -> frozenset[str]:
        """Return every word that stands in a phrase."""
        return frozenset(self._finder.vocabulary)

    def screen(self, text: str) -> Screening:
        """Return the highest level that any phrase gives, with every phrase that stood as evidence."""
        stood = {*self._standing(text), *found_as_typed(text, self._literals)}
        if not stood:
            return Screening()
        top = max((self._patterns[seen.by] for seen in stood), key=_weight)
        return Screening(top.level, top.category, tuple(sorted(stood)))

    def _standing(self, text: str) -> Iterator[Evidence]:
        typed = words(text, self.spelling)
        hits = _by_kind(self._finder.find(typed))
        sentences = list(accumulate(word.text == BREAK for word in typed))
        exceptions = marked(len(typed), hits["except"][EXCEPTION])
        masks = {EXCEPTION: exceptions} | masks_of(hits["context"], hits["kept"], sentences, self._whole)
        for name in {**hits["pattern"], **hits["part"]}:
            excuses = self._excuses(name, hits, masks)
            for hit in self._of(self._patterns[name], hits, sentences, excuses):
                yield Evidence(typed[hit.first].start, typed[hit.last - 1].end, name)

    def _of(self, pattern: Pattern, hits: _Hits, sentences: Sequence[int], excuses: Excuses) -> Iterator[Hit]:
        """Yield what stands of one entry: its phrases, and its parts where enough of them are near."""
        yield from (hit for hit in hits["pattern"].get(pattern.id, ()) if not excuses.cover(hit))
        parts = [hit for hit in hits["part"].get(pattern.id, ()) if not excuses.cover(hit)]
        yield from near(parts, sentences, pattern.needed, pattern.sentences)

    def _excuses(self, name: str, hits: _Hits, masks: Mapping[str, bytearray]) -> Excuses:
        """Gather where an exception or a context of the pattern `name` stands."""
        excuses = Excuses([masks[EXCEPTION]], set(), set())
        for context in (self._contexts[each] for each in self._patterns[name].unless):
            found = hits["context"].get(context.id, ())
            if context.where == "just_before":
                excuses.starts.update(hit.last for hit in found)
            elif context.where == "just_after":
                excuses.ends.update(hit.first for hit in found)
            elif context.id in masks:
                excuses.within.append(masks[context.id])
        return excuses


def _by_kind(hits: Iterator[Hit]) -> dict[str, dict[str, list[Hit]]]:
    sorted_hits: dict[str, dict[str, list[Hit]]] = defaultdict(lambda: defaultdict(list))
    for hit in hits:
        kind, name, *_ = hit.key.split(":")
        sorted_hits[kind][name].append(hit)
    return sorted_hits


def _weight(pattern: Pattern) -> tuple[int, int]:
    return rank(pattern.level), -CATEGORIES.index(pattern.category)
