"""One conversation as the front door would hold it: the state goes with each turn and comes back changed."""

from typing import Any

import requests

CONTEXT = {
    "now": "2026-11-23T10:00:00+13:00",
    "open": True,
    "holder": "guide",
    "exit_used": False,
    "service": {"keep_days": 30, "closed_days": 90},
}


class Talk:
    """Says things to the guide; `said`, `asked`, `messages`, `effects` hold what came of the last turn."""

    def __init__(self, rasa: requests.Session) -> None:
        self._rasa = rasa
        self._seq = 0
        self.state: dict[str, Any] = {}
        self.messages: list[dict[str, Any]] = []
        self.effects: list[dict[str, Any]] = []
        self.said: list[str] = []
        self.understood: dict[str, Any] = {}

    @property
    def asked(self) -> str | None:
        """The field that is asked now."""
        return self.state.get("requested")

    @property
    def slots(self) -> dict[str, Any]:
        """What the state holds."""
        return self.state.get("slots", {})

    def types(self, text: str, level: str = "none", category: str | None = None) -> "Talk":
        """The person types; the front door found `level`."""
        screened = {"level": level, "category": category, "evidence": []}
        return self._turn({"text": text, "screened": screened})

    def presses(self, intent: str, slot: str | None = None, value: Any = None) -> "Talk":
        """The person presses a button, whether or not it was offered."""
        press = {"intent": intent} | ({"slot": slot} if slot else {})
        return self._turn({"button": press | ({} if value is None else {"value": value})})

    def answers(self, slot: str, value: str) -> "Talk":
        """Presses the button that gives `slot` this value; fails where the guide did not offer it."""
        press = {"intent": "give_answer", "slot": slot, "value": value}
        assert press in self.offered, f"{press} was not among {self.offered}"
        return self._turn({"button": press})

    def picks(self, slot: str, *values: str) -> "Talk":
        """Several choices at once."""
        return self._turn(
            {"picks": [{"intent": "give_answer", "slot": slot, "value": value} for value in values]}
        )

    @property
    def offered(self) -> list[dict[str, Any]]:
        """The presses that the last turn offered."""
        return [button["press"] for message in self.messages for button in message.get("buttons", ())]

    def _turn(self, turn: dict[str, Any]) -> "Talk":
        self._seq += 1
        body = {"conversation": "c1", "seq": self._seq, "state": self.state, "context": CONTEXT, **turn}
        answer = self._rasa.post(self._rasa.base, json=body, timeout=30)  # type: ignore[attr-defined]
        assert answer.status_code == 200, answer.text
        for name, value in answer.json().items():
            setattr(self, name, value)
        self.said = self.understood.get("said", [])
        assert self.messages, f"the guide was silent after {turn}"
        return self
