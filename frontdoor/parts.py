"""What every module of the front door works with, made once at start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casebook import Casebook
from frontdoor.contacts import Contacts
from frontdoor.context import Service
from frontdoor.metrics import Metrics
from frontdoor.rasa_client import Rasa
from frontdoor.screening import Screener
from frontdoor.seats import Seats
from frontdoor.words import Words
from ground import yaml_file
from ground.clock import Clock
from ground.hours import Hours
from ground.settings import Settings


@dataclass
class Content:
    """What the keeper may change without touching code: in files, and hours and service at the desk too."""

    words: Words
    contacts: Contacts
    hours: Hours
    service: Service
    in_file: Mapping[str, Any]

    @classmethod
    def load(cls, root: Path) -> Content:
        """Read the files below the installation's root."""
        service = yaml_file.read(root / "content/service.yml")
        return cls(
            words=Words.load(root / "data/responses/service.yml"),
            contacts=Contacts.load(root / "content/services.yml"),
            hours=Hours(service),
            service=Service(service),
            in_file=service,
        )

    def hear(self, told: Mapping[str, Any]) -> None:
        """Put what was told at the desk in place of the file, for everything said from now on."""
        values = {**self.in_file, **told}
        self.hours, self.service = Hours(values), Service(values)


@dataclass(frozen=True)
class Parts:
    """Settings, content and the parts that reach outside."""

    settings: Settings
    clock: Clock
    content: Content
    book: Casebook
    rasa: Rasa
    screener: Screener
    metrics: Metrics = field(default_factory=Metrics)
    seats: Seats = field(default_factory=Seats)
