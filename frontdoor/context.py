"""What a turn is told that a function cannot know (contracts.md 4, `context`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from casebook import cases, casework, concerns
from casebook.conversations import Conversation
from casebook.transaction import Tx
from ground.hours import Hours

LOCALE = "en-NZ"
_SAID = "service_"


@dataclass(frozen=True)
class Service:
    """content/service.yml: what is said to people, and the days until things are forgotten."""

    values: Mapping[str, Any]

    @property
    def said(self) -> dict[str, Any]:
        """What may be put into sentences; None where the keeper has not told it yet."""
        return {key: value for key, value in self.values.items() if key.startswith(_SAID)}

    @property
    def days(self) -> Mapping[str, int]:
        """Days until things are forgotten: `not_kept`, `draft`, `closed`."""
        days: Mapping[str, int] = self.values["retention_days"]
        return days

    def kept_for(self, what: str) -> timedelta:
        """How long `draft` or `closed` is kept."""
        return timedelta(days=self.days[what])


def context(
    tx: Tx, conversation: Conversation, about: Mapping[str, Any], hours: Hours, service: Service
) -> dict[str, Any]:
    """The `context` of a turn."""
    next_open, promised = hours.next_open(tx.now), hours.promised(tx.now)
    told: dict[str, Any] = {
        "now": tx.now.isoformat(),
        "open": hours.open(tx.now),
        "next_open": _iso(next_open),
        "promised": _iso(promised),
        "holder": conversation.holder,
        "exit_used": bool(about.get("exit_used")),
        "concerns": concerns.of_conversation(tx, conversation.id),
        "service": service.said | {"keep_days": service.days["draft"], "closed_days": service.days["closed"]},
    }
    return told | _case(tx, conversation.case_id)


def _case(tx: Tx, case_id: str | None) -> dict[str, Any]:
    if case_id is None:
        return {}
    status = cases.status(tx, case_id)
    questions = [{"id": note.id, "text": note.text} for note in casework.questions(tx, case_id)]
    return {"case": {"reference": status.reference, "stage": status.stage}, "questions": questions}


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
