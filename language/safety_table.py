"""Print the phrases of content/safety beside their examples, as one page that a clinician can read."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from language.safety_content import read
from language.safety_patterns import SafetyPatterns


def table(content: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of a Markdown page: each entry, its phrases, and what its examples give."""
    listening = SafetyPatterns(content)
    for entry in content["patterns"]:
        yield f"## {entry['id']}: {entry['level']}, {entry['category']}"
        yield f"{entry['meaning']}\n"
        yield from (f"- {phrase}" for phrase in _said(entry))
        yield "\n| example | wanted | heard |\n|---|---|---|"
        for wanted, texts in ((entry["level"], entry["match"]), ("none", entry["no_match"])):
            yield from (f"| {text} | {wanted} | {listening.screen(text).level} |" for text in texts)
        yield ""


def _said(entry: Mapping[str, Any]) -> Iterator[str]:
    yield from entry.get("phrases", ())
    yield from entry.get("contains", ())
    for number, half in enumerate(entry.get("together", ()), 1):
        yield from (f"(sign {number}) {phrase}" for phrase in half)
    yield from (f"unless {name}" for name in entry.get("unless", ()))
    yield from (f"but not: {phrase}" for phrase in entry.get("exceptions", ()))


def main(arguments: list[str] | None = None) -> None:
    """Print the page from the command line."""
    parser = argparse.ArgumentParser(prog="python -m language.safety_table")
    parser.add_argument("--content", type=Path, default=Path("content"))
    parsed = parser.parse_args(arguments)
    for line in table(read(parsed.content)):
        print(line)


if __name__ == "__main__":
    main()
