"""The guide's own words for questions and answers: the desk names things as the person saw them."""

from collections.abc import Callable, Mapping
from typing import Any

from intake import content
from intake import words as intake_words


def word_helpers() -> dict[str, Callable[..., str]]:
    """For templates: `label(field)` and `choice(field, option)` and `reason(id)` from data/responses.

    What has no words there (text that was typed, an id of an older version) is shown as it is.
    """
    responses: Mapping[str, Any] = content.responses()

    def label(field: str) -> str:
        return intake_words.text(responses, f"utter_label_{field}", {}) or field

    known: dict[tuple[str, str], str] = {}

    def choice(field: str, option: object) -> str:
        asked = (field, str(option))
        if asked in known:
            return known[asked]
        found = intake_words.option(responses, *asked) or asked[1]
        # Only the guide's own words are kept here: what is shown as it is may be somebody's.
        if found != asked[1]:
            known[asked] = found
        return found

    def reason(name: str) -> str:
        return intake_words.text(responses, f"utter_reason_{name}", {}) or name

    def fit_words(name: str) -> str:
        return intake_words.text(responses, name, {}) or name

    def told(name: str) -> str:
        return intake_words.text(responses, f"utter_service_case_closed_{name}", {}) or name

    return {"told": told, "label": label, "choice": choice, "reason": reason, "fit_words": fit_words}
