"""Reads the project's own sources, for the rules of the house."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("actions", "casebook", "commands", "components", "desk", "frontdoor", "ground", "intake", "language")


def modules(*parts: str) -> list[Path]:
    """Every Python file of these parts of the project (all of them where none is named)."""
    return [file for part in parts or PARTS for file in sorted((ROOT / part).rglob("*.py"))]


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"), str(file))


def name(file: Path) -> str:
    return str(file.relative_to(ROOT))


def imported(file: Path) -> set[str]:
    """The top-level names of the packages that a file imports, wherever in it; its own too."""
    found = set()
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(
                (node.module or "").split(".")[0] if not node.level else file.relative_to(ROOT).parts[0]
            )
    return found


def yaml_of(path: str) -> Any:
    return yaml.safe_load((ROOT / path).read_text("utf-8"))


@cache
def responses() -> dict[str, list[dict[str, Any]]]:
    """Every response of data/responses, by name; a name said in two files is an error."""
    found: dict[str, list[dict[str, Any]]] = {}
    for file in sorted((ROOT / "data" / "responses").rglob("*.yml")):
        said = (yaml.safe_load(file.read_text("utf-8")) or {}).get("responses") or {}
        assert not found.keys() & said.keys(), f"said twice: {found.keys() & said.keys()}"
        found |= said
    return found


def tracked() -> list[Path]:
    """The files that git keeps."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout  # noqa: S607
    return [ROOT / path for path in listed.decode().split("\0") if path and (ROOT / path).is_file()]


def texts() -> Iterator[tuple[Path, str]]:
    """The tracked files that are text, with what stands in them."""
    for file in tracked():
        try:
            yield file, file.read_text("utf-8")
        except UnicodeDecodeError:
            continue
