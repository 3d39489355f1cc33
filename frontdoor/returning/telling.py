"""Answering a facilitator's question, and adding to what was sent: the person's words, as they were typed."""

from __future__ import annotations

from typing import Any

from casebook import casework
from casebook.notes import Note
from frontdoor.doing import Doing
from frontdoor.messages import Message
from frontdoor.returning import awaiting, status
from frontdoor.returning.buttons import named
from frontdoor.words import Words


def questions(doing: Doing, case_id: str, _: str) -> None:
    """Everything that was asked and said, and a button for each question that is open."""
    words = doing.content.words
    lines = casework.told(doing.tx, case_id)
    if not lines:
        doing.say("case_no_questions")
        return
    waiting = [line for line in lines if line.kind == "question" and line.answered_at is None]
    past = [line for line in lines if line not in waiting]
    if past:
        doing.say("case_said", lines="\n".join(status.line(line, words) for line in past))
    doing.said += [status.asked(question, words) for question in waiting]


def as_section(doing: Doing, case_id: str) -> dict[str, Any]:
    """The same as a section of the copy."""
    words = doing.content.words
    lines = [_as_line(note, words) for note in casework.told(doing.tx, case_id)]
    return {"id": "since", "title": words.say("copy_since"), "lines": lines}


def answer(doing: Doing, case_id: str, question: str) -> None:
    """Await the answer to one question."""
    if _is_open(doing, case_id, question):
        awaiting.begin(doing, "answer", question)
        doing.said.append(_write(doing, "case_answer_write"))
    else:
        doing.say("case_question_gone")


def add(doing: Doing, _case_id: str, _: str) -> None:
    """Await something to add."""
    awaiting.begin(doing, "add")
    doing.said.append(_write(doing, "case_add_write"))


def read_back(doing: Doing, _case_id: str, of: str, what: str, text: str) -> None:
    """Hold what was typed until the person says that it goes."""
    words = doing.content.words
    awaiting.begin(doing, what, of, text)
    buttons = (named(words, "pass_on"), named(words, "again"), named(words, "drop"))
    doing.said.append(Message(words.say(f"case_{what}_sure"), buttons))


def pass_on_answer(doing: Doing, case_id: str, question: str, text: str) -> None:
    """Hand the facilitator the answer."""
    answered = casework.answer_question(doing.tx, case_id, question, text)
    doing.say("question_answered" if answered else "case_question_gone")


def pass_on_addition(doing: Doing, case_id: str, _: str, text: str) -> None:
    """Put the words beside what was sent."""
    casework.add(doing.tx, case_id, text)
    doing.say("case_added")


def _is_open(doing: Doing, case_id: str, question: str) -> bool:
    return question in {note.id for note in casework.questions(doing.tx, case_id)}


def _write(doing: Doing, name: str) -> Message:
    words = doing.content.words
    return Message(words.say(name), (named(words, "drop"),))


def _as_line(note: Note, words: Words) -> dict[str, Any]:
    return {"id": note.id, "text": status.line(note, words), "own_words": note.by is None}
