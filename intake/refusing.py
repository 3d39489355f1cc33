"""Words that were read as a wish for a person and say something else: a refusal of one, or a mere label."""

import re

from intake import content, heard, words
from intake.fields import TYPED_FREELY, Field, Slots, fields
from intake.heard import Understood
from intake.matching import plain, word_count

_GO_ON, _ANSWER, _SO_FAR = "resume_talk", "give_answer", "show_so_far"
_FOR_A_PERSON, _A_NO = "want_person", "deny"
_OF_STOPPING = (_FOR_A_PERSON, "stop_here")
_LONGEST = 25
_LONGEST_STOP = 12
_WHOM = r"(?:person|people|someone|somebody|anyone|anybody|facilitators?|humans?|staff|worker)"
_TO = r"(?:\s(?:to|for|with|a|an|any|the|another|other|real|talk|speak|chat|see|wait|ask|have|get))*"
_REFUSES = re.compile(
    rf"\b(?:do not|did not|not|never|no longer) (?:(?:really|actually|even|ever|just|please) )*"
    rf"(?:want|wanted|wanna|need|needed|like|wish|care|ask for|asked for){_TO} {_WHOM}\b"
    rf"|\b(?:do not|never) (?:please )?(?:get|call|send|bring|fetch|ask|wait){_TO} {_WHOM}\b"
    rf"|\b(?:rather|will|would|prefer to|prefer) not (?:talk|speak|chat|see|wait|have){_TO} {_WHOM}\b"
    rf"|^(?:(?:no|please|ok|sorry|and|so|i|have) )*"
    rf"(?:no|not|without|forget|never mind|cancel|changed? my mind about)"
    rf"(?: (?:a|an|any|the|about))* {_WHOM}(?: (?:now|please|thanks|thank you|yet|today|here))*$"
)
# "they never asked anyone", "why can I not talk to a person": what others did, or a question
_OF_OTHERS = {"they", "he", "she", "it", "can", "could", "who", "why", "how", "if", "is", "are"}
_SOMEONE = re.compile(rf"\b{_WHOM}\b")
_PART = re.compile(r"[,;.!?\n]+|\b(?:but|except|unless|only|instead|besides)\b", re.IGNORECASE)
_STOPS = re.compile(
    r"^(?:(?:no|ok|okay|please|just|can|you|i|we|want|would|like|to|let|me|will|now|sorry) )*"
    r"(?:stop|cancel) (?:the |my )?wait(?:ing)?\b(?! (?:times?|lists?|rooms?))"
)


def instead(slots: Slots, asked: Field | None, understood: Understood, text: str) -> str | None:
    """The intent of such words; None where a person is wished for, or none was read to be."""
    free = asked is not None and asked.kind in TYPED_FREELY
    read = heard.intent(understood)
    if stops_waiting(text) and (read in _OF_STOPPING or not free):
        return _GO_ON
    if (read == _FOR_A_PERSON or (read == _A_NO and free)) and refuses_person(text):
        return _ANSWER if free and asked and asked.section == "hopes" else _GO_ON
    if read != _FOR_A_PERSON:
        return None
    if labelled := _by_label(text):
        return _of_label(slots, labelled)
    return None


def refuses_person(text: str) -> bool:
    """A person is not wanted, and is asked for in no other part of what is said."""
    parts = [said for part in _PART.split(text) if (said := plain(part))]
    rest = " ".join(_without(part) for part in parts)
    return rest != " ".join(parts) and not _SOMEONE.search(rest) and word_count(text) <= _LONGEST


def stops_waiting(text: str) -> bool:
    """Said in few words: "stop waiting", in the words of the button, with more behind it."""
    return bool(_STOPS.match(plain(text))) and word_count(text) <= _LONGEST_STOP


def _without(part: str) -> str:
    """What is left of `part` beside a refusal; all of it where it refuses nothing."""
    found = _REFUSES.search(part)
    if found is None or set(part[: found.start()].split()) & _OF_OTHERS:
        return part
    return f"{part[: found.start()]} {part[found.end() :]}"


def _by_label(text: str) -> str | None:
    """The question whose label was typed, and nothing else: "how to reach you"."""
    labels = {
        plain(words.text(content.question_words(), f"utter_label_{name}", {})): name for name in fields()
    }
    return labels.get(plain(text)) if plain(text) else None


def _of_label(slots: Slots, name: str) -> str:
    """What was answered under it is shown; where nothing was, it is a question about it."""
    if slots.get("talk_return") == "sent":
        return "use_code"
    return _SO_FAR if slots.get(name) is not None else "ask"
