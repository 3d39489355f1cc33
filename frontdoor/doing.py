"""What is being done for a person in one transaction, and what they are told of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from casebook import conversations
from casebook.codes import Code
from casebook.erasure import Proof
from casebook.transaction import Tx
from frontdoor.messages import Message
from frontdoor.parts import Content


@dataclass
class Doing:
    """The transaction that effects are carried out in, and what the person is told of them."""

    tx: Tx
    conversation: str
    content: Content
    code: Code | None
    said: list[Message] = field(default_factory=list)
    proof: Proof | None = None

    @property
    def here(self) -> conversations.Conversation:
        """The conversation as it stands now."""
        return conversations.get(self.tx, self.conversation)

    def say(self, name: str, custom: dict[str, Any] | None = None, **values: Any) -> None:
        """Tell the person, in the service's own words."""
        self.said.append(self.content.words.message(name, custom=custom, **values))
