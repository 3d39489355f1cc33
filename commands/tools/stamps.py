"""Tells whether something made earlier still fits what it was made from."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


def digest(sources: Iterable[Path], root: Path) -> str:
    """SHA-256 over the names and bytes of the files in `sources`, folders walked, missing ones left out."""
    whole = hashlib.sha256()
    for file in sorted(set(_files(sources))):
        whole.update(f"{file.relative_to(root)}\0{file.stat().st_size}\0".encode())
        whole.update(file.read_bytes())
    return whole.hexdigest()


@dataclass(frozen=True)
class Stamp:
    """A file beside the thing made, holding the digest of what it was made from."""

    file: Path
    made_from: str

    def fits(self) -> bool:
        return self.file.is_file() and self.file.read_text() == self.made_from

    def lift(self) -> None:
        self.file.unlink(missing_ok=True)

    def set(self) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(self.made_from)


def _files(sources: Iterable[Path]) -> Iterator[Path]:
    for source in sources:
        if source.is_file():
            yield source
        elif source.is_dir():
            yield from (
                file for file in source.rglob("*") if file.is_file() and "__pycache__" not in file.parts
            )
