"""Every response can be said: by a rule, an action or the front door, or for a field, topic or danger.

A response that nothing names is a sentence that somebody reviewed and nobody will read.
"""

import re

import pytest

from tests.content import shelf

FIELDS = tuple(shelf.everything().questions)
CATEGORIES = (
    "suicide_self_harm",
    "violence_abuse",
    "child_at_risk",
    "medical_emergency",
    "harm_to_others",
    "unsure",
)
CODE = "".join(
    path.read_text("utf-8")
    for part in ("actions", "components", "frontdoor", "intake", "desk", "data/rules")
    for path in sorted((shelf.ROOT / part).rglob("*"))
    if path.suffix in {".py", ".yml"}
)
# Names put together from what they are about: before it, what it may be, and who puts them together.
FAMILIES = (
    rf"utter_(?:ask|again|why|label|missed)_(?:{'|'.join(FIELDS)})",
    rf"utter_(?:heard|option)_(?:{'|'.join(FIELDS)})(?:_\w+)?",
    rf"utter_(?:topic|operator|untold)_(?:{'|'.join(shelf.TOPICS)})",
    rf"utter_(?:crisis|check|concern)(?:_(?:{'|'.join(CATEGORIES)})(?:_in_care)?)?",
    r"utter_fit_(?:reason|next)_q\d\d_\w+",
    r"utter_fit_outcome_(?:good_fit|with_conditions|not_yet|other_route)",
    r"utter_(?:section|reason)_\w+",
    r"utter_(?:review|fit)_choices(?:_unsent)?",
)
RESPONSES = shelf.everything().responses
NAMED = set(re.findall(r"\w+", CODE))
QUOTED = set(re.findall(r"[\"'](\w+)[\"']", CODE))
BEGUN = set(re.findall(r"(\w+)\{", CODE))  # f"utter_missed_{field}"


def reached(name: str) -> bool:
    own = name.removeprefix("utter_service_")
    if name in NAMED or (own != name and own in NAMED) or own in BEGUN:
        return True
    return any(re.fullmatch(family, name) for family in FAMILIES) or put_together(own)


def put_together(own: str) -> bool:
    """Whether some name that is put together begins as this one does, or is utter_ and a word of the code."""
    if own.removeprefix("utter_") in QUOTED:
        return True
    parts = own.split("_")
    return any(f"{'_'.join(parts[:length])}_" in BEGUN - {"utter_"} for length in range(1, len(parts)))


@pytest.mark.parametrize("name", RESPONSES)
def test_every_response_is_said_by_something(name: str) -> None:
    assert reached(name)


def test_a_response_that_nothing_says_would_be_found() -> None:
    assert not reached("utter_nobody_says_this")
    assert not reached("utter_service_nobody_says_this")
