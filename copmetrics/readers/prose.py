"""A story written as prose, each passage tagged with its cycle in brackets.

Title: The bleep that was answered
Teller: T4
Consent: sponsors

At the June huddle a night nurse told us how they wake the site team. (Immediate value)
I took their card home (Potential value) and put it by our phone. (Applied value; cites
Escalations answered in time) We hope that all six wards will. (Realised value, hoped for by
2027-03-01)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import pandas as pd

from copmetrics.errors import CellError, CopmetricsError, FileError, Problems
from copmetrics.framework.cycles import CYCLE_WORDS, cycle_named
from copmetrics.framework.stories import StepStatus
from copmetrics.readers.context import Context
from copmetrics.readers.datetimes import UnsettledOrder, day_first_in, parse_moments
from copmetrics.readers.files import Sheet
from copmetrics.readers.reader import SheetReader, Tables
from copmetrics.readers.stories import CONSENT, SIGNS

__all__ = ["TAGGED_PROSE"]

_HEAD = re.compile(r"^([A-Za-z ]+):[ \t]*(.*)$", re.MULTILINE)
_HEADS = re.compile(r"(?:[A-Za-z ]+:.*(?:\n|$))+")
_TAG = re.compile(r"\(\s*(?P<cycle>[A-Za-z]+)\s+value\b(?P<more>[^()]*)\)", re.IGNORECASE)
_HOPED = re.compile(r"\bhoped for(?:\s+by\s+(?P<day>[^;,]+))?", re.IGNORECASE)
_LINK = re.compile(r"\b(?P<relation>cites|explains|contradicts|suggests)\s+(?P<what>[^;]+)", re.I)
HEADS: Final = (
    "title",
    "teller",
    "constituency",
    "collected on",
    "collected by",
    "consent",
    "event",
    "sign",
)


def _is_story(sheet: Sheet) -> bool:
    """Whether it opens with a title and has a tag."""
    opening = next((row for row in sheet.rows if not row.is_blank), None)
    if opening is None or not re.match(r"title\s*:", _line(opening.cells), re.IGNORECASE):
        return False
    return bool(_TAG.search(_text(sheet)))


def _line(cells: tuple[str, ...]) -> str:
    return ",".join(cells)


def _text(sheet: Sheet) -> str:
    """Return the lines as they were; a line number is a row number."""
    lines = {row.number: _line(row.cells) for row in sheet.rows}
    return "\n".join(lines.get(number, "") for number in range(1, max(lines, default=0) + 1))


def _story(sheet: Sheet, context: Context, zone: str) -> Tables:
    text = _text(sheet).lstrip("\n")
    skipped = _text(sheet)[: len(_text(sheet)) - len(text)].count("\n")
    heads = _HEADS.match(text)
    assert heads is not None  # it opens with its title: see _is_story
    told = {name.strip().casefold(): said.strip() for name, said in _HEAD.findall(heads[0])}
    problems: list[CopmetricsError] = []
    offset = heads.end()
    story = {
        "story": sheet.file,
        "title": told.get("title"),
        "teller": told.get("teller"),
        "constituency": told.get("constituency"),
        "collected_by": told.get("collected by"),
        "event": told.get("event") or context.answers.event,
        "consent": _chosen(sheet, "Consent", told.get("consent"), CONSENT, text, problems),
        "sign": _chosen(sheet, "Sign", told.get("sign"), SIGNS, text, problems),
        "collected_on": _day(sheet, "Collected on", told.get("collected on"), text, zone, problems),
        "source_row": 1 + skipped,
    }
    if "@" in told.get("teller", ""):
        problems.append(_bad(sheet, "Teller", told["teller"], "a pseudonym such as T4", text))
    for unknown in set(told) - set(HEADS):
        problems.append(
            FileError(
                sheet.file,
                f"'{unknown}' is not a line that a story begins with",
                advice=f"These are: {', '.join(HEADS)}; a blank line ends them.",
            )
        )
    segments, left = _segments(sheet, text, offset, skipped, zone, problems)
    if left.strip():
        row = 1 + skipped + text[: text.rindex(left.strip()[:40])].count("\n")
        problems.append(
            CellError(
                sheet.file,
                row=row,
                column="story",
                value=left.strip(),
                expected="followed by its cycle",
                advice="End each passage with a tag such as (Applied value).",
            )
        )
    if problems:
        raise Problems(problems, sheet.file)
    return {"stories": pd.DataFrame([story]), "segments": pd.DataFrame(segments)}


def _segments(
    sheet: Sheet, text: str, offset: int, skipped: int, zone: str, problems: list[CopmetricsError]
) -> tuple[list[dict[str, object]], str]:
    """Cut the prose at its tags; also return what is left after the last one."""
    segments: list[dict[str, object]] = []
    begins = offset
    for tag in _TAG.finditer(text, offset):
        row = 1 + skipped + text[: tag.start()].count("\n")
        cycle = cycle_named(tag["cycle"])
        if cycle is None:
            problems.append(
                CellError(
                    sheet.file,
                    row=row,
                    column="tag",
                    value=tag["cycle"],
                    expected=f"one of {', '.join(CYCLE_WORDS)}",
                    advice="Write one of these.",
                )
            )
        hoped = _HOPED.search(tag["more"])
        day = hoped["day"] if hoped else None
        links = {
            each["relation"].casefold(): " ".join(each["what"].split())
            for each in _LINK.finditer(tag["more"])
        }
        segments.append(
            {
                "story": sheet.file,
                "step": float(len(segments) + 1),
                "cycle": cycle,
                "text": " ".join(text[begins : tag.start()].split()),
                "status": StepStatus.ASPIRED if hoped else StepStatus.REPORTED,
                "follow_up_on": _day(sheet, "tag", day, text, zone, problems),
                "tagged_by": None,
                "source_row": row,
                **links,
            }
        )
        begins = tag.end()
        if text[begins : begins + 1] in ".;,":
            begins += 1
    return segments, text[begins:]


def _chosen(
    sheet: Sheet,
    column: str,
    said: str | None,
    options: Mapping[str, str],
    text: str,
    problems: list[CopmetricsError],
) -> str | None:
    if not said:
        return None
    found = next(
        (each for each, pattern in options.items() if re.search(pattern, said.casefold())), None
    )
    if found is None:
        problems.append(_bad(sheet, column, said, f"one of {', '.join(options)}", text))
    return found


def _day(
    sheet: Sheet,
    column: str,
    said: str | None,
    text: str,
    zone: str,
    problems: list[CopmetricsError],
) -> pd.Timestamp | None:
    if not said:
        return None
    try:
        order = day_first_in({said.strip()}, days=frozenset())
    except UnsettledOrder:
        order = True  # prose is written by people here: day before month
    found = parse_moments([said.strip()], day_first=order, timezone=zone).iloc[0]
    if pd.isna(found):
        problems.append(_bad(sheet, column, said, "a date such as 2026-09-30", text))
        return None
    return found


def _bad(sheet: Sheet, column: str, said: str, expected: str, text: str) -> CellError:
    row = 1 + text[: max(text.find(said), 0)].count("\n")
    return CellError(sheet.file, row=row, column=column, value=said, expected=expected)


TAGGED_PROSE = SheetReader(name="Story in prose", recognises=_is_story, to_raw_tables=_story)
