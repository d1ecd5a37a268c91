"""What a list of people leaves open, asked before anybody counts: lines and columns not understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from copmetrics.errors import QuestionError, answer_line, columns_line, table_line
from copmetrics.readers.block import Block, ask_of_impossible
from copmetrics.readers.cells import cells_at
from copmetrics.readers.context import Context
from copmetrics.readers.files import Row, heading
from copmetrics.readers.row_numbers import rows_named
from copmetrics.readers.sign_in_evidence import (
    attendance_columns,
    signed_column,
    unknown_columns,
)
from copmetrics.readers.sign_in_layout import Layout
from copmetrics.readers.sign_in_lines import Nobody, ReadLine
from copmetrics.readers.sign_in_marks import (
    IN_ROW,
    MarkMeaning,
    are_codes,
    are_ticks,
    may_say_yes_or_no,
)
from copmetrics.readers.sign_in_sections import BELOW_ROW, Section
from copmetrics.readers.sign_in_statuses import People
from copmetrics.readers.sign_in_words import (
    Topic,
    is_of_something_else,
    may_say_absent,
    speaks_of_how_many,
    speaks_of_leaving_out,
    speaks_of_more_than_coming,
)
from copmetrics.readers.written_days import long_ago

__all__ = [
    "ask_of_more_than_coming",
    "ask_of_open_columns",
    "ask_of_remarks_on_absence",
    "ask_of_unclear_lines",
    "but_those_long_ago",
    "open_columns",
    "sections_said",
]

_SECTIONS: Final = {MarkMeaning.CAME: Section.CAME, MarkMeaning.AWAY: Section.AWAY}


def sections_said(context: Context) -> dict[str, Section]:
    """Return what the community says of the people below a line, by how it calls them."""
    marks: Mapping[str, str] = context.answers.marks
    return {heading(mark): _SECTIONS[MarkMeaning(what)] for mark, what in marks.items()}


def ask_of_unclear_lines(people: People, read: Sequence[ReadLine]) -> None:
    """Ask whether those came who stand below a line that is not understood, where no column says it."""
    below = list(dict.fromkeys(each.below for each in read if each.below is not None))
    if not below or people.context.answers.attended or _columns_tell(people):
        return
    said, names = people.context.answers.marks, [BELOW_ROW.format(number) for number in below]
    raise QuestionError(
        people.sheet.file,
        question=f"did those come who are listed below {rows_named(below)}, whose text is not understood?",
        answers=[
            table_line("marks", {**said, **dict.fromkeys(names, str(each))})
            for each in (MarkMeaning.CAME, MarkMeaning.AWAY)
        ],
    )


def ask_of_open_columns(people: People) -> None:
    """Ask of a column whose heading is not known whether it says who came, or who did not after all."""
    answers = people.context.answers
    if answers.attended or _columns_tell(people):
        return
    for place in open_columns(people):
        _ask_of_column(people, place)


def ask_of_more_than_coming(people: People) -> None:
    """Ask of a column that speaks of coming, and of what, whether it is of this event."""
    answered = set(map(heading, people.context.answers.without))
    for place in unknown_columns(people.layout):
        own = people.layout.headings[place]
        is_asked = own not in answered and speaks_of_more_than_coming(own)
        if is_asked and any(people.cells(place)):
            _ask_of_column(people, place)


def _ask_of_column(people: People, place: int) -> None:
    answers, shown = people.context.answers, people.shown(place)
    away = speaks_of_leaving_out(shown)
    is_yes_or_no = not away and may_say_yes_or_no(people.cells(place))
    holds = ", which has yes or no in it," if is_yes_or_no else ""
    raise QuestionError(
        people.sheet.file,
        question=f"does column '{shown}'{holds} say who {'did not come' if away else 'came'}?",
        answers=[
            columns_line({**answers.columns, "Absent" if away else "Attended": shown}),
            answer_line("without", (*answers.without, shown), says="another thing"),
        ],
    )


def ask_of_remarks_on_absence(people: People) -> None:
    """Ask whether those came on whom a remark has a word of absence, where it is not read as one."""
    if people.context.answers.attended or _columns_tell(people):
        return
    answered = {*people.marks.said, *map(heading, people.context.answers.without)}
    read = attendance_columns(people.layout, people.rows)
    for place in (*unknown_columns(people.layout), *people.layout.places(Topic.OTHER)):
        rows = [
            row.number
            for row, cell in zip(people.rows, people.cells(place), strict=True)
            if cell
            and may_say_absent(cell)
            and (place not in read or people.marks.told(cell) is None)
        ]
        rows = [number for number in rows if IN_ROW.format(number) not in answered]
        if rows and people.layout.headings[place] not in answered:
            people.marks.ask_of_remarks(rows, people.shown(place))


def open_columns(people: People) -> Iterator[int]:
    """Go through the columns of yes and no, or of leaving out, of which nobody knows what they are about.

    Those of ticks are asked about as events (`sign_in_statuses.py`).
    """
    answered = set(map(heading, people.context.answers.without))
    for place in unknown_columns(people.layout):
        own = people.layout.headings[place]
        cells = people.cells(place)
        if own in answered:
            continue
        told = speaks_of_leaving_out(own) or speaks_of_more_than_coming(own)
        if told and any(cells):
            yield place
        elif is_of_something_else(own) or (speaks_of_how_many(own) and set(cells) == {"1"}):
            continue  # one place a row
        elif may_say_yes_or_no(cells) and not are_ticks(cells):
            yield place


def but_those_long_ago(
    block: Block, head: Row, layout: Layout, reasons: Sequence[Nobody | None]
) -> list[Nobody | None]:
    """Leave out whose own day is before 1990, if the community says that it stands for none; else ask."""
    impossible = {
        head.cells[place].strip(): [
            row.number
            for row, cell, why in zip(block.rows, cells_at(block.rows, place), reasons, strict=True)
            if why is None and long_ago(cell or "")
        ]
        for place in layout.places(Topic.DAY)
    }
    numbers = {number for column in impossible.values() for number in column}
    if numbers and not block.context.answers.impossible_as_unknown:
        raise ask_of_impossible(block.sheet, {name: at for name, at in impossible.items() if at})
    return [
        Nobody.LONG_AGO if row.number in numbers else why
        for row, why in zip(block.rows, reasons, strict=True)
    ]


def _columns_tell(people: People) -> bool:
    """Whether a column says of everybody whether they came; a remark on one says nothing of others."""
    layout = people.layout
    named = layout.places(Topic.TICKED, Topic.STATUS)
    kinds = attendance_columns(layout, people.rows)
    telling = [at for at in kinds if at in named or are_codes(people.cells(at))]
    measured = [at for at, kind in kinds.items() if kind is Topic.TICKED]
    signed = signed_column(layout, people.rows)
    told = [*layout.events, *telling, *measured, *([] if signed is None else [signed])]
    return any(any(people.cells(place)) for place in told)
