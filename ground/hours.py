"""When someone is there: opening hours, holidays and closures, in New Zealand time.

They stand in content/service.yml, and what a keeper or a lead changed at the desk takes their place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import holidays

ZONE = ZoneInfo("Pacific/Auckland")
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# Regions with an anniversary day of their own, as the package `holidays` names them.
REGIONS = {
    "AUK": "Auckland", "BOP": "Bay of Plenty", "CAN": "Canterbury", "CIT": "Chatham Islands",
    "GIS": "Gisborne", "HKB": "Hawke’s Bay", "MBH": "Marlborough", "MWT": "Manawatū-Whanganui",
    "NSN": "Nelson", "NTL": "Northland", "OTA": "Otago", "South Canterbury": "South Canterbury",
    "STL": "Southland", "TAS": "Tasman", "TKI": "Taranaki", "WGN": "Wellington", "WKO": "Waikato",
    "WTC": "West Coast",
}  # fmt: skip
_LOOK_AHEAD_DAYS = 30
_WORKING_WEEK = range(5)


class Hours:
    """Opening hours; a service that has not told any is never open and has no next opening."""

    def __init__(self, service: Mapping[str, Any]) -> None:
        """Take service.yml as read: `hours`, `holiday_regions`, `closures` and `reply_working_days`."""
        self._week = service.get("hours") or {}
        self._reply_days = service.get("reply_working_days")
        regions = service.get("holiday_regions") or [None]
        self._closures = {str(day) for day in service.get("closures") or ()}
        self._holidays = [holidays.country_holidays("NZ", subdiv=region) for region in regions]

    @property
    def known(self) -> bool:
        """Whether the keeper has told opening hours."""
        return bool(self._week)

    def open(self, now: datetime) -> bool:
        """Whether it is open at this moment."""
        here = now.astimezone(ZONE)
        return any(start <= here < end for start, end in self._spans(here.date()))

    def next_open(self, now: datetime) -> datetime | None:
        """When it opens next (NZ time); None where that is not known within a month."""
        if not self.known:
            return None
        here = now.astimezone(ZONE)
        for ahead in range(_LOOK_AHEAD_DAYS):
            for start, _ in self._spans(here.date() + timedelta(days=ahead)):
                if start > here:
                    return start
        return None

    def promised(self, now: datetime) -> datetime | None:
        """The end of the working day by which a reply is promised; None where nothing is."""
        if not self._reply_days:
            return None
        day = now.astimezone(ZONE).date()
        left = self._reply_days
        while left:
            day += timedelta(days=1)
            left -= day.weekday() in _WORKING_WEEK and not self._holiday(day)
        return datetime.combine(day, time(23, 59), ZONE)

    def _spans(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        if self._holiday(day):
            return
        for start, end in sorted(self._week.get(DAYS[day.weekday()]) or ()):
            yield _at(day, start), _at(day, end)

    def _holiday(self, day: date) -> bool:
        return day.isoformat() in self._closures or any(day in region for region in self._holidays)


def spoken_moment(moment: datetime) -> str:
    """`Monday 23 November, 9:00 am` in New Zealand time."""
    here = moment.astimezone(ZONE)
    half = "am" if here.hour < 12 else "pm"
    return f"{spoken_day(here.date())}, {here.hour % 12 or 12}:{here:%M} {half}"


def spoken_day(day: date) -> str:
    """`Monday 23 November`."""
    return f"{day:%A} {day.day} {day:%B}"


def _at(day: date, clock_time: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock_time), ZONE)
