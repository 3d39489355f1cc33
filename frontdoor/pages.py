"""The chat page and the three pages beside it in each language, and their assets, all made ready at start."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from frontdoor import languages
from frontdoor.contacts import Contacts
from ground import assets, yaml_file
from ground.assets import Asset


class Pages:
    """Everything that is served without a conversation."""

    def __init__(self, root: Path, contacts: Contacts, parents: tuple[str, ...]) -> None:
        """`root` is the installation's; `parents` are the origins that may show the chat in a frame.

        Raises languages.TranslationUnready.
        """
        self.assets = assets.built(root / "web/dist")
        self._jinja = Environment(loader=FileSystemLoader(root / "web/templates"), autoescape=True)
        content = root / "content"
        self._languages = languages.load(content)
        self._common = {
            "ways": yaml_file.read(content / "ways.yml"),
            "register": yaml_file.read(content / "sources.yml")["sources"],
            "services": contacts.all(),
            "urgent": contacts.card("unsure"),
            "asset": self._address,
            # What the guide and the services say stays in our own language, and is marked as that.
            "spoken": self._languages[languages.OWN]["lang"],
        }
        self._parents = parents

    def page(self, name: str, embedded: bool = False) -> Mapping[str, Asset]:
        """The page `name` of web/templates/chat by language, our own first."""
        template = self._jinja.get_template(f"chat/{name}.html")
        values = {**self._common, "embedded": embedded, "parents": list(self._parents)}
        return {code: assets.page(template.render(**values, **self._in(code))) for code in self._languages}

    def _in(self, code: str) -> dict[str, object]:
        return {
            "page": self._languages[code],
            "query": "" if code == languages.OWN else f"?lang={code}",
            "others": languages.others(self._languages, code),
        }

    def _address(self, name: str) -> str:
        asset = self.assets.get(name)
        return f"/assets/{name}?v={asset.mark}" if asset else f"/assets/{name}"
