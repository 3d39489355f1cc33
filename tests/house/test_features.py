"""The list of features is whole, and what it names as proof is a test that exists."""

import ast
import re
from functools import cache

import pytest

from tests.house.reading import ROOT

LISTED = (ROOT / "docs" / "features.md").read_text("utf-8")
ROW = re.compile(r"^\| (\d+) \| (.+?) \| (.+) \|$", re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
PROMISED = [*range(1, 36), *range(42, 64), 69]
ROWS = {int(number): shown for number, _, shown in ROW.findall(LISTED)}


def test_every_promised_row_is_listed_once_and_in_order() -> None:
    assert [int(number) for number, _, _ in ROW.findall(LISTED)] == PROMISED


@pytest.mark.parametrize("row", PROMISED)
def test_a_row_names_tests_that_exist(row: int) -> None:
    named = TEST.findall(ROWS[row])
    assert named
    assert [f"{file}::{test}" for file, test in named if test not in written_in(file)] == []


def test_the_promises_of_the_page_name_tests_that_exist() -> None:
    lines = [line for line in (ROOT / "docs" / "page.md").read_text("utf-8").splitlines() if "::" in line]
    assert len(lines) > 20
    named = [(file, test) for line in lines for file, test in TEST.findall(line)]
    assert [f"{file}::{test}" for file, test in named if test not in written_in(file)] == []


def test_a_test_that_does_not_exist_would_be_missed() -> None:
    assert "test_that_nobody_wrote" not in written_in("tests/house/test_features.py")


@cache
def written_in(file: str) -> set[str]:
    """The tests that pytest collects from a file: its functions of that name."""
    module = ast.parse((ROOT / file).read_text("utf-8"))
    written = (node for node in module.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return {node.name for node in written if node.name.startswith("test_")}
