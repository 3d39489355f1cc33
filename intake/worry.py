"""What a plain answer means when the guide has just asked whether somebody is safe."""

from intake import content
from intake.matching import listed, plain, plain_answer, word_count

_LONGEST = 14
# asked as "are you thinking of …", "is someone hurting you": there, yes is the worrying answer
_YES_WORRIES = ("suicide_self_harm", "violence_abuse")


def meant(category: str | None, text: str) -> str | None:
    """The intent of an answer to the gentle question: that they are all right, or not; else None."""
    if category is None:
        return None
    if answer := plain_answer(text):
        safe = "no" if category in _YES_WORRIES else "yes"
        return {safe: "say_all_right", "unsure": "signal_concern"}.get(answer, "signal_crisis")
    return "say_all_right" if _all_right(text) else None


def _all_right(text: str) -> bool:
    """Said as people say it: "I'm OK, it was a figure of speech". A denied one is not taken so."""
    said = f" {plain(text)} "
    if word_count(text) > _LONGEST or "?" in text:
        return False
    found = [phrase for phrase in content.plain_words()["all_right"] if f" {phrase} " in said]
    for phrase in found:
        said = said.replace(f" {phrase} ", " ")
    return bool(found) and not any(word in listed("against") | {"but"} for word in said.split())
