"""How old facts and contacts are, against the days that content/dates.yml allows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

from ground import yaml_file

# ahead: its checked date is still to come. old: in date, and known to come from an old copy.
State = Literal["undated", "ahead", "past", "due", "old", "fresh"]
WRONG: tuple[State, ...] = ("undated", "ahead", "past")


@dataclass(frozen=True)
class Allowed:
    """How long one kind of content may stand."""

    gone_through: date
    due_after: timedelta
    past_after: timedelta

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Allowed":
        """From one line of content/dates.yml."""
        days = (timedelta(days=told[name]) for name in ("due_after", "past_after"))
        return cls(first_day(told["gone_through"]), *days)

    def judge(self, checked: object, today: date, looked: date | None = None) -> tuple[State, date | None]:
        """The state, and since when; `looked` is a day on which somebody at the desk looked it up again."""
        try:
            seen = max(first_day(checked), self.gone_through, looked or date.min)
        except ValueError:
            return "undated", None
        if first_day(checked) > today:
            return "ahead", None
        if today > seen + self.past_after:
            return "past", seen + self.past_after
        if today > seen + self.due_after:
            return "due", seen + self.due_after
        return "fresh", seen


@dataclass(frozen=True)
class Item:
    """One source or contact: `bears` are the topics that rest on it, `why` what stands beside it."""

    kind: Literal["source", "contact"]
    id: str
    title: str
    url: str
    checked: object
    state: State
    since: date | None
    bears: tuple[str, ...]
    why: str

    @property
    def name(self) -> str:
        """What it is called where checks are kept: "source R14"."""
        return f"{self.kind} {self.id}"


def first_day(checked: object) -> date:
    """The day of "2026-11-20"; of "2023" the first of that year. Raises ValueError where there is none."""
    told = str(checked or "")
    return date(int(told), 1, 1) if len(told) == 4 else date.fromisoformat(told)


def items(root: Path, today: date, looked: Mapping[str, date] | None = None) -> Iterator[Item]:
    """Every contact, and every source that a topic rests on; `looked` are the checks kept at the desk."""
    dates, looked = read(root, "dates.yml"), looked or {}
    allowed = Allowed.of(dates["facts"])
    bears = _bears(root)
    for name, source in read(root, "sources.yml")["sources"].items():
        if name in bears:
            state, since = allowed.judge(source.get("checked"), today, looked.get(f"source {name}"))
            told = (source["publisher"], source.get("url") or "", source.get("checked"), state, since)
            yield Item("source", name, *told, tuple(bears[name]), str(source.get("note") or ""))
    yield from _contacts(root, Allowed.of(dates["contacts"]), today, looked)


def _contacts(root: Path, allowed: Allowed, today: date, looked: Mapping[str, date]) -> Iterator[Item]:
    for one in read(root, "services.yml")["services"]:
        name = f"contact {one['id']}"
        state, since = allowed.judge(one.get("checked"), today, looked.get(name))
        # a copy known to be old is looked at until somebody looked it up
        state = "old" if state == "fresh" and one["status"] == "check" and name not in looked else state
        told = (
            one["id"],
            one.get("name") or one["id"],
            one["source_url"],
            one.get("checked"),
            state,
            since,
            (),
        )
        yield Item("contact", *told, str(one.get("checked_note") or ""))


def _bears(root: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for file in sorted((root / "content/topics").glob("*.yml")):
        topic = yaml_file.read(file)
        for name in {name for fact in topic["facts"] for name in fact["sources"]}:
            found.setdefault(name, []).append(topic["id"])
    return found


def read(root: Path, name: str) -> Any:
    """One file of content/."""
    return yaml_file.read(root / "content" / name)
