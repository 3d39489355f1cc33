"""The safe way to reach the person: seen as a whole, changed line by line, in the intake's own questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casebook import cases, consents
from frontdoor import effects
from frontdoor.doing import Doing
from frontdoor.messages import Button, Message
from frontdoor.returning import awaiting, plan
from frontdoor.returning.buttons import button, named
from frontdoor.returning.plan import CHANNEL, LINES, VALUE
from frontdoor.words import press_of
from intake import content, words
from intake.fields import fields
from intake.matching import match

# What is told of the plan though nothing was asked.
UNASKED: Mapping[str, str] = {"what": "contact", "of": plan.ANY}


def shown(doing: Doing, case_id: str, _: str) -> None:
    """The plan as it stands, and a button for each line of it."""
    agreed, said = _plan(doing, case_id), doing.content.words
    if not agreed.get("ok"):
        doing.said.append(
            Message(said.say("contact_none"), (named(said, "agree_contact"), named(said, "status")))
        )
        return
    buttons = [button(said.say("press_change_line", what=_label(field)), "contact", field) for field in LINES]
    nobody = button(said.say("press_nobody_calls"), "consent", "contact")
    doing.said.append(
        Message(said.say("contact_now", lines=_as_text(agreed)), (*buttons, nobody, named(said, "status")))
    )


def open_or_ask(doing: Doing, case_id: str, field: str) -> None:
    """The whole plan, or one line of it where `field` names one."""
    if field:
        ask(doing, case_id, field)
    else:
        shown(doing, case_id, "")


def ask(doing: Doing, case_id: str, field: str) -> None:
    """Ask for one line, in the words in which the intake asks for it."""
    if field not in LINES:
        doing.say("case_choice_gone")
        return
    awaiting.begin(doing, "contact", field)
    _say_question(doing, f"utter_ask_{field}", plan.slots(_plan(doing, case_id)))


def agree(doing: Doing, _case_id: str = "", _: str = "") -> None:
    """They may be reached again: for that, a way to reach them is needed first."""
    doing.say("contact_agree")
    awaiting.begin(doing, "contact", VALUE)
    _say_question(doing, f"utter_ask_{VALUE}", {})


def choose(doing: Doing, case_id: str, field: str, option: str) -> None:
    """A choice was pressed or named: the plan changes at once and is shown."""
    if option not in fields()[field].options:
        doing.say("case_choice_gone")
        return
    if field == CHANNEL and not _plan(doing, case_id).get("value"):
        # a way without a number or an address: that one is asked next
        awaiting.begin(doing, "contact", VALUE)
        _put(doing, case_id, {"channels": [option]})
        _say_question(doing, f"utter_ask_{VALUE}", {CHANNEL: option})
        return
    awaiting.end(doing.tx, doing.conversation)
    _put(doing, case_id, {LINES[field]: [option] if field == CHANNEL else option})
    doing.say("contact_changed")
    shown(doing, case_id, "")


def typed(doing: Doing, case_id: str, field: str, text: str) -> None:
    """What was typed for a line: a choice that it names, or words that are shown before they count."""
    said = doing.content.words
    found = match(fields()[field], text) if field else None
    if found and found.whole and len(found.options) == 1:
        choose(doing, case_id, field, found.options[0])
        return
    lines = plan.read(field, _plan(doing, case_id), text)
    if not lines:
        _not_read(doing, case_id, field)
        return
    awaiting.begin(doing, "contact", field, text)
    buttons = (named(said, "pass_on"), named(said, "again"), named(said, "drop"))
    doing.said.append(Message(said.say("contact_sure", lines=_as_text(lines)), buttons))


def pass_on(doing: Doing, case_id: str, field: str, text: str) -> None:
    """The person has seen the new lines and said yes to them; `text` is what they typed."""
    lines = plan.read(field, _plan(doing, case_id), text)
    if "value" in lines:
        _agree_to_be_reached(doing, case_id)
    _put(doing, case_id, lines)
    doing.say("contact_changed")
    if lines.get("channels") == []:
        ask(doing, case_id, CHANNEL)
    else:
        shown(doing, case_id, "")


def _not_read(doing: Doing, case_id: str, field: str) -> None:
    if field in (VALUE, plan.ANY):
        doing.say("contact_not_read")
    else:
        _say_question(doing, f"utter_again_{field}", plan.slots(_plan(doing, case_id)))


def _agree_to_be_reached(doing: Doing, case_id: str) -> None:
    agreed = consents.current(doing.tx, case_id).get("contact")
    if agreed is None or not agreed.given:
        asked = words.text(content.question_words(), "utter_ask_p_contact_ok", {})
        effects.change_consent(doing, {"id": "contact", "given": True, "words": asked})


def _put(doing: Doing, case_id: str, lines: Mapping[str, Any]) -> None:
    changed = _plan(doing, case_id) | dict(lines)
    cases.update_summary(doing.tx, case_id, lambda summary: summary | {"contact": changed})


def _plan(doing: Doing, case_id: str) -> dict[str, Any]:
    return dict(cases.summary_for_person(doing.tx, case_id).get("contact") or {})


def _as_text(lines: Mapping[str, Any]) -> str:
    return "\n".join(
        f"- {_label(field)}: {_said(field, lines[line])}" for field, line in LINES.items() if lines.get(line)
    )


def _said(field: str, value: Any) -> str:
    values = value if isinstance(value, list) else [value]
    return ", ".join(words.option(content.question_words(), field, str(one)) for one in values)


def _label(field: str) -> str:
    return words.text(content.question_words(), f"utter_label_{field}", {})


def _say_question(doing: Doing, name: str, slots: Mapping[str, Any]) -> None:
    asked = words.variation(content.question_words(), name, slots)
    buttons = [_own(offered) for offered in asked.get("buttons") or ()]
    leave = named(doing.content.words, "drop")
    doing.said.append(Message(str(asked["text"]).strip(), (*(one for one in buttons if one), leave)))


def _own(offered: Mapping[str, Any]) -> Button | None:
    """The intake's button as one of these; none for a question that is skipped there."""
    press = press_of(offered["payload"])
    if press["intent"] != "give_answer":
        return None
    return button(str(offered["title"]), press["slot"], str(press["value"]))
