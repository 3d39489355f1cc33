"""What was offered to be kept is kept in the words of the offer too."""

import pytest

from intake import offers


@pytest.mark.parametrize(
    "text", ["keep them", "yes please keep it", "yes keep all of it", "keep it", "yes put them below"]
)
@pytest.mark.parametrize("offer", ["words", "answer"])
def test_words_that_take_the_offer_to_keep_what_was_told_are_a_yes_to_it(text, offer):
    assert offers.answered({"talk_offer": offer}, text) == "keep_words"
    assert offers.answered({}, text) is None


def test_other_words_at_such_an_offer_keep_nothing_and_only_a_plain_no_lets_go():
    waits = {"talk_offer": "words"}
    assert offers.answered(waits, "dont keep it") == "skip_words"
    for text in ("no keep it", "they keep it from me", "keep it private", "did you keep it?"):
        assert offers.answered(waits, text) is None
