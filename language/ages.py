"""Hears that whoever writes is under 18, so that the numbers for young people stand on the card."""

from __future__ import annotations

import re

from language.folding import fold

_YEARS = r"[89]|1[0-7]|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven)teen"
# what may follow an age; "i am 12 weeks along" and "i am 15 in the queue" tell of something else
_AFTER = r"years?\sold|yrs?|yo|y/o|and|n|but|not|so|btw|lol|im?"
_SAYS_SO = re.compile(
    rf"\b(?:i'?m|i\sam|am)\s+(?:only\s+|just\s+|nearly\s+)?(?:{_YEARS})"
    rf"(?=\s*(?:$|[.,;:!?)\n-])|\s*(?:{_AFTER})\b)"
)


def is_young(text: str) -> bool:
    """Whether the writer says that they are under 18: "idk if this is for me im 15"."""
    return bool(_SAYS_SO.search(fold(text)))
