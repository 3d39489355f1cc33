"""What a plain yes and a plain no mean to what the guide has just offered."""

from collections.abc import Mapping

from intake.fields import Slots
from intake.matching import plain_answer

_MEANT: Mapping[str | None, Mapping[str | None, str]] = {
    "person": {"yes": "want_person", "no": "resume_talk"},
    "words": {"yes": "keep_words", "no": "skip_words"},
    "another": {"yes": "start_another", "no": "use_code"},
}


def answered(slots: Slots, text: str) -> str | None:
    """The intent of `text` where it takes or leaves what `talk_offer` names; else None."""
    return _MEANT.get(slots.get("talk_offer"), {}).get(plain_answer(text))
