"""Every question has its words, and they are plain, short and kind."""

import re

import pytest
from hypothesis import given

from intake import content, fit, summary, words
from intake.content import read
from intake.fields import fields
from tests.content.reading import grade
from tests.intake.walks import walks

FOLDER = content.ROOT / "data" / "responses"
FILES = [
    *FOLDER.glob("questions/*.yml"),
    *FOLDER.glob("fit/*.yml"),
    FOLDER / "review.yml",
    FOLDER / "heard.yml",
]
WRITTEN = {name: variations for path in FILES for name, variations in read(path)["responses"].items()}
ASKED = list(fields().values())
MESSAGES = [
    (name, message)
    for name, variations in WRITTEN.items()
    for variation in variations
    for message in variation["text"].split("\n\n")
]
AVOIDED = re.compile(
    r"\b(alleged|incident|complainant|claimant|victim|survivor|perpetrator|offender|culprit|mediator|hearing"
    r"|tribunal|must|compliance|forgive|closure|qualify|eligible|passed away|committed|suffering from|"
    r"calm down|at least|move on|for the best|SAC|adverse event|RCA|made a mistake|to blame|guarantee)\b",
    re.IGNORECASE,
)
CATEGORIES = [
    "suicide_self_harm",
    "violence_abuse",
    "child_at_risk",
    "medical_emergency",
    "harm_to_others",
    "unsure",
]
OTHER_LANGUAGE = "utter_heard_other_language"
LIST_LINE = "- "
HARDEST = 7
LONGEST = 45
FEWEST_WORDS_TO_GRADE = 5


@pytest.mark.parametrize("field", [f.id for f in ASKED])
@pytest.mark.parametrize("part", ["ask", "why", "again", "label"])
def test_every_question_can_be_asked_explained_said_again_and_named(field, part):
    default = [v for v in WRITTEN[f"utter_{part}_{field}"] if not v.get("condition")]
    assert len(default) == 1


@pytest.mark.parametrize("field", [f.id for f in fields().values()])
def test_every_field_has_a_label_and_every_option_its_words(field):
    assert words.text(WRITTEN, f"utter_label_{field}", {})
    for option in fields()[field].options:
        assert words.option(WRITTEN, field, option) != option


@pytest.mark.parametrize("field", [f.id for f in ASKED])
def test_skip_is_offered_unless_an_answer_is_required(field):
    for variation in (*WRITTEN[f"utter_ask_{field}"], *WRITTEN[f"utter_again_{field}"]):
        pressed = {button["payload"] for button in variation.get("buttons", ())}
        no_skip = fields()[field].required or field in ("p_path", "p_read_back")
        assert ("/skip_question" in pressed) != no_skip


@pytest.mark.parametrize("field", [f.id for f in ASKED if f.kind == "choices"])
def test_several_at_once_are_said_in_the_text_too(field):
    for variation in (*WRITTEN[f"utter_ask_{field}"], *WRITTEN[f"utter_again_{field}"]):
        assert variation["custom"]["max"] == (fields()[field].max or len(fields()[field].options))
        for option in fields()[field].options:
            assert words.option(WRITTEN, field, option) in variation["text"]


@pytest.mark.parametrize("field", [f.id for f in ASKED if f.options])
def test_buttons_give_only_options_that_exist(field):
    for variation in WRITTEN[f"utter_ask_{field}"]:
        for button in variation.get("buttons", ()):
            chosen = [
                o for f in (field, "p_channel") for o in fields()[f].options if words.chooses(button, f, o)
            ]
            assert chosen or "{" not in button["payload"]


def test_every_reason_of_the_fit_check_has_why_and_next():
    for question, table in content.fit()["effects"].items():
        for answer in table:
            for found in fit.decide({f"s_fit_{question}": answer}).reasons:
                assert {found.why, found.next} <= set(WRITTEN)
    assert {"utter_fit_reason_q05_cond", "utter_fit_reason_q12_cond"} <= set(WRITTEN)


@pytest.mark.parametrize("outcome", fit.OUTCOMES.values())
def test_every_outcome_has_words(outcome):
    assert f"utter_fit_outcome_{outcome}" in WRITTEN


@pytest.mark.parametrize(("name", "message"), MESSAGES)
def test_messages_are_easy_to_read_short_and_free_of_words_that_hurt(name, message):
    said = " ".join(line for line in message.splitlines() if not line.startswith(LIST_LINE))
    assert not AVOIDED.search(message)
    assert len(said.split()) <= LONGEST
    if len(said.split()) >= FEWEST_WORDS_TO_GRADE:
        assert grade(said) <= HARDEST


@given(walks())
def test_every_line_of_the_review_can_be_read(states):
    concerns = [{"level": "check", "category": c, "at": ""} for c in CATEGORIES]
    for section in summary.review(states[-1], {"concerns": concerns, "exit_used": True}):
        assert words.text(WRITTEN, f"utter_section_{section.id}", {})
        for line in section.lines:
            said = words.of_line(WRITTEN, line)
            assert said
            assert line.own_words or "_" not in said


def test_what_is_said_after_an_answer_belongs_to_an_answer():
    possible = {f"utter_heard_{f.id}_{option}" for f in fields().values() for option in f.options}
    assert {name for name in WRITTEN if name.startswith("utter_heard_")} <= possible | {OTHER_LANGUAGE}


def test_no_slot_or_intent_name_is_ever_said():
    assert not [
        name
        for name, message in MESSAGES
        if re.search(r"\b[ps]_[a-z]|_[a-z]+\b", re.sub(r"{\w+}", "", message))
    ]


def test_hohou_te_rongo_and_restorative_practice_stand_side_by_side():
    for variation in WRITTEN["utter_ask_p_culture"]:
        assert "restorative practice and hohou te rongo" in variation["text"]
    assert "p_culture" in [f.id for f in fields().values() if f.path == "short" and f.ask_if is None]
