"""The words of everything that is said: short, plain, kind, and without those that wound or promise.

Held over every response, every sentence of the page and its lists, and every service; topics were first.
What no test can hear (is it kind? is it true?) is for people: ./guide words prints it all for them.
"""

import re
import unicodedata
from collections.abc import Callable

import pytest

from tests.content import shelf, te_reo
from tests.content.reading import grade, words

# Flesch-Kincaid grade (reading.py names its source); a reader's age is about five more.
HARDEST_GRADE = 7.0
USUAL_GRADE = 4.0
FEWEST_WORDS = 6  # below that a formula says nothing
LONGEST = 60
LONGEST_SENTENCE = 25
MOST_SENTENCES = 6
LONGEST_LIST = 15
AVOID = (
    # facts on tone (6.4): words that wound, judge, or are the service's and not the person's
    r"alleged\w*", r"incidents?", r"victims?", r"complainants?", r"claimants?", r"perpetrators?",
    r"offenders?", r"second victims?", r"culprits?", r"mediators?", r"hearings?", r"tribunals?",
    r"refer you in", r"must", r"complian\w+", r"forgiv\w+", r"closure", r"qualify", r"eligib\w+",
    r"passed( away)?(?! on)", r"commit\w* suicide", r"suffering from", r"calm down", r"at least",
    r"move on", r"for the best", r"made a mistake", r"mistakes?", r"no one is to blame", r"SAC",
    r"adverse events?", r"RCA", r"survivors?", r"successful", r"epidemic", r"why didn.t you",
    r"unfortunately", r"of course", r"great", r"don.t worry", r"kei te pēhea koe",
    # one word per idea
    r"users?", r"clients?", r"consumers?", r"chatbot", r"bots?", r"tickets?", r"conversational",
)  # fmt: skip
PROMISE = (
    r"(?<!cannot )(?<!can )guarantee\w*", r"will apologi[sz]e", r"will say sorry", r"will be resolved",
    r"(?:they|the (?:service|hospital|other side)) will (?:listen|agree|meet|answer|come|change)",
    r"(?:I|we) promise", r"everything will be",
    r"you will (?:feel|be heard|be believed|get (?:answers|an? (?:apology|meeting)))",
    r"completely (?:private|safe|confidential)", r"nobody will ever", r"we will make sure",
)  # fmt: skip
BLAME = (
    r"(?<!not )your (?:own )?fault", r"you should(?:n.t| not)? have (?!to)", r"why did you(?: not)?",
    r"you failed", r"you were wrong", r"(?:their|its|the (?:doctor|nurse|hospital|service)'s) fault",
    r"negligen\w+", r"malpractice", r"botched", r"guilty", r"bad (?:doctor|nurse|care)", r"invalid",
    r"you forgot",
)  # fmt: skip
CHEER = (
    r"awesome",
    r"fantastic",
    r"wonderful",
    r"perfect",
    r"excellent",
    r"yay",
    r"well done",
    r"(?:I am|we are) happy to",
)
OURS = (r"\w+_\w+", r"utter", r"slots?", r"intents?", r"nlu", r"payload", r"null", r"entity", r"tracker")
ALLOWED = {  # where a word to avoid is itself the matter
    "utter_topic_forgive": r"forgiv\w+",
    "utter_topic_rj_definition": r"victims?|offenders?",
    "utter_topic_staff_review": r"SAC",
}
NAMES = re.compile(r"Victim Support")
TE_REO_WITH_MACRONS = ("whānau", "Māori", "Te Tāhū", "Te Ngāpara", "kaumātua", "ngā iwi", "ā-whānau")

EVERYTHING = shelf.said() + shelf.titles()


def faults(check: Callable[[str, str], object], said: list[tuple[str, str]]) -> dict[str, object]:
    """What `check` finds wrong, by name and message."""
    return {f"{name}: {message[:60]}": wrong for name, message in said if (wrong := check(name, message))}


def avoided(name: str, message: str, patterns: tuple[str, ...] = AVOID) -> list[str]:
    rest = NAMES.sub("", re.sub(ALLOWED.get(name, "(?!)"), "", message, flags=re.IGNORECASE))
    return [word for word in patterns if re.search(rf"\b(?:{word})\b", rest, re.IGNORECASE)]


def test_no_word_wounds_or_is_another_word_for_ours() -> None:
    assert faults(avoided, EVERYTHING) == {}


def test_nothing_is_promised() -> None:
    assert faults(lambda name, message: avoided(name, message, PROMISE), EVERYTHING) == {}


def test_nobody_is_blamed() -> None:
    assert faults(lambda name, message: avoided(name, message, BLAME), EVERYTHING) == {}


def test_nothing_is_cheerful() -> None:
    assert faults(lambda name, message: avoided(name, message, CHEER), EVERYTHING) == {}


def test_no_name_of_the_software_is_said() -> None:
    """Slots, intents and responses have names with underscores; nor are the words for such things said."""
    said = [(name, re.sub(r"\{\w+\}", "", message)) for name, message in EVERYTHING]
    assert faults(lambda name, message: avoided(name, message, OURS), said) == {}


@pytest.mark.parametrize(
    ("said", "patterns"),
    [
        ("She passed away.", AVOID),
        ("You must come.", AVOID),
        ("the victim", AVOID),
        ("At least you tried.", AVOID),
        ("The service will listen to you.", PROMISE),
        ("You will be heard.", PROMISE),
        ("It was your fault.", BLAME),
        ("Why did you not ask?", BLAME),
        ("Perfect. Well done.", CHEER),
        ("Please fill p_needs.", OURS),
    ],
)
def test_words_to_avoid_are_noticed(said: str, patterns: tuple[str, ...]) -> None:
    assert avoided("utter_any", said, patterns)


def graded() -> list[tuple[str, float]]:
    found = [(name, shelf.prose(message)) for name, message in shelf.said()]
    return [(name, grade(prose)) for name, prose in found if len(words(prose)) >= FEWEST_WORDS]


def test_every_message_reads_as_easily_as_a_child_of_eleven_needs() -> None:
    assert {name: round(hard, 1) for name, hard in graded() if hard > HARDEST_GRADE} == {}


def test_half_of_all_messages_are_as_easy_as_a_child_of_nine_needs() -> None:
    grades = sorted(hard for _, hard in graded())
    assert len(grades) > 800
    assert grades[len(grades) // 2] <= USUAL_GRADE


def test_hard_words_are_graded_hard() -> None:
    assert grade("Facilitation necessitates comprehensive organisational accountability considerations.") > 15
    assert grade("You can stop. You can ask me why.") < 3


def test_a_message_is_short() -> None:
    assert faults(lambda _, message: len(words(shelf.prose(message))) > LONGEST, shelf.said()) == {}


def test_a_message_holds_two_ideas_at_most() -> None:
    """No test counts ideas. Few sentences, each of them short, is what can be held; readers do the rest."""

    def crowded(_: str, message: str) -> bool:
        sentences = shelf.sentences(shelf.prose(message))
        return len(sentences) > MOST_SENTENCES or any(len(words(one)) > LONGEST_SENTENCE for one in sentences)

    assert faults(crowded, shelf.said()) == {}


def test_a_list_can_be_looked_at_and_each_of_its_lines_read_at_once() -> None:
    def heavy(_: str, message: str) -> bool:
        lines = shelf.items(message)
        return len(lines) > LONGEST_LIST or any(len(words(line)) > LONGEST_SENTENCE for line in lines)

    assert faults(heavy, shelf.said()) == {}


def test_a_question_asks_one_thing() -> None:
    """At most two marks: a question, and the same in other words or an example."""
    asked = [(name, message) for name, message in shelf.said() if name.startswith("utter_ask_")]
    assert faults(lambda _, message: message.count("?") > 2, asked) == {}


@pytest.mark.parametrize("name", shelf.TOPICS)
def test_an_answer_is_one_to_three_messages(name: str) -> None:
    assert all(1 <= len(shelf.messages(said)) <= 3 for said in shelf.variants(name))


def test_nothing_is_shouted_or_decorated() -> None:
    """No exclamation mark, no emoji, no word in capitals but names: in distress all of these are loud."""

    def loud(_: str, message: str) -> bool:
        signs = [sign for sign in message if unicodedata.category(sign) in {"So", "Sk", "Cs"}]
        return "!" in message or bool(signs)

    assert faults(loud, EVERYTHING) == {}


def test_macrons_are_kept() -> None:
    bare = {unicodedata.normalize("NFD", word).replace("\u0304", "") for word in TE_REO_WITH_MACRONS}

    def lost(_: str, message: str) -> bool:
        spoken = re.sub(r"\{\w+\}", "", message)
        decomposed = unicodedata.normalize("NFC", message) != message
        return decomposed or any(re.search(rf"\b{word}\b", spoken) for word in bare)

    assert faults(lost, EVERYTHING) == {}


def test_te_reo_is_said_only_as_far_as_it_is_known_to_be_safe() -> None:
    assert faults(lambda _, message: te_reo.unknown(message), EVERYTHING) == {}


@pytest.mark.parametrize(
    "said", ["Kei te pēhea koe?", "Moe mai rā, e te rangatira.", "He aha te mate?", "Aroha mai.", "Nau mai."]
)
def test_te_reo_that_a_fluent_reviewer_has_not_read_is_noticed(said: str) -> None:
    assert te_reo.unknown(said)


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
    for name, message in EVERYTHING:
        for number in re.findall(r"\b0[58]0\d[\d ]+\d|\b(?:111|105|1737)\b", message):
            assert re.sub(r"\D", "", number) in known, (name, number)


def test_every_question_says_why_and_has_other_words() -> None:
    names = {name for name, _ in shelf.said()}
    asked = {name.removeprefix("utter_ask_") for name in names if name.startswith("utter_ask_")}
    assert len(asked) > 80
    for field in asked:
        assert {f"utter_why_{field}", f"utter_again_{field}"} <= names, field


def test_other_words_are_other_words() -> None:
    said = {name: variations[0]["text"] for name, variations in shelf.everything().responses.items()}
    for name, message in said.items():
        if name.startswith("utter_again_"):
            assert message != said[name.replace("_again_", "_ask_")], name
