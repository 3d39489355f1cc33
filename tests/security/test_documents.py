"""The documents on security and privacy say what is so: tests exist, days are those that are set."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import yaml

from casebook.affected import PARTS

ROOT = Path(__file__).resolve().parents[2]
SECURITY = (ROOT / "docs" / "security.md").read_text("utf-8")
PRIVACY = (ROOT / "docs" / "privacy.md").read_text("utf-8")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def test_every_test_that_the_page_names_is_collected() -> None:
    named = NAMED.findall(SECURITY)
    assert len(named) > 15
    assert [f"{file}::{name}" for file, name in named if name not in collected(ROOT / file)] == []


def collected(file: Path) -> set[str]:
    """The tests of a module that pytest runs."""
    if not file.is_file():
        return set()
    found = [
        node
        for node in ast.parse(file.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
    ]
    return {node.name for node in found if not any("skip" in ast.dump(mark) for mark in node.decorator_list)}


def test_each_row_of_a_part_that_fails_names_its_test() -> None:
    rows = table(SECURITY, "When a part fails")
    assert len(rows) > 15
    assert [row[0] for row in rows if not NAMED.fullmatch(row[-1])] == []


def test_every_part_that_may_be_asked_about_is_said_what_it_surrenders() -> None:
    told = " ".join(row[0] for row in table(SECURITY, "What a compromise"))
    words = {"front-door": "front door", "desk": "desk", "casebook": "casebook", "keys": "key store"}
    assert set(words) == set(PARTS)
    assert [word for word in words.values() if word not in told] == []


def test_the_days_of_the_page_on_privacy_are_those_that_are_set() -> None:
    days = yaml.safe_load((ROOT / "content" / "service.yml").read_text("utf-8"))["retention_days"]
    told = {row[3].strip("`"): int(row[1]) for row in table(PRIVACY, "What is kept")}
    assert told == days


def test_the_sources_that_the_page_on_privacy_names_are_in_the_register() -> None:
    register = yaml.safe_load((ROOT / "content" / "sources.yml").read_text("utf-8"))["sources"]
    named = set(re.findall(r"\b([A-Z]\d{1,2})\b", " ".join(re.findall(r"\[([^\]]+)\]", PRIVACY))))
    assert named
    assert named - set(register) == set()


def test_links_of_the_documents_lead_somewhere() -> None:
    for page in (ROOT / "SECURITY.md", ROOT / "docs" / "security.md", ROOT / "docs" / "privacy.md"):
        for link in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def table(page: str, heading: str) -> list[list[str]]:
    """The rows of the first table below a heading that begins with these words."""
    after = page.split(f"## {heading}", 1)[1].split("\n## ")[0]
    lines = [line for line in after.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]
