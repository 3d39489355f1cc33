"""What is the same for everyone who asks: files read once at start, with type, mark and packed form."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

_TEXT = ("text/", "application/json", "image/svg")


@dataclass(frozen=True)
class Asset:
    """One page or built file, the same for everyone who asks."""

    body: bytes
    content_type: str

    @cached_property
    def mark(self) -> str:
        """The first 12 hexadecimal digits of its SHA-256."""
        return hashlib.sha256(self.body).hexdigest()[:12]

    @cached_property
    def packed(self) -> bytes | None:
        """The body in gzip, or None where that would not be shorter."""
        packed = gzip.compress(self.body, mtime=0)
        return packed if len(packed) < len(self.body) else None


def built(folder: Path) -> Mapping[str, Asset]:
    """The built files of the page by name; none where the page was not built."""
    if not folder.is_dir():
        return {}
    return {file.name: Asset(file.read_bytes(), _type(file)) for file in folder.iterdir() if file.is_file()}


def page(html: str) -> Asset:
    """A page that was made from a template."""
    return Asset(html.encode(), _in_utf8("text/html"))


def _type(file: Path) -> str:
    guessed = "text/javascript" if file.suffix == ".js" else mimetypes.guess_type(file.name)[0]
    kind = guessed or "application/octet-stream"
    return _in_utf8(kind) if kind.startswith(_TEXT) else kind


def _in_utf8(kind: str) -> str:
    return f"{kind}; charset=utf-8"
