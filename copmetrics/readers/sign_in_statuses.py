"""Who on a sign-in sheet came: its columns read together, each row settled or asked about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NoReturn

from copmetrics.errors import CellError, QuestionError, answer_line, columns_line
from copmetrics.framework.attendance import AttendanceStatus
from copmetrics.readers.block import Block
from copmetrics.readers.cells import cells_at
from copmetrics.readers.context import Context
from copmetrics.readers.files import Row, Sheet, heading
from copmetrics.readers.sign_in_days import days_line
from copmetrics.readers.sign_in_evidence import (
    attendance_columns,
    signed_column,
    tick_columns,
)
from copmetrics.readers.sign_in_layout import WAYS, Layout, layout_of
from copmetrics.readers.sign_in_marks import EMPTY, IN_ROW, MarkMeaning, Marks, are_codes
from copmetrics.readers.sign_in_words import CAME_WORDS, Topic

__all__ = ["People", "all_but_those_away", "ask_of_other_marks", "format_of", "statuses"]

LONGEST_MARK: Final = 3
NONE: Final = frozenset(
    ("-", "--", "---", "–", "—", "n/a", "na", "n.a.", "none", "nil", "null", "nan")
)
"""What says that nothing stands there; a stroke, a star or *TBC* may say more of whether somebody came."""
HYBRID: Final = "hybrid"
_FORMATS: Final = {Topic.IN_PERSON: "in person", Topic.ONLINE: "online"}
_STATUS: Final = {
    MarkMeaning.CAME: AttendanceStatus.ATTENDED,
    MarkMeaning.AWAY: AttendanceStatus.ABSENT,
}
_REMARKS: Final = (Topic.OTHER, None)
"""What a column is about whose heading says nothing of coming: it speaks of some, *left early*, *DNA*."""
_TICKED: Final = "what do the ticks in column '{}' say? If it is an event, on which day?"


@dataclass(frozen=True)
class People:
    """The rows of a table that are people, and how its marks are read."""

    sheet: Sheet
    context: Context
    head: Row
    rows: tuple[Row, ...]
    layout: Layout
    marks: Marks
    is_sign_in: bool
    """Whether a title, a name or a column for signatures says that those listed came."""

    @classmethod
    def of_block(cls, block: Block) -> People:
        """Return those of a table that is a sign-in by itself, whose marks nobody declared."""
        head = next(row for row in block.sheet.rows if row.number == block.heading_row)
        marks = Marks(block.sheet, block.context, {})
        return cls(
            block.sheet, block.context, head, block.rows, layout_of(head), marks, is_sign_in=True
        )

    def cells(self, place: int) -> list[str | None]:
        """Return the cells of a column; what may be a mark is one, though elsewhere it is nothing."""
        cells = cells_at(self.rows, place)
        written = [row.cells[place].strip() if place < len(row.cells) else "" for row in self.rows]
        return [
            own if cell is None and own and own.casefold() not in NONE else cell
            for own, cell in zip(written, cells, strict=True)
        ]

    def shown(self, place: int) -> str:
        """Return the heading of a column as it stands in the sheet."""
        return " ".join(self.head.cells[place].split())


def statuses(people: People) -> list[AttendanceStatus]:
    """Say of each row whether it came, as the community says of it, else as the sheet does."""
    said = [people.marks.said.get(IN_ROW.format(row.number)) for row in people.rows]
    return [
        own if told is None else _STATUS[told]
        for told, own in zip(said, _by_columns(people), strict=True)
    ]


def _by_columns(people: People) -> list[AttendanceStatus]:
    """Say of each row whether it came; without a column that tells, all on a sign-in sheet did."""
    columns = attendance_columns(people.layout, people.rows)
    if people.context.answers.attended:
        ways = people.layout.places(*WAYS, Topic.PART_OF_DAY)
        others = [place for place in columns if place not in ways]
        return all_but_those_away(people, [*others, *people.layout.places(Topic.INTENDED)], ways)
    if not columns:
        _ask_what_is_ticked(people)
        return _signed(people)
    ticked = [_read(people, place) for place, thing in columns.items() if thing is Topic.TICKED]
    other = [
        _other(people, place, thing)
        for place, thing in columns.items()
        if thing is not Topic.TICKED
    ]
    shown = people.shown(next(iter(columns)))
    told = [_together(people, row, at, ticked, other, shown) for at, row in enumerate(people.rows)]
    if not ticked and MarkMeaning.CAME not in told and people.is_sign_in:
        told = [MarkMeaning.CAME if each is MarkMeaning.NOTHING else each for each in told]
    if MarkMeaning.NOTHING in told and all(people.layout.things[at] in _REMARKS for at in columns):
        _ask_of_empty(people, shown)
    return people.marks.settled(told, shown)


def format_of(people: People, came: Mapping[int, AttendanceStatus]) -> str | None:
    """Say in which way those came who did, where the sheet has a column for each: `hybrid` in both."""
    ways = {
        way
        for way in WAYS
        for place in people.layout.places(way)
        for row, cell in zip(people.rows, people.cells(place), strict=True)
        if came.get(row.number) is AttendanceStatus.ATTENDED
        and people.marks.told(cell) is MarkMeaning.CAME
    }
    return HYBRID if len(ways) > 1 else next((_FORMATS[way] for way in ways), None)


def _ask_what_is_ticked(people: People) -> None:
    """Ask of columns of ticks whether they are events: all listed did not come to each."""
    answered = set(map(heading, people.context.answers.without))
    found = [
        people.shown(place)
        for place in tick_columns(people.layout, people.rows)
        if people.layout.headings[place] not in answered
    ]
    if found:
        raise QuestionError(
            people.sheet.file,
            question=_TICKED.format(found[0]),
            answers=[
                answer_line("attended", True, says="another thing: all listed came"),
                columns_line({**people.context.answers.columns, "Attended": found[0]}),
            ],
            examples=[days_line(people.context, found)],
        )


def ask_of_other_marks(people: People) -> None:
    """Ask of columns that hold marks beside those of events whether they are events too."""
    said = people.context.answers.without
    answered = set(map(heading, said))
    found = [
        people.shown(place)
        for place, thing in enumerate(people.layout.things)
        if thing is None
        and people.layout.headings[place]
        and people.layout.headings[place] not in answered
        and place not in people.layout.events
        and _holds_marks(people, place)
    ]
    if found:
        raise QuestionError(
            people.sheet.file,
            question=_TICKED.format(found[0]),
            answers=[answer_line("without", (*said, *found), says="another thing, no event")],
            examples=[days_line(people.context, found)],
        )


def _holds_marks(people: People, place: int) -> bool:
    """Whether all that stands in a column are marks of which it is known what they say."""
    cells = [cell for cell in people.cells(place) if cell]
    short = all(len(cell) <= LONGEST_MARK for cell in cells)
    return bool(cells) and short and all(people.marks.told(cell) is not None for cell in cells)


def all_but_those_away(
    people: People, places: Sequence[int], ways: Sequence[int] = ()
) -> list[AttendanceStatus]:
    """Everybody came, but whoever says in one of these columns, or in each of `ways`, that they did not."""

    def away(columns: Sequence[int], at: int) -> list[bool]:
        return [people.marks.told(people.cells(place)[at]) is MarkMeaning.AWAY for place in columns]

    absent = (
        any(away(places, at)) or (bool(ways) and all(away(ways, at)))
        for at in range(len(people.rows))
    )
    return [AttendanceStatus.ABSENT if each else AttendanceStatus.ATTENDED for each in absent]


def _signed(people: People) -> list[AttendanceStatus]:
    """Read a column of signatures: all came if nobody or everybody signed; else it is asked."""
    place = signed_column(people.layout, people.rows)
    if place is None:
        return [AttendanceStatus.ATTENDED] * len(people.rows)
    empty = people.marks.said.get(EMPTY)
    cells = people.cells(place)
    if None in cells and empty is None:
        _ask_of_empty(people, people.shown(place))
    told = [
        empty or MarkMeaning.NOTHING if cell is None else _said_or_signed(people, cell)
        for cell in cells
    ]
    return people.marks.settled(told, people.shown(place))


def _ask_of_empty(people: People, column: str) -> NoReturn:
    """Ask of whom nothing stands in a column that does not tell of everybody who came."""
    raise QuestionError(
        people.sheet.file,
        question=f"did those come whose cell in column '{column}' is empty?",
        answers=people.marks.lines(EMPTY),
    )


def _said_or_signed(people: People, cell: str) -> MarkMeaning:
    """Whatever somebody writes there is a signature, but for words of absence."""
    return (
        MarkMeaning.AWAY
        if len(cell) > 1 and people.marks.told(cell) is MarkMeaning.AWAY
        else MarkMeaning.CAME
    )


def _read(people: People, place: int) -> list[MarkMeaning]:
    return people.marks.read(people.cells(place), people.rows, people.shown(place))


def _other(people: People, place: int, thing: Topic) -> list[MarkMeaning]:
    """Read a column of absences, or one that only its cells show to be about coming."""
    cells = people.cells(place)
    if thing is Topic.NOT_TICKED:
        return [_absence(people, cell) for cell in cells]
    is_named = people.layout.things[place] is Topic.STATUS
    if (is_named or are_codes(cells)) and not people.layout.places(Topic.TICKED):
        return _read(people, place)
    return [people.marks.told(cell) or MarkMeaning.NOTHING for cell in cells]


def _absence(people: People, cell: str | None) -> MarkMeaning:
    """Under `Apologies` anything but a no, or a word for having come, is an absence."""
    if cell is None:
        return MarkMeaning.NOTHING
    if heading(cell) in CAME_WORDS:
        return MarkMeaning.CAME
    return (
        MarkMeaning.NOTHING
        if heading(cell) in {"n", "no", "0", "false", "none"}
        else MarkMeaning.AWAY
    )


def _together(
    people: People,
    row: Row,
    at: int,
    ticked: Sequence[Sequence[MarkMeaning]],
    other: Sequence[Sequence[MarkMeaning]],
    shown: str,
) -> MarkMeaning:
    """Settle what all columns tell of one row; being there and being absent at once is refused."""
    came = any(column[at] is MarkMeaning.CAME for column in ticked)
    away = any(column[at] is MarkMeaning.AWAY for column in other)
    if came and away:
        raise CellError(
            people.sheet.file,
            row=row.number,
            column=shown,
            value=_cell(row, people, shown),
            expected="what the sheet's other column of attendance says",
            advice="Empty one of the two cells.",
        )
    if came or (not away and any(column[at] is MarkMeaning.CAME for column in other)):
        return MarkMeaning.CAME
    is_away = away or any(column[at] is MarkMeaning.AWAY for column in ticked)
    return MarkMeaning.AWAY if is_away else MarkMeaning.NOTHING


def _cell(row: Row, people: People, shown: str) -> str:
    place = next(i for i in range(len(people.head.cells)) if people.shown(i) == shown)
    return row.cells[place] if place < len(row.cells) else ""
