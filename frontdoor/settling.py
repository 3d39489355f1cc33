"""T2: replies, choices, effects and the next state in one write, if the message is still unsettled."""

from __future__ import annotations

from dataclasses import dataclass, replace

from casebook import Casebook, codes, conversations, effects, erasure, holding, messages
from casebook.codes import Code
from casebook.erasure import Proof
from casebook.transaction import Tx
from frontdoor import choices, safety_card
from frontdoor.asking import Turn
from frontdoor.caring import care
from frontdoor.doing import Doing
from frontdoor.effects import NEEDS_CODE, carry_out
from frontdoor.messages import GUIDE, SERVICE, Message
from frontdoor.parts import Content
from frontdoor.rasa_client import Answer
from frontdoor.returning.buttons import manages, named
from frontdoor.screening import CRISIS

_ALWAYS_SAID = ("receipt", "safety")


@dataclass(frozen=True)
class Done:
    """Whether this answer was the one that counted; `proof` where the person had everything deleted."""

    settled: bool
    proof: Proof | None = None


async def code_for(book: Casebook, answer: Answer) -> Code | None:
    """A return code, where an effect of this answer gives one: made before the transaction, as it is slow."""
    if any(effect["kind"] in NEEDS_CODE for effect in answer.effects):
        return await book.look(codes.make)
    return None


def settle(book: Casebook, turn: Turn, answer: Answer, code: Code | None, content: Content) -> Done:
    """Store a whole turn or nothing of it; an answer that came too late is discarded."""
    with book.write() as tx:
        guide_speaks = holding.guide_may_write(tx, turn.conversation)
        if not messages.settle(tx, turn.conversation, turn.seq, answer.state):
            return Done(settled=False)
        _keep_role(tx, turn.conversation, answer, (turn.request or {}).get("role"))
        _care(tx, turn, answer, content)
        for message in _with_way_back(tx, turn, answer, content):
            _say(tx, turn.conversation, message, guide_speaks, content)
        doing = Doing(tx, turn.conversation, content, code)
        for n, effect in enumerate(answer.effects):
            carry_out(doing, f"{turn.conversation}:{turn.seq}:{n}", effect["kind"], effect["data"])
        return conclude(doing)


def conclude(doing: Doing) -> Done:
    """Say what was done; where the person had everything deleted, nothing is left to say it in."""
    if doing.proof is not None:
        erasure.erase_conversation(doing.tx, doing.conversation)
        return Done(settled=True, proof=doing.proof)
    for message in doing.said:
        choices.write(doing.tx, doing.conversation, SERVICE, message, doing.content.words)
    return Done(settled=True)


def without_guide(book: Casebook, turn: Turn) -> bool:
    """A facilitator holds the conversation: the message is theirs to answer."""
    with book.write() as tx:
        if holding.guide_may_write(tx, turn.conversation):
            return False
        return messages.settle(tx, turn.conversation, turn.seq, None)


def give_up(book: Casebook, turn: Turn, content: Content) -> bool:
    """Rasa is there and cannot answer this one: say so, so that what comes after it can be answered."""
    with book.write() as tx:
        if not messages.settle(tx, turn.conversation, turn.seq, None):
            return False
        message = safety_card.away(content.words, content.contacts, "gave_up")
        choices.write(tx, turn.conversation, SERVICE, message, content.words)
        return True


def say_away(book: Casebook, conv: str, seq: int, content: Content) -> bool:
    """Say once for this message that no answer comes just now; False where that is not so."""
    with book.write() as tx:
        waiting = any(one.seq == seq for one in messages.waiting(tx, conv))
        if not waiting or conversations.get(tx, conv).ended_at is not None:
            return False
        if not effects.once(tx, f"{conv}:{seq}:away", conv, "away"):
            return False
        choices.write(tx, conv, SERVICE, safety_card.away(content.words, content.contacts), content.words)
        return True


def _with_way_back(tx: Tx, turn: Turn, answer: Answer, content: Content) -> list[Message]:
    """The guide's messages; between questions, where something was sent, with a button back to that."""
    said = list(answer.messages)
    busy = answer.state.get("form") or answer.state.get("requested")
    offered = any(manages(button.press) for message in said for button in message.buttons)
    if not said or busy or offered or conversations.get(tx, turn.conversation).case_id is None:
        return said
    if said[-1].kind != "choices":
        said[-1] = replace(said[-1], buttons=(*said[-1].buttons, named(content.words, "status")))
    return said


def _care(tx: Tx, turn: Turn, answer: Answer, content: Content) -> None:
    """A plain yes to the gentle question holds no sign of its own: the guide tells what it answers."""
    if answer.intent != CRISIS:
        return
    slots = answer.state["slots"]
    found = {"level": "crisis", "category": slots.get("talk_worry")}
    care(tx, turn.conversation, turn.seq, found, slots, content)


def _keep_role(tx: Tx, conv: str, answer: Answer, asked_as: str | None) -> None:
    role = answer.state["slots"].get("p_role")
    if role is not None and role != asked_as:
        conversations.set_about(tx, conv, role=role)


def _say(tx: Tx, conv: str, message: Message, guide_speaks: bool, content: Content) -> None:
    if guide_speaks:
        choices.write(tx, conv, GUIDE, message, content.words)
    elif message.kind in _ALWAYS_SAID:
        choices.write(tx, conv, SERVICE, message, content.words)
