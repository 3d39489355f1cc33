"""What the front door is about to say, before it is a row of the casebook."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Press = dict[str, Any]

GUIDE = "guide"
SERVICE = "service"


@dataclass(frozen=True)
class Button:
    """A choice: its title and the press `{intent, slot?, value?}` that it stands for."""

    title: str
    press: Press


@dataclass(frozen=True)
class Message:
    """One message to the person; `custom` is shown beside or instead of the text and says no more than it."""

    text: str
    buttons: tuple[Button, ...] = ()
    custom: dict[str, Any] | None = field(default=None)

    @property
    def kind(self) -> str | None:
        """The `custom.type` of contracts.md 2, where there is one."""
        return (self.custom or {}).get("type")
