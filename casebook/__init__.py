"""The casebook remembers: conversations, cases, consents, keys, staff and the audit. All SQL lives here."""

from casebook.book import Casebook
from casebook.book import open_casebook as open
from casebook.cases import open_case
from casebook.errors import (
    AlreadyClaimed,
    CasebookAway,
    CasebookBusy,
    CasebookError,
    CasebookFull,
    CaseClosed,
    ConflictDeclared,
    Erased,
    GateUnanswered,
    NotAllowed,
    Tampered,
    TooManyTries,
    UnfitText,
    UnknownCase,
    UnknownConversation,
    WrongFence,
)

__all__ = [
    "AlreadyClaimed",
    "CaseClosed",
    "Casebook",
    "CasebookAway",
    "CasebookBusy",
    "CasebookError",
    "CasebookFull",
    "ConflictDeclared",
    "Erased",
    "GateUnanswered",
    "NotAllowed",
    "Tampered",
    "TooManyTries",
    "UnfitText",
    "UnknownCase",
    "UnknownConversation",
    "WrongFence",
    "open",
    "open_case",
]
