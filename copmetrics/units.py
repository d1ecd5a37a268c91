"""Units, and the one place where a number becomes text: `1,234`, `45.2%`, `+3.1 percentage points`."""

from __future__ import annotations

import re
from dataclasses import astuple, dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from math import isfinite
from typing import Any, ClassVar, Final

import pandas as pd

__all__ = [
    "UNKNOWN",
    "Unit",
    "as_sentence",
    "as_shown",
    "capitalised",
    "join_words",
    "own_unit",
    "rounded",
    "show",
    "show_between",
    "show_change",
    "show_percent",
    "shown_difference",
    "shown_percent",
    "unit_named",
    "without_noise",
    "workbook_format",
]

UNKNOWN = "–"
MINUS = "−"


@dataclass(frozen=True)
class Unit:
    """What a number counts: how one and several are called, and its format in a workbook.

    The units that copmetrics itself counts in are `Unit.PEOPLE` and so on; a community's own
    indicators bring their own words: see `own_unit`.
    """

    id: str
    one: str
    several: str
    number_format: str
    of_people: bool = False
    """Whether each of what is counted is, or tells of, one person: see `privacy`."""
    relative: bool = True
    """Whether a change makes sense in per cent of the old value: not for shares and scores."""

    PEOPLE: ClassVar[Unit]
    ATTENDANCES: ClassVar[Unit]
    EVENTS: ClassVar[Unit]
    REGISTRATIONS: ClassVar[Unit]
    ORGANISATIONS: ClassVar[Unit]
    EMAILS: ClassVar[Unit]
    MAILINGS: ClassVar[Unit]
    PAIRS: ClassVar[Unit]
    ANSWERS: ClassVar[Unit]
    STORIES: ClassVar[Unit]
    ITEMS: ClassVar[Unit]
    REMARKS: ClassVar[Unit]
    RECOMMENDATIONS: ClassVar[Unit]
    OUTPUTS: ClassVar[Unit]
    COUNT: ClassVar[Unit]
    ROWS: ClassVar[Unit]
    LINES: ClassVar[Unit]
    MINUTES: ClassVar[Unit]
    DAYS: ClassVar[Unit]
    HOURS: ClassVar[Unit]
    MEMBER_HOURS: ClassVar[Unit]
    SHARE: ClassVar[Unit]
    WHOLE_SHARE: ClassVar[Unit]
    PAIR_SHARE: ClassVar[Unit]
    PART: ClassVar[Unit]
    SCORE: ClassVar[Unit]
    TEXT: ClassVar[Unit]
    DAY: ClassVar[Unit]
    DECIMAL: ClassVar[Unit]
    INDEX: ClassVar[Unit]

    def __reduce__(self) -> tuple[Any, ...]:
        """Come back, from another process, as the same unit and not as its like."""
        if _DECLARED.get(self.id) is self:
            return unit_named, (self.id,)
        return Unit, astuple(self)

    @property
    def is_percent(self) -> bool:
        """Whether it is a fraction that is shown in per cent."""
        return self.number_format.endswith("%")

    def of(self, value: float) -> str:
        """Return the number with its word: `1 event`, `1,234 people`."""
        word = self.one if value == 1 else self.several
        return f"{show(value, self)} {word}".strip()


_WHOLE, _ONE_PLACE = "#,##0", "#,##0.0"
_AS_WRITTEN: Final = Context(prec=400, rounding=ROUND_HALF_UP)
"""As many digits as any number has; a half goes away from zero."""
Unit.PEOPLE = Unit("people", "person", "people", _WHOLE, of_people=True)
Unit.ATTENDANCES = Unit("attendances", "attendance", "attendances", _WHOLE, of_people=True)
Unit.EVENTS = Unit("events", "event", "events", _WHOLE)
Unit.REGISTRATIONS = Unit("registrations", "registration", "registrations", _WHOLE, of_people=True)
Unit.ORGANISATIONS = Unit("organisations", "organisation", "organisations", _WHOLE)
Unit.EMAILS = Unit("emails", "email", "emails", _WHOLE, of_people=True)
Unit.MAILINGS = Unit("mailings", "mailing", "mailings", _WHOLE)
Unit.ANSWERS = Unit("answers", "answer", "answers", _WHOLE, of_people=True)
Unit.STORIES = Unit("stories", "story", "stories", _WHOLE)
Unit.ITEMS = Unit("items", "item", "items", _WHOLE)
Unit.REMARKS = Unit("remarks", "remark", "remarks", _WHOLE)
Unit.RECOMMENDATIONS = Unit("recommendations", "recommendation", "recommendations", _WHOLE)
Unit.OUTPUTS = Unit("outputs", "output", "outputs", _WHOLE)
Unit.PAIRS = Unit("pairs", "pair", "pairs", _WHOLE, of_people=True)
Unit.COUNT = Unit("count", "", "", _WHOLE)
Unit.ROWS = Unit("rows", "row", "rows", _WHOLE)
Unit.LINES = Unit("lines", "line", "lines", _WHOLE)
Unit.MINUTES = Unit("minutes", "minute", "minutes", _WHOLE)
Unit.DAYS = Unit("days", "day", "days", _WHOLE)
Unit.HOURS = Unit("hours", "hour", "hours", _ONE_PLACE)
Unit.MEMBER_HOURS = Unit("member-hours", "hour", "hours", _ONE_PLACE, of_people=True)
Unit.SHARE = Unit("share", "", "", "0.0%", relative=False)
Unit.WHOLE_SHARE = Unit("share in whole per cents", "", "", "0%", relative=False)
Unit.PAIR_SHARE = Unit("share of pairs", "", "", "0.0%", relative=False)
Unit.PART = Unit("share of a list", "", "", "0%", relative=False)
Unit.SCORE = Unit("score", "out of 5", "out of 5", _ONE_PLACE, relative=False)
Unit.TEXT = Unit("text", "", "", "@")
Unit.DAY = Unit("day", "", "", "d mmm yyyy")
Unit.DECIMAL = Unit("number", "", "", _ONE_PLACE)
Unit.INDEX = Unit("index", "", "", "0.00", relative=False)

_OWN = {
    "%": Unit.SHARE,
    "per cent": Unit.SHARE,
    "percent": Unit.SHARE,
    "share": Unit.SHARE,
    "people": Unit.PEOPLE,
    "members": Unit.PEOPLE,
    "staff": Unit.PEOPLE,
    "hours": Unit.HOURS,
    "minutes": Unit.MINUTES,
    "attendances": Unit.ATTENDANCES,
    "registrations": Unit.REGISTRATIONS,
    "emails": Unit.EMAILS,
    "answers": Unit.ANSWERS,
    "pairs": Unit.PAIRS,
}
_PEOPLE = re.compile(
    r"\b(attendees|carers|clients|clinicians|colleagues|delegates|doctors|guests|hosts|learners|midwives|"
    r"newcomers|nurses|participants|patients|persons|pharmacists|practitioners|registrants|residents|"
    r"respondents|speakers|students|subscribers|therapists|trainees|visitors|volunteers)$"
)
"""What people are called who are counted: their small numbers are withheld as those of others are."""
_SCORES = re.compile(r"\b(score|rating|out of|mean|average|index)\b|^$")


_DECLARED = {unit.id: unit for unit in vars(Unit).values() if isinstance(unit, Unit)}


def unit_named(id: str) -> Unit:
    """Return the unit that a table of indicators names: one of ours, or a community's own."""
    return _DECLARED[id] if id in _DECLARED else own_unit(id)


def own_unit(words: str) -> Unit:
    """Return the unit of a community's own indicator, from what it wrote.

    Per cent, people and what is one person's each (attendances, emails) are ours; a score or mean has
    no change in per cent; whatever else is counted in is called as it was written. Patients, nurses
    and others whom people are called are `of_people`.
    """
    plain = " ".join(words.split())
    known = _OWN.get(plain.casefold())
    if known is not None:
        return known
    if _SCORES.search(plain.casefold()):
        return Unit(plain or "number", "", "", _ONE_PLACE, relative=False)
    of_people = bool(_PEOPLE.search(plain.casefold()))
    return Unit(plain, plain.removesuffix("s"), plain, _WHOLE, of_people=of_people)


def show(value: object, unit: Unit) -> str:
    """Write one value as a reader sees it; unknown is an en dash."""
    if value is None or value is pd.NaT or (isinstance(value, float) and pd.isna(value)):
        return UNKNOWN
    if unit is Unit.DAY:
        day = pd.Timestamp(value)
        return f"{day.day} {day:%b %Y}"
    if unit is Unit.TEXT or isinstance(value, str):
        return str(value)
    number = float(str(value))
    ending = "%" if unit.is_percent else "f"
    shown = as_shown(abs(number), unit)
    return _signed(f"{shown:,.{_decimals(number, unit)}{ending}}", number)


def rounded(value: float, decimals: int) -> float:
    """Return a number rounded as people and workbooks do: half way goes away from zero, 91.25 to 91.3.

    What is rounded is the number as it is written, with the fifteen digits that a workbook knows, not what a
    computer keeps of it: 0.285 is kept as a little less, and is 0.29 all the same.
    """
    if not isfinite(value):
        return value
    written = Decimal(f"{value:.15g}")
    return float(written.quantize(Decimal(1).scaleb(-decimals), context=_AS_WRITTEN))


def as_shown(value: float, unit: Unit) -> float:
    """Return a number as `show` rounds it: two that are shown alike are one number."""
    return rounded(value, _places(value, unit))


def workbook_format(value: float, unit: Unit) -> str:
    """Return a number's format in a workbook, which has as many decimals as `show` gives it."""
    whole = unit.number_format == _WHOLE
    return _ONE_PLACE if whole and _decimals(value, unit) else unit.number_format


def without_noise(value: float) -> float:
    """Return a number as a file holds it: 45.6, where a computer's sums made 45.599999999999994."""
    return float(f"{value:.12g}")


def shown_difference(new: float, old: float, unit: Unit) -> float:
    """Return the difference of two numbers as they are shown: 47.8% less 45.7% is 2.1 points."""
    difference = as_shown(new, unit) - as_shown(old, unit)
    return rounded(difference, max(_places(each, unit) for each in (new, old)))


def shown_percent(new: float, old: float, unit: Unit) -> float | None:
    """Return by how much of the old number the new one differs, both as they are shown; of 0 by nothing."""
    before = as_shown(old, unit)
    return shown_difference(new, old, unit) / before if before else None


def _places(number: float, unit: Unit) -> int:
    """Return to how many decimals a number is rounded: of per cent, those of the fraction."""
    return _decimals(number, unit) + (2 if unit.is_percent else 0)


def _decimals(number: float, unit: Unit) -> int:
    """Return how many decimals a number is shown with; those of per cent after it is a hundredfold."""
    if unit.is_percent:
        return 1 if "." in unit.number_format else 0
    if unit is Unit.INDEX:
        return 2
    return 0 if unit not in (Unit.DECIMAL, Unit.SCORE) and float(number).is_integer() else 1


def show_change(change: float | None, unit: Unit) -> str:
    """Write a difference with its sign: `+12`, `−5`, `+3.1 percentage points`, `no change`."""
    if change is None or pd.isna(change):
        return UNKNOWN
    if unit.is_percent:
        digits = _decimals(change, unit)
        points = rounded(as_shown(change, unit) * 100, digits)
        word = "percentage point" if abs(points) == 1 else "percentage points"
        return "no change" if points == 0 else f"{_sign(points)}{abs(points):.{digits}f} {word}"
    return "no change" if change == 0 else f"{_sign(change)}{show(abs(change), unit)}"


def show_between(low: float, high: float) -> str:
    """Write a difference of which only the bounds are known: `12 to 28 fewer`, `47 to 63 more`."""
    least, most = sorted((abs(low), abs(high)))
    return f"{least:,.0f} to {most:,.0f} {'more' if low > 0 else 'fewer'}"


def show_percent(percent: float | None) -> str:
    """Write a relative change: `+12.5%`, `−29.4%`. The value is a fraction."""
    if percent is None or pd.isna(percent):
        return UNKNOWN
    return f"{_sign(percent)}{rounded(abs(percent), 3):.1%}"


def join_words(words: list[str], last: str = "and") -> str:
    """Join words as a sentence does: `a`, `a and b`, `a, b and c`; or with another word before the `last`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def capitalised(text: str) -> str:
    """Return words as a sentence begins: their first letter is a capital, all others are as they were."""
    return f"{text[:1].upper()}{text[1:]}"


def as_sentence(text: str) -> str:
    """Return words as a sentence: it begins with a capital letter, and ends; nothing stays nothing."""
    if not text:
        return ""
    ends = "" if text.endswith((".", "!", "?", "\u2026")) else "."
    return f"{capitalised(text)}{ends}"


def _sign(number: float) -> str:
    return MINUS if number < 0 else "+"


def _signed(text: str, number: float) -> str:
    nothing = not any(digit in text for digit in "123456789")
    return f"{MINUS}{text}" if number < 0 and not nothing else text
