"""Logs of ids and counts: JSON lines in which no personal text has a place.

Every key that is not in ALLOWED is dropped, and every value that does not look like an id, a name of a
part or a number is replaced. What libraries say is cut down to who said it and where, since their messages
carry what they were working on.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
import traceback
from collections.abc import MutableMapping
from contextlib import suppress
from types import TracebackType
from typing import Any, TextIO

import structlog

# fmt: off
ALLOWED = frozenset(
    {
        "event", "level", "at", "part", "conversation", "seq", "through", "reference", "staff", "case",
        "action", "effect", "kind", "count", "changed", "removed", "attempt", "status", "route", "method",
        "ms", "port", "library", "file", "error", "version", "signal", "holder", "fence", "check", "failing",
        "pid",
    }
)
# fmt: on
_EVENT = re.compile(r"[a-z][a-z0-9_]{0,60}")
_VALUE = re.compile(r"[A-Za-z0-9_.:/<>-]{0,120}")
_LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40, "critical": 50}


def configure(part: str, level: str = "info", stream: TextIO | None = None) -> None:
    """Send everything this process says, its libraries' words included, through the gate to `stream`."""
    out = stream or sys.stdout
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            _Part(part),
            keep_allowed,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(_LEVELS[level.lower()]),
        logger_factory=structlog.PrintLoggerFactory(_Unfailing(out)),  # type: ignore[arg-type]
        cache_logger_on_first_use=False,
    )
    _bridge_libraries()
    _catch_what_nobody_caught()


def get(part: str) -> Any:
    """A logger for one part: `get("frontdoor").info("turn_done", conversation=…, seq=…)`."""
    return structlog.get_logger(part=part)


def keep_allowed(_: Any, __: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drop keys that are not allowed and values that could be somebody's words."""
    kept = {key: _harmless(value) for key, value in entry.items() if key in ALLOWED}
    if not _EVENT.fullmatch(str(entry.get("event", ""))):
        kept["event"] = "unnamed_event"
    return kept


def where(error: BaseException) -> str:
    """File and line in which an error arose: what can be told of it without telling what it was about."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{_short(frames[-1].filename)}:{frames[-1].lineno}" if frames else ""


class LibraryBridge(logging.Handler):
    """Turns a library's log record into who, where and which error, without its message."""

    def emit(self, record: logging.LogRecord) -> None:
        """Log the record's origin."""
        error = record.exc_info[1] if record.exc_info else None
        place = where(error) if error else f"{_short(record.pathname)}:{record.lineno}"
        log = structlog.get_logger()
        say = getattr(log, record.levelname.lower(), log.info)
        say("library_message", library=record.name, file=place, error=type(error).__name__ if error else None)


class _Unfailing:
    """A stream on which nothing fails: a full disk takes no log, and people are answered all the same."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        """Write, or leave it."""
        with suppress(OSError):
            self._stream.write(text)

    def flush(self) -> None:
        """Flush, or leave it."""
        with suppress(OSError):
            self._stream.flush()


class _Part:
    """Names the part in each entry that does not name one itself."""

    def __init__(self, part: str) -> None:
        self.part = part

    def __call__(self, _: Any, __: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        entry.setdefault("part", self.part)
        return entry


def _harmless(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return [_harmless(item) for item in value]
    text = str(value)
    return text if _VALUE.fullmatch(text) else "withheld"


def _short(path: str) -> str:
    return "/".join(path.rsplit("/", 2)[-2:])


def _bridge_libraries() -> None:
    root = logging.getLogger()
    root.handlers[:] = [LibraryBridge()]
    root.setLevel(logging.WARNING)
    for name in list(logging.root.manager.loggerDict):
        library = logging.getLogger(name)
        library.handlers.clear()
        library.propagate = True
    logging.captureWarnings(True)


def _catch_what_nobody_caught() -> None:
    sys.excepthook = _uncaught
    threading.excepthook = lambda args: _uncaught(args.exc_type, args.exc_value, args.exc_traceback)


def _uncaught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    place = where(error.with_traceback(trace)) if error else ""
    structlog.get_logger().error("uncaught_error", error=kind.__name__, file=place)
