"""./guide evaluate measures in Rasa's environment, which has less than the one that starts it."""

import importlib

import pytest

pytestmark = pytest.mark.bot


@pytest.mark.parametrize("module", ["measuring", "comparing", "contender", "plots"])
def test_what_measures_can_be_imported_where_rasa_is(module: str) -> None:
    assert importlib.import_module(f"commands.evaluating.{module}")
