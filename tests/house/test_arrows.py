"""Which part may know which (design: the parts and their arrows)."""

import sys

import pytest

from tests.house.reading import imported, modules, name

NEVER = {
    "actions": {"rasa", "components", "casebook", "frontdoor", "desk"},
    "components": {"casebook", "frontdoor", "desk"},
    "casebook": {"rasa", "rasa_sdk", "sanic", "frontdoor", "desk", "actions", "components"},
    "frontdoor": {"rasa", "rasa_sdk", "actions", "components", "desk", "commands"},
    "desk": {"rasa", "rasa_sdk", "actions", "components", "frontdoor", "commands"},
    "ground": {
        "rasa",
        "rasa_sdk",
        "actions",
        "components",
        "casebook",
        "frontdoor",
        "desk",
        "intake",
        "language",
    },
    "language": {"rasa_sdk", "actions", "casebook", "frontdoor", "desk"},
}


@pytest.mark.parametrize("part", NEVER)
def test_no_part_knows_what_it_must_not(part: str) -> None:
    known = {name(file): sorted(imported(file) & NEVER[part]) for file in modules(part)}
    assert {file: wrong for file, wrong in known.items() if wrong} == {}


def test_the_thinking_stands_on_the_standard_library_alone() -> None:
    allowed = set(sys.stdlib_module_names) | {"intake"}
    beyond = {name(file): imported(file) - allowed for file in modules("intake")}
    beyond["intake/content.py"] -= {"yaml"}
    assert {file: wrong for file, wrong in beyond.items() if wrong} == {}


def test_the_parts_that_have_arrows_have_modules() -> None:
    assert [part for part in [*NEVER, "intake"] if not modules(part)] == []


def test_the_service_environment_holds_no_rasa() -> None:
    locked = (modules("commands")[0].parents[1] / "requirements" / "service.txt").read_text()
    assert not any(line.startswith(("rasa==", "rasa-sdk==", "tensorflow==")) for line in locked.splitlines())
