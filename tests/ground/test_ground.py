"""Clock, secrets and readiness."""

from __future__ import annotations

import asyncio
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ground import health
from ground.clock import Clock
from ground.secrets import SecretError, private_folder, read_or_make


def test_a_clock_tells_the_present_in_utc() -> None:
    assert abs(Clock().now() - datetime.now(UTC)) < timedelta(seconds=1)


def test_a_clock_given_a_start_runs_on_from_there() -> None:
    start = datetime(2030, 1, 1, 12, tzinfo=UTC)
    clock = Clock(start)
    first = clock.now()
    assert timedelta() <= first - start < timedelta(seconds=1)
    assert clock.now() > first


def test_a_clock_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Clock(datetime(2030, 1, 1))


def test_a_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "down" / "secret"
    secret = read_or_make(path)
    assert len(secret) >= 43
    assert read_or_make(path) == secret
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [file.name for file in path.parent.iterdir()] == ["secret"]


def test_two_that_start_at_once_share_one_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(read_or_make, [tmp_path / "secret"] * 16))) == 1


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604])
def test_a_secret_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "secret"
    read_or_make(path)
    path.chmod(mode)
    with pytest.raises(SecretError, match="chmod 600"):
        read_or_make(path)


def test_a_short_secret_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.touch(0o600)
    path.write_text("short")
    with pytest.raises(SecretError, match="too short"):
        read_or_make(path)


def test_a_folder_that_is_there_already_keeps_its_permissions(tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir(mode=0o755)
    private_folder(there / "below")
    assert stat.S_IMODE(there.stat().st_mode) == 0o755
    assert stat.S_IMODE((there / "below").stat().st_mode) == 0o700


def fails() -> None:
    raise RuntimeError("canary")


async def test_readiness_names_what_fails_and_not_why() -> None:
    async def works() -> None: ...

    status, body = await health.readiness(
        {"model": works, "database": fails, "rasa": lambda: None}, test=True
    )
    assert (status, body) == (503, {"ready": False, "failing": ["database"], "test": True})


async def test_all_well_is_200() -> None:
    assert await health.readiness({"database": lambda: None}) == (200, {"ready": True, "failing": []})


async def test_a_check_that_hangs_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "PATIENCE_S", 0.05)
    status, body = await health.readiness({"rasa": lambda: asyncio.sleep(9)})
    assert (status, body["failing"]) == (503, ["rasa"])
