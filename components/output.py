"""Collects what Rasa says in one turn: messages for the person, effects for the front door."""

from typing import Any

from rasa.core.channels.channel import OutputChannel

from components import presses


class TurnOutput(OutputChannel):
    """`messages` are `{text, buttons?, custom?}` in order; `effects` are `{kind, data}`."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []
        self.effects: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        """The channel's name, as response variations know it."""
        return "turn"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Take one response. A blank line in its text parts it into several messages."""
        custom = dict(message.get("custom") or {})
        if effect := custom.pop("effect", None):
            self.effects.append(effect)
        parts = [part.strip() for part in (message.get("text") or "").split("\n\n")]
        said: list[dict[str, Any]] = [{"text": part} for part in parts if part]
        if buttons := [_button(button) for button in message.get("buttons") or ()]:
            (said or [{}])[-1]["buttons"] = buttons
        if custom:
            said = said or [{"text": ""}]
            said[-1]["custom"] = custom
        self.messages.extend(said)


def _button(button: dict[str, Any]) -> dict[str, Any]:
    press = button.get("press") or presses.from_payload(button["payload"])
    return {"title": button["title"], "press": press}
