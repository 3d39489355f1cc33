"""What was promised to people, row by row of the table of features that they would look for.

Each test has the number of its row. That the talk gets there is held by tests/conversations.
"""

import re

from tests.content import shelf

QUESTIONS = shelf.read("content/questions.yml")
ORDER = list(QUESTIONS)


def said(name: str) -> str:
    return " ".join(variation["text"] for variation in shelf.everything().responses[name])


def titles(name: str) -> set[str]:
    variations = shelf.everything().responses[name]
    return {button["title"] for variation in variations for button in variation.get("buttons") or ()}


def test_row_1_what_a_restorative_process_involves_is_told_step_by_step() -> None:
    steps = [item["id"] for item in shelf.read("content/ways.yml")["steps"]["items"]]
    assert steps == ["ask", "prepare", "decide", "heard", "agree", "follow"]
    told = shelf.answer("steps")
    for word in ("asks", "alone", "go ahead", "agree", "checks"):
        assert word in told
    assert shelf.topic("steps")["sources"]


def test_row_4_every_form_that_the_practice_knows_is_on_the_menu_of_forms() -> None:
    listed = " ".join(shelf.items(said("utter_formats"))).lower()
    for form in ("meeting", "video", "letter", "recorded story", "goes between you", "stands in", "listen"):
        assert form in listed
    chosen = set(QUESTIONS["p_format"]["options"])
    assert {"meet", "video", "letter", "recorded", "messages", "stand_in", "listen_only"} <= chosen


def test_row_5_when_it_may_not_be_right_is_said_honestly_and_left_to_the_person() -> None:
    told = said("utter_limits")
    assert "I do not decide that. You do" in told
    for word in (
        "not safe",
        "pushing you",
        "told you yet",
        "police",
        "ruling",
        "sexual harm",
        "in place of a complaint",
    ):
        assert word in told
    assert not re.search(r"not suitable|qualify|risk|score", told)
    assert "nobody can promise" in said("utter_ask_p_expect")


def test_row_6_the_other_doors_are_shown_as_doors_that_can_be_open_together() -> None:
    doors = {item["topic"] for item in shelf.read("content/ways.yml")["doors"]["items"]}
    assert {"hdc", "advocate", "acc", "coroner", "police", "council", "complain", "records"} <= doors
    assert "several" in said("utter_doors")
    assert "None takes the place of another" in said("utter_doors")
    assert "They do not stop you from doing this" in said("utter_ask_p_other_routes")


def test_row_7_every_answer_shows_a_source_and_the_day_it_was_checked() -> None:
    for name in shelf.TOPICS:
        first = shelf.topic(name)["sources"][0]
        assert first["title"], name
        assert first["checked"], name
    assert shelf.placeholders(said("utter_source")) == {"title", "publisher", "checked"}


def test_row_8_short_stories_are_made_up_and_say_so() -> None:
    told = said("utter_examples")
    assert told.startswith("I made these up.")
    assert len(shelf.items(told)) >= 5
    assert "Made-up examples" in titles("utter_browse_topics")


def test_row_9_it_says_that_it_is_a_computer_and_what_it_cannot_do() -> None:
    assert "computer guide, not a person" in said("utter_service_greeting")
    about = shelf.read("content/page.en.yml")["page"]["intro"]["about"]
    for word in ("not a person", "a doctor or a lawyer", "cannot say who is to blame", "promise"):
        assert word in " ".join(about.split())
    assert "I cannot give health advice" in said("utter_clinical")
    assert "I cannot say who was at fault, or what the law would say" in said("utter_verdict")
    assert "not a person or a counsellor" in shelf.answer("are_you_human")


def test_row_34_the_limit_of_privacy_is_told_before_anything_is_asked() -> None:
    for later in ("p_safe_now", "p_words", "p_needs", "p_contact_value"):
        assert ORDER.index("p_privacy_ok") < ORDER.index(later)
    assert QUESTIONS["p_privacy_ok"]["required"]
    assert "There is one limit. If someone is in serious danger" in said("utter_ask_p_privacy_ok")
    keeping = shelf.read("content/page.en.yml")["page"]["intro"]["keeping"]
    assert "one limit" in " ".join(keeping.split())


def test_row_43_where_maori_data_lives_and_who_looks_after_it_is_told_or_said_to_be_untold() -> None:
    assert "Māori data is a taonga" in said("utter_why_p_privacy_ok")
    told = shelf.answers("treaty_data")["utter_operator_treaty_data"][0]["text"]
    assert shelf.placeholders(told) == {"service_storage", "service_maori_data"}
    assert "has not told me yet" in said("utter_untold_treaty_data")
    assert "treaty_data" in shelf.topic("what_collect")["next"]
    for field in ("p_ethnicity", "p_iwi"):
        assert not QUESTIONS[field].get("required")
        assert f"utter_why_{field}" in shelf.everything().responses


def test_row_58_duties_that_go_on_are_told_whatever_comes_of_the_check() -> None:
    told = said("utter_fit_always") + said("utter_fit_rights")
    for duty in (
        "safe and cared for",
        "honestly what happened",
        "Report the harm",
        "ACC",
        "advocate",
        "Commissioner",
    ):
        assert duty in told


def test_row_59_words_to_invite_press_nobody_and_staff_are_looked_after_too() -> None:
    assert "yes, no or not yet" in said("utter_fit_invite")
    assert "Your care and your rights stay the same" in said("utter_fit_invite")
    assert "See words to invite someone" in titles("utter_fit_choices")
    assert "1737" in said("utter_fit_staff_support")


def test_row_60_languages_are_asked_for_and_none_is_made_by_a_machine() -> None:
    """Met in part: the sentences are in English until a fluent reviewer gives a page.<language>.yml."""
    languages = set(QUESTIONS["p_language"]["options"])
    assert len(languages) >= 12
    assert {"te_reo", "nzsl", "interpreter"} <= languages
    keys = set(paths(shelf.read("content/page.en.yml")))
    for path in (shelf.ROOT / "content").glob("page.*.yml"):
        assert set(paths(shelf.read(f"content/{path.name}"))) == keys, path.name


def paths(told: object, path: str = "") -> list[str]:
    if isinstance(told, dict):
        return [one for key, value in told.items() for one in paths(value, f"{path}.{key}")]
    return [path]


def test_row_61_te_reo_is_understood_with_and_without_macrons_and_greets_in_fixed_words() -> None:
    small = shelf.read("content/plain_words.yml")
    assert "ae" in small["yes"]
    assert "kao" in small["no"]
    assert said("utter_service_greeting").startswith("Kia ora.")
    assert said("utter_goodbye").startswith("Hei konā mai.")


def test_row_62_hohou_te_rongo_and_restorative_practice_stand_side_by_side_for_everyone() -> None:
    asked = said("utter_ask_p_culture")
    assert "restorative practice and hohou te rongo. Neither is better than the other" in asked
    assert QUESTIONS["p_culture"]["path"] == "short"
    assert "ask_if" not in QUESTIONS["p_culture"]
    assert "I ask everyone this" in said("utter_why_p_culture")
    assert "One is not above the other" in shelf.answer("hohou_vs_rp")


def test_row_63_tikanga_faith_place_interpreter_nzsl_and_easy_read_can_be_asked_for() -> None:
    assert {"tikanga", "karakia", "kaumatua", "faith", "pacific", "other_culture"} <= set(
        QUESTIONS["p_culture"]["options"]
    )
    assert "places" in said("utter_ask_p_culture_words")
    assert "Easy Read or large print" in titles("utter_ask_p_access")
    assert {"New Zealand Sign Language", "I need an interpreter"} <= titles("utter_ask_p_language")
