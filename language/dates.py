"""Dates as people say them: the words kept, with how precise they are and the days that they may mean.

An own small reader: dateparser and recurrent each read NZ dates wrongly or invent what was not said
(a bare year becomes a day, "may" becomes a month).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from language.folding import Folded

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan kohitatea hanuere",
            "february feb huitanguru pepuere",
            "march mar poututerangi maehe",
            "april apr paengawhawha aperira",
            "may haratua mei",
            "june jun pipiri hune",
            "july jul hongongoi hurae",
            "august aug hereturikoka akuhata",
            "september sept sep mahuru hepetema",
            "october oct whiringaanuku oketopa",
            "november nov whiringaarangi noema",
            "december dec hakihea tihema",
        ),
        1,
    )
    for name in names.split()
}
# The southern year: summer runs into the next one.
_SEASONS = {"summer": (12, 2), "raumati": (12, 2), "autumn": (3, 5), "ngahuru": (3, 5), "winter": (6, 8),
            "takurua": (6, 8), "hotoke": (6, 8), "spring": (9, 11), "koanga": (9, 11)}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_SEASON = "|".join(_SEASONS)
_YEAR = r"(?:19|20)\d{2}"
_VAGUE = r"about|around|approx\.?|approximately|roughly|maybe|sometime (?:in|around)|early|mid|late"
_ABOUT = rf"(?:(?P<about>{_VAGUE}) )?"
_FORMS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("iso", rf"\b(?P<year>{_YEAR})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})\b"),
        ("numbers", rf"\b(?P<day>\d{{1,2}})[/.-](?P<month>\d{{1,2}})[/.-](?P<year>{_YEAR}|\d{{2}})\b"),
        (
            "day",
            rf"\b{_ABOUT}(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<name>{_MONTH})\b"
            rf",?(?: (?P<year>{_YEAR}))?",
        ),
        (
            "day",
            rf"\b{_ABOUT}(?P<name>{_MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<year>{_YEAR}))?",
        ),
        ("month", rf"\b{_ABOUT}(?P<name>{_MONTH})\b,?(?: of)? (?P<year>{_YEAR})\b"),
        ("month", rf"\b(?:in|last|since|this|next|during) {_ABOUT}(?P<name>{_MONTH})\b"),
        ("month", rf"(?:(?<=\bit was )|(?<=\bit's )|(?<=\bit is )){_ABOUT}(?P<name>{_MONTH})\b"),
        ("season", rf"\b{_ABOUT}(?:last |this |the )?(?P<season>{_SEASON})(?: of)? (?P<year>{_YEAR})\b"),
        ("season", rf"\b(?:in|last|this|since|during) {_ABOUT}(?:the )?(?P<season>{_SEASON})\b"),
        ("year", rf"\b(?:in|since|during|of|from|back in|until) {_ABOUT}(?P<year>{_YEAR})\b"),
        ("year", rf"^\W*{_ABOUT}(?P<year>{_YEAR})\W*$"),
        (
            "relative",
            r"\b(?:last|this|next) (?:week|month|year|fortnight|weekend|christmas|easter|matariki"
            r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b",
        ),
        (
            "relative",
            rf"\b{_ABOUT}(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d{{1,3}}|a few"
            r"|a couple of|several|some|many)"
            r" (?:day|week|fortnight|month|year|decade)s? (?:ago|back|or so ago)\b",
        ),
        (
            "relative",
            r"\b(?:yesterday|today|tomorrow|last night|the other day|years ago|months ago|weeks ago)\b",
        ),
    )
)


class SaidDate(NamedTuple):
    """A date as said: precision is day, month, season, year or relative; days are None where not said."""

    start: int
    end: int
    precision: str
    about: bool
    first: date | None
    last: date | None

    def value(self) -> dict:
        """Return {precision, about, from, to} with ISO days."""
        return {
            "precision": self.precision,
            "about": self.about,
            "from": self.first.isoformat() if self.first else None,
            "to": self.last.isoformat() if self.last else None,
        }


def said_dates(text: str) -> list[SaidDate]:
    """Return the dates in `text`, the fullest where several readings overlap; day comes before month."""
    folded = Folded.of(text)
    kept: list[SaidDate] = []
    for said in sorted(_readings(folded.text), key=_weight):
        if all(said.end <= other.start or other.end <= said.start for other in kept):
            kept.append(said)
    moved = (said._replace(start=a, end=b) for said in kept for a, b in [folded.span(said.start, said.end)])
    return sorted(moved, key=lambda said: said.start)


def _weight(said: SaidDate) -> tuple[bool, int, int]:
    """What says the year comes first, then what is longest."""
    return said.first is None, said.start - said.end, said.start


def _readings(text: str) -> Iterator[SaidDate]:
    for kind, form in _FORMS:
        for match in form.finditer(text):
            said = _said(kind, match)
            if said:
                yield said


def _said(kind: str, match: re.Match[str]) -> SaidDate | None:
    parts = match.groupdict()
    precision = {"iso": "day", "numbers": "day"}.get(kind, kind)
    days = _days(precision, parts)
    if days is None:
        return None
    about = bool(parts.get("about")) or precision == "relative"
    return SaidDate(match.start(), match.end(), precision, about, *days)


def _days(precision: str, parts: dict) -> tuple[date | None, date | None] | None:
    """Return the first and last day meant, (None, None) where the year was not said, None for no date."""
    month = _MONTHS.get(parts.get("name") or "") or int(parts.get("month") or 0)
    day = int(parts.get("day") or 0)
    if precision == "day" and not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    if not parts.get("year"):
        return None, None
    year = _full_year(parts["year"])
    if precision == "day":
        return (date(year, month, day),) * 2 if day <= monthrange(year, month)[1] else None
    if precision == "season":
        first, last = _SEASONS[parts["season"]]
        ends = year + (last < first)
        return date(year, first, 1), date(ends, last, monthrange(ends, last)[1])
    first, last = (month, month) if precision == "month" else (1, 12)
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _full_year(digits: str) -> int:
    year = int(digits)
    return year if year > 99 else year + (2000 if year < 50 else 1900)
