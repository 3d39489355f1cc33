"""Whether who stops said what becomes of their words: kept, or forgotten. Nothing is destroyed on a guess."""

from intake import content
from intake.heard import Understood, intent
from intake.matching import listed, mentions, plain

_LONGEST = 10


def stops_and_keeps(text: str) -> bool:
    """Said in few words: "stop and keep what I wrote"."""
    said = plain(text).split()
    stops = any(word in listed("stopping") for word in said)
    return stops and _keeps(text) and len(said) <= _LONGEST and "?" not in text


def stops(text: str) -> bool:
    """Said as such and nothing beside it: "stop", "I can't do this right now"."""
    return plain(text) in content.plain_words()["stops"]


def chosen(text: str) -> str | None:
    """What was chosen, in few words, of what is offered to somebody who stops."""
    said = plain(text).split()
    if len(said) > _LONGEST or "?" in text or any(word in listed("against") - {"stop"} for word in said):
        return None
    if {"keep", "save"} & set(said):
        return "keep_progress"
    return "forget_me" if listed("forgetting") & set(said) else None


def keeps_earlier(text: str) -> bool:
    """Asks for earlier words to be kept: "put down what I told you before"."""
    said = plain(text).split()
    refused = any(word in listed("against") for word in said)
    puts = any(word in content.plain_words()["putting"] for word in said)
    return (
        puts and mentions(text, "earlier") and not refused and len(said) <= _LONGEST + 2 and "?" not in text
    )


def wish(understood: Understood, text: str) -> str:
    """ "keep", "forget", or "ask" where it was not said. To keep wins over a reading that it be forgotten."""
    said = plain(text).split()
    if _keeps(text):
        return "keep"
    forgetting = intent(understood) == "forget_me" or any(word in listed("forgetting") for word in said)
    return "forget" if forgetting else "ask"


def _keeps(text: str) -> bool:
    refused = any(word in listed("against") - {"stop"} for word in plain(text).split())
    return mentions(text, "keeping") and not refused
