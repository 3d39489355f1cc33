"""The keeper's key as its file tells it, also in the middle of being changed.

The first line is what seals: it wraps the data keys, and seals what belongs to staff. After the first change
a line "finds SECRET" keeps what cannot be made again: codes that people hold are found under it, names by it,
and the audit is chained with it. A line "was SECRET" stands there only while a change is under way.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casebook.errors import Tampered
from casebook.sealing import Seal
from ground.secrets import SECRET_BYTES


@dataclass(frozen=True)
class Ring:
    """The secrets of one key file; `was` is None unless a change is under way."""

    seals: str
    finds: str
    was: str | None = None

    @classmethod
    def read(cls, told: str) -> Ring:
        """From the text of the file."""
        first, *more = told.splitlines()
        named = dict(line.split(" ", 1) for line in more if " " in line)
        return cls(first, named.get("finds", first), named.get("was"))

    def renewed(self) -> Ring:
        """With a new secret that seals, beside the one before."""
        return Ring(secrets.token_urlsafe(SECRET_BYTES), self.finds, self.seals)

    def settled(self) -> Ring:
        """Without the one before."""
        return Ring(self.seals, self.finds)

    def text(self) -> str:
        """What the file says."""
        return "\n".join([self.seals, f"finds {self.finds}", *([f"was {self.was}"] if self.was else []), ""])


class EitherSeal(Seal):
    """Seals with the newest key and opens with either, while a change is under way."""

    def __init__(self, newest: Seal, former: Seal) -> None:
        self._newest, self._former = newest, former

    def seal(self, value: Any, place: str) -> bytes:
        """As Seal.seal, with the newest key."""
        return self._newest.seal(value, place)

    def open(self, sealed: bytes, place: str) -> Any:
        """As Seal.open, with whichever key fits. Raises Tampered."""
        try:
            return self._newest.open(sealed, place)
        except Tampered:
            return self._former.open(sealed, place)


def put(path: Path, text: str) -> None:
    """Write a private file in place of the one at `path`: before or after, never half."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
