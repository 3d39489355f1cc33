"""Secrets kept in files that only their owner can read."""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path

SECRET_BYTES = 32


class SecretError(Exception):
    """A secret's file cannot be trusted; the message is one plain sentence for the keeper."""


def read_or_make(path: Path) -> str:
    """Return the secret in `path`, making 32 random bytes (url-safe base64) the first time.

    Raises SecretError where others can read the file or what is in it is too short.
    """
    if not path.exists():
        _make(path)
    _refuse_wide_permissions(path)
    secret = path.read_text("ascii").strip()
    if len(secret) < SECRET_BYTES:
        raise SecretError(f"{path} is too short to be a secret: remove it to have it made again.")
    return secret


def private_folder(path: Path) -> Path:
    """Make `path` and what leads to it, readable by its owner alone, and return it."""
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir(mode=0o700, exist_ok=True)
    return path


def _make(path: Path) -> None:
    private_folder(path.parent)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(SECRET_BYTES) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        # A link never overwrites: of two processes that start at once, the first one's secret stays.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _refuse_wide_permissions(path: Path) -> None:
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise SecretError(f"{path} can be read by others: run chmod 600 {path}.")
