"""Plain words that leave no doubt win over what the reader made of them."""

import pytest

from intake import meaning, stopping, titles, who, worry
from tests.intake.saying import PERSON, understood


def meant(text, requested=None, read="ask", sent=False, **slots):
    state = {"slots": PERSON | slots, "requested": requested}
    return meaning.meant(state, understood(read), text, sent)


@pytest.mark.parametrize(
    "text",
    [
        "what is happening with my case?",
        "Any news on what I sent",
        "has anyone looked at what I wrote yet?",
        "how is my case going",
    ],
)
def test_news_of_what_was_sent_is_asked_for_in_plain_words_by_who_has_sent_something(text):
    assert meant(text, read="ask_why", sent=True) == "use_code"
    assert meant(text, read="ask_why") is None


@pytest.mark.parametrize(
    "text",
    [
        "what is happening",
        "change what I sent",
        "my case is about the tablets",
        "I want to know what is happening with my case at the hospital because nobody ever rang me back",
    ],
)
def test_other_talk_is_no_asking_for_news(text):
    assert meant(text, sent=True) is None


def test_keys_pressed_at_random_are_not_understood():
    assert meant("ò,ý", "p_needs", read="affirm") == "nlu_fallback"
    assert meant("ńé", "p_needs", read="deny") == "nlu_fallback"
    assert meant("qwrt zxcv plmk", "p_needs", read="thank") == "nlu_fallback"
    assert meant("qwrt zxcv plmk", "p_needs", read="ask") == "nlu_fallback"
    assert meant("v6\x14q\x19s", "p_needs", read="start_fit_check") == "nlu_fallback"
    assert meant("HDC?", read="ask") is None
    assert meant("HDC", "p_needs", read="give_answer") is None
    assert meant("hmm", "p_needs", read="unsure") is None
    assert meant("my GP pls", "p_needs", read="want_person") is None
    assert meant("äe", "p_needs", read="affirm") is None
    assert meant("âe mārika", "p_needs", read="affirm") is None
    assert meant("I went to the café", "p_needs", read="give_answer") is None


def test_the_words_of_a_choice_are_an_answer_whatever_they_were_read_as():
    assert meant("ACC and the police", "p_other_routes") == "give_answer"
    assert meant("all of them", "p_format") == "give_answer"
    assert meant("ACC", "p_avoid") is None


@pytest.mark.parametrize("text", ["stop and keep what I wrote", "I'll stop here, please save it for later"])
def test_to_stop_and_keep_is_never_read_as_to_forget(text):
    assert meant(text, "p_needs", read="forget_me") == "stop_here"
    assert stopping.wish(understood("forget_me"), text) == "keep"


@pytest.mark.parametrize(
    "text", ["I want them to stop and they keep doing it", "do not keep it", "can I stop?"]
)
def test_other_talk_of_stopping_keeps_nothing(text):
    assert meant(text, read="share_story") != "stop_here"
    assert stopping.wish(understood("stop_here"), text) != "keep"


def test_forgetting_is_only_ever_a_wish_to_be_asked_about():
    assert stopping.wish(understood("forget_me"), "please wipe it") == "forget"
    assert stopping.wish(understood("stop_here"), "that is enough") == "ask"


@pytest.mark.parametrize(
    ("offer", "text", "intent"),
    [
        ("person", "āe", "want_person"),
        ("person", "no thanks", "resume_talk"),
        ("words", "yes please", "keep_words"),
        ("words", "kāo", "skip_words"),
        ("another", "yes", "start_another"),
        ("another", "no", "use_code"),
        ("person", "an apology", "give_answer"),
        (None, "yes", None),
    ],
)
def test_a_plain_answer_to_what_was_just_offered_takes_it_or_leaves_it(offer, text, intent):
    assert meant(text, "p_needs", read="affirm", talk_offer=offer) == intent


def test_a_correction_in_own_words_may_be_the_words():
    assert meant("actually it is for my mum", "p_ready", p_ready=None) == "correct_answer"
    assert meant("actually it is for my mum", "p_avoid") is None


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("I'm OK, it was a figure of speech", "say_all_right"),
        ("I am safe but he is not", None),
        ("I am not safe", "signal_crisis"),
        ("āe", "signal_crisis"),
        ("what do you mean?", "signal_concern"),
        ("no im not in danger you daft thing, i mean the cancer", "say_all_right"),
        ("yeah nah", "say_all_right"),
        ("No, I am not", "say_all_right"),
        ("Good heavens, no. I am perfectly well. I only meant my husband is sceptical.", "say_all_right"),
        ("yes, but i would not do it", "signal_crisis"),
        ("I don't think I'd do it. I've got kids", "signal_crisis"),
        ("sometimes. not a plan", "signal_crisis"),
        ("sort of, yeah", "signal_crisis"),
        ("No. sorry. I just can't stop seeing her face", "say_all_right"),
        ("no of course not, i mean end the phone call", "say_all_right"),
        ("no no. i not want die. i am say i am the patient", "say_all_right"),
        ("No. but I might", None),
        ("no, sometimes I get sad but I'm ok", None),
        ("im just tired of it all", None),
        ("i will not be here tomorrow", None),
        ("i mean the pills", None),
    ],
)
def test_what_follows_the_gentle_question_is_weighed_against_it(text, intent):
    assert worry.meant("suicide_self_harm", text) == intent
    assert worry.meant(None, text) is None


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("i mean it tho sumtimes", "signal_crisis"),
        ("i lied", "signal_crisis"),
        ("i mean it, i want them to say sorry to my mum in person", None),
        ("im not suicidal", "say_all_right"),
        ("jk", None),
    ],
)
def test_a_denial_can_be_taken_back_and_said_again(text, intent):
    asked = {"talk_worried": "suicide_self_harm", "talk_believed": "suicide_self_harm"}
    assert worry.answered(asked, text) == intent
    assert worry.answered({}, text) is None


@pytest.mark.parametrize(
    ("text", "role", "intent"),
    [
        ("I was harmed", "harmed", "give_answer"),
        ("i was harmd", "harmed", "give_answer"),
        ("I'm just looking", "looking", "give_answer"),
        ("just having a nosey", "looking", "give_answer"),
        ("Someone in my whanua was harmed", "whanau", "give_answer"),
        ("I work in healthcare", "staff", "give_answer"),
        ("I was harmed by a surgeon and I want someone to take this forward", "harmed", "share_story"),
        ("I work in health care, my manager told me to do this", "staff", "give_answer"),
    ],
)
def test_who_one_is_may_be_typed_in_the_words_of_the_first_choices(text, role, intent):
    assert meant(text, p_role=None, read="need_moment") == intent
    assert who.told({}, None, text) == {"p_role": role}
    assert who.told({"p_role": "harmed"}, None, text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "I was harmed? no she was. my daughter",
        "I am just looking for my son",
        "I am not just looking",
        "I was",
    ],
)
def test_other_words_than_those_of_the_first_choices_say_nothing_of_who_one_is(text):
    assert who.told({}, None, text) == {}


def test_a_title_with_a_slip_is_that_title_and_a_turned_one_is_not():
    shown = [
        "I am safe",
        "I am not safe",
        "I am not sure",
        "Carry on in English",
        "Someone in my whānau was harmed",
    ]
    assert titles.typed(shown, "im safe") == "I am safe"
    assert titles.typed(shown, "carry on in enlgish") == "Carry on in English"
    assert titles.typed(shown, "I am unsafe") is None
    assert titles.typed(shown, "I am not saf") == "I am not safe"
    assert titles.typed(["In two weeks", "In 2 weeks"], "in 3 weeks") is None
