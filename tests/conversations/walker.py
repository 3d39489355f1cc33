"""A random walk through the whole conversation: 40 turns of whatever people do, each held to the promises."""

import json
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from intake.fields import fields
from tests.conversations import promises, typed_lines
from tests.conversations.promises import PERSON, Move
from tests.conversations.talk import Talk, at, at_the_review
from tests.conversations.typed_lines import Line

TURNS = 40
# The front door has a way back from these, in the same conversation.
CASE = {"reference": "RG-2345-6789", "stage": "new"}

BEGINNINGS: dict[str, Callable[[Talk], Any]] = {
    "the greeting": lambda talk: talk,
    "the greeting again": lambda talk: talk,
    "the questions": lambda talk: at(talk, "p_words"),
    "whānau": lambda talk: at(talk, "p_for_other", p_role="whanau"),
    "a supporter": lambda talk: at(
        talk, "p_needs", p_role="supporter", p_for_other="child", p_authority="guardian"
    ),
    "contact": lambda talk: at(talk, "p_contact_ok"),
    "the long path": lambda talk: at(talk, "p_kind", talk_path="long"),
    "consents": lambda talk: at(talk, "p_keep", p_contact_ok="no", talk_path="short"),
    "the review": lambda talk: at_the_review(talk),
    "staff": lambda talk: at(talk, "s_fit_q01", p_role="staff", s_ack="yes"),
}
SLOT = "slot"


# Its press never goes to Rasa: the front door answers it.
FRONT_DOORS = "manage_case"


class Walk(RuleBasedStateMachine):
    """Each rule is one turn; `rasa` answers it."""

    def __init__(self, rasa: Any) -> None:
        super().__init__()
        self.talk = Talk(rasa)
        self.stale: list[dict[str, Any]] = []
        self.turned = False
        self.asked: str | None = None

    @initialize(where=st.sampled_from(sorted(BEGINNINGS)))
    def begins(self, where: str) -> None:
        BEGINNINGS[where](self.talk)

    @rule(which=st.integers(0, 30), line=st.sampled_from(typed_lines.TELLS))
    def answers(self, which: int, line: Line) -> None:
        fitting = [press for press in self.talk.offered if press.get(SLOT) == self.talk.asked]
        if fitting and self.talk.asked:
            self._press(fitting[which % len(fitting)])
        else:
            self._say(line)

    @rule(which=st.integers(0, 30), line=st.sampled_from(typed_lines.TELLS))
    def answers_again(self, which: int, line: Line) -> None:
        self.answers(which, line)

    @precondition(lambda self: self.talk.offered)
    @rule(which=st.integers(0, 60))
    def presses(self, which: int) -> None:
        self._press(self.talk.offered[which % len(self.talk.offered)])

    @precondition(lambda self: self._several())
    @rule(chosen=st.lists(st.integers(0, 12), min_size=1, max_size=5))
    def picks_several(self, chosen: list[int]) -> None:
        options = list(fields()[self.talk.asked or ""].options)
        values = dict.fromkeys(options[place % len(options)] for place in chosen)
        press = {"intent": "give_answer", SLOT: self.talk.asked}
        self._turn(Move(presses=tuple(press | {"value": value} for value in values)))

    @precondition(lambda self: self.stale)
    @rule(which=st.integers(0, 200))
    def presses_an_older_button(self, which: int) -> None:
        self._press(self.stale[which % len(self.stale)])

    @rule(line=st.sampled_from(typed_lines.TELLS + typed_lines.CHOOSES + typed_lines.CORRECTS))
    def tells(self, line: Line) -> None:
        self._say(line)

    @rule(line=st.sampled_from(typed_lines.ASKS + typed_lines.ABOUT_THE_QUESTION))
    def asks(self, line: Line) -> None:
        self._say(line)

    @rule(line=st.sampled_from(typed_lines.TALKS + typed_lines.ORDERS))
    def says_something_else(self, line: Line) -> None:
        self._say(line)

    @rule(text=st.text(min_size=1, max_size=60).filter(str.strip))
    def types_anything(self, text: str) -> None:
        self._say(Line(text))

    @rule(line=st.sampled_from(typed_lines.DANGER), denial=st.sampled_from(typed_lines.DENIES))
    def worries_and_takes_it_back(self, line: Line, denial: Line) -> None:
        self._say(line)
        self._say(denial)

    @rule(line=st.sampled_from(typed_lines.DANGER))
    def worries(self, line: Line) -> None:
        self._say(line)

    @rule(line=st.sampled_from(typed_lines.WANTS_A_PERSON))
    def asks_for_a_person(self, line: Line) -> None:
        self._say(line)
        assert self._person_was_asked_for(), f"no person after {line.text!r}: {self.talk.said}"

    def teardown(self) -> None:
        """Wherever the walk ended, a person is one press away."""
        self._press(PERSON)
        assert self._person_was_asked_for(), self.talk.said

    def _several(self) -> bool:
        field = fields().get(self.talk.asked or "")
        return field is not None and field.kind == "choices"

    def _person_was_asked_for(self) -> bool:
        return "request_person" in [effect["kind"] for effect in self.talk.effects]

    def _press(self, press: dict[str, Any]) -> None:
        if press["intent"] != FRONT_DOORS:
            self._turn(Move(presses=(press,)))

    def _say(self, line: Line) -> None:
        self._turn(Move(line=line))

    def _turn(self, move: Move) -> None:
        talk = self.talk
        before = json.loads(json.dumps(talk.state))
        self.stale += [press for press in talk.offered if press not in self.stale]
        if move.line:
            talk.types(*move.line)
        elif len(move.presses) == 1:
            talk._turn({"button": move.presses[0]})
        else:
            talk._turn({"picks": list(move.presses)})
        promises.check(move, before, talk)
        promises.repeats_only_with_a_reason(move, self.asked, before, talk)
        self.asked = promises.question_of(talk)
        self._carry_out(talk.effects)

    def _carry_out(self, effects: list[dict[str, Any]]) -> None:
        """As the front door would: what is forgotten is gone, what was sent is a case."""
        kinds = [effect["kind"] for effect in effects]
        if "erase" in kinds:
            self.talk.state, self.stale, self.asked = {}, [], None
        if "submit_intake" in kinds:
            self.talk.context = {"case": CASE}
