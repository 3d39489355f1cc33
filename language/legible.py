"""Blank what an English sentence encoder can learn nothing from, so that no message costs seconds."""

from __future__ import annotations

import re

LONGEST_WORD = 40  # characters; what follows in one unbroken run is code, base64 or a held key
MOST_FOREIGN = 600  # letters outside Latin and Greek, kept at each end of the message
SHORT = 400  # characters; what is no longer costs nothing worth saving
_RUN = re.compile(rf"(?<=[!-~\u00a1-\u024f]{{{LONGEST_WORD}}})[!-~\u00a1-\u024f]+")
_FOREIGN = re.compile(r"[^\x00-\u03ff\u1e00-\u206f]")


def legible(text: str) -> str:
    """Return `text`, as long as it was, with unbroken runs and pages of other scripts blanked.

    The phrases of content/safety.yml, some of them in other scripts, are still looked for in all of it.
    """
    if len(text) <= SHORT:
        return text
    plain = _RUN.sub(lambda run: " " * len(run[0]), text)
    foreign = [found.start() for found in _FOREIGN.finditer(plain)]
    if len(foreign) <= 2 * MOST_FOREIGN:
        return plain
    letters = list(plain)
    for at in foreign[MOST_FOREIGN:-MOST_FOREIGN]:
        letters[at] = " "
    return "".join(letters)
