"""No personal text reaches a log, by whatever way it tries."""

from __future__ import annotations

import io
import json
import logging as library_logging
import sys
import threading
import warnings
from collections.abc import Iterator
from typing import Any

import pytest

from ground import logging


@pytest.fixture
def out() -> Iterator[io.StringIO]:
    hooks = sys.excepthook, threading.excepthook
    root = library_logging.getLogger()
    before = root.handlers[:], root.level
    stream = io.StringIO()
    logging.configure("tests", "debug", stream)
    yield stream
    sys.excepthook, threading.excepthook = hooks
    root.handlers[:], root.level = before
    library_logging.captureWarnings(False)


def lines(out: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_ids_and_counts_are_logged_as_one_json_line(out: io.StringIO) -> None:
    logging.get("frontdoor").info("turn_done", conversation="a" * 32, seq=3, count=2)
    [line] = lines(out)
    assert line["event"] == "turn_done"
    assert (line["part"], line["seq"], line["level"]) == ("frontdoor", 3, "info")
    assert line["at"].endswith("Z")


def test_a_part_is_named_even_when_nobody_names_it(out: io.StringIO) -> None:
    import structlog

    structlog.get_logger().info("started")
    assert lines(out)[0]["part"] == "tests"


def test_keys_that_are_not_allowed_are_dropped(out: io.StringIO) -> None:
    logging.get("x").info(
        "said", text="canary", name="canary", message="canary", exc_info=ValueError("canary")
    )
    assert "canary" not in out.getvalue()
    assert lines(out)[0]["event"] == "said"


@pytest.mark.parametrize(
    "words", ["my canary story", "canary@example.org", "canary\nforged", {"a": "canary b"}]
)
def test_words_under_an_allowed_key_are_withheld(out: io.StringIO, words: object) -> None:
    logging.get("x").info("said", reference=words, kind=[words])
    assert "canary" not in out.getvalue()
    assert len(lines(out)) == 1


def test_an_event_made_of_words_loses_them(out: io.StringIO) -> None:
    logging.get("x").info("The canary said hello")
    assert lines(out)[0]["event"] == "unnamed_event"


def test_what_a_library_says_is_cut_down_to_who_and_where(out: io.StringIO) -> None:
    library = library_logging.getLogger("some.library")
    library.warning("row %r", "canary")
    library.error(f"failed for {'canary'}")
    try:
        raise ValueError("canary")
    except ValueError:
        library.exception("canary")
    told = lines(out)
    assert "canary" not in out.getvalue()
    assert [line["library"] for line in told] == ["some.library"] * 3
    assert told[2]["error"] == "ValueError"
    assert told[2]["file"].startswith("ground/test_logging.py:")


def test_a_library_that_brought_its_own_handler_loses_it() -> None:
    own = io.StringIO()
    library = library_logging.getLogger("loud.library")
    library.addHandler(library_logging.StreamHandler(own))
    library.propagate = False
    root = library_logging.getLogger()
    before = root.handlers[:], root.level
    out = io.StringIO()
    logging.configure("tests", "info", out)
    library.warning("canary")
    root.handlers[:], root.level = before
    assert own.getvalue() == ""
    assert lines(out)[0]["library"] == "loud.library"


def test_warnings_lose_their_words(out: io.StringIO) -> None:
    # pytest collects warnings itself: what a process outside it does is set up here.
    library_logging.captureWarnings(False)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.configure("tests", "info", out)
        warnings.warn("canary", stacklevel=1)
        library_logging.captureWarnings(False)
    assert "canary" not in out.getvalue()
    assert lines(out)[0]["library"] == "py.warnings"


def test_an_error_that_nobody_caught_is_named_without_its_words(out: io.StringIO) -> None:
    try:
        raise KeyError("canary")
    except KeyError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    thread = threading.Thread(target=lambda: {}["canary"])
    thread.start()
    thread.join()
    assert "canary" not in out.getvalue()
    assert [line["error"] for line in lines(out)] == ["KeyError", "KeyError"]


def test_the_level_is_kept(out: io.StringIO) -> None:
    logging.configure("tests", "warning", out)
    logging.get("x").info("quiet")
    assert out.getvalue() == ""


def test_a_disk_that_takes_no_log_stops_nobody() -> None:
    class Full(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError(28, "no space left")

    logging.configure("frontdoor", "info", Full())
    logging.get("frontdoor").error("not_kept")
