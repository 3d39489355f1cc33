"""What every turn of a walk must keep to, whatever was said before."""

import re
from collections.abc import Mapping
from typing import Any

from intake import content, effects, words
from intake.fields import TYPED_FREELY, Field, fields
from intake.matching import answer_here, leading_answer, plain, plain_answer
from intake.questions import answered, applies
from tests.conversations.typed_lines import FILLS, PLAINLY_SENDS, Line

Slots = Mapping[str, Any]

# What is done only because somebody pressed this; to send may be bidden in plain words too, at the review.
ONLY_PRESSED = {"submit_intake": "send_intake", "set_check_back": "send_intake", "erase": "forget_all"}
# Said on the way to a question; they are no reason to ask the same one again.
# What staff are told of support, in place of keeping a patient's story, is a reason.
NO_REASON = re.compile(r"utter_(?:progress|heard_(?!correction|story_staff).*)")
# Pressed or typed to come back to where one was.
COMES_BACK = frozenset(
    (
        *("resume_talk", "start_intake", "start_fit_check", "skip_words", "ask_repeat"),
        *("greet", "see_invite", "review_answers", "use_code"),
    )
)
PERSON = {"intent": "want_person"}


class Move:
    """What the person did in a turn."""

    def __init__(self, line: Line | None = None, presses: tuple[dict[str, Any], ...] = ()) -> None:
        self.line = line
        self.presses = presses

    def __repr__(self) -> str:
        return repr(self.line.text if self.line else self.presses)

    @property
    def intent(self) -> str | None:
        """What a press meant; typed words have none of their own."""
        return self.presses[0]["intent"] if self.presses else None

    @property
    def worries(self) -> bool:
        """Whether the screening found danger in it."""
        return bool(self.line and self.line.level != "none")


def check(move: Move, before: Mapping[str, Any], talk: Any) -> None:
    """Every promise, for the turn that `move` made of the state `before`."""
    slots, now = before.get("slots") or {}, talk.slots
    says_something(talk)
    offers_what_can_be_pressed(talk)
    effects_were_asked_for(move, before, talk)
    fills_only_what_was_said(move, slots, now, before.get("requested"))
    forgets_only_what_no_longer_applies(move, slots, now)
    asks_nothing_twice(talk)
    puts_safety_first(move, before, talk)


def says_something(talk: Any) -> None:
    """Words in every message, whole ones: no blank, no name of a slot left unfilled."""
    assert talk.messages
    for message in talk.messages:
        assert message.get("text", "").strip(), f"a message without words: {message}"
        assert not re.search(r"\{\w+\}|\butter_\w+", message["text"]), message["text"]
        assert not set(re.findall(r"\b[ps]_[a-z]\w+", message["text"])) & set(fields()), message["text"]


def offers_what_can_be_pressed(talk: Any) -> None:
    """Each button has words on it and means something."""
    for message in talk.messages:
        for button in message.get("buttons", ()):
            assert button["title"].strip()
            assert button["press"]["intent"]


def effects_were_asked_for(move: Move, before: Mapping[str, Any], talk: Any) -> None:
    """Whole effects only; nothing is destroyed but by its button, nor sent but by its own or plain words."""
    for effect in talk.effects:
        effects.check(effect)
        asked = ONLY_PRESSED.get(effect["kind"])
        bidden = move.intent or ("send_intake" if _bids_to_send(move, before) else None)
        assert asked in (None, bidden), f"{effect['kind']} after {move}"
    assert not (move.worries and talk.effects), f"{talk.effects} after a sign of danger"


def _bids_to_send(move: Move, before: Mapping[str, Any]) -> bool:
    """In plain words, where the review is what is open."""
    at_review = (before.get("slots") or {}).get("talk_return") == "review" and not before.get("requested")
    return bool(move.line and move.line.text in PLAINLY_SENDS and at_review)


def fills_only_what_was_said(move: Move, before: Slots, now: Slots, requested: str | None) -> None:
    """A field changes only to what this turn's words or press stated, or to a story agreed to be kept."""
    for name, value in now.items():
        if name not in fields() or name == "talk_read_back" or value == before.get(name):
            continue
        fresh = [one for one in _listed(value) if one not in _listed(before.get(name))]
        for one in fresh:
            assert _stated(move, fields()[name], one, before, requested), (
                f"{name} became {one!r} after {move}"
            )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _stated(move: Move, field: Field, value: Any, before: Slots, requested: str | None) -> bool:
    if move.worries:  # a limit on being reached may be a sign of danger: it alone is kept
        return field.section == "contact" and move.line is not None
    if move.intent == "keep_words" or (move.line and before.get("talk_offer") == "words"):
        kept = str(value).endswith(before.get("talk_story") or "\0")
        if kept or not move.line:
            return kept
    if move.line:
        open_field = before.get("talk_changing") or requested
        return _typed(move.line.text, field, value, open_field)
    if move.intent == "start_fit_check":
        return (field.id, value) == ("p_role", "staff")
    return any(p.get("slot") == field.id and value in _listed(p.get("value")) for p in move.presses)


def _typed(text: str, field: Field, value: str, open_field: str | None) -> bool:
    if value in FILLS.get(text, {}).get(field.id, ()):
        return True
    if field.kind in (*TYPED_FREELY, "date", "contact"):
        whole = value in text or value.endswith(f"\n\n{text}") or plain(value) in plain(text)
        return whole or _same_number(value, text) or _in_parts(value, text)
    answers = (answer_here(text), leading_answer(text))
    if field.id == open_field and any(field.plain.get(one or "") == value for one in answers):
        return True
    if field.kind == "choices" and plain(text) in content.plain_words()["all"]:
        return True
    told = {value.replace("_", " "), *field.options.get(value, ()), _button(field, value)}
    return any(f" {plain(one)} " in f" {plain(text)} " for one in told) or _other_beside_words(field, value)


def _in_parts(value: str, text: str) -> bool:
    """Limits on being reached are kept clause by clause, below what was said of it before."""
    return any(part in text for part in value.split("; "))


def _same_number(value: str, text: str) -> bool:
    """A telephone number is kept as the world dials it: +64 for the first 0."""
    digits = re.sub(r"\D", "", text)
    return value.startswith("+64") and value[3:] in digits


def _other_beside_words(field: Field, value: str) -> bool:
    """Own words that are none of the choices are kept as "something else", with the words beside it."""
    return value == "other" and field.words_to is not None


def _button(field: Field, value: str) -> str:
    return words.option(content.question_words(), field.id, value)


def forgets_only_what_no_longer_applies(move: Move, before: Slots, now: Slots) -> None:
    """What was said is let go with its branch, when read back as not right, or on the person's word."""
    if move.intent in ("forget_all", "start_another") or now.get("p_role") is None:
        return
    if before.get("talk_offer") == "another" and move.line and plain_answer(move.line.text) == "yes":
        return
    lost = [name for name in before if name in fields() and name not in now and name != "talk_read_back"]
    taken_back = now.get("talk_volunteered") or ()
    kept_by_nobody = [n for n in lost if applies(n, now) and n not in taken_back and n != "p_copy"]
    assert not kept_by_nobody, f"lost {kept_by_nobody} after {move}"


def asks_nothing_twice(talk: Any) -> None:
    """What was answered or skipped is asked only where it is being changed."""
    name, slots = talk.asked, talk.slots
    if name in fields() and talk.state.get("form"):
        assert not answered(name, slots) or slots.get("talk_changing") == name, f"asked {name} twice"


def puts_safety_first(move: Move, before: Mapping[str, Any], talk: Any) -> None:
    """A sign of danger is met before all else, a person is offered, and the open question waits."""
    if not move.worries:
        return
    assert re.match(r"utter_(crisis|check)", talk.said[0]), talk.said
    assert PERSON in talk.offered
    assert talk.asked == before.get("requested")
    assert question_of(talk) is None, f"{talk.said} after a sign of danger"


def question_of(talk: Any) -> str | None:
    """The question that the last words of the turn ask."""
    last = talk.said[-1] if talk.said else ""
    return last.removeprefix("utter_ask_") if last.startswith("utter_ask_") else None


def repeats_only_with_a_reason(
    move: Move, asked_before: str | None, before: Mapping[str, Any], talk: Any
) -> None:
    """The same question twice in a row: only after something else came between, or to come back."""
    question = question_of(talk)
    if question is None or question != asked_before:
        return
    reasons = [name for name in talk.said[:-1] if not NO_REASON.fullmatch(name)]
    back = {move.intent, talk.understood["intent"]} & COMES_BACK
    told = before.get("slots") or {}
    beside = [name for name in fields() if name != question and talk.slots.get(name) != told.get(name)]
    beside += [press for press in move.presses if press.get("slot") not in (None, question)]
    assert reasons or back or beside, f"asked {question} again after {move}: {talk.said}"
