"""What stands in the boxes of the hours page, read and written back. Pure: text in, values or errors out."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from ground.hours import DAYS, REGIONS

SAID = (
    "service_hours_words", "service_reply_time", "service_no_reply_contact", "service_problem_contact",
)  # fmt: skip
FIELDS = (*DAYS, "closures", "reply_working_days", *SAID, "on_call", "seen")
LONGEST = 300
MOST_DAYS = 60
SPAN = re.compile(r"(\d{1,2})[:.](\d{2})\s*(?:-|–|to)\s*(\d{1,2})[:.](\d{2})")
DAY_FIRST = "%d/%m/%Y"

Week = dict[str, list[list[str]]]


def read(form: Mapping[str, str], regions: Sequence[str]) -> tuple[dict[str, Any], dict[str, str]]:
    """What to keep, and {field: error} for what cannot be read; with an error nothing is to be kept."""
    errors: dict[str, str] = {}
    week: Week = {}
    for day in DAYS:
        spans = _spans(form.get(day, ""))
        errors |= {day: "span"} if spans is None else {}
        week |= {day: spans} if spans else {}
    closures, reply = _closures(form.get("closures", "")), _number(form.get("reply_working_days", ""))
    errors |= {"closures": "closures"} if closures is None else {}
    errors |= {"reply_working_days": "number"} if reply == 0 else {}
    said = {name: " ".join(form.get(name, "").split()) for name in SAID}
    errors |= {name: "long" for name, words in said.items() if len(words) > LONGEST}
    if set(regions) - set(REGIONS):
        errors["holiday_regions"] = "regions"
    values = {
        "hours": week or None,
        "holiday_regions": sorted(regions),
        "closures": closures or [],
        "reply_working_days": reply,
        "on_call": form.get("on_call") or None,
        **{name: words or None for name, words in said.items()},
    }
    return values, errors


def written(values: Mapping[str, Any]) -> dict[str, str]:
    """The boxes for values as they stand."""
    week: Week = values.get("hours") or {}
    spans = {day: ", ".join(f"{start}–{end}" for start, end in week.get(day) or ()) for day in DAYS}
    closures = "\n".join(str(day) for day in values.get("closures") or ())
    reply = str(values.get("reply_working_days") or "")
    said = {name: values.get(name) or "" for name in SAID}
    on_call = values.get("on_call") or ""
    return {**spans, "closures": closures, "reply_working_days": reply, **said, "on_call": on_call}


def _spans(text: str) -> list[list[str]] | None:
    """[["09:00", "12:00"], …] in order; nothing for a closed day, None for what is no time of day."""
    rest = SPAN.sub("", text).replace(",", " ").replace(";", " ").split()
    found = [_span(*(int(part) for part in match)) for match in SPAN.findall(text)]
    if rest or None in found:
        return None
    spans = sorted(span for span in found if span)
    apart = all(one[1] <= after[0] for one, after in zip(spans, spans[1:], strict=False))
    return spans if apart else None


def _span(from_hour: int, from_minute: int, to_hour: int, to_minute: int) -> list[str] | None:
    try:
        start, end = time(from_hour, from_minute), time(to_hour, to_minute)
    except ValueError:
        return None
    return [f"{start:%H:%M}", f"{end:%H:%M}"] if start < end else None


def _closures(text: str) -> list[str] | None:
    """ISO days in order, from ISO or day/month/year; None where one is neither."""
    try:
        return sorted({_day(line).isoformat() for line in text.split()})
    except ValueError:
        return None


def _day(text: str) -> date:
    return datetime.strptime(text, DAY_FIRST).date() if "/" in text else date.fromisoformat(text)


def _number(text: str) -> int | None:
    """1 to 60; None where nothing is promised, 0 for what is no such number."""
    if not text.strip():
        return None
    fits = text.strip().isascii() and text.strip().isdecimal() and len(text.strip()) < 4
    number = int(text) if fits else 0
    return number if number <= MOST_DAYS else 0
