"""A column that should be there and is not: a note, a question, or nothing; never a number in silence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from copmetrics.framework.attendance import AttendanceStatus
from copmetrics.loading.sheet_reading import SheetReading
from copmetrics.measures.base import Source
from copmetrics.readers.block import Block
from copmetrics.readers.column_notes import Note
from copmetrics.readers.columns import Column, address, choice, duration, moment, text, whole
from copmetrics.readers.context import Context
from copmetrics.readers.files import Row, Sheet
from copmetrics.readers.reader import TableReader
from copmetrics.settings import FileAnswers, Settings


def _people(block: Block):
    return {"attendance": block.frame.assign(session="s", status=AttendanceStatus.ATTENDED)}


QUILLMEET = TableReader(
    name="Quillmeet",
    required_headings=(("Guest name",),),
    columns={
        "name": text("Guest name"),
        "status": text("Came").or_note("everybody counts", bears_on=Source.ATTENDANCE),
        "role": text("Role").or_question("hosts do not show", unless=("Everybody hosts",)),
        "address": address("Email").or_note("names tell people apart", may_be_empty=True),
    },
    to_raw_tables=_people,
)


def sheet(*lines: str) -> Sheet:
    rows = (Row(number, tuple(line.split(","))) for number, line in enumerate(lines, start=1))
    return Sheet("x.csv", tuple(rows), "digest")


def read(*lines: str, **answers: object):
    return QUILLMEET.read(sheet(*lines), Context(Settings(), FileAnswers(**answers)))


def said(reading):
    return [str(each) for each in reading.problems]


def test_nothing_is_said_of_a_file_that_has_all_its_columns():
    reading = read("Guest name,Came,Role,Email", "Asha,yes,host,a@example.org")
    assert (reading.notes, reading.unused, reading.problems) == ((), (), ())


def test_a_missing_column_is_noted_with_what_is_then_counted():
    reading = read("Guest name,Role,Email", "Asha,host,a@example.org")
    assert reading.notes == (Note("no column 'Came': everybody counts", Source.ATTENDANCE),)


def test_a_column_with_nothing_in_it_is_as_good_as_none():
    reading = read("Guest name,Came,Role,Email", "Asha,,host,a@example.org", "Ben,-,,")
    assert [each.says for each in reading.notes] == [
        "nothing in the column 'Came': everybody counts"
    ]


def test_a_column_that_may_be_empty_is_missed_only_where_it_is_not_there():
    assert read("Guest name,Came,Role,Email", "Asha,yes,host,").notes == ()
    assert read("Guest name,Came,Role", "Asha,yes,host").notes == (
        Note("no column 'Email': names tell people apart"),
    )


def test_a_column_that_another_may_be_is_missed_only_beside_one_that_nobody_reads():
    columns = {
        "name": text("Guest name"),
        "address": address("Email"),
        "event": text("Event").or_note("x", may_be_unread=True),
    }
    told = replace(QUILLMEET, columns=columns)
    notes = [
        told.read(
            sheet(f"Guest name,Email,{head}", "Asha,a@example.org,b"),
            Context(Settings(), FileAnswers()),
        ).notes
        for head in ("", "Which one", "Event")
    ]
    assert notes == [(), (Note("no column 'Event': x"),), ()]


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        (choice("Sat", options={"yes": "^yes$", "no": "^no$"}), ("No", "yes")),
        (address("Mail"), ("a@example.org", "")),
        (moment("When"), ("13/05/2024 10:00", "--")),
        (whole("Many"), ("1", "2")),
        (duration("Long"), ("1h 2m", "3m")),
    ],
    ids=lambda each: each.kind if isinstance(each, Column) else "",
)
def test_a_column_belongs_where_one_that_nobody_reads_holds_what_it_would_hold(column, cells):
    """Beside its usual neighbour it is missed; and where both are renamed, by its cells: not by words."""
    columns = {"name": text("Guest name"), "more": column.or_note("x", beside=("Seat",))}
    told = replace(QUILLMEET, columns=columns)
    rows = [f"Guest name,{{}},Diet\nAsha,{cells[0]},fish\nBen,{cells[1]},"]
    said_of = {
        head: told.read(
            sheet(*rows[0].format(head).split("\n")), Context(Settings(), FileAnswers())
        ).notes
        for head in ("Qwx", "Seat", column.headings[0])
    }
    missed = (Note(f"no column '{column.headings[0]}': x"),)
    assert said_of == {"Qwx": missed, "Seat": missed, column.headings[0]: ()}
    other = told.read(sheet("Guest name,Qwx", "Asha,words"), Context(Settings(), FileAnswers()))
    assert other.notes == ()


def test_beside_what_it_often_stands_a_column_is_missed_and_makes_no_number_an_estimate():
    column = text("Came").or_note(
        "all count", bears_on=Source.ATTENDANCE, beside=("Answer",), often_beside=("Diet",)
    )
    told = replace(QUILLMEET, columns={"name": text("Guest name"), "came": column})
    notes = {
        head: told.read(sheet(f"Guest name,{head}", "Asha,b"), Context(Settings(), FileAnswers()))
        for head in ("Answer", "Diet", "Shoe")
    }
    says = "no column 'Came': all count"
    assert {head: each.notes for head, each in notes.items()} == {
        "Answer": (Note(says, Source.ATTENDANCE),),
        "Diet": (Note(says),),
        "Shoe": (),
    }


def test_a_table_without_rows_lacks_nothing():
    assert read("Guest name,Email").problems == ()


def test_a_column_that_nobody_may_guess_is_asked_for_with_the_file_s_own_headings():
    reading = read("Guest name,Came,Email,What for", "Asha,yes,a@example.org,host")
    assert said(reading) == [
        "x.csv: has no column 'Role': hosts do not show. Which column says it? "
        'Answer in community.toml, under [files."x.csv"]: '
        'without = ["Role"]  # it is right without or columns = {"Role" = "What for"}'
    ]


def test_a_layout_that_never_has_the_column_is_not_asked():
    assert said(read("Guest name,Came,Email,Everybody hosts", "Asha,yes,,x")) == []


@pytest.mark.parametrize(
    "answer",
    [{"without": ("role",)}, {"columns": {"Role": "What for"}}],
    ids=["without", "columns"],
)
def test_an_answer_settles_the_question(answer):
    lines = ("Guest name,Came,Email,What for", "Asha,yes,a@example.org,host")
    found = SheetReading.of(
        sheet(*lines), Settings(files={"x.csv": FileAnswers(**answer)}), readers=(QUILLMEET,)
    )
    assert said(found.reading) == []
    assert len(found.reading.tables["attendance"]) == 1


def test_a_second_question_keeps_the_answer_to_the_first():
    (asked,) = read("Guest name,Came", "Asha,yes", without=("Email",), columns={}).problems
    assert asked.answers == ('without = ["Email", "Role"]  # it is right without',)


def test_two_columns_of_one_heading_that_differ_are_asked_about():
    reading = read("Guest name,Came,Role,Came", "Asha,yes,host,no", "Ben,yes,guest,yes")
    assert said(reading) == [
        "x.csv: has several columns 'Came' that differ (column B, column D). Which one counts? "
        'Answer in community.toml, under [files."x.csv"]: '
        'columns = {"Came" = "column B"} or columns = {"Came" = "column D"}'
    ]


def test_two_columns_of_one_heading_that_say_the_same_or_nothing_are_one():
    same = read("Guest name,Came,Role,Came", "Asha,yes,host,yes")
    empty = read("Guest name,Came,Role,Came", "Asha,,host,no")
    assert (same.problems, empty.problems) == ((), ())
    assert list(empty.tables["attendance"]["status"]) == [AttendanceStatus.ATTENDED]


def test_of_two_columns_the_one_that_was_named_counts():
    lines = ("Guest name,Came,Role,Role", "Asha,yes,host,guest")
    settings = Settings(files={"x.csv": FileAnswers(columns={"Role": "column D"})})
    found = SheetReading.of(sheet(*lines), settings, readers=(QUILLMEET,))
    assert list(found.reading.tables["attendance"]["role"]) == ["guest"]


def test_an_answer_that_names_no_heading_of_the_file_is_a_slip():
    settings = Settings(files={"x.csv": FileAnswers(columns={"Role": "Whatfor"})})
    found = SheetReading.of(sheet("Guest name,What for", "Asha,host"), settings)
    assert said(found.reading) == [
        "community.toml: says that 'Whatfor' is the column 'Role' of x.csv, which has none such. "
        "Write a heading as it stands in the file."
    ]


def test_a_heading_that_nobody_knows_is_listed_and_an_empty_one_is_not():
    reading = read("Guest name,Came,Role,Email,Diet,Shoe", "Asha,yes,host,,none,")
    assert reading.unused == ("Diet",)


def test_a_column_that_nobody_is_to_keep_is_no_stranger():
    """Quillmeet has a mood beside each guest: never read, and never listed as unknown; a diet is."""
    reader = replace(QUILLMEET, never_read=("Mood",))
    told = sheet("Guest name,Came,Role,Email,Mood,Diet", "Asha,yes,host,a@example.org,glad,none")
    assert reader.read(told, Context(Settings(), FileAnswers())).unused == ("Diet",)
