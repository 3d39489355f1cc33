"""A talk with the real Rasa, through the real turn channel, with the real model."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from tests.conversations.talk import Talk

ROOT = Path(__file__).resolve().parents[2]
READY_WITHIN_S = 180  # a machine that does other work too


@pytest.fixture(scope="session")
def rasa(tmp_path_factory: pytest.TempPathFactory) -> Iterator[requests.Session]:
    """A session whose `base` is the turn channel of a Rasa started for these tests."""
    with another_rasa(tmp_path_factory.mktemp("rasa")) as session:
        yield session


@contextmanager
def another_rasa(folder: Path) -> Iterator[requests.Session]:
    """Starts a Rasa of its own, with its secret in `folder`, and stops it at the end."""
    if not (ROOT / "models" / "guide.tar.gz").exists():
        pytest.fail("there is no model: ./guide train makes one")
    secret = folder / "turn.secret"
    secret.touch(mode=0o600)
    secret.write_text(secrets.token_urlsafe(48))
    port = _free_port()
    process = _start(port, secret)
    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {secret.read_text()}"
    session.base = f"http://127.0.0.1:{port}/webhooks/turn/"  # type: ignore[attr-defined]
    try:
        _wait_until_ready(session, process)
        yield session
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture
def talk(rasa: requests.Session) -> Talk:
    """A new conversation."""
    return Talk(rasa)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _start(port: int, secret: Path) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "GUIDE_TURN_SECRET_FILE": str(secret),
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }
    model = os.environ.get(
        "GUIDE_TEST_MODEL", "models"
    )  # another one, while words or rules are being changed
    command = [sys.executable, "-m", "components.serve", "--port", str(port), "--model", model]
    return subprocess.Popen(command, cwd=ROOT, env=environment)


def _wait_until_ready(session: requests.Session, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < until:
        if process.poll() is not None:
            pytest.fail(f"Rasa stopped with status {process.returncode} before it was ready")
        try:
            if session.get(session.base, timeout=2).status_code == 200:  # type: ignore[attr-defined]
                return
        except requests.ConnectionError:
            time.sleep(0.2)
    pytest.fail(f"Rasa was not ready within {READY_WITHIN_S} s")
