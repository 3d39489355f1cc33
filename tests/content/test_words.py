"""The words of the answers: short, plain, kind, and without those that wound or promise."""

import re
import unicodedata

import pytest

from tests.content import shelf
from tests.content.reading import grade, words

HARDEST_GRADE = 7.0  # about age 11 to 12 at the very hardest; half of all messages stand below grade 4
LONGEST = 60
AVOID = (
    r"alleged\w*", r"incidents?", r"victims?", r"complainants?", r"claimants?", r"perpetrators?",
    r"offenders?", r"second victims?", r"culprits?", r"mediators?", r"hearings?", r"tribunals?",
    r"refer you in", r"must", r"complian\w+", r"forgiv\w+", r"closure", r"qualify", r"eligib\w+",
    r"passed( away)?(?! on)", r"commit\w* suicide", r"suffering from", r"calm down", r"at least",
    r"move on", r"for the best", r"made a mistake", r"mistakes?", r"no one is to blame", r"SAC",
    r"adverse events?", r"RCA", r"survivors?", r"successful", r"epidemic", r"why didn.t you",
    r"unfortunately", r"of course", r"great", r"don.t worry", r"guarantee\w*", r"will apologi[sz]e",
    r"kei te pēhea koe",
)  # fmt: skip
ALLOWED = {  # where a word to avoid is itself the matter, or part of a name
    "utter_topic_forgive": r"forgiv\w+",
    "utter_topic_rj_definition": r"victims?|offenders?",
    "utter_topic_staff_review": r"SAC",
}
NAMES = re.compile(r"Victim Support")
TE_REO_WITH_MACRONS = ("whānau", "Māori", "Te Tāhū", "Te Ngāpara", "kaumātua", "ngā iwi", "ā-whānau")

every_message = pytest.mark.parametrize(("name", "message"), list(shelf.every_message()))
spoken = [(name, message) for name, message in shelf.every_message() if "{" not in message]
every_spoken = pytest.mark.parametrize(("name", "message"), spoken)


def avoided(name: str, message: str) -> list[str]:
    rest = NAMES.sub("", re.sub(ALLOWED.get(name, "(?!)"), "", message, flags=re.IGNORECASE))
    return [word for word in AVOID if re.search(rf"\b{word}\b", rest, re.IGNORECASE)]


@every_message
def test_no_word_wounds_or_promises(name: str, message: str) -> None:
    assert avoided(name, message) == []


@pytest.mark.parametrize("name", shelf.TOPICS)
def test_no_title_wounds_or_promises(name: str) -> None:
    assert avoided(f"utter_topic_{name}", shelf.topic(name)["title"]) == []


@pytest.mark.parametrize("said", ["She passed away.", "You must come.", "the victim", "At least you tried."])
def test_words_to_avoid_are_noticed(said: str) -> None:
    assert avoided("utter_topic_any", said)


@every_spoken
def test_a_message_reads_as_easily_as_a_child_of_eleven_needs(name: str, message: str) -> None:
    assert grade(message) <= HARDEST_GRADE


def test_half_of_all_messages_are_easier_still() -> None:
    grades = sorted(grade(message) for _, message in spoken)
    assert grades[len(grades) // 2] <= 5


def test_hard_words_are_graded_hard() -> None:
    assert grade("Facilitation necessitates comprehensive organisational accountability considerations.") > 15
    assert grade("You can stop. You can ask me why.") < 3


@every_message
def test_a_message_is_short(name: str, message: str) -> None:
    assert message.strip() == message != ""
    assert len(words(message)) <= LONGEST


@pytest.mark.parametrize("name", shelf.TOPICS)
def test_an_answer_is_one_to_three_messages(name: str) -> None:
    assert 1 <= len(shelf.messages(shelf.answer(name))) <= 3


@every_message
def test_nothing_is_shouted_or_decorated(name: str, message: str) -> None:
    assert "!" not in message
    assert not [sign for sign in message if unicodedata.category(sign) in {"So", "Sk", "Cs"}]


@every_message
def test_macrons_are_kept(name: str, message: str) -> None:
    assert unicodedata.normalize("NFC", message) == message
    bare = {unicodedata.normalize("NFD", word).replace("\u0304", "") for word in TE_REO_WITH_MACRONS}
    assert not [word for word in bare if re.search(rf"\b{word}\b", message)]


@pytest.mark.parametrize("name", ["crisis", "unsafe_home"])
def test_help_comes_first_where_life_is_at_risk(name: str) -> None:
    assert "call 111" in shelf.messages(shelf.answer(name))[0]


def test_telephone_numbers_are_those_of_the_services_list() -> None:
    known = {
        re.sub(r"\D", "", str(service[way]))
        for service in shelf.read("content/services.yml")["services"]
        for way in ("call", "text")
        if service[way]
    }
    for name, message in shelf.every_message():
        for number in re.findall(r"\b0[58]0\d[\d ]+\d|\b(?:111|105|1737)\b", message):
            assert re.sub(r"\D", "", number) in known, (name, number)
