"""What answers nothing: a message that worries, a skip, and what was not understood."""

import pytest

from tests.intake.saying import say


@pytest.mark.parametrize("level", ["check", "crisis"])
@pytest.mark.parametrize("field", ["p_words", "p_safe_now", "p_name"])
def test_nothing_is_taken_from_a_message_that_worries(field, level):
    assert say("i will kill myself", field, safety={"level": level}, intent="deny") == {}


def test_skip_is_remembered_and_refused_where_an_answer_is_required():
    assert say("skip", "p_avoid", intent="skip_question") == {"talk_skipped": ["p_avoid"]}
    assert say("skip", "p_share_ok", intent="skip_question") == {}


def test_an_answer_after_a_skip_undoes_the_skip():
    taken = say("no shouting", "p_avoid", slots={"talk_skipped": ["p_avoid", "p_hope"]})
    assert taken == {"p_avoid": "no shouting", "talk_skipped": ["p_hope"]}


def test_misses_in_a_row_are_counted_and_forgotten_with_an_answer():
    assert say("hjkl", "p_ready", intent="nlu_fallback", slots={"talk_misses": 1.0}) == {"talk_misses": 2.0}
    assert say("ready", "p_ready", slots={"talk_misses": 2.0}) == {"p_ready": "ready", "talk_misses": 0.0}
    assert say("Does it cost?", "p_ready", intent="ask", slots={"talk_misses": 1.0}) == {}
