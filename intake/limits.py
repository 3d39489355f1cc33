"""The limits somebody puts on being reached, and whose number it is: kept in the words they used for them."""

import re
from collections.abc import Mapping
from typing import Any

from intake import heard
from intake.fields import Slots, fields
from intake.heard import Understood
from intake.matching import listed, match, plain

NAMES = ("p_voicemail", "p_times", "p_who_else", "p_contact_not")
_MESSAGE = "message"
_TEXT_FIRST = "ask_first"
_SHORT_NUMBER = 5
_SERVICES = ("+64800", "+64508")
PLAN = ("p_contact_value", "p_channel", *NAMES)
_WAY = r"(?:call|ring|rang|phone|text|message|email|contact|video|reach)"
_END = r"[,;!\n]|\.(?=\s|$)|\s[–—-]+\s"
_CLAUSE = re.compile(
    rf"(?:{_END}|\bbut\b|\bor\b(?=\s+(?:never|don'?t|do not|no|not)\b)"
    r"|\b(?:and|then)\b(?=\s+(?:never|not|no|don'?t|do not|only|please|pls|leave)\b))+",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(\d{1,2} ?(am|pm)|morning|afternoon|evening|night|weekday|weekend|week|lunch|noon|after|before"
    r"|between|when|while|until|during|at work|home|school|any ?time"
    r"|(mon|tues|wednes|thurs|fri|satur|sun)day)s?\b"
)
_SOMEONE = re.compile(
    r"\b(answers?|pick(s|ed)? (it )?up|reads?|checks?|sees?|looks at|listens?|shares?|shared|uses)\b"
)
_ANOTHER = re.compile(
    rf"\b{_WAY} (?!(?:me|us|you|number|after|before|only|first|not|or|is|are|works?|would|will|please"
    r"|messages?)\b)[a-z]+"
)
_NOT_MINE = re.compile(
    r"\b(is|are) not (mine|my \w+)|\bnot (mine|my (number|phone|mobile|email|one))|\bwrong number"
)
_REFUSED = re.compile(r"(and |please |so |just |yes |no |only )*(no|not|never|do not|without|stop)\b")
_TURNS = re.compile(r"\b(no|not|never|without|if|when|while|he|she|they|his|her|in case|unless)\b")
_OF_ONESELF = {"i", "me"}  # "I live in Dunedin and you can text me on" is nobody else's number
_ALONE = re.compile(
    r"(no one|nobody|no body) (else )?(answers it|does|reads it|sees it)"
    r"|no one else|nobody else|(only|just) me"
)
_ASKS = re.compile(
    rf"(?:(?:yes|no|and|please|so|just|you can|you may|they can|but) )*(?:only |never |do not |no )?"
    rf"(?:(?:{_WAY}) (?:me|us|my|him|her|them|the|only|at|after|before|when|first)\b"
    r"|leave (?:a |no )?(?:voice|message)|voicemails?\b)"
)
_OWN = re.compile(
    r"\b(my|the|this|that|a|his|her|their|work|home|house|phone|mobile|cell)"
    r" (phone|number|landline|mobile|cell|line)\b"
)
_REACHES = re.compile(
    rf"\b({_WAY}s?|calling|ringing|texting|voicemails?|voice mails?|messages?|landline|phones?|number)\b"
)


def spoken(text: str) -> bool:
    """Whether `text` speaks of being reached at all: ringing, texts, messages, a number."""
    return bool(_REACHES.search(plain(text))) and "?" not in text


def asked_for(text: str) -> bool:
    """Whether it tells others what to do, as in "never ring me" or "text me only", wherever that is said."""
    clauses = (plain(part) for part in _CLAUSE.split(text))
    return "?" not in text and any(_ASKS.match(clause) for clause in clauses)


def found(slots: Slots, understood: Understood, text: str, in_a_story: bool = False) -> dict[str, Any]:
    """What `text` says of how, when and through whom; each clause as typed, added to what was said before.

    With a number or an address in it, a clause that fits none of these is kept too, beside who else may
    answer: nothing that was said with a number is lost. Of a story only what tells others what to do counts,
    and who else sees the phone.
    """
    said: dict[str, Any] = {}
    clauses = [one for one in _clauses(understood, text) if not in_a_story or asked_for(one) or _watched(one)]
    for clause in clauses:
        _place(said, clause, beside_number=bool(numbers(understood)) and not in_a_story)
    way = _one_way(clauses)
    if way and said.get("p_voicemail") != _TEXT_FIRST:
        said["p_channel"] = way
    message = said.pop(_MESSAGE, None)
    if message and said.get("p_channel", slots.get("p_channel")) in ("text", "email"):
        _add(said, "p_contact_not", message)  # who is only written to is not asked about messages
    return {name: _below(slots, name, words) for name, words in said.items()}


def numbers(understood: Understood) -> list[Mapping[str, Any]]:
    """The numbers and addresses that can be somebody's own: no emergency or free-call number."""
    reach = heard.entities(understood, ("phone", "email"))
    values = [(one, str(one.get("value") or one.get("text"))) for one in reach]
    return [one for one, value in values if len(value) > _SHORT_NUMBER and not value.startswith(_SERVICES)]


def channel(understood: Understood, text: str) -> str | None:
    """The one way that is asked for; a way that is refused, or named as what others do, is none."""
    return _one_way(_clauses(understood, text))


def _one_way(clauses: list[str]) -> str | None:
    wanted = [_wanted(clause) for clause in clauses]
    options = {option for part in wanted for option in match(fields()["p_channel"], part).options}
    return options.pop() if len(options) == 1 else None


def not_theirs(text: str) -> bool:
    """Whether somebody says that a number is not theirs, and says nothing else."""
    said = plain(heard.without_lead_in(text))
    rest = _NOT_MINE.sub("", said).split()
    return bool(_NOT_MINE.search(said)) and set(rest) <= _small()


def _clauses(understood: Understood, text: str) -> list[str]:
    for one in numbers(understood):
        text = text.replace(str(one.get("text") or one.get("value")), ", ")
    text = heard.without_lead_in(text)
    return [clause for part in _CLAUSE.split(text) if (clause := part.strip(" \t\"'“”()")) and plain(clause)]


def _watched(clause: str) -> bool:
    words = plain(clause)
    return bool(_SOMEONE.search(words) and _REACHES.search(words))


def _place(said: dict[str, Any], clause: str, beside_number: bool) -> None:
    words = plain(clause)
    if match(fields()["talk_read_back"], clause).whole or _plainly_yes(words):
        return
    message = match(fields()["p_voicemail"], clause)
    if len(message.options) == 1 and not message.denied:
        said["p_voicemail"] = message.options[0]
        said[_MESSAGE] = clause
        if not message.other_words:
            return
    if name := _kind(words, beside_number):
        _add(said, name, clause)


def _kind(words: str, beside_number: bool) -> str | None:
    """The field for a clause: what is refused, when, who else answers; a number's owner stands with these."""
    refused = bool(_REFUSED.match(words))
    if _ALONE.fullmatch(words):
        return "p_who_else"
    if _TIME.search(words) and not (_SOMEONE.search(words) and not refused):
        return "p_times"
    if refused:
        return "p_contact_not"
    if _SOMEONE.search(words) or _ANOTHER.search(words) or _NOT_MINE.search(words):
        return "p_who_else"
    if any(word in listed("against") for word in words.split()):
        return "p_contact_not"
    by_the_way = bool(_OF_ONESELF & set(words.split()))
    return "p_who_else" if beside_number and not by_the_way and _says_more(words) else None


def _says_more(words: str) -> bool:
    ways = match(fields()["p_channel"], words)
    return ways.other_words > 0 and not set(words.split()) <= _small()


def _small() -> frozenset[str]:
    return listed("little") | listed("of_a_number")


def _plainly_yes(words: str) -> bool:
    return all(word in listed("little") for word in words.split())


def _wanted(clause: str) -> str:
    """The part of a clause that asks for a way, before anything that turns it round."""
    return _OWN.sub(" ", _TURNS.split(plain(clause), maxsplit=1)[0])


def _add(said: dict[str, Any], name: str, clause: str) -> None:
    said[name] = f"{said[name]}; {clause}" if name in said else clause


def _below(slots: Mapping[str, Any], name: str, words: Any) -> Any:
    before = slots.get(name)
    if name in ("p_channel", "p_voicemail") or not before:
        return words
    return before if words in before else f"{before}; {words}"
