"""The notation of content/safety.yml means what its first lines say."""

import pytest

from language.notation import PhraseError
from language.phrases import PhraseFinder
from language.words import Spelling, words

PLAIN = Spelling.of({}, [], [], frozenset())


def found(phrase, text, lists=None):
    finder = PhraseFinder({"it": [phrase]}, lists or {})
    typed = words(text, PLAIN)
    return [" ".join(word.text for word in typed[hit.first : hit.last]) for hit in finder.find(typed)]


def test_round_brackets_are_choices():
    assert found("want to (die / be dead)", "they want to be dead") == ["want to be dead"]
    assert found("want to (die / be dead)", "they want to eat") == []


def test_square_brackets_may_be_absent():
    assert set(found("so [very / deeply] sad", "so sad and so very sad")) == {"so sad", "so very sad"}


def test_a_list_stands_for_its_words():
    assert found("my {child} cried", "my son cried", {"child": ["son", "daughter"]}) == ["my son cried"]


def test_dots_pass_over_three_words_but_not_over_a_sentence():
    assert found("rope ... tree", "rope on the old tree") == ["rope on the old tree"]
    assert found("rope ... tree", "rope on the very old tree") == []
    assert found("rope ... tree", "rope. tree") == []


@pytest.mark.parametrize(
    "phrase", ["", "... end", "start ...", "a (b", "a) b", "(a]", "(... / a) b", "{nobody} said"]
)
def test_what_cannot_be_read_is_refused(phrase):
    with pytest.raises(PhraseError):
        PhraseFinder({"it": [phrase]}, {})


def test_stretched_words_and_one_wrong_letter_are_forgiven():
    spelling = Spelling.of({"wanna": "want to"}, ["really"], ["suicide"], frozenset({"die"}))
    typed = [word.text for word in words("I really WANNA diiiie, suiicide", spelling)]
    assert typed == [".", "i", "want", "to", "die", "suicide", "."]


def test_two_letters_swapped_in_a_short_key_word_are_forgiven():
    spelling = Spelling.of({}, [], ["pain"], frozenset())
    assert [word.text for word in words("chest pian", spelling)] == [".", "chest", "pain", "."]


def test_a_number_is_its_whole_part_and_what_stands_beside_it():
    assert [word.text for word in words("38.9 my 12yo", PLAIN)] == [".", "38", "my", "12", "yo", "."]


def test_brackets_may_stand_in_each_other():
    assert found("(my [own] / the) son", "my own son and the son") == ["my own son", "the son"]


def test_a_list_may_hold_another_list_and_a_range_of_numbers():
    lists = {"kin": ["mum", "{child}"], "child": ["son"], "age": ["8..12"]}
    assert found("my {kin} is {age}", "my son is 9, my mum is 40", lists) == ["my son is 9"]


def test_a_bar_stands_where_a_sentence_begins_or_ends():
    assert found("| jumping |", "I am tired. Jumping. Now") == [". jumping ."]
    assert found("| jumping |", "jumping for joy") == []


def test_a_list_that_holds_itself_is_refused():
    with pytest.raises(PhraseError):
        PhraseFinder({"it": ["{a}"]}, {"a": ["{b}"], "b": ["{a}"]})
