"""What an answer means where the guide asked whether somebody is safe: believed, held, or danger."""

import re
from collections.abc import Sequence

from intake import content
from intake.fields import Slots
from intake.matching import listed, plain, plain_answer, word_count

_LONGEST = 18
_LONGEST_TAKEN_BACK = 8
_CLAUSE = re.compile(r"[.,;:!\n()–—]+")
# asked as "are you thinking of …", "is someone hurting you": there, yes is the worrying answer
_YES_WORRIES = ("suicide_self_harm", "violence_abuse")
_TURNS = frozenset({"but", "of"})  # "safe but scared", "just tired of living"
SAFE, WORRIED, DANGER = "say_all_right", "signal_concern", "signal_crisis"


def answered(slots: Slots, text: str) -> str | None:
    """The intent of what is typed after a question about danger, just asked or asked before; else None."""
    if asked := slots.get("talk_worry"):
        return meant(asked, text)
    if slots.get("talk_believed") and taken_back(text):
        return DANGER
    return SAFE if slots.get("talk_worried") and _says(text, ("denies",)) else None


def meant(category: str | None, text: str) -> str | None:
    """The intent of an answer to the gentle question: that they are all right, or not; else None."""
    if category is None:
        return None
    safe = "no" if category in _YES_WORRIES else "yes"
    if answer := _plainly(text):
        return {safe: SAFE, "unsure": WORRIED}.get(answer, DANGER)
    if _says(text, ("denies", "all_right")) or _alone(text) or (safe == "no" and _no_first(text)):
        return SAFE
    if taken_back(text) or (safe == "no" and (_begins_with_yes(text) or _half(text))):
        return DANGER
    return WORRIED if asks_back(text) else None


def asks_back(text: str) -> bool:
    """Whether they ask what was meant by the question, or why it is asked."""
    return _without(plain(text), _phrases("asks_back"))[0] and word_count(text) <= _LONGEST_TAKEN_BACK


def taken_back(text: str) -> bool:
    """Whether a short message says that it was meant after all: "i mean it tho sometimes"."""
    found, rest = _without(plain(text), _phrases("meant_it"))
    if not found or "?" in text or word_count(text) > _LONGEST_TAKEN_BACK:
        return False
    return set(rest) <= _small() | listed("against")


def _plainly(text: str) -> str | None:
    """ "no, I am not", "yeah nah": parts that say one thing; of a row of yes and no the last counts."""
    if answer := plain_answer(text):
        return answer
    said = plain(text).split()
    if said and set(said) <= listed_answers():
        return plain_answer(said[-1])
    parts = {plain_answer(part) for part in _CLAUSE.split(text) if plain(part)}
    return parts.pop() if len(parts) == 1 else None


def _begins_with_yes(text: str) -> bool:
    """ "yes sometimes": said to a question where yes is the worrying answer."""
    return plain_answer(plain(text).split(" ")[0]) == "yes" and word_count(text) <= _LONGEST_TAKEN_BACK


def _half(text: str) -> bool:
    """ "sort of, yeah", "I don't think I'd do it": a short answer that is neither yes nor no."""
    first = plain(text).split(" ")[0]
    if word_count(text) > _LONGEST or "?" in text or plain_answer(first) == "no":
        return False
    return _without(plain(text), _phrases("half"))[0]


def _no_first(text: str) -> bool:
    """ "No. Sorry. I can't stop seeing her face": a no by itself, and nothing that takes it back."""
    first, *rest = [plain(part) for part in _CLAUSE.split(text) if plain(part)] or [""]
    taken_back = [phrase for name in ("half", "meant_it") for phrase in _phrases(name)]
    said = " ".join(rest)
    turned = set(said.split()) & (_TURNS | listed("turning")) or _without(said, taken_back)[0]
    return _plainly(first) == "no" and not turned and "?" not in text


def _says(text: str, lists: Sequence[str]) -> bool:
    """Said as people say it: "I'm OK, it was a figure of speech". A denied one is not taken so."""
    if word_count(text) > _LONGEST or "?" in text:
        return False
    some = False
    for clause in _clauses(text):
        found, rest = _without(clause, [phrase for name in lists for phrase in _phrases(name)])
        if any(word in listed("against") | _TURNS for word in rest):
            return False
        some = some or found
    return some


def _alone(text: str) -> bool:
    """ "yeah safe", "jk": one of a few words, and only small ones beside it."""
    alone = frozenset(content.after_a_card()["alone"])
    said = {word for clause in _clauses(text) for word in clause.split()}
    return bool(said & alone) and said <= alone | _small() and "?" not in text


def _clauses(text: str) -> list[str]:
    """The parts between stops and commas, each without the yes or no that it begins with."""
    answers = listed_answers()
    return [_after(plain(part).split(), answers) for part in _CLAUSE.split(text) if plain(part)]


def _after(said: list[str], answers: frozenset[str]) -> str:
    while said and said[0] in answers | _small():
        if said[0] not in answers and not any(word in answers for word in said[1:2]):
            break
        said = said[1:]
    return " ".join(said)


def listed_answers() -> frozenset[str]:
    """The single words that say yes or no."""
    words = content.plain_words()
    return frozenset(word for name in ("yes", "no") for word in words[name] if " " not in word)


def _without(said: str, phrases: Sequence[str]) -> tuple[bool, list[str]]:
    """Whether one of the phrases stands there, and the words that are left without them."""
    padded = f" {said} "
    found = [phrase for phrase in phrases if f" {phrase} " in padded]
    for phrase in sorted(found, key=len, reverse=True):
        padded = padded.replace(f" {phrase} ", " ")
    return bool(found), padded.split()


def _phrases(name: str) -> Sequence[str]:
    phrases: Sequence[str] = content.after_a_card()[name]
    return phrases


def _small() -> frozenset[str]:
    return frozenset(content.after_a_card()["beside"])
