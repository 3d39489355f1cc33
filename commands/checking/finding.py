"""One line of what was found."""

from typing import Literal, NamedTuple


class Finding(NamedTuple):
    """`ok`, `look` (a keeper should know and decide) or `wrong` (must be mended)."""

    level: Literal["ok", "look", "wrong"]
    words: str
