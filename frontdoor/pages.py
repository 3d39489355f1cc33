"""The chat page, the three pages beside it and their assets, all made ready at start."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from frontdoor.contacts import Contacts
from ground import yaml_file

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


class Pages:
    """Everything that is served without a conversation."""

    def __init__(self, root: Path, contacts: Contacts, parents: tuple[str, ...]) -> None:
        """`root` is the installation's; `parents` are the origins that may show the chat in a frame."""
        self.assets = built(root / "web/dist")
        self._jinja = Environment(loader=FileSystemLoader(root / "web/templates"), autoescape=True)
        content = root / "content"
        self._common = {
            "page": yaml_file.read(content / "page.en.yml"),
            "ways": yaml_file.read(content / "ways.yml"),
            "register": yaml_file.read(content / "sources.yml")["sources"],
            "services": contacts.all(),
            "urgent": contacts.card("unsure"),
            "asset": self._address,
        }
        self._parents = parents

    def page(self, name: str, embedded: bool = False) -> Asset:
        """The page `name` of web/templates/chat."""
        template = self._jinja.get_template(f"chat/{name}.html")
        html = template.render(**self._common, embedded=embedded, parents=list(self._parents))
        return Asset(html.encode(), _in_utf8("text/html"))

    def _address(self, name: str) -> str:
        asset = self.assets.get(name)
        return f"/assets/{name}?v={asset.mark}" if asset else f"/assets/{name}"


def built(folder: Path) -> Mapping[str, Asset]:
    """The built files of the page by name; none where the page was not built."""
    if not folder.is_dir():
        return {}
    return {file.name: Asset(file.read_bytes(), _type(file)) for file in folder.iterdir() if file.is_file()}


def _type(file: Path) -> Any:
    guessed = "text/javascript" if file.suffix == ".js" else mimetypes.guess_type(file.name)[0]
    kind = guessed or "application/octet-stream"
    return _in_utf8(kind) if kind.startswith(_TEXT) else kind


def _in_utf8(kind: str) -> str:
    return f"{kind}; charset=utf-8"
