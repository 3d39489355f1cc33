import pytest

from desk.passwords import weakness


@pytest.mark.parametrize("password", ["fourteen signs", "", "x"])
def test_a_short_password_is_refused(password: str) -> None:
    assert weakness(password, []) == "short"


@pytest.mark.parametrize(
    "password",
    ["passwordpassword", "123456789012345", "qwertyuiopasdfgh", "aaaaaaaaaaaaaaaaaaaa", "letmeinletmein1"],
)
def test_a_password_that_guessers_try_first_is_refused(password: str) -> None:
    assert weakness(password, []) == "common"


def test_a_password_made_of_the_own_address_is_refused() -> None:
    assert weakness("mere.tamihana@example.nz", ["Mere Tamihana", "mere.tamihana@example.nz"]) == "common"


@pytest.mark.parametrize(
    "password",
    ["tui kererū weka moa kiwi", "all small letters here", "九" * 3 + " long and strange ones " * 40],
)
def test_any_long_password_nobody_would_guess_is_taken(password: str) -> None:
    assert weakness(password, ["Mere"]) is None
