"""What can go wrong in the casebook, and the one place where the databases' own errors are read.

No message here holds anything a person wrote: an error travels into logs and answers.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime

from sqlalchemy import exc


class CasebookError(Exception):
    """The casebook could not do what was asked."""


class CasebookBusy(CasebookError):
    """Another writer holds the database: nothing was written, the same call may be made again."""


class CasebookAway(CasebookError):
    """The database cannot be reached."""


class CasebookFull(CasebookError):
    """The disk is full, broken or read-only: nothing was written."""


class UnfitText(ValueError):
    """Text with a lone surrogate or a NUL, which not every part can carry unchanged."""


class UnknownConversation(CasebookError):
    """There is no such conversation, or it is gone."""


class ChangedMeanwhile(CasebookError):
    """Somebody else changed this after the caller looked: nothing was written."""


class UnknownCase(CasebookError):
    """There is no such case, or it is gone."""


class Erased(CasebookError):
    """The key that opens this was destroyed."""


class Tampered(CasebookError):
    """What is stored is not what was written."""


class WrongFence(CasebookError):
    """The holder changed since the caller looked."""


class NotAllowed(CasebookError):
    """This member of staff has no right to do this."""

    def __init__(self, action: str) -> None:
        super().__init__(action)
        self.action = action


class TalkOver(NotAllowed):
    """The person has left: nobody can write to them here any more."""


class AlreadyClaimed(NotAllowed):
    """Somebody else holds the case by now."""


class CaseClosed(NotAllowed):
    """A closed case is read and not changed."""


class GateUnanswered(CasebookError):
    """The question about a conflict of interest comes first."""


class ConflictDeclared(CasebookError):
    """This member of staff has declared a conflict of interest."""


class TooManyTries(CasebookError):
    """The tries for now are used up; `until` says when there is another."""

    def __init__(self, until: datetime) -> None:
        super().__init__("too many tries")
        self.until = until


_SQLITE_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_SQLITE_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR}
_SQLITE_AWAY = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}
# lock_not_available, query_canceled (statement time-out), serialization_failure, deadlock_detected
_POSTGRES_BUSY = {"55P03", "57014", "40001", "40P01"}
# read_only_sql_transaction; class 53 but for too_many_connections is a lack of disk or memory
_POSTGRES_FULL = {"25006", "53000", "53100", "53200"}


def translate(error: exc.SQLAlchemyError) -> CasebookError:
    """The casebook's own error for one of SQLAlchemy's, without the statement or its values."""
    if isinstance(error, exc.TimeoutError):
        return CasebookBusy("every connection is in use")
    cause = error.orig if isinstance(error, exc.DBAPIError) else None
    if isinstance(cause, sqlite3.Error):
        return _from_sqlite(cause)
    if isinstance(error, exc.DBAPIError):
        return _from_postgres(error)
    return CasebookError(type(error).__name__)


def _from_sqlite(cause: sqlite3.Error) -> CasebookError:
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    if code in _SQLITE_BUSY:
        return CasebookBusy("another writer holds the database")
    if code in _SQLITE_FULL:
        return CasebookFull("the disk is full or cannot be written")
    if code in _SQLITE_AWAY:
        return CasebookAway("the database file cannot be opened")
    return CasebookError(type(cause).__name__)


def _from_postgres(error: exc.DBAPIError) -> CasebookError:
    state = getattr(error.orig, "sqlstate", None)
    if state in _POSTGRES_BUSY:
        return CasebookBusy("another writer holds the database")
    if state in _POSTGRES_FULL:
        return CasebookFull("the disk is full or cannot be written")
    if error.connection_invalidated or isinstance(error, exc.OperationalError | exc.InterfaceError):
        return CasebookAway("the database cannot be reached")
    return CasebookError(type(error.orig).__name__)
