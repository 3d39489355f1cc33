"""Plays one made-up person of people.yml: through the questions, then whatever they do."""

from collections.abc import Mapping
from typing import Any

from commands.browsing import walk
from commands.browsing.words import Words
from commands.tools.progress import say
from commands.tools.trouble import Trouble
from commands.transcribing.person import PersonAtDoor

MOST_STEPS = 60
Script = Mapping[str, Any]


def play(person: PersonAtDoor, words: Words, script: Script) -> None:
    """From the greeting to the last move; raises Trouble where what the script wants is not offered."""
    person.press(words.title("p_role", script["role"]))
    for move in script.get("first") or ():
        make(person, words, move)
    walk.press(person, words, script["begin"])
    answer_questions(person, words, script)
    for move in script.get("then") or ():
        make(person, words, move)


def answer_questions(person: PersonAtDoor, words: Words, script: Script) -> None:
    """Answers or skips until nothing is asked, or until the question where the person stops."""
    before = {field: list(typed) for field, typed in (script.get("before") or {}).items()}
    answers, asked = dict(script["answers"]), None
    for _ in range(MOST_STEPS):
        field, last = words.asked(person.shown()), asked
        if field in (None, script.get("stop_at")) or words.titles("forget_me") & set(person.offered()):
            return  # to have it forgotten is offered where everything was asked
        if before.get(field):
            person.type(before[field].pop(0))
        else:
            if field == last and answers.pop(field, None) is not None:
                # what the guide did not take is not said for ever: it is skipped, and seen on the page
                say(f"{script['id']}: the answer to {field} was not taken")
            walk.step(person, words, answers)
            asked = field
        go_on(person, words)
    raise Trouble(f"the questions of {script['id']} did not end")


def go_on(person: PersonAtDoor, words: Words) -> None:
    """Where the guide waits before it asks again, the person says that they want to go on."""
    for intent in ("say_all_right", "resume_talk"):
        if words.asked(person.shown()) is None and words.titles(intent) & set(person.offered()):
            walk.press(person, words, intent)


def make(person: PersonAtDoor, words: Words, move: Mapping[str, Any]) -> None:
    match next(iter(move.items())):
        case ("press", intent):
            walk.press(person, words, intent)
        case ("choose", chosen):
            person.press(*(words.title(field, value) for field, value in chosen.items()))
        case ("come_back", _):
            person.come_back()
        case (_, text):
            person.type(text)
