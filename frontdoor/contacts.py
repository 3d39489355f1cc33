"""Whom a person can turn to now: content/services.yml, at most four at a time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ground import yaml_file

Contact = dict[str, str]

AT_MOST = 4
EVERYONE = "everyone"
_SHOWN = ("name", "call", "text", "hours", "cost", "for", "checked")
_TEAM_TAKES_PLACE = 2
_WITH_CRISIS_TEAM = ("suicide_self_harm", "harm_to_others")


class Contacts:
    """The services and the cards that name which of them come first."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        """Take services.yml as read: `services`, `cards` and `regions`."""
        self._services = {service["id"]: service for service in content["services"]}
        self._cards = content["cards"]
        self._regions = content.get("regions") or {}

    @classmethod
    def load(cls, path: Path) -> Contacts:
        """Read the file of services."""
        return cls(yaml_file.read(path))

    def all(self) -> list[Contact]:
        """Every service as the page shows it, in the order of the file."""
        return [_shown(service) for service in self._services.values()]

    def card(
        self, category: str | None, region: str | None = None, audience: str = EVERYONE
    ) -> list[Contact]:
        """The contacts to show first for a category of contracts.md 2; an unknown one counts as unsure."""
        card = self._cards.get(category or "") or self._cards["unsure"]
        ids = list(card.get(audience) or card[EVERYONE])
        team = (self._regions.get(region or "") or {}).get("crisis_team")
        if team in self._services and category in _WITH_CRISIS_TEAM:
            ids.insert(_TEAM_TAKES_PLACE, team)
        return [_shown(self._services[service]) for service in ids[:AT_MOST]]


def _shown(service: Mapping[str, Any]) -> Contact:
    return {key: str(service[key]) for key in _SHOWN if service.get(key)}
