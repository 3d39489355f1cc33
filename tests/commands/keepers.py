"""An installation of a test's own, and the keeper's commands run on it as at a terminal."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

import casebook
from casebook.book import Casebook
from commands.tools.trouble import Trouble
from ground import settings
from ground.clock import Clock
from ground.settings import Settings


class Desk:
    """Runs commands, and opens the casebook between them."""

    def __init__(
        self, env: dict[str, str], patch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.env, self._patch, self._capsys = env, patch, capsys

    @property
    def settings(self) -> Settings:
        return settings.load(self.env)

    def book(self) -> Casebook:
        return casebook.open(self.settings, Clock())

    def run(self, command: str, *words: str) -> str:
        """What the command printed; raises what it raises."""
        for name, value in self.env.items():
            self._patch.setenv(name, value)
        self._capsys.readouterr()
        status = importlib.import_module(f"commands.{command}").main(list(words))
        told = self._capsys.readouterr().out
        assert status == 0, told
        return str(told)

    def refused(self, command: str, *words: str) -> str:
        """The sentence with which the command refused."""
        with pytest.raises(Trouble) as trouble:
            self.run(command, *words)
        return str(trouble.value)


def sqlite(folder: Path) -> dict[str, str]:
    """Settings on ports where nothing listens."""
    return {"GUIDE_DATA": str(folder / "var"), "GUIDE_PORT": "9", "GUIDE_DESK_PORT": "10"}
