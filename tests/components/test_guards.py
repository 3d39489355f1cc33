"""Rasa refuses to start open, forgetful or unfinished (hazards B43, B44)."""

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from rasa.core.channels.channel import register
from rasa.core.channels.rest import RestInput
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from sanic import Sanic

from components import guards
from components.nothing_store import KeepsNothing
from components.turn_channel import TurnChannel

pytestmark = pytest.mark.bot

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "turn.secret"
    path.write_text("s" * 64)
    path.chmod(0o600)
    return path


@pytest.fixture
def app(request: pytest.FixtureRequest) -> Sanic:
    return Sanic("guard_" + "".join(c for c in request.node.name if c.isalnum()))


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "", "::"])  # noqa: S104 - what must be refused
def test_rasa_listens_on_loopback_only(host: str) -> None:
    with pytest.raises(guards.NotSafe):
        guards.check_interface(host)


def test_a_secret_that_others_can_read_is_refused(secret: Path) -> None:
    secret.chmod(0o644)
    with pytest.raises(guards.NotSafe):
        guards.secret(secret)


def test_a_short_or_missing_secret_is_refused(secret: Path) -> None:
    secret.write_text("changeme")
    with pytest.raises(guards.NotSafe):
        guards.secret(secret)
    secret.unlink()
    with pytest.raises(guards.NotSafe):
        guards.secret(secret)


def test_the_turn_channel_alone_is_let_in(app: Sanic) -> None:
    register([TurnChannel("s" * 64)], app, "/webhooks/")
    guards.check_routes(app)


def test_a_stock_channel_is_refused(app: Sanic) -> None:
    register([TurnChannel("s" * 64), RestInput()], app, "/webhooks/")
    with pytest.raises(guards.NotSafe, match="rest"):
        guards.check_routes(app)


def test_the_http_api_is_refused(app: Sanic) -> None:
    app.add_route(lambda request: None, "/model", methods=["PUT"])
    with pytest.raises(guards.NotSafe, match="model"):
        guards.check_routes(app)


def test_a_store_that_keeps_is_refused() -> None:
    kept = FailSafeTrackerStore(InMemoryTrackerStore(Domain.empty()))
    with pytest.raises(guards.NotSafe, match="InMemory"):
        guards.check_store(SimpleNamespace(tracker_store=kept))
    guards.check_store(SimpleNamespace(tracker_store=FailSafeTrackerStore(KeepsNothing(Domain.empty()))))


def test_an_action_that_nobody_wrote_is_refused() -> None:
    domain = Domain.from_dict({"actions": ["action_nobody_wrote"]})
    with pytest.raises(guards.NotSafe, match="action_nobody_wrote"):
        guards.check_actions(domain, SimpleNamespace(names=set()))


def test_telemetry_must_be_off() -> None:
    with pytest.raises(guards.NotSafe):
        guards.check_environment({})
    guards.check_environment({"RASA_TELEMETRY_ENABLED": "false"})


def test_the_program_itself_refuses_with_one_sentence() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "components.serve", "--interface", "0.0.0.0"],  # noqa: S104
        cwd=ROOT,
        env=os.environ | {"RASA_TELEMETRY_ENABLED": "false"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == "Rasa may listen on loopback only, not on 0.0.0.0\n"


def test_a_model_of_another_encoder_is_refused_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(guards.NotSafe, match="no trained model"):
        guards.check_model(tmp_path)
    (tmp_path / "guide.tar.gz").write_bytes(b"not an archive")
    with pytest.raises(guards.NotSafe, match="train"):
        guards.check_model(tmp_path)
