"""Settings from the environment and `.env`; `.env.example` lists them all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
LEVELS = ("debug", "info", "warning", "error")
RASA_URL = "http://127.0.0.1:5005"


class SettingsError(Exception):
    """A setting has a value that nothing can start with; the message is one plain sentence."""


@dataclass(frozen=True)
class Settings:
    """Every setting, checked and with its default filled in."""

    root: Path
    data: Path
    host: str
    port: int
    desk_port: int
    database_url: str
    keys_url: str
    key_file: Path
    turn_secret_file: Path
    public_url: str | None
    origins: tuple[str, ...]
    embed_origins: tuple[str, ...]
    trusted_proxies: tuple[str, ...]
    smtp_url: str | None
    webhook_url: str | None
    webhook_secret_file: Path
    log: str
    test: bool
    test_clock: datetime | None
    rasa_url: str
    models: Path


def load(env: Mapping[str, str] = os.environ, root: Path = ROOT) -> Settings:
    """Read the settings of the installation in `root`: what `env` says wins over the file `.env`.

    Raises SettingsError at the first value that cannot be used.
    """
    values = {**_dotenv(root / ".env"), **env}
    data = _path(values, "GUIDE_DATA", root / "var", root)
    port = _port(values, "GUIDE_PORT", 8000)
    public_url = _url(values, "GUIDE_PUBLIC_URL")
    test = _flag(values, "GUIDE_TEST")
    return Settings(
        root=root,
        data=data,
        host=values.get("GUIDE_HOST") or "127.0.0.1",
        port=port,
        desk_port=_port(values, "GUIDE_DESK_PORT", 8001),
        database_url=_database(values, "GUIDE_DATABASE_URL", data / "casebook.sqlite", root),
        keys_url=_database(values, "GUIDE_KEYS_URL", data / "keys" / "keys.sqlite", root),
        key_file=_path(values, "GUIDE_KEY_FILE", data / "keys" / "keeper.key", root),
        turn_secret_file=_path(values, "GUIDE_TURN_SECRET_FILE", data / "turn.secret", root),
        public_url=public_url,
        origins=_own_origins(public_url, port) + _origins(values, "GUIDE_ORIGINS"),
        embed_origins=_origins(values, "GUIDE_EMBED_ORIGINS"),
        trusted_proxies=_words(values, "GUIDE_TRUSTED_PROXIES"),
        smtp_url=values.get("GUIDE_SMTP_URL") or None,
        webhook_url=_url(values, "GUIDE_WEBHOOK_URL"),
        webhook_secret_file=_path(values, "GUIDE_WEBHOOK_SECRET_FILE", data / "webhook.secret", root),
        log=_level(values),
        test=test,
        test_clock=_test_clock(values, test),
        rasa_url=_url(values, "GUIDE_RASA_URL") or RASA_URL,
        models=root / "models",
    )


def _dotenv(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    lines = (line.strip() for line in path.read_text("utf-8").splitlines())
    pairs = (line.removeprefix("export ").partition("=") for line in lines if line and line[0] != "#")
    return {name.strip(): value.strip().strip("\"'") for name, _, value in pairs}


def _path(values: Mapping[str, str], name: str, default: Path, root: Path) -> Path:
    given = values.get(name)
    return (root / Path(given).expanduser()).resolve() if given else default


def _port(values: Mapping[str, str], name: str, default: int) -> int:
    given = values.get(name) or str(default)
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise SettingsError(f"{name} must be a port number from 1 to 65535.")
    return int(given)


def _flag(values: Mapping[str, str], name: str) -> bool:
    given = values.get(name) or "0"
    if given not in ("0", "1"):
        raise SettingsError(f"{name} must be 0 or 1.")
    return given == "1"


def _url(values: Mapping[str, str], name: str) -> str | None:
    given = (values.get(name) or "").rstrip("/")
    parts = urlsplit(given)
    if given and not (parts.scheme in ("http", "https") and parts.hostname):
        raise SettingsError(f"{name} must begin with http:// or https:// and name a host.")
    return given or None


def _database(values: Mapping[str, str], name: str, default: Path, root: Path) -> str:
    given = values.get(name) or f"sqlite:///{default}"
    scheme, _, rest = given.partition("://")
    if scheme in ("postgres", "postgresql", "postgresql+psycopg"):
        return f"postgresql+psycopg://{rest}"
    if scheme != "sqlite" or not rest.startswith("/") or len(rest) < 2:
        raise SettingsError(f"{name} must be sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME.")
    return f"sqlite:///{(root / rest[1:]).resolve()}"


def _own_origins(public_url: str | None, port: int) -> tuple[str, ...]:
    if public_url:
        return (_origin(public_url),)
    return (f"http://127.0.0.1:{port}", f"http://localhost:{port}")


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()


def _origins(values: Mapping[str, str], name: str) -> tuple[str, ...]:
    given = _words(values, name)
    for origin in given:
        if urlsplit(origin).scheme not in ("http", "https") or _origin(origin) != origin.lower().rstrip("/"):
            raise SettingsError(f"{name} must be addresses like https://example.org, with no path and no *.")
        if "*" in origin:
            raise SettingsError(f"{name} must name each address in full: * would let anyone in.")
    return tuple(_origin(origin) for origin in given)


def _words(values: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple((values.get(name) or "").replace(",", " ").split())


def _level(values: Mapping[str, str]) -> str:
    level = (values.get("GUIDE_LOG") or "info").lower()
    if level not in LEVELS:
        raise SettingsError(f"GUIDE_LOG must be one of {', '.join(LEVELS)}.")
    return level


def _test_clock(values: Mapping[str, str], test: bool) -> datetime | None:
    given = values.get("GUIDE_TEST_CLOCK")
    if not given:
        return None
    if not test:
        raise SettingsError("GUIDE_TEST_CLOCK is for tests: it is refused unless GUIDE_TEST is 1.")
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        raise SettingsError("GUIDE_TEST_CLOCK must be a time like 2026-11-21T09:00:00+13:00.") from None
    if moment.tzinfo is None:
        raise SettingsError("GUIDE_TEST_CLOCK must say its time zone, like 2026-11-21T09:00:00+13:00.")
    return moment
