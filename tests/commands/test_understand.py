"""Every line that goes in comes out as one JSON, in order and at once; nothing typed breaks it."""

import io
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from commands import understand

ROOT = Path(__file__).resolve().parents[2]
FITS = (ROOT / "models" / "guide.tar.gz").is_file() and (ROOT / "models" / "safety.npz").is_file()
LOADED = """
import sys
from pathlib import Path
from commands import understand
from components.typed import for_reading
from language.understanding import Understanding
root = Path(sys.argv[1])
understanding = Understanding.load(root, root / "models", for_reading)
understand.answer(understanding, sys.stdin.buffer, sys.stdout.buffer)
"""


class Echo:
    """Understands a message as itself, and remembers how many came at once."""

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def understand_many(self, messages: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        self.sizes.append(len(messages))
        return [dict(told) for told in messages]


def answered(typed: bytes, echo: Echo | None = None) -> list[dict[str, Any]]:
    out = io.BytesIO()
    understand.answer(echo or Echo(), io.BufferedReader(io.BytesIO(typed)), out)  # type: ignore[arg-type]
    return [json.loads(line) for line in out.getvalue().splitlines()]


def texts(typed: bytes) -> list[str]:
    return [record["text"] for record in answered(typed)]


def test_plain_text_and_json_may_be_mixed() -> None:
    assert answered(b'kia ora\n{"text": "hello", "role": "staff"}\n') == [
        {"text": "kia ora", "role": None},
        {"text": "hello", "role": "staff"},
    ]


@pytest.mark.parametrize(
    "line",
    [
        '{"text": "cut',
        "{}",
        '{"text": 5}',
        '{"message": "hi"}',
        "[1, 2]",
        "12",
        '"quoted"',
        "null",
        "{" * 9999,
    ],
)
def test_what_is_no_message_in_json_was_typed_as_it_stands(line: str) -> None:
    assert texts(line.encode() + b"\n") == [line]


def test_an_empty_line_has_its_answer_too() -> None:
    assert texts(b"one\n\n  \nfour\n") == ["one", "", "  ", "four"]


def test_the_end_of_a_line_may_be_that_of_another_system() -> None:
    assert texts(b"\xef\xbb\xbfone\r\ntwo\r\n") == ["one", "two"]


def test_the_last_line_needs_no_end() -> None:
    assert texts(b"one\ntwo") == ["one", "two"]


def test_nothing_in_is_nothing_out() -> None:
    assert texts(b"") == []


def test_bytes_that_are_no_text_are_replaced() -> None:
    assert texts(b"caf\xe9 \xff\n") == ["caf\ufffd \ufffd"]


def test_half_a_pair_in_json_is_replaced() -> None:
    assert texts(rb'{"text": "a \ud83d b \ud83d\ude00"}' + b"\n") == ["a \ufffd b \U0001f600"]


@pytest.mark.parametrize("splitter", ["\u2028", "\u2029", "\x85", "\x0b", "\x00", "\x1e"])
def test_one_answer_is_one_line_whatever_was_typed(splitter: str) -> None:
    out = io.BytesIO()
    typed = io.BufferedReader(io.BytesIO(f"a{splitter}b\n".encode()))  # type: ignore[arg-type]
    understand.answer(Echo(), typed, out)  # type: ignore[arg-type]
    assert len(out.getvalue().decode().splitlines()) == 1
    assert json.loads(out.getvalue())["text"] == f"a{splitter}b"


def test_macrons_stay_readable() -> None:
    assert "whānau" in understand.written({"text": "whānau"}).decode()


def test_many_lines_are_read_together_and_keep_their_order() -> None:
    echo = Echo()
    typed = [f"message {number} {'x' * (number % 700)}" for number in range(1000)]
    records = answered("\n".join(typed).encode(), echo)
    assert [record["text"] for record in records] == typed
    assert max(echo.sizes) == understand.AT_ONCE


def test_a_line_is_answered_before_the_next_one_is_written() -> None:
    asked, answers = os.pipe(), os.pipe()
    said, heard = os.fdopen(asked[1], "wb", 0), os.fdopen(answers[0], "rb")

    def serve() -> None:
        with os.fdopen(asked[0], "rb") as lines, os.fdopen(answers[1], "wb") as out:
            understand.answer(Echo(), lines, out)  # type: ignore[arg-type]

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    with said, heard:
        for text in ("one", "two", "three"):
            said.write(f"{text}\n".encode())
            assert json.loads(heard.readline())["text"] == text
        said.close()
        thread.join(10)
        assert not thread.is_alive()


@pytest.fixture(scope="module")
def process() -> Iterator[subprocess.Popen[bytes]]:
    if not FITS:
        pytest.skip("there is no trained model: ./guide train")
    words = [sys.executable, "-c", LOADED, str(ROOT)]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as started:
        yield started


def understood(process: subprocess.Popen[bytes], line: bytes) -> dict[str, Any]:
    assert process.stdin
    assert process.stdout
    process.stdin.write(line + b"\n")
    process.stdin.flush()
    found: dict[str, Any] = json.loads(process.stdout.readline())
    return found


def test_the_record_has_the_shape_that_was_promised(process: subprocess.Popen[bytes]) -> None:
    record = understood(process, "what is hohou te rongo? I am in Ōtautahi. I want to kill myself".encode())
    assert {*record} >= {"text", "intent", "confidence", "topic", "topics", "safety", "entities"}
    assert len(record["topics"]) == 3
    assert all({*topic} == {"id", "confidence"} for topic in record["topics"])
    assert {*record["safety"]} == {"level", "category", "evidence"}
    assert record["safety"]["level"] == "crisis"
    assert all({*seen} == {"start", "end", "by"} for seen in record["safety"]["evidence"])
    assert all({*entity} == {"kind", "value", "text"} for entity in record["entities"])
    told_of_care = understood(process, b"The doctor at the clinic raped me last week")["safety"]
    assert told_of_care["level"] == "crisis"
    assert {*told_of_care} == {"level", "category", "evidence"}


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b" ",
        b"\x00\x01",
        b"\xff\xfe\xfd",
        "😀😀😀".encode(),
        ("z\u0351\u0352\u0353" * 40).encode(),
        "请帮帮我 도와주세요 मदद".encode(),
        b"aGVsbG8gd29ybGQ" * 600,
        b"<script>alert(1)</script>",
        b"0800 111 757 12345",
        b"word " * 2000,
        b"/restart",
        rb'{"text": "\ud800"}',
        b'{"text": "", "role": "nobody"}',
    ],
)
def test_whatever_is_typed_is_answered(process: subprocess.Popen[bytes], line: bytes) -> None:
    record = understood(process, line)
    assert record["safety"]["level"] in ("none", "check", "crisis")
    assert len(record["topics"]) == 3


@pytest.mark.parametrize("line", [b"", b"   ", b'{"text": ""}'])
def test_where_nothing_is_said_nothing_is_understood(process: subprocess.Popen[bytes], line: bytes) -> None:
    record = understood(process, line)
    assert (record["intent"], record["topic"], record["entities"]) == ("nlu_fallback", None, [])
