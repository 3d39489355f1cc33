"""What a message mentions: places, services, people, needs, yes and no, dates, phone numbers, email."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from ground import yaml_file
from language.contacts import contacts
from language.dates import said_dates
from language.folding import Folded, fold

LONGEST = 10_000  # characters; what the front door lets in
ANSWER = "answer"
_WORDS_BEFORE_ANSWER = 1
# spaCy's tokenizer peels signs off a run one at a time, which takes minutes on a page of emoji.
_SIGNS = re.compile(r"[^\w\s'&-]|_|['&-]{2,}")


class Entity(NamedTuple):
    """text is what was typed, text[start:end] of the message; value what it stands for."""

    kind: str
    value: Any
    text: str
    start: int
    end: int

    def as_dict(self) -> dict:
        """Return {kind, value, text}."""
        return {"kind": self.kind, "value": self.value, "text": self.text}


def pipeline(content_dir: Path) -> Language:
    """Return a blank English pipeline that rules the names of content_dir/places.yml, for folded text."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER", "overwrite_ents": True})
    places = yaml_file.read(Path(content_dir) / "places.yml")
    ruler.add_patterns(list(_patterns(places)))
    return nlp


def _patterns(places: Mapping[str, Mapping[str, Sequence[str]]]) -> Iterator[dict]:
    for kind, names in places.items():
        for value, spellings in names.items():
            for spelling in spellings:
                yield {"label": kind, "id": str(value), "pattern": fold(spelling)}


def entities(doc: Doc) -> list[Entity]:
    """Return what the ruler found in `doc`; offsets are those of the text that the doc was made from."""
    return [
        Entity(found.label_, found.ent_id_, found.text, found.start_char, found.end_char)
        for found in doc.ents
    ]


class Listener:
    """The pipeline with dates and contacts beside it; offsets are those of the message as typed."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    @classmethod
    def load(cls, content_dir: Path) -> Listener:
        """Build from content_dir/places.yml."""
        return cls(pipeline(content_dir))

    def entities(self, text: str) -> list[Entity]:
        """Return every entity of `text` in order; of two that overlap, dates and contacts win."""
        text = text[:LONGEST]
        exact = [*_dated(text), *_reachable(text)]
        taken = sorted((entity.start, entity.end) for entity in exact)
        named = [e for e in self._named(text) if not any(e.start < b and a < e.end for a, b in taken)]
        return sorted([*exact, *named], key=lambda entity: (entity.start, entity.end))

    def _named(self, text: str) -> Iterator[Entity]:
        folded = Folded.of(text)
        plain = _SIGNS.sub(lambda signs: " " * len(signs[0]), folded.text)
        for found in entities(self._nlp(plain)):
            # "ok" answers at the beginning of a message; inside a story it is only a word.
            if found.kind == ANSWER and len(plain[: found.start].split()) > _WORDS_BEFORE_ANSWER:
                continue
            start, end = folded.span(found.start, found.end)
            yield found._replace(text=text[start:end], start=start, end=end)


def _dated(text: str) -> Iterator[Entity]:
    for said in said_dates(text):
        yield Entity("date", said.value(), text[said.start : said.end], said.start, said.end)


def _reachable(text: str) -> Iterator[Entity]:
    for found in contacts(text):
        yield Entity(found.kind, found.value, text[found.start : found.end], found.start, found.end)
