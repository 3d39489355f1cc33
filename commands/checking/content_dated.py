"""How old the facts and the contacts are, in words for a keeper."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from commands.checking.finding import Finding
from ground import dated, yaml_file
from ground.dated import Item

SAID = {
    "undated": "nobody wrote down when it was checked",
    "ahead": "its checked date is still to come",
    "past": "past its date since {since}; check it, or take it out",
    "due": "due for a check since {since}",
}


def look(root: Path, today: date, looked: Mapping[str, date] | None = None) -> Iterator[Finding]:
    """Every fact and contact that is due, past its date, undated, or known to be old."""
    for item in dated.items(root, today, looked):
        if item.state == "old":
            yield Finding("look", f"{_called(item)}: {_why(item)}; see {item.url}")
        elif item.state != "fresh":
            said = f"{_called(item)}: {SAID[item.state].format(since=item.since)}"
            yield Finding("wrong" if item.state in dated.WRONG else "look", said)
    yield from _old_facts(root)


def _called(item: Item) -> str:
    if item.kind == "contact":
        return item.name
    return f"{item.name} ({item.title}), which bears out {', '.join(item.bears)}"


def _why(item: Item) -> str:
    note = item.why.rstrip(".")
    return f"the newest copy read is of {item.checked}" + (f" ({note})" if note else "")


def _old_facts(root: Path) -> Iterator[Finding]:
    files = sorted((root / "content/topics").glob("*.yml"))
    topics = [yaml_file.read(file) for file in files]
    old = [topic["id"] for topic in topics if any(fact["mark"] == "V-old" for fact in topic["facts"])]
    if old:
        yield Finding("look", f"facts from an old copy, said with its year: {', '.join(old)}")
