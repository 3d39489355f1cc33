"""What a plain yes and a plain no mean to what the guide has just offered."""

from collections.abc import Mapping

from intake import stopping
from intake.fields import Slots
from intake.matching import listed, plain, plain_answer

_MEANT: Mapping[str | None, Mapping[str | None, str]] = {
    "person": {"yes": "want_person", "no": "resume_talk"},
    "words": {"yes": "keep_words", "no": "skip_words"},
    "answer": {"yes": "keep_words", "no": "skip_words"},
    "another": {"yes": "start_another", "no": "use_code"},
}
_OF_WORDS = ("words", "answer")
_KEEPS = frozenset({"keep", "put", "add", "save"})


def answered(slots: Slots, text: str) -> str | None:
    """The intent of `text` where it takes or leaves what was offered; else None.

    Words that wait to be kept can be kept at any time, by saying so.
    """
    offer = slots.get("talk_offer")
    if plainly := _MEANT.get(offer, {}).get(plain_answer(text)):
        return plainly
    if offer in _OF_WORDS and (taken := _kept(text)):
        return taken
    if offer == "stop" and (chosen := stopping.chosen(text)):
        return chosen
    if stopping.keeps_earlier(text):
        return "keep_words" if slots.get("talk_story") else "show_so_far"
    return None


def _kept(text: str) -> str | None:
    """Said of the words that were offered, and of nothing beside them: "yes please keep it"."""
    said = set(plain(text).split())
    if "?" in text or not said & _KEEPS:
        return None
    if said <= listed("keeping_offered"):
        return "keep_words"
    refused = "not" in said and said <= listed("keeping_offered") | listed("against")
    return "skip_words" if refused else None
