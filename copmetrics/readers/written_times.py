"""Times as people write them behind a day: `1pm`, `1.30 p.m.`, `13h30`, `kl. 13`, `13 Uhr`, `noon`.

What may be two times is none: `1` is in the morning or in the afternoon, and midnight ends a day or
begins it.
"""

from __future__ import annotations

import re
from typing import Final

from copmetrics.readers.clocks import hours_ahead
from copmetrics.readers.vocabulary import vocabulary

__all__ = ["clock_in", "is_span"]

HOURS_OF_HALF: Final = 12
_WORDS: Final = vocabulary("written_days")


def _any_of(thing: str) -> str:
    """Return a pattern of all words for a thing, the longer ones first."""
    words = sorted(_WORDS[thing], key=len, reverse=True)
    return "|".join(re.escape(word.casefold()) for word in words)


_BEFORE: Final = re.compile(rf"^(?:[\s,;:@(–—-]|(?:{_any_of('at')})\.?(?=[\s\d]|$))*")
_HOUR_ALONE: Final = re.compile(rf"(?:^|\s)(?:{_any_of('at_hour')})\.?\s*$")
_CLOCK: Final = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?)?"
    r"(?:\s*(?P<half>[ap])\.?\s?m\.?)?"
    rf"(?P<clock>\s*(?:{_any_of('oclock')})\.?(?![a-z]))?"
    r"(?P<zone>\s*(?:(?:gmt|utc)?[+-]\d{1,2}:?(?:\d{2})?|z|gmt|utc)|\s+[a-z]{3,4})?"
    r"\s*(?:\([^()]*\)|\))?"
)
_FOUR_DIGITS: Final = re.compile(rf"(\d{{2}})(\d{{2}})\s*(?:{_any_of('oclock')})\.?")
_NOON: Final = re.compile(r"(?:12 ?)?(?:noon|midday)")
_SPAN: Final = re.compile(
    r"(?<!\d:)(?<!\d)(\d{1,2}):(\d{2})\s*[-–—]\s*(\d{1,2})(?::(\d{2}))?\s*(?:[ap]\.?m\.?)?$", re.I
)
"""Two times of the day with a dash between them; what states seconds is followed by an offset."""


def clock_in(written: str) -> str | None:
    """Return what stands behind a day as `13:30:00`, with the offset or clock that it states.

    It is empty where no more than words and signs stand there, and nothing where it is none.

    >>> clock_in(" at 1.30 p.m.")
    '13:30:00'
    """
    plain = written.casefold()
    begins = _BEFORE.match(plain)
    before = begins[0] if begins else ""
    rest = plain[len(before) :].strip()
    if not rest:
        return ""
    if _NOON.fullmatch(rest):
        return "12:00:00"
    if four := _FOUR_DIGITS.fullmatch(rest):
        return f"{four[1]}:{four[2]}:00"
    found = _CLOCK.fullmatch(rest)
    if found is None:
        return None
    says_hour = found["minute"] or found["half"] or found["clock"] or _HOUR_ALONE.search(before)
    hour = _hour(int(found["hour"]), found["half"])
    offset = _offset((found["zone"] or "").strip())
    if not says_hour or hour is None or offset is None or _of_two_halves(before, hour):
        return None
    return f"{hour:02}:{found['minute'] or '00'}:{found['second'] or '00'}{offset}"


def _of_two_halves(before: str, hour: int) -> bool:
    """Whether `am 12:30` is written: half past noon in Welsh, and half past midnight in Asia's order."""
    return hour == HOURS_OF_HALF and before.rstrip(" .").endswith("am")


def _hour(written: int, half: str | None) -> int | None:
    """Return the hour from 0 to 23; nothing where the half of the day does not go with it."""
    if half is None or (written > HOURS_OF_HALF and half == "p"):
        return written
    if written > HOURS_OF_HALF or (written == 0 and half == "p"):
        return None
    return written % HOURS_OF_HALF + (HOURS_OF_HALF if half == "p" else 0)


def _offset(zone: str) -> str | None:
    """Return what a clock's name stands for, as `+01:00`; nothing of a word that is none."""
    if not zone.isalpha() or zone in ("z", "gmt", "utc"):
        return zone.upper()
    ahead = hours_ahead(zone)
    return None if ahead is None else f"{ahead:+03}:00"


def is_span(text: str) -> bool:
    """Whether a text ends with two times of the day, from one to the other: `13:00-14:00` is no offset."""
    found = _SPAN.search(text)
    if found is None:
        return False
    begins, ends = (int(found[1]), int(found[2])), (int(found[3]), int(found[4] or 0))
    return begins < ends
