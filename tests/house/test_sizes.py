"""Modules a page long, functions a glance: past 300 or 40 lines it wants a reason, written here."""

import ast

from tests.house.reading import modules, name, tree

LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
REASONS: dict[str, str] = {}


def test_no_module_is_longer_than_300_lines_without_a_reason() -> None:
    sizes = {name(file): len(file.read_text("utf-8").splitlines()) for file in modules()}
    assert {
        file: lines for file, lines in sizes.items() if lines > LONGEST_MODULE and file not in REASONS
    } == {}


def test_no_function_is_longer_than_40_lines_without_a_reason() -> None:
    long = {}
    for file in modules():
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                long[f"{name(file)}::{node.name}"] = lines
    assert {
        key: lines for key, lines in long.items() if lines > LONGEST_FUNCTION and key not in REASONS
    } == {}


def test_every_reason_is_still_needed() -> None:
    known = {name(file) for file in modules()}
    assert [key for key in REASONS if key.split("::")[0] not in known] == []


def test_every_module_says_what_it_knows() -> None:
    assert [name(file) for file in modules() if not ast.get_docstring(tree(file))] == []
