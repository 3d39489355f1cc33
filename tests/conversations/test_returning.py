"""A draft comes back into another conversation: it goes on where it stopped and asks nothing twice."""

import pytest
import requests

from tests.conversations.talk import Talk, at, at_the_review

pytestmark = pytest.mark.bot

GO_ON = "start_intake"  # what the front door lets a right code stand for


def kept_and_back(rasa: requests.Session, talk: Talk) -> Talk:
    """Stops and keeps; then somebody new, who has nothing but the state that was kept."""
    talk.presses("keep_progress")
    assert [effect["kind"] for effect in talk.effects] == ["keep_progress"]
    back = Talk(rasa)
    back.state = talk.state
    return back.presses(GO_ON)


@pytest.mark.parametrize("field", ["p_safe_now", "p_words", "p_needs", "p_support", "p_ready"])
def test_the_open_question_is_asked_again_and_the_answer_counts(
    rasa: requests.Session, talk: Talk, field: str
) -> None:
    """Row 15: pause and come back later with a code."""
    at(talk, field)
    said = set(talk.slots)
    back = kept_and_back(rasa, talk)
    assert back.asked == field
    assert f"utter_ask_{field}" in back.said
    assert {name for name in back.slots if name[0] == "p"} == {name for name in said if name[0] == "p"}


def test_nothing_that_was_asked_before_is_asked_again(rasa: requests.Session, talk: Talk) -> None:
    at(talk, "p_needs")
    before = {name for name in talk.slots if name.startswith("p_")} | set(
        talk.slots.get("talk_skipped") or ()
    )
    back = kept_and_back(rasa, talk)
    asked = []
    while back.asked and len(asked) < 40:
        asked.append(back.asked)
        options = [press for press in back.offered if press.get("slot") == back.asked]
        skip = {"intent": "skip_question"} in back.offered
        if skip:
            back.presses("skip_question")
        elif options:
            back.answers(options[0]["slot"], options[0]["value"])
        else:
            back.types("021 555 0199")
    assert asked[0] == "p_needs"
    assert len(asked) == len(set(asked))
    assert before & set(asked) == set()


def test_a_review_comes_back_as_a_review(rasa: requests.Session, talk: Talk) -> None:
    back = kept_and_back(rasa, at_the_review(talk))
    assert {"intent": "send_intake"} in back.offered


def test_somebody_who_says_that_they_have_a_code_is_asked_for_it(talk: Talk) -> None:
    for words in ("I have a code", "I've got a code from last time", "can I use my return code"):
        talk.types(words)
        assert talk.asked == "use_code"
