"""Effects are data, and only data of a known shape."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from intake import effects

GOOD = {
    "submit_intake": {"summary": {"version": 1, "kind": "person", "consents": []}},
    "request_person": {"reason": "asked"},
    "withdraw": {},
    "change_consent": {"id": "contact", "given": False, "words": "May a facilitator contact you?"},
    "change_contact": {"contact": {"ok": True, "channels": ["text"], "value": "+64211234567"}},
    "answer_question": {"question": 3, "text": "Tuesday"},
    "erase": {"what": "all"},
    "keep_progress": {},
    "set_check_back": {"on": "2026-12-05"},
}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["reason", "id", "what"]), inner)
    ),
    max_leaves=6,
)


def test_the_kinds_are_those_of_the_contract():
    assert set(effects.KINDS) == set(GOOD)


@pytest.mark.parametrize("kind", sorted(GOOD))
def test_what_is_promised_is_accepted(kind):
    effects.check({"kind": kind, "data": GOOD[kind]})
    Draft202012Validator.check_schema(dict(effects.SCHEMAS[kind]))


@given(st.sampled_from(sorted(GOOD)), ANYTHING)
def test_the_check_agrees_with_a_json_schema_library(kind, data):
    valid = Draft202012Validator(dict(effects.SCHEMAS[kind])).is_valid(data)
    try:
        effects.check({"kind": kind, "data": data})
    except effects.EffectInvalid:
        assert not valid
    else:
        assert valid


def test_a_refusal_names_the_place_and_never_the_value():
    with pytest.raises(effects.EffectInvalid) as refused:
        effects.check({"kind": "request_person", "data": {"reason": "a secret"}})
    assert "secret" not in str(refused.value)


def test_an_unknown_kind_is_refused():
    with pytest.raises(effects.EffectInvalid):
        effects.check({"kind": "send_everything", "data": {}})
