"""Dates and times as exports write them: a text in, an instant out.

Which number of `05/06/2024` is the day is settled for the whole file, in `date_order.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta, tzinfo
from datetime import timezone as timezone_of
from functools import cache, lru_cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from copmetrics.readers.day_words import is_on
from copmetrics.readers.written_days import WrittenDay, days_written, in_english
from copmetrics.readers.written_times import clock_in, is_span

__all__ = [
    "FIRST_YEAR",
    "LEAP_YEAR",
    "SLASHED",
    "days_in_name",
    "instants",
    "is_dotted",
    "moments_in",
    "on_another_weekday",
    "parse_moment",
    "parse_moments",
    "tidy",
    "with_clock",
]

FIRST_YEAR = 1990
"""No export has an older date; 1899, 1900 and 1970 are what programs write for none."""
LAST_YEAR: Final = 2100
NO_TIME: Final = timedelta()
LEAP_YEAR: Final = 2000
"""A year that has every day."""
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?"
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_ZONE = re.compile(r"\s*(?:GMT|UTC)?([+-]\d{1,2}(?::?\d{2})?)$|\s*(Z|GMT|UTC)$")
_MERIDIEM = re.compile(r"(?<=\d)\s?([ap])\.?\s?(m)\.?(?=$|\s(?:GMT|UTC|[+-]))", flags=re.IGNORECASE)
_BETWEEN = re.compile(r"(?<=\d)T(?=\d)")
_NAMED_MONTH = re.compile(rf"\b{_MONTH}", re.IGNORECASE)
_TIDY = re.compile(r"[0-9/:.+ -]*(?:[0-9] [AP]M)?")
"""A value in which nothing is to be brought to another form."""
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}")
_DOTTED = re.compile(r"\d{1,2}\.\d{1,2}\.(\d{4}|\d{2})\b")
SLASHED: Final = re.compile(r"^(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d{2})\b")

# The date part of a value: its shape, and its format. Slashed ones are made per order.
_DATES = (
    (re.compile(r"^\d{4}-\d{1,2}-\d{1,2}"), "%Y-%m-%d"),
    (re.compile(r"^\d{4}/\d{1,2}/\d{1,2}"), "%Y/%m/%d"),
    (re.compile(r"^\d{4}\.\d{1,2}\.\d{1,2}"), "%Y.%m.%d"),
    (re.compile(r"^\d{1,2}\.\d{1,2}\.\d{4}"), "%d.%m.%Y"),
    (re.compile(r"^\d{1,2}\.\d{1,2}\.\d{2}\b"), "%d.%m.%y"),
    (re.compile(rf"^{_MONTH} \d{{1,2}} \d{{4}}", re.IGNORECASE), "%b %d %Y"),
    (re.compile(rf"^\d{{1,2}} {_MONTH} \d{{4}}", re.IGNORECASE), "%d %b %Y"),
    (re.compile(rf"^\d{{1,2}} {_MONTH} \d{{2}}(?![\d:])", re.IGNORECASE), "%d %b %y"),
)
_TIMES = (
    (re.compile(r"^\d{1,2}:\d{2}:\d{2} ?[ap]m$", re.IGNORECASE), "%I:%M:%S %p"),
    (re.compile(r"^\d{1,2}:\d{2} ?[ap]m$", re.IGNORECASE), "%I:%M %p"),
    (re.compile(r"^\d{1,2}:\d{2}:\d{2}$"), "%H:%M:%S"),
    (re.compile(r"^\d{1,2}:\d{2}$"), "%H:%M"),
    (re.compile(r"^\d{1,2}:\d{2}:\d{2}\.\d{1,6}$"), "%H:%M:%S.%f"),
    (re.compile(r"^\d{1,2}\.\d{2}\.\d{2}$"), "%H.%M.%S"),
    (re.compile(r"^\d{1,2}\.\d{2}$"), "%H.%M"),
    (re.compile(r"^$"), ""),
)


_MONTH_NUMBERS: Final = {
    month: number
    for number, month in enumerate(
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
        start=1,
    )
}
_NUMBER = re.compile(rf"\d+|{'|'.join(_MONTH_NUMBERS)}")
_ANY_DIGIT: Final = dict.fromkeys(map(ord, "123456789"), "0")
_DIRECTIVES: Final = {
    **{"%Y": "year", "%y": "short_year", "%m": "month", "%b": "month", "%d": "day"},
    **{"%H": "hour", "%I": "hour12", "%M": "minute", "%S": "second"},
}
"""What stands for a number or a month in a format, and is just that."""


@lru_cache(maxsize=100_000)  # the order of a file's dates is settled by the same texts
def tidy(value: str) -> str:
    """Bring one value to the form that formats are tried on: plain spaces, no comma, short month."""
    plain = " ".join(value.replace("\u202f", " ").replace("\xa0", " ").replace(",", " ").split())
    if _TIDY.fullmatch(plain):
        return plain
    plain = _WEEKDAY.sub("", in_english(plain))
    plain = _BETWEEN.sub(" ", plain)
    plain = _MERIDIEM.sub(r" \1\2", plain)
    return _NAMED_MONTH.sub(lambda month: month[0][:3].title(), plain)


def is_dotted(value: str) -> bool:
    """Whether a date is written with points, day first, as where decimals have a comma."""
    return _DOTTED.match(value.strip()) is not None


def parse_moments(
    values: Iterable[str | None], *, day_first: bool | None, timezone: str
) -> pd.Series:
    """Read each text as an instant in UTC; what fits no known format is `NaT` (empty or not).

    A value that states its own offset is read by it, all others by the wall clock of `timezone`.
    Of an hour that the clocks repeat it is the first; one that they skip is an hour later.
    """
    return pd.Series(instants(moments_in(values, day_first=day_first, timezone=timezone)))


def moments_in(
    values: Iterable[str | None], *, day_first: bool | None, timezone: str
) -> list[datetime | None]:
    """Read texts as `parse_moments` does: instants in UTC, without its zone; nothing of what is none."""
    return [_instant(value, day_first, timezone) if value else None for value in values]


def instants(moments: Sequence[datetime | None]) -> pd.DatetimeIndex:
    """Return moments that are in UTC, without its zone, as pandas has them, with it."""
    return pd.DatetimeIndex(np.array(moments, dtype="datetime64[us]"), tz="UTC")


def parse_moment(value: str, *, day_first: bool | None, timezone: str) -> pd.Timestamp:
    """Read one text as `parse_moments` does."""
    read = _instant(value, day_first, timezone) if value else None
    return pd.NaT if read is None else pd.Timestamp(read, tz="UTC").as_unit("us")


@lru_cache(maxsize=100_000)  # an export repeats its dates, and a folder its exports
def _instant(text: str, day_first: bool | None, timezone: str) -> datetime | None:
    """Return the instant in UTC, without a zone."""
    try:
        clock = datetime.fromisoformat(text) if _ISO.fullmatch(text) else _clock(text, day_first)
    except ValueError:
        return None
    if clock is None or clock.year < FIRST_YEAR:
        return None
    ahead = clock.utcoffset() if clock.tzinfo else ZoneInfo(timezone).utcoffset(clock)
    return clock.replace(tzinfo=None) - (ahead or NO_TIME)


def _clock(text: str, day_first: bool | None) -> datetime | None:
    """Return what a text says by its shape, with its offset if it states one; nothing if it has none."""
    if is_span(text) and "T" not in text:
        return None
    plain = tidy(text)
    return _by_shape(plain, day_first) or _by_shape(_on_a_clock(plain), day_first) or _iso(text)


def _by_shape(plain: str, day_first: bool | None) -> datetime | None:
    """Return what a tidy value says; nothing where it has no shape, or has numbers that are no date."""
    shape = shape_of(plain, day_first=day_first)
    if shape is None:
        return None
    bare = _ZONE.sub("", plain) if shape.offset else plain
    try:
        return read_by(shape.format, bare).replace(tzinfo=shape.offset)
    except ValueError:
        return None


def _on_a_clock(plain: str) -> str:
    """Return a tidy value with its time as a clock shows it, where it is written in another way."""
    day, rest = _day_and_rest(plain)
    clock = clock_in(rest) if day and rest.strip() else None
    return plain if clock is None else f"{day} {clock}".strip()


def with_clock(moment: str, clock: str) -> str:
    """Return the day of a moment with another time, by the clock that it states if the time states none."""
    day, rest = _day_and_rest(tidy(moment))
    offset = _ZONE.search(rest) if ":" in rest and not _ZONE.search(clock) else None
    return f"{day} {clock}{offset[0] if offset else ''}"


def _day_and_rest(plain: str) -> tuple[str, str]:
    """Part a tidy value into its day and what stands behind it; no day where it begins with none."""
    for pattern in (SLASHED, *(shape for shape, _ in _DATES)):
        if found := pattern.match(plain):
            return plain[: found.end()], plain[found.end() :]
    return "", plain


def _iso(text: str) -> datetime | None:
    """Return what a text says that is written as ISO 8601 has it: `20260514T1300Z`."""
    try:
        clock = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return clock if clock.year <= LAST_YEAR else None


def read_by(form: str, text: str) -> datetime:
    """Read a text as `strptime` does where months are English, in a fifth of its time."""
    parts, found = _parts(form), _NUMBER.findall(text)
    if not parts or len(found) != len(parts):
        return datetime.strptime(text, form)
    read = dict(zip(parts, map(_number, found), strict=True))
    year, hour = read.get("year", 0), read.get("hour", 0)
    if "short_year" in read:
        year = read["short_year"] + (2000 if read["short_year"] < 69 else 1900)
    if "hour12" in read:
        if not 1 <= read["hour12"] <= 12:
            raise ValueError(text)
        hour = read["hour12"] % 12 + (12 if text[-2:].upper() == "PM" else 0)
    clock = (hour, read.get("minute", 0), read.get("second", 0))
    return datetime(year, read["month"], read["day"], *clock)


def _number(written: str) -> int:
    """Return a number, or that of a month."""
    return int(written) if written.isdecimal() else _MONTH_NUMBERS[written]


@cache
def _parts(form: str) -> tuple[str, ...]:
    """Return what each number, or month, of a format is; nothing where it has anything else."""
    named = [_DIRECTIVES.get(each, "") for each in re.findall("%[^p]", form)]
    return tuple(named) if all(named) else ()


class Shape(NamedTuple):
    """How one value is written: the format and the offset from UTC if it states one."""

    format: str
    offset: tzinfo | None


def shape_of(text: str, *, day_first: bool | None) -> Shape | None:
    """Return the shape of one tidy value, or nothing if it looks like no date at all."""
    alike = _shape_of(text.translate(_ANY_DIGIT), day_first)
    return alike if alike is None or alike.offset is None else _shape_of(text, day_first)


@lru_cache(
    maxsize=10_000
)  # thousands of dates have few shapes: on which digits they have hangs the offset only
def _shape_of(text: str, day_first: bool | None) -> Shape | None:
    zone = _ZONE.search(text) if ":" in text else None
    body = text[: zone.start()].strip() if zone else text
    slashed = SLASHED.match(body)
    if slashed and day_first is not None:
        order = ("%d", "%m") if day_first else ("%m", "%d")
        day = slashed[2].join((*order, "%Y" if len(slashed[4]) == 4 else "%y"))
        return _with_time(body[slashed.end() :], day, zone)
    for pattern, day in _DATES:
        if found := pattern.match(body):
            return _with_time(body[found.end() :], day, zone)
    return None


@lru_cache(maxsize=10_000)
def on_another_weekday(text: str, *, day_first: bool | None) -> tuple[WrittenDay, date] | None:
    """Return the day that a moment begins with, if a day of the week stands before it that is not its own."""
    if text[:1].isdigit() or not (found := days_written(text)) or not found[0].weekday:
        return None
    clock = _clock(text, day_first)
    return None if clock is None or is_on(found[0].weekday, clock) else (found[0], clock.date())


@lru_cache(maxsize=1_000)
def days_in_name(name: str) -> frozenset[date]:
    """Return the dates, written year first or with the month as a word, that a file's name carries."""
    parts = re.findall(r"(?<!\d)(\d{4})([-_]?)(\d{2})\2(\d{2})(?!\d)", name)
    days = (_day_of(f"{year}-{month}-{day}") for year, _, month, day in parts)
    named = (each.on() for each in days_written(name) if each.is_settled and each.has_year)
    return frozenset(day for day in (*days, *named) if day is not None)


def _day_of(text: str) -> date | None:
    """Return the day that is written year first; nothing if there is none such, or no export of it."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def _with_time(rest: str, day: str, zone: re.Match[str] | None) -> Shape | None:
    for pattern, clock in _TIMES:
        if pattern.match(rest.strip()):
            if zone and not clock:
                return None  # what looks like an offset is the time: `14/05/2026 -13:00`
            return Shape(f"{day} {clock}".strip(), _offset(zone) if zone else None)
    return None


def _offset(zone: re.Match[str]) -> tzinfo:
    """Turn `+1`, `+0100` or `Z` into a fixed offset."""
    found = re.match(r"([+-])(\d{1,2}):?(\d{2})?", zone[1] or "+0")
    sign, hours, minutes = found.groups() if found else ("+", "0", None)
    ahead = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone_of(ahead if sign == "+" else -ahead)
