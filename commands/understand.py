"""understand: reads one message a line from standard input and writes what is understood as one JSON a line.

A line is plain text, or a JSON object with `text` and, where it is known, `role`: harmed, whanau, supporter,
staff or looking. A line that is neither (bad JSON, an object without a `text`) is a message as it stands, and
an empty one a message in which nothing is said, so that every line has its answer, in the same order.
Bytes that are not UTF-8 become the replacement character. No server is needed and nothing is kept.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from io import BufferedReader
from typing import Any, BinaryIO

from commands import setup
from commands.tools.settings import load
from commands.tools.trouble import Trouble
from components.typed import for_reading
from language.encoder import EncoderRefused
from language.linear import ModelUnready
from language.safety import ScreenUnready
from language.understanding import Understanding

AT_ONCE = 64  # messages; more at once take memory and are no quicker
READ_BYTES = 1 << 16
MOST_THREADS = 4
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# Readers of lines, Python's own among them, take these for the end of one.
SPLITTERS = {chr(code): f"\\u{code:04x}" for code in (0x85, 0x2028, 0x2029)}


def main(arguments: list[str]) -> int:
    described = argparse.RawDescriptionHelpFormatter
    argparse.ArgumentParser("./guide understand", description=__doc__, formatter_class=described).parse_args(
        arguments
    )
    settings = load()
    setup.for_listening(settings.models)
    threads = min(os.cpu_count() or 1, MOST_THREADS)
    try:
        understanding = Understanding.load(settings.root, settings.models, for_reading, threads)
    except (EncoderRefused, ModelUnready, ScreenUnready) as unready:
        raise Trouble(str(unready)) from None
    try:
        answer(understanding, sys.stdin.buffer, sys.stdout.buffer)  # type: ignore[arg-type]
    except BrokenPipeError:
        # Whoever was reading has seen enough (`| head`); nothing may be written at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def answer(understanding: Understanding, asked: BufferedReader, out: BinaryIO) -> None:
    """Answers every line as soon as it is there; lines that come together are read together."""
    for batch in batches(asked):
        messages = [message(line) for line in batch]
        out.writelines(written(record) for record in understanding.understand_many(messages))
        out.flush()


def batches(asked: BufferedReader) -> Iterator[list[bytes]]:
    """Lines without their ends, at most AT_ONCE together, never waiting for more than one to be whole."""
    begun: list[bytes] = []
    while chunk := asked.read1(READ_BYTES):
        first, *others = chunk.split(b"\n")
        begun.append(first)
        if others:
            whole = [b"".join(begun), *others[:-1]]
            begun = [others[-1]]
            for at in range(0, len(whole), AT_ONCE):
                yield whole[at : at + AT_ONCE]
    if any(begun):
        yield [b"".join(begun)]


def message(line: bytes) -> dict[str, Any]:
    """The text and, where it is told, the role."""
    text = line.removeprefix(BYTE_ORDER_MARK).removesuffix(b"\r").decode("utf-8", "replace")
    told = asked_for(text)
    if not isinstance(told.get("text"), str):
        return {"text": text, "role": None}
    role = told.get("role")
    return {"text": valid(told["text"]), "role": role if isinstance(role, str) else None}


def asked_for(text: str) -> dict[str, Any]:
    if not text.lstrip().startswith("{"):
        return {}
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def valid(text: str) -> str:
    """`text` with the halves of pairs that a JSON escape can leave alone replaced."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def written(record: dict[str, Any]) -> bytes:
    line = json.dumps(record, ensure_ascii=False)
    for splitter, escape in SPLITTERS.items():
        line = line.replace(splitter, escape)
    return f"{line}\n".encode()
