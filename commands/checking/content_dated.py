"""How old the facts and the contacts are, against the days that content/dates.yml allows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from commands.checking.finding import Finding


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

    def judge(self, name: str, checked: object, today: date) -> Finding | None:
        """None while it may stand; `name` begins the sentence that says otherwise."""
        try:
            seen = max(first_day(checked), self.gone_through)
        except ValueError:
            return Finding("wrong", f"{name}: nobody wrote down when it was checked")
        if first_day(checked) > today:
            return Finding("wrong", f"{name}: its checked date is still to come")
        if today > seen + self.past_after:
            return Finding(
                "wrong", f"{name}: past its date since {seen + self.past_after}; check it, or take it out"
            )
        if today > seen + self.due_after:
            return Finding("look", f"{name}: due for a check since {seen + self.due_after}")
        return None


def first_day(checked: object) -> date:
    """The day of "2026-11-20"; of "2023" the first of that year. Raises ValueError where there is none."""
    told = str(checked or "")
    return date(int(told), 1, 1) if len(told) == 4 else date.fromisoformat(told)


def look(root: Path, today: date) -> Iterator[Finding]:
    """Every fact and contact that is due, past its date, undated, or known to be old."""
    dates = _read(root, "dates.yml")
    topics = [
        yaml.safe_load(file.read_text("utf-8")) for file in sorted((root / "content/topics").glob("*.yml"))
    ]
    sources = _read(root, "sources.yml")["sources"]
    yield from _facts(sources, topics, Allowed.of(dates["facts"]), today)
    yield from _contacts(_read(root, "services.yml")["services"], Allowed.of(dates["contacts"]), today)


def _facts(
    sources: Mapping[str, Any], topics: list[Mapping[str, Any]], allowed: Allowed, today: date
) -> Iterator[Finding]:
    for name, source in sources.items():
        bears = [topic["id"] for topic in topics if any(name in fact["sources"] for fact in topic["facts"])]
        if bears:
            called = f"source {name} ({source['publisher']}), which bears out {', '.join(bears)}"
            yield from _told(allowed.judge(called, source.get("checked"), today))
    old = [topic["id"] for topic in topics if any(fact["mark"] == "V-old" for fact in topic["facts"])]
    if old:
        yield Finding("look", f"facts from an old copy, said with its year: {', '.join(old)}")


def _contacts(services: list[Mapping[str, Any]], allowed: Allowed, today: date) -> Iterator[Finding]:
    for service in services:
        found = allowed.judge(f"contact {service['id']}", service.get("checked"), today)
        yield from _told(found)
        if found is None and service["status"] == "check":
            yield Finding("look", f"contact {service['id']}: {_why(service)}; see {service['source_url']}")


def _why(service: Mapping[str, Any]) -> str:
    note = str(service.get("checked_note") or "").rstrip(".")
    return f"the newest copy read is of {service['checked']}" + (f" ({note})" if note else "")


def _told(found: Finding | None) -> Iterator[Finding]:
    if found:
        yield found


def _read(root: Path, name: str) -> Any:
    return yaml.safe_load((root / "content" / name).read_text("utf-8"))
