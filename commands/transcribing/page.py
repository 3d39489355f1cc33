"""What was said, as one page of Markdown; what differs from day to day is masked."""

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from commands.transcribing.person import Said

CODE = re.compile(r"\b\d{4}([ -]?)\d{4}\1\d{4}\1\d{4}\b")
TIME = re.compile(r"\b\d{4}-\d{2}-\d{2}T[\d:.]+(?:[+-]\d{2}:\d{2}|Z)")
MASKS = {CODE: "0000 0000 0000 0000", TIME: "TIME"}
REFERENCE = "REFERENCE"


def chapter(
    script: Mapping[str, Any], said: Iterable[Said], heading: str, kept: str, reference: str | None
) -> str:
    """One person: who, every word, and what was kept."""
    talk = "\n\n".join(line for one in said for line in lines(one))
    whole = f"## {script['title']}\n\n{script['about']}\n\n{talk}\n\n### {heading}\n\n{kept}\n"
    return masked(whole, reference)


def lines(one: Said) -> Iterator[str]:
    """A message as a quotation with its buttons below; what the person did in bold."""
    if one.by in ("typed", "pressed"):
        yield f"**{one.text}**" if one.by == "typed" else f"**[ {one.text} ]**"
        return
    yield "\n".join(f"> {line}".rstrip() for line in one.text.splitlines())
    if one.offered:
        yield " ".join(f"`[ {title} ]`" for title in one.offered)


def sealed(text: str) -> str:
    """The page with a last line that tells whether anything in it was written by hand afterwards."""
    return f"{text}\n<!-- made by ./guide transcripts: {sha256(text.encode()).hexdigest()} -->\n"


def masked(text: str, reference: str | None) -> str:
    """The same text with codes, times and the reference put out of sight."""
    for found, mask in MASKS.items():
        text = found.sub(mask, text)
    return text.replace(reference, REFERENCE) if reference else text
