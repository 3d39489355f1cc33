"""Corrections: what is taken off, what takes whose place, and what is left as it was."""

from intake import meaning
from tests.intake.saying import PERSON, entity, say, understood

THREE = {"p_needs": ["answers", "not_again", "apology"]}


def correct(text, at="p_support", slots=None, **more):
    return say(text, at, intent="correct_answer", slots=slots, **more)


def test_what_is_not_wanted_any_more_goes_and_the_rest_stays():
    for said in (
        "I changed my mind about the apology, take that off",
        "take the apology off",
        "please take off the apology",
        "I do NOT want an apology",
        "actually I don't want an apology any more",
        "the apology, take that out please",
    ):
        assert say(said, "p_support", slots=THREE, intent="ask")["p_needs"] == ["answers", "not_again"], said


def test_beside_what_is_taken_off_the_words_that_were_asked_for_are_kept_as_typed():
    said = (
        "no shouting, and nothing in the newspaper. oh and I changed my mind about the apology, take that off"
    )
    taken = correct(said, "p_avoid", THREE)
    assert taken == {"p_avoid": said, "p_needs": ["answers", "not_again"]}
    said = (
        "No, you have that wrong. I want answers and that it does not happen again. I do NOT want an apology."
    )
    assert say(said, "p_avoid", slots=THREE, intent="ask") == {"p_needs": ["answers", "not_again"]}


def test_a_thing_not_wanted_that_was_never_chosen_is_an_answer_like_any_other():
    assert say("I do NOT want an apology", "p_avoid") == {"p_avoid": "I do NOT want an apology"}


def test_not_this_but_that_takes_its_place():
    held = {"p_needs": ["answers", "not_again"]}
    assert correct("sorry, not answers but an apology", slots=held)["p_needs"] == ["not_again", "apology"]
    assert correct("it was HDC, not ACC", slots={"p_other_routes": ["acc"]})["p_other_routes"] == ["hdc"]


def test_what_is_said_again_drops_nothing_that_stands_beside_it():
    held = {"p_culture": ["pacific", "faith"]}
    assert correct("samoan is good, not bad. fix", slots=held)["p_culture"] == ["pacific", "faith"]


def test_the_place_that_is_right_is_taken_and_the_wrong_one_never():
    waikato = [entity("region", "Waikato", "Waikato")]
    said = "no wait it was 16 months not 14, and it was Thames not Waikato"
    assert "p_region" not in correct(said, entities=waikato)
    taken = correct(
        said, entities=waikato, slots={"p_service": "Waikato Hospital", "p_when": "14 months ago"}
    )
    assert taken["p_service"] == "Thames"
    assert taken["p_when"] == "16 months"


def test_two_corrections_in_one_line_both_land():
    heard = [entity("date", "April 2024"), entity("hospital", "Wellington Hospital")]
    held = {"p_when": "March 2024", "p_service": "Hutt Hospital"}
    said = "no, it was April 2024, and it was Wellington Hospital not Hutt"
    assert correct(said, entities=heard, slots=held) == {
        "p_when": "April 2024",
        "p_service": "Wellington Hospital",
    }


def test_two_places_side_by_side_are_one_answer():
    heard = [
        entity("date", "in 2025"),
        entity("hospital", "Middlemore"),
        entity("region", "North Shore", "Auckland"),
    ]
    held = {"p_when": "in 2024", "p_service": "Middlemore"}
    said = "kāo. she died in 2025 and it was Middlemore and North Shore"
    assert correct(said, entities=heard, slots=held) == {
        "p_when": "in 2025",
        "p_service": "Middlemore and North Shore",
    }


def test_words_given_by_the_name_of_a_question_go_there_byte_for_byte():
    said = "actually what must not happen: that I  have to see Dr Prentice "
    assert say(said, "p_culture", intent="nlu_fallback") == {"p_avoid": "that I  have to see Dr Prentice "}


def test_who_was_harmed_changes_only_by_saying_who_was_harmed():
    said = "no. well maybe an interpreter for my mum, she speaks Samoan"
    assert "p_role" not in correct(said)
    assert "p_role" not in say(said, "p_support")
    assert correct("no it was me that was harmed, me, jess", slots={"p_role": "whanau"})["p_role"] == "harmed"
    assert correct("no, it's for my mum")["p_role"] == "whanau"


def test_a_hope_never_stands_among_what_must_not_happen():
    for said in ("we pray first", "I want them to look me in the face and say sorry"):
        assert say(said, "p_avoid") == {"p_hope": said}
        assert say(said, "p_avoid", slots={"p_hope": "peace"}) == {"p_hope": f"peace\n\n{said}"}
    for said in ("I want no shouting", "we want him kept away", "being rushed", "no lawyers there"):
        assert say(said, "p_avoid") == {"p_avoid": said}


def test_what_a_correction_says_beside_what_it_changes_waits_to_be_kept():
    said = "Answers, and no one else. Actually sorry it was my right hip not left, and it was April"
    held = {"p_when": "March 2024", "talk_volunteered": ["p_when"]}
    taken = say(said, "talk_read_back", slots=held, intent="share_story", entities=[entity("date", "April")])
    assert taken["p_when"] == "April"
    assert taken["talk_story"] == said
    assert "talk_story" not in correct(
        "actually it was April", slots=held, entities=[entity("date", "April")]
    )


def test_not_sure_takes_nothing_off_that_was_left_open_before():
    told = {"p_other_routes": ["unsure"], "p_safe_now": "safe", "p_pressure": "no", "p_ready": "ready"}
    assert "p_other_routes" not in say("not sure", "p_contact_ok", slots=told, intent="unsure")


def test_a_skip_of_what_is_changed_keeps_its_answer_and_skips_what_has_none():
    changing = {"talk_changing": "p_service", "talk_skipped": [], "talk_volunteered": ["p_service"]}
    kept = say("skip", "p_service", slots=changing | {"p_service": "Thames"}, intent="skip_question")
    assert kept == {"talk_changing": None}
    gone = say("skip", "p_service", slots=changing, intent="skip_question")
    assert gone["talk_skipped"] == ["p_service"]
    assert gone["talk_changing"] is None


def test_a_no_that_answers_the_open_question_changes_no_earlier_answer():
    held = {"p_role": "whanau", "p_authority": "they_asked", "p_needs": ["answers"], "p_support": "have"}
    for said in ("no, nobody has said a thing", "no, nobody has said"):
        assert correct(said, "p_told", held) == {"p_told": "no"}, said
        assert not meaning.meant({"slots": PERSON | held, "requested": "p_told"}, understood("deny"), said)
    routes = {"p_other_routes": ["acc"]}
    assert correct("no, HDC", "p_told", routes)["p_other_routes"] == ["hdc"]
    assert correct("no wait, it was HDC not ACC", "p_told", routes)["p_other_routes"] == ["hdc"]


def test_a_word_that_is_said_of_anything_changes_no_choice():
    held = {"p_needs": ["answers"], "p_authority": "they_asked", "p_role": "whanau"}
    for said in ("change my mind", "change my email", "sorry, change that one", "nobody has said a thing"):
        assert not {"p_needs", "p_authority"} & set(correct(said, "p_support", held)), said
    assert correct("actually, change", "p_support", held)["p_needs"] == ["change"]
    said = "actually what matters is a change in the service"
    assert correct(said, "p_support", held)["p_needs"] == ["change"]


def test_what_was_typed_is_changed_by_its_name():
    held = {"p_needs": ["answers"], "p_pronoun": "he", "p_name": "Jo"}
    assert say("change my pronouns to she", "p_told", slots=held, intent="ask") == {"p_pronoun": "she"}
    assert correct("please can you change my name to Jess", slots=held) == {"p_name": "Jess"}
    assert "p_name" not in say("they must change the name to hers", "p_told", slots=held)
