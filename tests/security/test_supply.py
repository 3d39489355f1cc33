"""What is installed is what was looked at: every line of every lock names its version and its hash."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.faults.conftest import Figure, figure

__all__ = ["figure"]
ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PINNED = re.compile(r"[A-Za-z0-9._-]+(?:\[[\w,-]+\])?==\S+")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_everything_that_is_installed_is_pinned_with_hashes(lock: Path, figure: Figure) -> None:
    joined = lock.read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in joined.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert lines
    assert [line[:60] for line in lines if not PINNED.match(line) or "--hash=sha256:" not in line] == []
    figure("B42", f"{lock.name}: {len(lines)} packages, all with hashes")


def test_the_pages_build_is_locked_with_hashes() -> None:
    packages = json.loads((ROOT / "web" / "package-lock.json").read_text("utf-8"))["packages"]
    fetched = {name: one for name, one in packages.items() if name and not one.get("link")}
    assert [name for name, one in fetched.items() if not one.get("integrity", "").startswith("sha512-")] == []
