"""Settings: the environment wins over `.env`, and what cannot be used is refused in one sentence."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ground import settings
from ground.settings import SettingsError


def test_defaults_are_those_of_the_contract(tmp_path: Path) -> None:
    found = settings.load({}, tmp_path)
    assert (found.host, found.port, found.desk_port) == ("127.0.0.1", 8000, 8001)
    assert found.data == tmp_path / "var"
    assert found.database_url == f"sqlite:///{tmp_path}/var/casebook.sqlite"
    assert found.keys_url.startswith(f"sqlite:///{tmp_path}/var/keys/")
    assert found.origins == ("http://127.0.0.1:8000", "http://localhost:8000")
    assert not found.test


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("# mine\nGUIDE_PORT=9000\nexport GUIDE_HOST='0.0.0.0'\n\n")
    assert settings.load({}, tmp_path).port == 9000
    found = settings.load({"GUIDE_PORT": "9001"}, tmp_path)
    assert (found.port, found.host) == (9001, "0.0.0.0")  # noqa: S104


def test_everything_moves_with_the_data_folder(tmp_path: Path) -> None:
    found = settings.load({"GUIDE_DATA": "elsewhere"}, tmp_path)
    places = (found.database_url, found.keys_url, str(found.key_file), str(found.turn_secret_file))
    assert all(f"{tmp_path}/elsewhere/" in place for place in places)


def test_a_database_file_is_found_from_the_projects_folder(tmp_path: Path) -> None:
    found = settings.load({"GUIDE_DATABASE_URL": "sqlite:///var/mine.sqlite"}, tmp_path)
    assert found.database_url == f"sqlite:///{tmp_path}/var/mine.sqlite"
    found = settings.load({"GUIDE_DATABASE_URL": "sqlite:////srv/mine.sqlite"}, tmp_path)
    assert found.database_url == "sqlite:////srv/mine.sqlite"


def test_a_public_address_is_the_only_own_origin(tmp_path: Path) -> None:
    public = {"GUIDE_PUBLIC_URL": "https://Guide.example.org/", "GUIDE_ORIGINS": "https://a.nz, https://b.nz"}
    assert settings.load(public, tmp_path).origins == (
        "https://guide.example.org",
        "https://a.nz",
        "https://b.nz",
    )


def test_postgresql_is_spoken_to_through_psycopg(tmp_path: Path) -> None:
    for scheme in ("postgres", "postgresql", "postgresql+psycopg"):
        found = settings.load({"GUIDE_DATABASE_URL": f"{scheme}://me@db/cases"}, tmp_path)
        assert found.database_url == "postgresql+psycopg://me@db/cases"


def test_a_test_clock_starts_where_it_is_told(tmp_path: Path) -> None:
    env = {"GUIDE_TEST": "1", "GUIDE_TEST_CLOCK": "2026-11-21T09:00:00+13:00"}
    found = settings.load(env, tmp_path)
    assert found.test_clock == datetime(2026, 11, 20, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GUIDE_PORT", "many"),
        ("GUIDE_PORT", "70000"),
        ("GUIDE_DESK_PORT", "0"),
        ("GUIDE_TEST", "yes"),
        ("GUIDE_LOG", "loud"),
        ("GUIDE_PUBLIC_URL", "guide.example.org"),
        ("GUIDE_DATABASE_URL", "mysql://db/cases"),
        ("GUIDE_DATABASE_URL", "sqlite://"),
        ("GUIDE_KEYS_URL", "keys.sqlite"),
        ("GUIDE_ORIGINS", "*"),
        ("GUIDE_ORIGINS", "https://*.example.org"),
        ("GUIDE_EMBED_ORIGINS", "https://example.org/page"),
        ("GUIDE_TEST_CLOCK", "2026-11-21T09:00:00+13:00"),
    ],
)
def test_a_value_nothing_can_start_with_is_refused_by_name(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name) as refused:
        settings.load({name: value}, tmp_path)
    assert str(refused.value).count(".") <= 4
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("moment", ["tomorrow", "2026-11-21T09:00:00"])
def test_a_test_clock_needs_a_whole_time(tmp_path: Path, moment: str) -> None:
    with pytest.raises(SettingsError, match="GUIDE_TEST_CLOCK"):
        settings.load({"GUIDE_TEST": "1", "GUIDE_TEST_CLOCK": moment}, tmp_path)
