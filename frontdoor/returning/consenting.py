"""What the person agreed to: each seen by itself, and taken back or given by itself."""

from __future__ import annotations

from casebook import consents
from frontdoor import effects, summaries
from frontdoor.doing import Doing
from frontdoor.messages import Message
from frontdoor.returning import contact
from frontdoor.returning.buttons import button, named
from intake.consents import CONSENTS


def shown(doing: Doing, case_id: str, _: str) -> None:
    """Every consent with its answer, and a button to change each."""
    words, given = doing.content.words, _given(doing, case_id)
    lines = [_line(doing, consent, given[consent]) for consent in given]
    buttons = [
        button(
            words.say("press_take_back" if given[consent] else "press_agree", what=_name(doing, consent)),
            "consent",
            consent,
        )
        for consent in given
    ]
    said = words.say("case_consents", lines="\n".join(lines))
    doing.said.append(Message(said, (*buttons, named(words, "status"))))


def changed(doing: Doing, case_id: str, consent: str) -> None:
    """Take one back, or give it; what nothing could be held without is asked once more."""
    given = _given(doing, case_id).get(consent)
    if given is None:
        doing.say("case_choice_gone")
    elif given and consent in summaries.NEEDED:
        take_back_all(doing, case_id, "")
    elif not given and consent == "contact":
        contact.agree(doing)
    else:
        answer = {"id": consent, "given": not given, "words": _name(doing, consent)}
        effects.change_consent(doing, answer)
        shown(doing, case_id, "")


def take_back_all(doing: Doing, _case_id: str, _: str) -> None:
    """Ask once more whether all of it is taken back."""
    doing.say("case_withdraw_sure", days=doing.content.service.days["closed"])


def taken_back(doing: Doing, _case_id: str, _: str) -> None:
    """Take all of it back."""
    effects.withdraw(doing, {})
    doing.say("case_menu_closed")


def _given(doing: Doing, case_id: str) -> dict[str, bool]:
    """Each consent that there is, in the order in which it was asked."""
    now = consents.current(doing.tx, case_id)
    return {consent: now[consent].given for consent in CONSENTS if consent in now}


def _line(doing: Doing, consent: str, given: bool) -> str:
    return doing.content.words.say("consent_yes" if given else "consent_no", what=_name(doing, consent))


def _name(doing: Doing, consent: str) -> str:
    return doing.content.words.say(f"consent_{consent}")
