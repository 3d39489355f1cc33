"""A person says what matters to them, sees it all, and sends it."""

import pytest

from tests.conversations.talk import Talk

pytestmark = pytest.mark.bot

WORDS = "They left a swab in me. Nobody told me for a year.\n\nI want them to say it — aloud. Ngā mihi 🌿"


def told_what_matters(talk: Talk, words: str = WORDS) -> Talk:
    """A harmed person on the short path, up to the review."""
    talk.presses("give_answer", "p_role", "harmed").presses("start_intake")
    talk.answers("p_ack_ai", "yes").answers("p_privacy_ok", "yes").answers("p_safe_now", "safe")
    assert talk.asked == "p_words"
    talk.types(words)
    for _ in range(30):
        if talk.asked is None:
            return talk
        _answer(talk)
    raise AssertionError(f"still asking {talk.asked}")


def _answer(talk: Talk) -> None:
    given = {
        "p_contact_ok": "yes",
        "p_keep": "yes",
        "p_share_ok": "yes",
        "p_share_service": "no",
        "talk_path": "short",
    }
    asked = str(talk.asked)
    if asked in given:
        talk.answers(asked, given[asked])
    elif asked == "p_contact_value" and not talk.slots.get("p_contact_value"):
        talk.types("please text me on 021 555 0123")
    elif {"intent": "skip_question"} in talk.offered:
        talk.presses("skip_question")
    else:
        press = next(p for p in talk.offered if p.get("slot") == asked)
        talk.answers(asked, press["value"])


def test_the_short_path_ends_in_a_review_and_a_sent_summary(talk: Talk) -> None:
    told_what_matters(talk)
    assert "utter_review_choices" in talk.said
    talk.presses("send_intake")
    assert [effect["kind"] for effect in talk.effects] == ["submit_intake"]
    summary = talk.effects[0]["data"]["summary"]
    assert summary["own_words"]["p_words"] == WORDS
    assert summary["contact"]["value"]


def test_nothing_is_asked_twice_on_the_short_path(talk: Talk) -> None:
    asked: list[str] = []
    turn = talk._turn

    def noting(body: dict) -> Talk:
        turn(body)
        asked.append(str(talk.asked))
        return talk

    talk._turn = noting  # type: ignore[method-assign]
    told_what_matters(talk)
    questions = [name for name in asked if name not in ("None",)]
    assert len(questions) == len(set(questions))


def test_at_most_twelve_questions_are_counted(talk: Talk) -> None:
    told_what_matters(talk)
    shown = [m["custom"]["of"] for m in talk.messages if m.get("custom", {}).get("type") == "progress"]
    assert all(of <= 12 for of in shown)


def test_every_line_can_be_left_out_before_sending(talk: Talk) -> None:
    told_what_matters(talk)
    talk.presses("leave_out_line", "talk_left_out", "p_words")
    talk.presses("send_intake")
    assert "p_words" not in talk.effects[0]["data"]["summary"]["own_words"]


def test_a_line_can_be_changed_and_the_review_comes_back(talk: Talk) -> None:
    told_what_matters(talk)
    talk.presses("change_line", "talk_changing", "p_words")
    assert talk.asked == "p_words"
    talk.types("They never told us what went wrong.")
    assert "utter_review_choices" in talk.said
    talk.presses("send_intake")
    assert talk.effects[0]["data"]["summary"]["own_words"]["p_words"] == "They never told us what went wrong."


def test_nothing_is_sent_before_the_review(talk: Talk) -> None:
    talk.presses("give_answer", "p_role", "harmed").presses("start_intake")
    talk.presses("send_intake")
    assert talk.effects == []
    assert "utter_not_sendable" in talk.said


@pytest.mark.parametrize("role", ["harmed", "whanau", "supporter", "looking", "staff"])
def test_every_role_is_met_with_ways_to_go_on(talk: Talk, role: str) -> None:
    talk.presses("give_answer", "p_role", role)
    assert {"intent": "want_person"} in talk.offered
