"""Which meetings the answers of a form are of: a form may be kept open, and may be no sign-in at all.

Answers of a day and those that follow within two days are of one meeting; whoever was late with it came
on the day of most. Where that cannot be told it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import pandas as pd

from copmetrics.errors import CellError, QuestionError, answer_line
from copmetrics.framework.attendance import AttendanceStatus
from copmetrics.readers.block import Block, ask_of_impossible
from copmetrics.readers.cells import cells_at
from copmetrics.readers.files import Row, Sheet, heading
from copmetrics.readers.form_exports import EVENT_ASKED
from copmetrics.readers.form_purposes import SHOWN, intends, offers, strange_questions
from copmetrics.readers.questionnaires import is_nearly_one
from copmetrics.readers.serial_days import serials_as_days
from copmetrics.readers.sign_in_days import names_of
from copmetrics.readers.sign_in_layout import layout_of
from copmetrics.readers.sign_in_questions import ask_of_more_than_coming
from copmetrics.readers.sign_in_statuses import People, all_but_those_away, statuses
from copmetrics.readers.sign_in_words import NO_TICKS, ListMeaning, Topic, list_meaning
from copmetrics.readers.weekdays import refuse_other_weekdays
from copmetrics.readers.written_days import Order, days_written, is_weekday, long_ago
from copmetrics.units import join_words

__all__ = [
    "ON_COMING",
    "ask_unless_signed_in",
    "came_by_form",
    "local_days",
    "title_in",
    "with_sessions",
]

ON_COMING: Final = (
    Topic.TICKED,
    Topic.NOT_TICKED,
    Topic.INTENDED,
    Topic.DAY,
)
"""What a question on coming is about: whether and on which day people did, or whether they wanted to."""
_ASKS_FOR_EVENT: Final = re.compile(EVENT_ASKED)
_APART: Final = re.compile(r"[\s,;()–-]+")
_TIME: Final = re.compile(r"at|\d{1,2}([:.]\d{2})?([ap]\.?m\.?)?|[ap]\.?m\.?", re.IGNORECASE)
"""A word of a time of day."""
LATE: Final = pd.Timedelta(days=2)
"""How long after others somebody may still answer the form of their meeting."""
LONGEST: Final = pd.Timedelta(days=3)
"""Answers that go on for longer than this are of several meetings, or of none."""
SENTENCE: Final = 4
"""So many words are more than a name or a place."""
MANY, CROWD = 3, 4
"""So many answers on a second day are no latecomers; beside so many, one alone is no meeting."""


def ask_unless_signed_in(block: Block) -> None:
    """Ask of a form whether people signed in by it, unless its name or its questions say so.

    One that asks what no sign-in asks may be for anything: catering, a quiz, outputs in another language.
    """
    said = next(
        (
            each
            for name in names_of(block.sheet)
            if (each := list_meaning(name)) != ListMeaning.NOTHING
        ),
        None,
    )
    if block.context.answers.attended or (why := _no_sign_in(block, said)) is None:
        return
    raise QuestionError(
        block.sheet.file,
        question=f"did those who answered this form come? It {why}.",
        answers=[
            *offers(block.sheet, block.rows, block.context.answers.columns),
            answer_line("ignore", True, says="nobody in it came"),
            answer_line("attended", True, says="everybody in it came"),
        ],
    )


def _no_sign_in(block: Block, said: ListMeaning | None) -> str | None:
    """Return what speaks against a form by which people signed in; `said` is what its name says of it."""
    places = layout_of(_head(block)).places(Topic.INTENDED)
    cells = (cell for at in places for cell in cells_at(block.rows, at) if cell)
    says_no = any(heading(cell).strip(" .!") in NO_TICKS for cell in cells)
    wanted = bool(places) and (said is not ListMeaning.CAME or says_no)
    if wanted or said is ListMeaning.ANOTHER_LIST:
        return "asks, or is called, as if they booked"
    if is_nearly_one(block.sheet):
        return "asks as for feedback or a story"
    if said is not ListMeaning.CAME and (_asks_at_length(block) or _is_answered_one_by_one(block)):
        return "was answered at length, or by one person at a time, as one to join is"
    answers = block.context.answers
    if answers.starts or answers.event or answers.each_day or said is ListMeaning.CAME:
        return None
    if not _asks_of_coming(block.sheet):
        return (
            "does not say so, and a form for feedback, to book or for the agenda asks for names too"
        )
    if strange := strange_questions(block):
        more = [f"{len(strange) - SHOWN} more"] if len(strange) > SHOWN else []
        named = join_words([*(f"'{each}'" for each in strange[:SHOWN]), *more])
        return f"is not called a sign-in, and asks {named}, as forms for something else do"
    return None


def _asks_of_coming(sheet: Sheet) -> bool:
    """Whether a question is on having come: whether, on which day, or to which event, which is none to come.

    *Date* alone is not: that may be of what somebody hands in, or wants.
    """
    head = next(row for row in sheet.rows if not row.is_blank)
    layout = layout_of(head)
    on_days = (head.headings[at] for at in layout.places(Topic.DAY))
    return (
        bool(layout.places(*(set(ON_COMING) - {Topic.DAY})))
        or any(len(each.split()) > 1 for each in on_days)
        or any(_ASKS_FOR_EVENT.search(each) and not intends(each) for each in head.headings)
    )


def _asks_at_length(block: Block) -> bool:
    """Whether under a question that nobody reads most answers are sentences."""
    for place in {*range(len(block.headings))} - block.declared:
        given = [cell for cell in cells_at(block.rows, place) if cell]
        if 2 * sum(len(each.split()) >= SENTENCE for each in given) > len(given):
            return True
    return False


def _is_answered_one_by_one(block: Block) -> bool:
    """Whether no two people answered within days of one another: meetings have more."""
    answers = block.context.answers
    days = local_days(block)
    told = answers.starts or answers.event or answers.each_day
    return not told and len(days) > 1 and bool(_bursts(days).value_counts().max() == 1)


def local_days(block: Block) -> pd.Series:
    """Return the day that each answer is of: that which it gives, else its own by the community's clock."""
    own, told = _days_of_answers(block), _days_told(block)
    return own if told is None else told.fillna(own)


def _days_told(block: Block) -> pd.Series | None:
    """Return the days that people gave, where the form asks on which day they came; else nothing."""
    own, head = _days_of_answers(block), _head(block)
    for place in layout_of(head).places(Topic.DAY):
        cells = serials_as_days(cells_at(block.rows, place))
        if any(cells):
            return _read_days(block, " ".join(head.cells[place].split()), cells, own)
    events = [None if pd.isna(each) else str(each) for each in block.frame["event"]]
    filled = [each for each in events if each]
    if filled and all(len(days_written(each)) == 1 for each in filled):
        return _read_days(block, block.shown["event"], events, own)
    return None


def title_in(event: str) -> str:
    """Return what an event is called by whoever was at it; nothing of a day, `Thursday 14 May 2026, 10am`."""
    days = days_written(event)
    if len(days) != 1:
        return event
    others = filter(None, _APART.split(event.replace(days[0].text, "")))
    return "" if all(is_weekday(each) or _TIME.fullmatch(each) for each in others) else event


def _read_days(block: Block, shown: str, cells: Sequence[str | None], own: pd.Series) -> pd.Series:
    pairs = zip(cells, own, strict=True)
    days = [_day_in(block, shown, at, *pair) for at, pair in enumerate(pairs)]
    return pd.Series(days, index=own.index, dtype="datetime64[us]")


def _day_in(
    block: Block, shown: str, at: int, cell: str | None, own: pd.Timestamp
) -> pd.Timestamp | None:
    """Read the day of one answer, of the year in which it was given, in the order of the form's own dates."""
    if cell is None:
        return None
    row = block.rows[at].number
    if long_ago(cell):
        if block.context.answers.impossible_as_unknown:
            return None
        raise ask_of_impossible(block.sheet, {shown: [row]})
    order = Order.MONTH_FIRST if block.day_first is False else Order.DAY_FIRST
    found = days_written(cell)
    day = found[0].on(order, year=own.year) if len(found) == 1 else None
    if day is None:
        raise CellError(
            block.sheet.file,
            row=row,
            column=shown,
            value=cell,
            expected="a day of the calendar (the one on which this person came)",
            advice="Write one day, as 2026-05-14.",
        )
    refuse_other_weekdays(block.sheet, block.context, found, [day])
    return pd.Timestamp(day)


def _days_of_answers(block: Block) -> pd.Series:
    local = block.frame["answered_at"].dt.tz_convert(block.context.settings.timezone)
    return local.dt.tz_localize(None).dt.normalize()


def came_by_form(block: Block) -> list[AttendanceStatus]:
    """Say of each answer whether they came: all did, unless the form asks it."""
    people = People.of_block(block)
    if people.layout.places(Topic.TICKED, Topic.NOT_TICKED):
        return statuses(people)
    if not block.context.answers.attended:
        ask_of_more_than_coming(people)
    return all_but_those_away(people, people.layout.places(Topic.INTENDED))


def _head(block: Block) -> Row:
    return next(row for row in block.sheet.rows if row.number == block.heading_row)


def with_sessions(block: Block, answered: pd.DataFrame) -> pd.DataFrame:
    """Say of each answer which session it is of and on which day that was.

    `answered` has the event that was ticked, if the form asks, and the local day of the answer.
    """
    parts = [_of_event(block, part) for _, part in answered.groupby("event", sort=False)]
    return pd.concat(parts).sort_index() if parts else answered.assign(session="", day=pd.NaT)


def _of_event(block: Block, answered: pd.DataFrame) -> pd.DataFrame:
    """Put the answers that name one event to its meetings."""
    answers = block.context.answers
    days = answered["local_day"]
    if answers.starts or answers.event:
        whole = pd.Series(0, index=days.index)
    elif answers.each_day or _days_told(block) is not None:
        whole = days.rank(method="dense").fillna(0)
    else:
        whole = _bursts(days)
        _ask_if_open(block, answered, whole)
    mode = days.groupby(whole).transform(lambda each: each.mode().min())
    session = block.sheet.file + "#" + answered["event"]
    if whole.nunique() > 1:
        session = session + "#" + mode.dt.strftime("%Y-%m-%d").fillna("undated")
    return answered.assign(
        session=session, day=pd.Timestamp(answers.starts) if answers.starts else mode
    )


def _bursts(days: pd.Series) -> pd.Series:
    """Number the runs of days that follow one another closely."""
    ordered = days.sort_values()
    return ordered.diff().gt(LATE).cumsum().reindex(days.index)


def _ask_if_open(block: Block, answered: pd.DataFrame, bursts: pd.Series) -> None:
    """Ask whether the answers are of one meeting or of one a day, where their days do not tell."""
    sizes = bursts.value_counts()
    alone = sizes.max() >= CROWD and sizes.min() == 1
    spread = any(_is_spread(part) for _, part in answered.groupby(bursts))
    if not (alone or spread):
        return
    raise QuestionError(
        block.sheet.file,
        question="was answered on several days: at one meeting, or at one each day?",
        answers=[
            answer_line("each_day", True),
            answer_line("starts", answered["local_day"].mode().min().date(), says="one meeting"),
        ],
    )


def _is_spread(burst: pd.DataFrame) -> bool:
    """Whether answers that follow closely are too many, too long or too often those of one person."""
    counts = burst["local_day"].value_counts()
    if len(counts) < 2:
        return False
    crowded = counts.iloc[1] >= MANY and 2 * counts.iloc[1] >= counts.iloc[0]
    lasted = burst["local_day"].max() - burst["local_day"].min()
    who = burst["address"].fillna(burst["name"]).str.casefold()
    again = burst["local_day"].groupby(who).nunique().gt(1).any()
    return crowded or lasted > LONGEST or bool(again)
