"""What would identify somebody: found so that it can be refused kindly, or taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from language.contacts import contacts
from language.folding import Folded

# HISO 10046: three letters (no I, no O), then four digits; in the new format two digits and two letters.
_NHI = re.compile(r"\b(?!acc)[a-hj-np-z]{3} ?(?:\d{4}|\d{2}[a-hj-np-z]{2})\b")
_BIRTH = re.compile(
    r"\b(?:d\.?o\.?b\.?|date of birth|born(?: on)?|birthday(?: is)?|birth ?date)[ :,-]{0,3}"
    r"(?:the )?(\d{1,2}[/. -]\d{1,2}[/. -]\d{2,4}|\d{4}-\d{2}-\d{2}"
    r"|\d{1,2}(?:st|nd|rd|th)? (?:of )?[a-z]{3,9},? ?\d{0,4})"
)
_STREET = re.compile(
    r"\b\d{1,4}[a-d]?(?:/\d{1,4})? (?:[a-z']{2,20} ){1,3}"
    r"(?:street|st|road|rd|avenue|ave|drive|dr|place|pl|crescent|cres|lane|terrace|tce|way|close|grove|parade|quay)\b"
)
_CAPITAL = r"[A-Z\u0100-\u017f][a-z\u0101-\u017f'\u2019-]{1,20}"
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Mister|Missus|Dr|Doctor|Prof|Professor|Nurse|Sister|Matua|Whaea)\.? "
    rf"((?:{_CAPITAL} ?){{1,3}})"
)
_CALLED = re.compile(
    r"\b(?:[Pp]atient|[Cc]lient|[Nn]amed|[Cc]alled|[Nn]ame is|[Nn]ame was|[Mm]y name'?s"
    r"|[Cc]onsumer|[Ww]hānau of|[Mm]other of|[Ff]ather of|[Ww]ife of|[Hh]usband of),? "
    rf"((?:{_CAPITAL} ?){{1,3}})"
)
# Words that follow a title or "patient" with a capital letter and name nobody.
_NOBODY = frozenset(
    ["safety", "rights", "advocate", "advocacy", "records", "experience", "portal", "complaint", "health"]
    + ["who", "what", "when", "where", "why", "is", "was", "has", "had", "and", "the", "i", "my", "a", "in"]
    + ["of", "to", "māori", "maori", "pacific", "pasifika", "new", "zealand", "practice", "manager"]
    + ["educator", "specialist"]
)
# Lines that anyone may ring name nobody.
_FREE_LINES = ("+64800", "+64508")


class Found(NamedTuple):
    """kind: nhi, phone, email, birth_date, person_name or address."""

    start: int
    end: int
    kind: str


def identifying(text: str) -> list[Found]:
    """Return the spans of `text` that identify somebody, in order and without overlaps.

    Short numbers (111, 1737) and free lines identify nobody and are not among them.
    """
    folded = Folded.of(text)
    spans = [*_patterned(folded), *_names(text)]
    spans += [Found(c.start, c.end, c.kind) for c in contacts(text) if _personal(c.value)]
    kept: list[Found] = []
    for found in sorted(spans, key=lambda found: (found.start, -found.end)):
        if not kept or found.start >= kept[-1].end:
            kept.append(found)
    return kept


def redact(text: str) -> str:
    """Return `text` with each identifying span replaced by its kind in square brackets."""
    for found in reversed(identifying(text)):
        text = f"{text[: found.start]}[{found.kind}]{text[found.end :]}"
    return text


def _personal(value: str) -> bool:
    return len(value) > 5 and not value.startswith(_FREE_LINES)


def _patterned(folded: Folded) -> Iterator[Found]:
    for kind, pattern in (("nhi", _NHI), ("birth_date", _BIRTH), ("address", _STREET)):
        for match in pattern.finditer(folded.text):
            yield Found(*folded.span(*match.span()), kind)


def _names(text: str) -> Iterator[Found]:
    for pattern in (_TITLED, _CALLED):
        for match in pattern.finditer(text):
            name = match.group(1).rstrip()
            if name.split()[0].lower() not in _NOBODY:
                yield Found(match.start(1), match.start(1) + len(name), "person_name")
