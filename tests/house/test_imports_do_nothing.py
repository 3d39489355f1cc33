"""Nothing happens at import: no file is read, no connection made, no process started by naming a module."""

import ast
import re
from collections.abc import Iterator

from tests.house.reading import modules, name, tree

WORK = re.compile(
    r"(?:open|print|input|exec|(?:.*\.)?(?:read_text|read_bytes|write_text|write_bytes|mkdir|unlink|connect"
    r"|create_engine|urlopen|Popen|run|check_output|safe_load|load_dotenv|basicConfig|configure|sleep|system"
    r"|listen|Thread|start|loads?|Random|now|today|utcnow|time|monotonic))$"
)
AT_THE_DOOR = {"__main__.py", "env.py"}  # env.py: Alembic runs migrations by importing it


def test_no_module_works_at_import() -> None:
    found = {
        f"{name(file)}:{call.lineno}": ast.unparse(call.func)
        for file in modules()
        if file.name not in AT_THE_DOOR
        for call in calls(tree(file).body)
        if WORK.fullmatch(ast.unparse(call.func))
    }
    assert found == {}


def calls(body: list[ast.stmt]) -> Iterator[ast.Call]:
    """The calls made when a module is imported: not those inside functions, nor below `if __name__`."""
    for statement in body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef) or _is_door(statement):
            continue
        if isinstance(statement, ast.ClassDef | ast.If | ast.With | ast.Try):
            yield from calls(statement.body)
            continue
        yield from _now(statement)


def _now(node: ast.AST) -> Iterator[ast.Call]:
    """The calls inside a statement that run at once; what a lambda holds runs later."""
    if isinstance(node, ast.Lambda):
        return
    if isinstance(node, ast.Call):
        yield node
    for inner in ast.iter_child_nodes(node):
        yield from _now(inner)


def _is_door(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.If) and "__name__" in ast.unparse(statement.test)
