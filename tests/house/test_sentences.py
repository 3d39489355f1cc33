"""What a person reads is data: no sentence of the conversation, the page or the desk stands in Python.

A sentence is a string of four words or more. Left out: docstrings, what an exception or a log says, what a
command line says of itself, SQL, and patterns to match with. commands/ speaks to the keeper and may.
"""

import ast
import builtins
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.house.reading import PARTS, modules, name, tree

SPEAKING = tuple(part for part in PARTS if part != "commands")
WORDS = re.compile(r"[^\W\d_]{2,}(?:['’][^\W\d_]+)?")
SQL = re.compile(
    r"\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|PRAGMA|BEGIN|LISTEN|NOTIFY|WITH)\b|.*\bIS NULL\b"
)
TO_DEVELOPERS = re.compile(
    r"(?:.*\.)?(?:exit|warn|print|compile|ArgumentParser|add_argument|Counter|Histogram|Gauge"
    r"|debug|info|warning|error|exception|critical)$"
)
FEWEST_WORDS = 4
ALLOWED = {
    "casebook/engines.py": "options of a PostgreSQL connection",
    "desk/headers.py": "a policy that browsers read",
    "language/dates.py": "how people say dates; listened for, never said",
    "language/encoder_build.py": "what a newly built encoder is tried on; nobody is told these",
}


def test_no_sentence_stands_in_python() -> None:
    found = {
        f"{name(file)}:{line}": said
        for file in modules(*SPEAKING)
        for line, said in sentences(file)
        if name(file) not in ALLOWED
    }
    assert found == {}


def test_a_sentence_in_python_would_be_found(tmp_path: Path) -> None:
    file = tmp_path / "speaking.py"
    file.write_text('"""Says it."""\n\n\ndef greet(say):\n    say("Hello, how are you today?")\n')
    assert [said for _, said in sentences(file)] == ["Hello, how are you today?"]


def sentences(file: Path) -> Iterator[tuple[int, str]]:
    spared = set(_spared(tree(file)))
    for node in ast.walk(tree(file)):
        said = _said(node)
        if id(node) not in spared and _is_sentence(said):
            yield getattr(node, "lineno", 0), said


def _is_sentence(said: str) -> bool:
    return len(WORDS.findall(said)) >= FEWEST_WORDS and " " in said.strip() and not SQL.match(said)


def _said(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
    return ""


@cache
def exceptions() -> set[str]:
    """The names of Python's own exceptions and of those that the project builds on them."""
    found = {
        key
        for key, value in vars(builtins).items()
        if isinstance(value, type) and issubclass(value, Exception)
    }
    classes = [node for file in modules() for node in ast.walk(tree(file)) if isinstance(node, ast.ClassDef)]
    for _ in classes:
        more = {
            node.name for node in classes if {ast.unparse(base).split(".")[-1] for base in node.bases} & found
        }
        if more <= found:
            break
        found |= more
    return found


def _to_developers(call: ast.Call) -> bool:
    function = ast.unparse(call.func)
    return function.split(".")[-1] in exceptions() or bool(TO_DEVELOPERS.match(function))


def _spared(module: ast.Module) -> Iterator[int]:
    """The ids of string nodes that nobody but a developer or a keeper reads."""
    for node in ast.walk(module):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield id(node.value)
        if isinstance(node, ast.Raise | ast.Assert) or (isinstance(node, ast.Call) and _to_developers(node)):
            yield from (id(inner) for inner in ast.walk(node))
        if isinstance(node, ast.JoinedStr):
            yield from (id(part) for part in node.values)
