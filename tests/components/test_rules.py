"""Rules are followed by what was meant; no rule holds a typed sentence."""

from pathlib import Path

import pytest
import yaml

from components.rules import RulesByIntent

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.bot


def test_no_rule_is_looked_for_by_text() -> None:
    assert RulesByIntent._find_action_from_rules(None, None, None, True) == (None, None, False)


def test_no_rule_holds_a_typed_sentence() -> None:
    files = sorted((ROOT / "data" / "rules").glob("*.yml"))
    assert files
    rules = [rule for file in files for rule in yaml.safe_load(file.read_text("utf-8"))["rules"]]
    steps = [step for rule in rules for step in rule["steps"]]
    assert [step for step in steps if "user" in step or "bot" in step] == []
