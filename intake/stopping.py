"""Whether who stops said what becomes of their words: kept, or forgotten. Nothing is destroyed on a guess."""

from intake import content
from intake.heard import Understood, intent
from intake.matching import listed, plain

_LONGEST = 10


def stops_and_keeps(text: str) -> bool:
    """Said in few words: "stop and keep what I wrote"."""
    said = plain(text).split()
    stops = any(word in listed("stopping") for word in said)
    return stops and _keeps(said) and len(said) <= _LONGEST and "?" not in text


def wish(understood: Understood, text: str) -> str:
    """ "keep", "forget", or "ask" where it was not said. To keep wins over a reading that it be forgotten."""
    said = plain(text).split()
    if _keeps(said):
        return "keep"
    forgetting = intent(understood) == "forget_me" or any(word in listed("forgetting") for word in said)
    return "forget" if forgetting else "ask"


def _keeps(said: list[str]) -> bool:
    refused = any(word in listed("against") - {"stop"} for word in said)
    kept = any(f" {words} " in f" {' '.join(said)} " for words in content.plain_words()["keeping"])
    return kept and not refused
