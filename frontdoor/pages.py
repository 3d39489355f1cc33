"""The chat page, the three pages beside it and their assets, all made ready at start."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from frontdoor.contacts import Contacts
from ground import yaml_file

_TEXT = ("text/", "application/json", "image/svg")


@dataclass(frozen=True)
class Asset:
    """One built file."""

    body: bytes
    content_type: str

    @property
    def mark(self) -> str:
        """The first 12 hexadecimal digits of its SHA-256."""
        return hashlib.sha256(self.body).hexdigest()[:12]


class Pages:
    """Everything that is served without a conversation."""

    def __init__(self, root: Path, contacts: Contacts, parents: tuple[str, ...]) -> None:
        """`root` is the installation's; `parents` are the origins that may show the chat in a frame."""
        self.assets = _assets(root / "web/dist")
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

    def html(self, name: str, embedded: bool = False) -> str:
        """The page `name` of web/templates/chat."""
        template = self._jinja.get_template(f"chat/{name}.html")
        return template.render(**self._common, embedded=embedded, parents=list(self._parents))

    def _address(self, name: str) -> str:
        asset = self.assets.get(name)
        return f"/assets/{name}?v={asset.mark}" if asset else f"/assets/{name}"


def _assets(folder: Path) -> Mapping[str, Asset]:
    if not folder.is_dir():
        return {}
    return {file.name: Asset(file.read_bytes(), _type(file)) for file in folder.iterdir() if file.is_file()}


def _type(file: Path) -> Any:
    guessed = "text/javascript" if file.suffix == ".js" else mimetypes.guess_type(file.name)[0]
    kind = guessed or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith(_TEXT) else kind
