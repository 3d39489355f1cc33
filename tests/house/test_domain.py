"""What Rasa makes us say twice is the same in both places: slots, questions, words, forms, actions."""

import ast
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from intake import questions
from tests.house.reading import ROOT, modules, responses, tree, yaml_of

DOMAIN: Mapping[str, Any] = yaml_of("domain.yml")
QUESTIONS: Mapping[str, Any] = yaml_of("content/questions.yml")
HELPERS = re.compile(r"(?:talk|turn)_\w+")
FROM_READING = {"nlu_fallback"}
ASKED_BY_RASA_ITSELF = {"action_listen", "action_restart"}


def test_the_domain_holds_no_sentence() -> None:
    assert "responses" not in DOMAIN


def test_every_slot_is_a_field_or_says_how_the_talk_stands() -> None:
    slots = set(DOMAIN["slots"])
    assert slots - set(QUESTIONS) == {slot for slot in slots - set(QUESTIONS) if HELPERS.fullmatch(slot)}
    assert set(QUESTIONS) - slots == set()


def test_the_fields_that_the_intake_knows_are_those_of_the_content() -> None:
    assert set(questions.fields()) == set(QUESTIONS)


def test_every_slot_is_typed_and_filled_by_the_one_action() -> None:
    for slot, said in DOMAIN["slots"].items():
        assert said["type"] != "any", slot
        assert said["mappings"] == [{"type": "custom", "action": "action_take"}], slot


@pytest.mark.parametrize("kind", ["ask", "why", "again"])
def test_every_question_has_its_words(kind: str) -> None:
    missing = [field for field in QUESTIONS if f"utter_{kind}_{field}" not in responses()]
    assert missing == []


def test_no_question_is_worded_that_is_not_asked() -> None:
    worded = {
        match[1] for key in responses() if (match := re.fullmatch(r"utter_(?:ask|why|again)_([ps]_\w+)", key))
    }
    assert worded - set(QUESTIONS) == set()


def test_form_slots_stand_under_required_slots() -> None:
    for form, said in DOMAIN["forms"].items():
        assert set(said) <= {"required_slots", "ignored_intents"}, form
        assert set(said["required_slots"]) <= set(DOMAIN["slots"]), form


def test_every_field_is_asked_by_a_form() -> None:
    asked = {slot for form in DOMAIN["forms"].values() for slot in form["required_slots"]}
    assert set(QUESTIONS) - asked == set()


def test_the_buttons_of_a_question_are_its_options() -> None:
    different = {}
    for field, said in QUESTIONS.items():
        pressed = set(pressed_for(field))
        options = set(map(str, said.get("options") or ()))
        if pressed - options or (pressed and options - pressed):
            different[field] = sorted(pressed ^ options)
    assert different == {}


def test_a_button_presses_what_the_domain_knows() -> None:
    unknown = set()
    for intent, press in every_press():
        unknown |= {intent.split("/")[0]} - set(DOMAIN["intents"])
        unknown |= set(press) - set(DOMAIN["slots"]) - {"value", "topic", "line", "slot"}
    assert unknown == set()


def test_the_actions_listed_are_those_written() -> None:
    assert set(DOMAIN["actions"]) == set(written_actions())


def test_every_action_is_used() -> None:
    called = {step["action"] for step in steps() if "action" in step}
    forms = re.compile(r"validate_\w+_form|action_ask_\w+")
    by_rasa = {action for action in DOMAIN["actions"] if forms.fullmatch(action)}
    by_rasa |= {"action_session_start", "action_take"}
    by_rasa |= {policy.get("core_fallback_action_name") for policy in yaml_of("config.yml")["policies"]}
    in_code = {
        word
        for file in modules("actions", "components")
        for word in re.findall(r"""(?<!return )["'](action_\w+)["']""", file.read_text())
    }
    assert set(DOMAIN["actions"]) - called - by_rasa - in_code == set()


def test_the_rules_name_what_the_domain_knows() -> None:
    known = {*DOMAIN["actions"], *DOMAIN["forms"], *responses(), *ASKED_BY_RASA_ITSELF}
    assert {step["action"] for step in steps() if "action" in step} - known == set()
    assert {intent_of(step) for step in steps() if "intent" in step} - set(
        DOMAIN["intents"]
    ) - FROM_READING == set()


def intent_of(step: Mapping[str, Any]) -> str:
    return str(step["intent"]).split("/")[0]


def steps() -> Iterator[Mapping[str, Any]]:
    for file in sorted((ROOT / "data" / "rules").glob("*.yml")):
        for rule in yaml_of(str(file.relative_to(ROOT))).get("rules") or []:
            for step in rule["steps"]:
                yield from step.get("or", [step])


def written_actions() -> Iterator[str]:
    """What name() returns in each class below actions/; a class that names its `form` validates it."""
    for file in modules("actions"):
        for node in ast.walk(tree(file)):
            match node:
                case ast.FunctionDef(name="name", body=[*_, ast.Return(value=ast.Constant(value=said))]):
                    yield str(said)
                case ast.Assign(targets=[ast.Name(id="form")], value=ast.Constant(value=str(form))):
                    yield f"validate_{form}"


def every_press() -> Iterator[tuple[str, Mapping[str, Any]]]:
    for variations in responses().values():
        for said in variations:
            for button in said.get("buttons") or []:
                intent, brace, rest = str(button["payload"]).lstrip("/").partition("{")
                yield intent, json.loads(brace + rest) if brace else {}


def pressed_for(field: str) -> Iterator[str]:
    for _, press in every_press():
        if press.get(field) is not None:
            yield str(press[field])
