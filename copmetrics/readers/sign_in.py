"""The sign-in sheets that people keep by hand.

A sheet without our Event column must say that those in it came: by a column of ticks or signatures, a
column an event, its title or its name. A list of people that says nothing of it is asked about.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from copmetrics.errors import QuestionError, answer_line
from copmetrics.framework.attendance import AttendanceStatus
from copmetrics.readers.block import Block
from copmetrics.readers.column_notes import ColumnNotes
from copmetrics.readers.column_places import FoundTable, doubled, rows_under
from copmetrics.readers.columns import text
from copmetrics.readers.context import Context
from copmetrics.readers.eventbrite import ORDER, ORDER_DATE, ORDERS, TICKETS
from copmetrics.readers.files import Row, Sheet, heading
from copmetrics.readers.form_exports import GOOGLE, MICROSOFT
from copmetrics.readers.google_meet import MEET_TIMES
from copmetrics.readers.gotowebinar import GOTO_RATING
from copmetrics.readers.mailchimp_audience import RATING
from copmetrics.readers.mailchimp_parts import tells_of_subscriptions
from copmetrics.readers.meetings import SessionKind
from copmetrics.readers.meetup import MEETUP_PROFILE
from copmetrics.readers.reader import NOT_NEEDED_BY_HAND, SectionsReader, Tables
from copmetrics.readers.sign_in_column_notes import (
    note_on_nobody,
    notes_on_coming,
    notes_on_days,
    notes_on_how_many,
    notes_on_names,
    notes_on_repeats,
    notes_on_unsaid,
)
from copmetrics.readers.sign_in_evidence import (
    Evidence,
    attendance_columns,
    evidence_of,
    says_that_they_came,
)
from copmetrics.readers.sign_in_layout import (
    above,
    layout_of,
    tables,
    with_clear_headings,
    with_events,
)
from copmetrics.readers.sign_in_lines import Nobody, read_lines
from copmetrics.readers.sign_in_lists import refuse_shifted, refuse_two_lists, refuse_unreadable
from copmetrics.readers.sign_in_marks import Marks, legend_in, turns_ticks
from copmetrics.readers.sign_in_meetings import Meeting, meetings_of
from copmetrics.readers.sign_in_people import PEOPLE_COLUMNS, named_people, reasons_of
from copmetrics.readers.sign_in_questions import (
    ask_of_open_columns,
    ask_of_remarks_on_absence,
    ask_of_unclear_lines,
    but_those_long_ago,
    sections_said,
)
from copmetrics.readers.sign_in_statuses import People
from copmetrics.readers.sign_in_titles import title_of
from copmetrics.readers.sign_in_words import WORDS, Topic, topic_of
from copmetrics.readers.table_finding import Span
from copmetrics.readers.teams import TEAMS_REPORT, TEAMS_REPORT_V1, TIMES
from copmetrics.readers.teams_registrations import TEAMS_REGISTERED
from copmetrics.readers.webex import WEBEX, WEBEX_TIMES
from copmetrics.readers.zoom import ZOOM_NAME, ZOOM_WORDS
from copmetrics.readers.zoom_webinar import ZOOM_REGISTRATIONS

__all__ = ["ELSEWHERE", "SIGN_IN_SHEET"]

ELSEWHERE: Final = (
    *TIMES,
    *RATING,
    *ORDER,
    *ORDER_DATE,
    *ORDERS,
    *TICKETS,
    "Order ID",
    *(word for group in MICROSOFT[1:] for word in group),
    *GOOGLE,
    *ZOOM_NAME,
    *ZOOM_WORDS["registered_at"],
    *TEAMS_REGISTERED,
    *MEET_TIMES,
    *WEBEX_TIMES,
    *MEETUP_PROFILE,
    *GOTO_RATING,
    "User Action",
    "variant",
    "Bounce Type",
    "Email Address Status",
    "Event",
)
"""Headings of other exports, each of which names people too."""


_ALL_CAME: Final = "everybody in it came"
_ON_LISTED: Final = "is it a list of those who came? It {}."
_ON_MARKS: Final = (
    "do the marks under its days say who came? Its title or name is that of another list.",
    "who is marked came",
)


@dataclass(frozen=True, kw_only=True)
class PeopleReader(SectionsReader):
    """A sheet of people, in one table or in one for each meeting, kept by hand."""

    @property
    def read_headings(self) -> frozenset[str]:
        """Those of people: which others are read, what stands beside them decides."""
        declared = (each for column in self.columns.values() for each in column.headings)
        return frozenset(map(heading, declared))

    def spans(self, sheet: Sheet) -> list[Span]:
        """Return where the tables of people stand."""
        return tables(with_clear_headings(sheet), self.rule.excluding)

    def told(self, sheet: Sheet, context: Context) -> ColumnNotes:
        """Say too which columns of coming are there twice, and which might tell of it and do not."""
        named, spans = with_clear_headings(sheet), self.spans(sheet)
        for span in spans:
            refuse_two_lists(named, span)
            refuse_unreadable(named, span, context)
        told = super().told(named, context)
        twice = [each for span in spans for each in _told_twice(named, span, context)]
        notes = dict.fromkeys(
            each
            for span in spans
            for each in (
                *note_on_nobody(named, spans),
                *notes_on_days(named, span, context),
                *notes_on_coming(named, span),
                *notes_on_names(named, span),
                *notes_on_how_many(named, span),
                *notes_on_repeats(named, span),
                *(() if context.answers.attended else notes_on_unsaid(named, span)),
            )
        )
        return replace(told, notes=(*told.notes, *notes), questions=(*told.questions, *twice))

    def raw_tables(self, sheet: Sheet, context: Context, zone: str, told: ColumnNotes) -> Tables:
        """Put the people of all tables into the raw tables; asks if nothing says that they came."""
        named = with_clear_headings(sheet)
        for span in self.spans(named):
            _ask_unless_they_came(named, context, span)
        return self.to_raw_tables(self.blocks(named, context, zone, told))


def _told_twice(sheet: Sheet, span: Span, context: Context) -> Iterator[QuestionError]:
    """Ask which column counts where two of one heading tell of coming, and differ."""
    head = sheet.rows[span.heading_row]
    layout = layout_of(head)
    telling = layout.places(Topic.TICKED, Topic.NOT_TICKED, Topic.STATUS, Topic.SIGNED)
    columns = {
        head.headings[place]: text(head.cells[place]) for place in (*telling, *layout.events)
    }
    return doubled(FoundTable(sheet, span, columns, context.settings), context)


def _of_known_things(sheet: Sheet, span: Span) -> list[int]:
    """Return the columns that are read by what their heading is about: an event, or what tells of coming.

    What people were to do is read where nothing says what they did.
    """
    layout = layout_of(sheet.rows[span.heading_row])
    known = {*Topic} - {Topic.LISTED, Topic.OTHER}
    if attendance_columns(layout, rows_under(sheet, span)):
        known -= {Topic.INTENDED}
    about = [place for place, thing in enumerate(layout.things) if thing in known]
    return [*layout.events, *about]


def _ask_unless_they_came(sheet: Sheet, context: Context, span: Span) -> None:
    """Ask of a list of people whether they came, if it does not say so."""
    evidence = evidence_of(sheet, span, context.answers.without)
    if evidence is Evidence.CAME or context.answers.attended:
        return
    of_marks = evidence is Evidence.UNSAID and layout_of(sheet.rows[span.heading_row]).events
    question, is_right = _ON_MARKS if of_marks else (_ON_LISTED.format(evidence), _ALL_CAME)
    raise QuestionError(
        sheet.file,
        question=question,
        answers=[
            answer_line("ignore", True, says="nobody in it came"),
            answer_line("attended", True, says=is_right),
        ],
    )


def _sheet(blocks: Sequence[Block]) -> Tables:
    """One row a person; of a sheet with a column an event, one for every tick."""
    several = len(blocks) > 1
    parts = [_section(block, f"#{block.heading_row}" if several else "") for block in blocks]
    return {
        name: pd.concat([part[name] for part in parts], ignore_index=True)
        for name in ("sessions", "attendance")
    }


def _section(block: Block, mark: str) -> Tables:
    """Read one table: which of its rows are people, who of them came, and on which day or days."""
    place = next(i for i, row in enumerate(block.sheet.rows) if row.number == block.heading_row)
    head, lines = block.sheet.rows[place], above(block.sheet, place)
    layout = with_events(layout_of(head), block.context.answers.days)
    gaps = _gaps(block.rows, head)
    read = read_lines(block.rows, head, layout, gaps, sections_said(block.context))
    reasons = but_those_long_ago(block, head, layout, [each.why for each in read])
    people = People(
        sheet=block.sheet,
        context=block.context,
        head=head,
        rows=tuple(row for row, why in zip(block.rows, reasons, strict=True) if why is None),
        layout=layout,
        marks=_marks(block, head, lines, reasons),
        is_sign_in=says_that_they_came(block.sheet, layout, lines),
    )
    refuse_shifted(people.sheet, head, people.rows)
    ask_of_unclear_lines(people, read)
    ask_of_open_columns(people)
    ask_of_remarks_on_absence(people)
    meetings = meetings_of(people, lines)
    return {
        "sessions": _sessions(block, mark, meetings, title_of(lines)),
        "attendance": _attendance(block, mark, meetings, reasons),
    }


def _gaps(rows: Sequence[Row], head: Row) -> list[bool]:
    """Say of each row whether rows between it and the one before are blank."""
    numbers = [head.number, *(row.number for row in rows)]
    return [later - earlier > 1 for earlier, later in itertools.pairwise(numbers)]


def _marks(
    block: Block, head: Row, lines: Sequence[Row], reasons: Sequence[Nobody | None]
) -> Marks:
    """Say what marks mean by the lines around the people, `x = there` beside them, and the headings."""
    around = [
        *lines,
        *(row for row, why in zip(block.rows, reasons, strict=True) if why is not None),
    ]
    beside = [
        Row(row.number, tuple(cell for cell in row.cells if "=" in cell))
        for row, why in zip(block.rows, reasons, strict=True)
        if why is None
    ]
    headings = [Row(head.number, (cell,)) for cell in head.cells if topic_of(cell) is Topic.TICKED]
    return Marks(
        block.sheet,
        block.context,
        legend_in([*around, *beside, *headings]),
        turned=turns_ticks([*around, *headings]),
        seen=frozenset(
            heading(cell)
            for row, why in zip(block.rows, reasons, strict=True)
            if why is None
            for cell in row.cells
        ),
    )


def _sessions(block: Block, mark: str, meetings: Sequence[Meeting], title: str) -> pd.DataFrame:
    file = block.sheet.file
    return pd.DataFrame(
        {
            "session": pd.Series([file + mark + each.mark for each in meetings], dtype="str"),
            "day": pd.Series([each.day for each in meetings], dtype="datetime64[us]"),
            "format": pd.Series([each.format for each in meetings], dtype="str"),
        }
    ).assign(
        title=title or None,
        event=block.context.answers.event,
        kind=SessionKind.ATTENDANCE,
        source_row=block.heading_row,
    )


def _attendance(
    block: Block, mark: str, meetings: Sequence[Meeting], reasons: Sequence[Nobody | None]
) -> pd.DataFrame:
    """Return a row for each person and meeting; lines that are nobody stand with the first meeting."""
    people = named_people(block).assign(left_out=reasons_of(reasons, block.frame))
    people = people.assign(
        name=people["name"].where(people["left_out"].isna()),
        address=people["address"].where(people["left_out"].isna()),
    )
    parts = []
    for meeting in meetings:
        first = meeting is meetings[0]
        status = people["source_row"].map(meeting.statuses)
        told = people.assign(session=block.sheet.file + mark + meeting.mark, status=status)
        kept = told[told["status"].notna() | (first & told["left_out"].notna())]
        parts.append(kept.assign(status=kept["status"].fillna(AttendanceStatus.ABSENT)))
    return pd.concat(parts, ignore_index=True) if parts else people.head(0)


def _is_about_an_event(sheet: Sheet) -> bool:
    """Whether the sheet says of itself when it was, or that it is of those who came."""
    named = with_clear_headings(sheet)
    spans = tables(named, frozenset())
    if not spans or tells_of_subscriptions(sheet):
        return False
    others = (ZOOM_REGISTRATIONS, TEAMS_REPORT, TEAMS_REPORT_V1, WEBEX)
    if any(reader.claims(sheet) for reader in others):
        return False  # a row of theirs may read as headings: *Participante* is a role in Teams
    return evidence_of(named, spans[0]) is not Evidence.NOTHING


SIGN_IN_SHEET = PeopleReader(
    name="Sign-in sheet",
    required_headings=(tuple(word for thing in Topic for word in WORDS[thing]),),
    excluding_headings=ELSEWHERE,
    columns=PEOPLE_COLUMNS,
    not_needed=NOT_NEEDED_BY_HAND,
    accepts=_is_about_an_event,
    found_by_content=_of_known_things,
    to_raw_tables=_sheet,
)
"""`required_headings` show a file's delimiter; which rows are heading rows, `tables` says."""
