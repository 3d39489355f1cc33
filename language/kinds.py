"""Messages of a known kind: what can be believed to be no danger, and danger that is told of care."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from language.phrases import Hit, PhraseFinder
from language.screening import Screening
from language.words import BREAK, Spelling, Word, words

IN_CARE = "care"
_ABOUT_HOME = "violence_abuse"  # the one category whose card is for danger at home


class Kinds:
    """The phrases of content/safety_kinds.yml; safe to call from any thread."""

    def __init__(self, content: Mapping[str, Any], lists: Mapping[str, Any], spelling: Spelling) -> None:
        """`content`: the file as read; `lists` and `spelling`: those of content/safety.yml. PhraseError."""
        self._beside = frozenset(content["beside"])
        self._needed = {entry["id"] for entry in content["believed"] if entry.get("needs")}
        self._spelling = spelling
        phrases = {"care:": content["in_care"]["phrases"], "home:": content["in_care"]["but_not_with"]}
        for entry in content["believed"]:
            phrases[f"kind:{entry['id']}"] = entry["phrases"]
            phrases[f"needs:{entry['id']}"] = entry.get("needs", [])
        self._finder = PhraseFinder(phrases, lists)

    def believed(self, text: str) -> str | None:
        """Return the id of the kind that the whole message is of, or None."""
        typed = words(text, self._spelling)
        found: dict[str, list[Hit]] = {}
        for hit in self._finder.find(typed):
            found.setdefault(hit.key, []).append(hit)
        for key, hits in found.items():
            kind, _, name = key.partition(":")
            enough = name not in self._needed or f"needs:{name}" in found
            if kind == "kind" and enough and self._is_nothing_else(typed, hits):
                return name
        return None

    def described(self, text: str, screening: Screening) -> Screening:
        """Return the screening with what it is about, where that changes whom to turn to."""
        if screening.level == "none" or screening.category != _ABOUT_HOME:
            return screening
        found = {hit.key for hit in self._finder.find(words(text, self._spelling))}
        in_care = "care:" in found and "home:" not in found
        return screening._replace(about=IN_CARE) if in_care else screening

    def _is_nothing_else(self, typed: list[Word], hits: list[Hit]) -> bool:
        said = {at for hit in hits for at in range(hit.first, hit.last)}
        return all(
            at in said or word.text == BREAK or word.text in self._beside for at, word in enumerate(typed)
        )
