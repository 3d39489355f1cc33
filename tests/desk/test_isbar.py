from desk import isbar


def fields(sections: list[isbar.Section]) -> list[str]:
    return [line.field for section in sections for line in section.lines]


def test_every_field_is_shown_once_and_unknown_ones_last() -> None:
    summary = {
        "sections": {"p_role": "harmed", "p_new_thing": "x", "p_safe_now": "safe"},
        "own_words": {"p_words": "w"},
    }
    found = isbar.sections(summary)
    assert fields(found) == ["p_role", "p_words", "p_new_thing"]
    assert [line.field for line in isbar.safety(summary)] == ["p_safe_now"]


def test_words_typed_beside_a_choice_stand_with_it() -> None:
    summary = {"sections": {"p_needs": ["heard"]}, "own_words": {"p_needs_words": "  by the ward manager "}}
    (line,) = [line for section in isbar.sections(summary) for line in section.lines]
    assert line == isbar.Line("p_needs", ("heard",), "  by the ward manager ")


def test_a_field_that_is_only_own_words_is_not_said_twice() -> None:
    summary = {"sections": {"p_words": "so it was"}, "own_words": {"p_words": "so it was"}}
    (line,) = [line for section in isbar.sections(summary) for line in section.lines]
    assert line == isbar.Line("p_words", (), "so it was")


def test_a_consent_with_a_limit_says_how_far_it_goes() -> None:
    consents = [
        {"id": "share_service", "given": True, "answer": "only_asked"},
        {"id": "keep", "given": True, "answer": "yes"},
        {"id": "contact", "given": False, "answer": "no"},
    ]
    assert isbar.how_far({"consents": consents}) == {"share_service": "Only that I asked"}
