"""What identifies somebody is found, and what identifies nobody is left."""

import pytest

from language.redaction import identifying, redact


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("her NHI is ZAA0067", ["nhi"]),
        ("new style zab12kt", ["nhi"]),
        ("Mrs Ngata was on the ward", ["person_name"]),
        ("the patient Hēmi Parata said", ["person_name"]),
        ("born 3/4/1950", ["birth_date"]),
        ("DOB: 12 March 1988", ["birth_date"]),
        ("they live at 12 Kōwhai Street", ["address"]),
        ("ring her on 021 123 4567", ["phone"]),
        ("aroha@example.com", ["email"]),
    ],
)
def test_what_identifies_is_found(text, kinds):
    assert [found.kind for found in identifying(text)] == kinds


@pytest.mark.parametrize(
    "text",
    [
        "the patient was told on ward 12",
        "Patient Safety reviewed it",
        "call 111 or 1737, or 0800 555 050",
        "the nurse and the doctor were there in 2021",
        "a 54 year old person had a fall",
    ],
)
def test_what_identifies_nobody_is_left(text):
    assert identifying(text) == []


def test_redacted_text_keeps_the_rest():
    assert redact("Mr Smith (ZAA0067) was upset") == "Mr [person_name] ([nhi]) was upset"
