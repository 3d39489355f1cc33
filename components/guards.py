"""What Rasa must not be when it starts: open, forgetful, short of an action. A refusal is one sentence."""

import os
import stat
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.tracker_store import FailSafeTrackerStore
from rasa.shared.core.domain import Domain
from sanic import Sanic

from components.in_process import InProcessActions
from components.nothing_store import KeepsNothing
from language.encoder import TUNED, Encoder, EncoderRefused
from language.linear import ModelUnready
from language.reader import Reader
from language.understanding import newest_model

LOOPBACK = ("127.0.0.1", "::1", "localhost")
OURS = {"webhooks/turn", ""}
SHORTEST_SECRET = 32


class NotSafe(SystemExit):
    """Rasa may not start like this. The message is for the keeper."""


def secret_file(named: str | None) -> str:
    """The secret's path: GUIDE_TURN_SECRET_FILE, or what credentials.yml names."""
    path = os.environ.get("GUIDE_TURN_SECRET_FILE") or named
    if not path:
        raise NotSafe("credentials.yml names no secret_file for the turn channel")
    return path


def secret(path: Path) -> str:
    """Read the shared secret; raises NotSafe where it is absent, short, or readable by others."""
    if not path.is_file():
        raise NotSafe(f"the turn secret {path.name} is not there; ./guide run makes it")
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise NotSafe(f"the turn secret {path.name} can be read by others; its mode must be 0600")
    value = path.read_text().strip()
    if len(value) < SHORTEST_SECRET:
        raise NotSafe(f"the turn secret {path.name} is shorter than {SHORTEST_SECRET} characters")
    return value


def check_interface(host: str) -> None:
    """Raise NotSafe unless Rasa listens on this machine alone."""
    if host not in LOOPBACK:
        raise NotSafe(f"Rasa may listen on loopback only, not on {host}")


def check_routes(app: Sanic) -> None:
    """Raise NotSafe where Rasa answers anything but the turn: a stock channel or its HTTP API."""
    open_paths = {route.path.strip("/") for route in app.router.routes_all.values()} - OURS
    if open_paths:
        raise NotSafe(f"Rasa answers more than the turn channel: {', '.join(sorted(open_paths))}")


def check_store(agent: Agent) -> None:
    """Raise NotSafe unless the tracker store is ours: a misspelt class becomes one in memory (hazards F4)."""
    store = agent.tracker_store
    inner = store._tracker_store if isinstance(store, FailSafeTrackerStore) else store
    if not isinstance(inner, KeepsNothing):
        raise NotSafe(f"the tracker store would keep conversations: {type(inner).__name__}")


def check_actions(domain: Domain, actions: InProcessActions) -> None:
    """Raise NotSafe where domain.yml lists an action that no class of `actions/` provides."""
    missing = {name for name in domain.user_actions if not name.startswith("utter_")} - actions.names
    if missing:
        raise NotSafe(f"domain.yml lists actions that nobody wrote: {', '.join(sorted(missing))}")


def check_model(models: Path) -> None:
    """Raise NotSafe with the reason where the model cannot read: Rasa itself would start empty."""
    try:
        Reader.load(newest_model(models), Encoder.load(TUNED))
    except (EncoderRefused, ModelUnready) as refused:
        raise NotSafe(str(refused)) from refused


def check_environment(environ: dict[str, Any]) -> None:
    """Raise NotSafe where Rasa's telemetry would call out."""
    if environ.get("RASA_TELEMETRY_ENABLED", "").lower() != "false":
        raise NotSafe("RASA_TELEMETRY_ENABLED must be false")
