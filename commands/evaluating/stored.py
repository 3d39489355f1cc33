"""Figures as JSON and back: a share goes as an object and comes as a Share."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from commands.evaluating.shares import Share


def write(figures: Any, file: Path) -> None:
    shown = json.dumps(figures, default=Share.as_dict, ensure_ascii=False, indent=1)
    file.write_text(shown + "\n", "utf-8")


def read(file: Path) -> Any:
    """What `write` wrote; None where there is nothing."""
    return json.loads(file.read_text("utf-8"), object_hook=_share) if file.is_file() else None


def _share(found: dict[str, Any]) -> Any:
    return Share(found["count"], found["of"]) if set(found) == set(Share(0, 1).as_dict()) else found
