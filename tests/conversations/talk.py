"""One conversation as the front door would hold it: the state goes with each turn and comes back changed."""

from itertools import takewhile
from typing import Any

import requests

from intake.questions import applies, fields

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
        self.context: dict[str, Any] = {}
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
    def text(self) -> str:
        """All that the guide said in the last turn."""
        return "\n".join(message.get("text", "") for message in self.messages)

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The lines of the summary that the last turn showed."""
        shown = [
            m["custom"]["sections"] for m in self.messages if m.get("custom", {}).get("type") == "summary"
        ]
        return [line for sections in shown for section in sections for line in section["lines"]]

    def through_the_long_path(self) -> list[str]:
        """Answers with what is offered first, or skips, to the end; returns what was asked."""
        asked: list[str] = []
        while self.asked:
            assert len(asked) < 80, asked
            asked.append(self.asked)
            if self.asked == "talk_path":
                self.answers("talk_path", "long")
            elif self.asked == "p_contact_value":
                self.types("text me on 021 555 0123")
            elif {"intent": "skip_question"} in self.offered:
                self.presses("skip_question")
            else:
                self.presses(**next(press for press in self.offered if press.get("slot") == self.asked))
        return asked

    @property
    def offered(self) -> list[dict[str, Any]]:
        """The presses that the last turn offered."""
        return [button["press"] for message in self.messages for button in message.get("buttons", ())]

    def _turn(self, turn: dict[str, Any]) -> "Talk":
        self._seq += 1
        body = {
            "conversation": "c1",
            "seq": self._seq,
            "state": self.state,
            "context": CONTEXT | self.context,
            **turn,
        }
        answer = self._rasa.post(self._rasa.base, json=body, timeout=30)  # type: ignore[attr-defined]
        assert answer.status_code == 200, answer.text
        for name, value in answer.json().items():
            setattr(self, name, value)
        self.said = self.understood.get("said", [])
        assert self.messages, f"the guide was silent after {turn}"
        return self


SETTLED = {"p_role": "harmed", "p_ack_ai": "yes", "p_privacy_ok": "yes", "p_safe_now": "safe", "p_words": "W"}
AGREED = {"p_contact_ok": "no", "talk_path": "short", "p_keep": "yes", "p_share_ok": "yes"}
AGREED |= {"p_share_service": "no"}


def at(talk: Talk, field: str, **slots: Any) -> Talk:
    """Where `field` is open and all that comes before it was answered or skipped; `slots` were told too."""
    known = {**{name: value for name, value in SETTLED.items() if name != field}, **slots}
    earlier = takewhile(lambda name: name != field, fields())
    passed = [name for name in earlier if name not in known and name[1] == "_" and applies(name, known)]
    form = "fit_form" if known["p_role"] == "staff" else "intake_form"
    talk.state = {"v": 1, "slots": {**known, "talk_skipped": passed}, "form": form, "requested": field}
    return talk.presses("resume_talk")


def at_the_review(talk: Talk, **slots: Any) -> Talk:
    """Where everything was asked and the summary was shown."""
    known = {**SETTLED, **AGREED, **slots}
    open_still = [name for name in fields() if name not in known and name[:2] == "p_" and name != "p_copy"]
    passed = [name for name in open_still if applies(name, known)]
    kept = {**known, "talk_skipped": passed, "talk_return": "review"}
    talk.state = {"v": 1, "slots": kept, "form": None, "requested": None}
    return talk
