"""Whether a list of people says that they came: by its columns, its title, its name.

A list that says nothing of it is no sign-in, and one that has only a day is asked about: the day of a
distribution list is mostly that of its download.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from enum import StrEnum

from copmetrics.readers.cells import cells_at
from copmetrics.readers.files import Row, Sheet, heading
from copmetrics.readers.sign_in_days import days_stated, names_of
from copmetrics.readers.sign_in_layout import NAMED, WAYS, Layout, above, layout_of
from copmetrics.readers.sign_in_marks import are_ticks, looks_like_attendance, may_say_yes_or_no
from copmetrics.readers.sign_in_words import (
    AWAY_WORDS,
    CAME_WORDS,
    ListMeaning,
    Topic,
    is_invitees,
    is_measure,
    is_of_something_else,
    list_meaning,
    speaks_of_coming,
    speaks_of_more_than_coming,
)
from copmetrics.readers.table_finding import Span
from copmetrics.readers.written_days import days_written

__all__ = [
    "Evidence",
    "attendance_columns",
    "evidence_of",
    "marks_say_it_themselves",
    "says_that_they_came",
    "signed_column",
    "tick_columns",
    "unknown_columns",
]


class Evidence(StrEnum):
    """What a list tells of those in it."""

    CAME = "says who came"
    INVITED = "says who was invited or booked, not who came"
    UNSAID = "does not say whether those in it came"
    NOTHING = "is not about an event"


def evidence_of(sheet: Sheet, span: Span, without: Collection[str] = ()) -> Evidence:
    """Return what a table of people says of their coming: its columns first, then its title and names.

    Columns `without` are of another thing, as the community says.
    """
    head = sheet.rows[span.heading_row]
    layout = layout_of(head)
    rows = [row for row in sheet.rows[span.heading_row + 1 : span.end] if not row.is_blank]
    if _counts_people(layout, rows):
        return Evidence.NOTHING
    lines = above(sheet, span.heading_row)
    told = _texts_say(sheet, lines)
    if _columns_say_came(layout, rows, told) or _may_say_came(layout, rows, without):
        return Evidence.CAME
    dated = _has_day(sheet, layout, lines)
    if _is_of_invited(layout, rows):
        is_told = dated or told is ListMeaning.CAME or bool(layout.places(Topic.INTENDED))
        return Evidence.INVITED if is_told else Evidence.NOTHING
    signed = bool(layout.places(Topic.SIGNED))
    if (
        told is ListMeaning.ANOTHER_LIST
        or layout.places(Topic.LISTED)
        or _has_dates_of_people(layout, rows)
    ):
        return Evidence.UNSAID if dated or signed or told is ListMeaning.CAME else Evidence.NOTHING
    if told is ListMeaning.CAME or signed:
        return Evidence.CAME
    return Evidence.UNSAID if dated or _in_parts(layout) else Evidence.NOTHING


def _has_dates_of_people(layout: Layout, rows: Sequence[Row]) -> bool:
    """Whether each person has a day of their own under a heading that is not known: when they joined, say."""
    return any(_are_days_of_each(cells_at(rows, place)) for place in unknown_columns(layout))


def unknown_columns(layout: Layout) -> list[int]:
    """Return the columns whose headings say nothing that is known; one way of coming alone says nothing."""
    together = (*WAYS, Topic.PART_OF_DAY)
    return [
        place
        for place, thing in enumerate(layout.things)
        if layout.headings[place]
        and place not in layout.events
        and (thing is None or (thing in together and not _stand_together(layout, thing)))
    ]


def _are_days_of_each(cells: Sequence[str | None]) -> bool:
    """Whether a column has days, no times, and not the same of all."""
    filled = [cell for cell in cells if cell]
    dated = [cell for cell in filled if len(days_written(cell)) == 1 and ":" not in cell]
    return len(filled) > 1 and 2 * len(dated) > len(filled) and len(set(dated)) > 1


def _counts_people(layout: Layout, rows: Sequence[Row]) -> bool:
    """Whether there are numbers under every heading of people: a summary says how many they were."""
    cells = (
        cell
        for place in layout.places(*NAMED, Topic.ADDRESS)
        for cell in cells_at(rows, place)
        if cell
    )
    numbers = [re.fullmatch(r"[\d.,%\s]+", cell) is not None for cell in cells]
    return bool(numbers) and all(numbers)


def says_that_they_came(sheet: Sheet, layout: Layout, lines: tuple[Row, ...]) -> bool:
    """Whether a title, a name or a column for signatures says that those listed came."""
    return _texts_say(sheet, lines) is ListMeaning.CAME or bool(layout.places(Topic.SIGNED))


def _columns_say_came(layout: Layout, rows: list[Row], told: ListMeaning) -> bool:
    """Whether a column says who came: under a word for it, or ticks under an event that is no rota's."""
    came_on = any(speaks_of_coming(layout.headings[each]) for each in layout.places(Topic.DAY))
    kinds = attendance_columns(layout, rows)
    if told is not ListMeaning.CAME:
        # before a meeting people are asked in which way they will come
        kinds = {at: kind for at, kind in kinds.items() if at not in _in_parts(layout)}
    if came_on or any(kind is not Topic.STATUS or _speaks(rows, at) for at, kind in kinds.items()):
        return True
    return told is not ListMeaning.ANOTHER_LIST and any(_marks(layout, rows))


def _marks(layout: Layout, rows: Sequence[Row]) -> list[str]:
    """Return what stands under the events."""
    return [cell for place in layout.events for cell in cells_at(rows, place) if cell]


def marks_say_it_themselves(layout: Layout, rows: Sequence[Row]) -> bool:
    """Whether among the marks under events are words for coming or staying away, or codes for both."""
    return _are_of_coming(_marks(layout, rows))


def _may_say_came(layout: Layout, rows: Sequence[Row], without: Collection[str]) -> bool:
    """Whether a column speaks of coming and of more, or its cells do: it is asked about first."""
    answered = set(map(heading, without))
    return any(
        (speaks_of_more_than_coming(layout.headings[place]) and any(cells_at(rows, place)))
        or (not is_of_something_else(layout.headings[place]) and _tell_apart(cells_at(rows, place)))
        for place in unknown_columns(layout)
        if layout.headings[place] not in answered
    )


def _tell_apart(cells: Sequence[str | None]) -> bool:
    """Whether all cells are of yes and no, with words for coming among them, and not of all the same."""
    words = {heading(cell) for cell in cells if cell}
    return len(words) > 1 and bool(words & CAME_WORDS) and may_say_yes_or_no(cells)


def _speaks(rows: Sequence[Row], place: int) -> bool:
    """Whether a column called `Status` has a word for coming or staying away: a member's has none."""
    return _are_of_coming(cells_at(rows, place))


def _are_of_coming(cells: Sequence[str | None]) -> bool:
    """Whether some cells have a word for coming or staying away, or codes for both."""
    words = {heading(cell) for cell in cells if cell}
    return bool(words & (CAME_WORDS | AWAY_WORDS)) or {"p", "a"} <= words


def attendance_columns(layout: Layout, rows: Sequence[Row]) -> dict[int, Topic]:
    """Return the columns that tell of having come, by their heading or by their cells."""
    found = {
        place: kind
        for place in range(len(layout.things))
        if (kind := _kind_of(layout, place, cells_at(rows, place)))
    }
    if Topic.TICKED in found.values():
        return found
    return found | {
        place: Topic.TICKED
        for place, cell in enumerate(layout.headings)
        if is_measure(cell)
        and not all(_is_more_than_nothing(each) for each in cells_at(rows, place))
    }


def _kind_of(layout: Layout, place: int, cells: Sequence[str | None]) -> Topic | None:
    thing = layout.things[place]
    if thing in (Topic.TICKED, Topic.NOT_TICKED):
        return None if is_invitees(cells) else thing
    if thing in (*WAYS, Topic.PART_OF_DAY):
        is_told = _stand_together(layout, thing) and not layout.places(Topic.TICKED)
        return Topic.TICKED if is_told and any(cells) else None
    if thing is Topic.STATUS and any(cells) and not is_invitees(cells):
        return Topic.STATUS
    return Topic.STATUS if _is_open(layout, place) and looks_like_attendance(cells) else None


def _stand_together(layout: Layout, thing: Topic) -> bool:
    """Whether there is a column for each way of coming, or for parts of the day: one alone says nothing."""
    if thing in WAYS:
        return set(WAYS) <= set(layout.things)
    return len(layout.places(thing)) > 1


def _in_parts(layout: Layout) -> list[int]:
    """Return the columns for each way of coming and for parts of the day, where they stand together."""
    things = [each for each in (*WAYS, Topic.PART_OF_DAY) if _stand_together(layout, each)]
    return layout.places(*things)


def _is_more_than_nothing(cell: str | None) -> bool:
    """Whether a length of time is there, and more than nothing."""
    return bool(re.search(r"[1-9]", cell or ""))


def tick_columns(layout: Layout, rows: Sequence[Row]) -> list[int]:
    """Return the columns of ticks and empty cells whose headings say nothing that is known."""
    return [place for place in unknown_columns(layout) if are_ticks(cells_at(rows, place))]


def _is_open(layout: Layout, place: int) -> bool:
    """Whether a heading leaves it to the cells what the column is about."""
    is_open = layout.things[place] in (
        Topic.STATUS,
        Topic.INTENDED,
        Topic.OTHER,
        None,
    )
    return is_open and place not in layout.events


def signed_column(layout: Layout, rows: Sequence[Row]) -> int | None:
    """Return the column that people sign, if any of them did."""
    signed = (place for place in layout.places(Topic.SIGNED) if any(cells_at(rows, place)))
    return next(signed, None)


def _is_of_invited(layout: Layout, rows: list[Row]) -> bool:
    """Whether a column tells of invitations or bookings: by its heading, or by all of its cells."""
    if layout.places(Topic.INTENDED):
        return True
    asked = [
        *layout.places(Topic.TICKED, Topic.STATUS, Topic.ROLE),
        *unknown_columns(layout),
    ]
    return any(is_invitees(cells_at(rows, place)) for place in asked)


def _texts_say(sheet: Sheet, lines: tuple[Row, ...]) -> ListMeaning:
    """Return what the nearest of a sheet's texts says that says anything: title, name, file."""
    titles = (" ".join(row.cells) for row in lines if not any("=" in cell for cell in row.cells))
    said = (list_meaning(text) for text in (*titles, *names_of(sheet)))
    return next((each for each in said if each is not ListMeaning.NOTHING), ListMeaning.NOTHING)


def _has_day(sheet: Sheet, layout: Layout, lines: tuple[Row, ...]) -> bool:
    named = any(days_written(name) for name in names_of(sheet))
    return named or bool(days_stated(lines)) or bool(layout.events or layout.places(Topic.DAY))
