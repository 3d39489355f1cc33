"""Folding reads macrons, zalgo and typographic signs as plain letters, and knows the way back."""

from hypothesis import given
from hypothesis import strategies as st

from language.folding import Folded, fold
from language.sentences import split


def test_macrons_and_accents_go():
    assert fold("Whānau ĀE kāore é") == "whanau ae kaore e"


def test_quotes_and_wide_letters_become_plain():
    assert fold("don’t “ｄｉｅ” 𝐧𝐨𝐰") == 'don\'t "die" now'


def test_zalgo_is_read_through():
    assert fold("h̴̛e̸l̷p̵") == "help"


def test_signs_of_other_scripts_stay():
    assert fold("मरना 죽고") == "मरना 죽고"


def test_a_span_leads_back_to_what_was_typed():
    text = "Ko te wha\u0304nau tēnei"
    folded = Folded.of(text)
    at = folded.text.index("whanau")
    start, end = folded.span(at, at + 6)
    assert text[start:end] == "wha\u0304nau"


@given(st.text(max_size=200), st.data())
def test_every_span_lies_within_the_text(text, data):
    folded = Folded.of(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    low, high = folded.span(start, end)
    assert 0 <= low <= high <= len(text)


@given(st.text(max_size=600))
def test_sentences_are_pieces_of_the_text_in_order(text):
    last = 0
    for sentence in split(text):
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.start >= last
        last = sentence.end


def test_no_word_is_lost_between_sentences():
    text = "He died. We asked why! Nobody came... then\nI rang Dr. Smith at 3.30 p.m. and waited"
    assert "".join(s.text for s in split(text)).replace(" ", "") == text.replace(" ", "").replace("\n", "")
    assert "I rang Dr. Smith at 3.30 p.m. and waited" in [s.text for s in split(text)]


def test_a_story_without_full_stops_is_cut_where_it_goes_on():
    assert len(split("and then we waited there for hours " * 30)) > 4
    assert max(len(s.text) for s in split("x" * 5000)) <= 400
