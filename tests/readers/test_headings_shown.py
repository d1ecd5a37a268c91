"""A message on a file's columns speaks of them as the file does, in whatever language it is."""

from __future__ import annotations

import pytest
from test_samples import SAMPLES

from copmetrics.readers import KNOWN_HEADINGS, READERS
from copmetrics.readers.context import Context
from copmetrics.readers.files import Row, Sheet, sheets_in
from copmetrics.readers.vocabulary import in_their_language
from copmetrics.settings import FileAnswers, Settings


def read(sheet: Sheet):
    (reader,) = (each for each in READERS if each.claims(sheet))
    return reader.read(sheet, Context(Settings(), FileAnswers()))


def sheet_of(folder: str) -> Sheet:
    (path,) = (each for each in (SAMPLES / folder).iterdir() if "expected" not in each.name)
    return next(iter(sheets_in(path, file=path.name, known=KNOWN_HEADINGS)))


def changed(sheet: Sheet, old: str, new: str) -> Sheet:
    """Write other words in the place of one text, wherever it is a whole cell."""
    rows = (
        Row(row.number, tuple(new if cell.strip() == old else cell for cell in row.cells))
        for row in sheet.rows
    )
    return Sheet(sheet.file, tuple(rows), sheet.digest)


@pytest.mark.parametrize(
    ("sample", "renamed", "ours"),
    [
        ("zoom_participants_french", "Heure de départ", "Heure de départ"),
        ("teams_report_german", "Letztes Verlassen", "Letztes Verlassen"),
        ("teams_report_polish", "Ostatnie wyjście", "Ostatnie wyjście"),
        ("webex_portuguese", "Função", "Função"),
    ],
)
def test_a_column_that_is_missed_is_named_in_the_language_of_the_others(sample, renamed, ours):
    whole = sheet_of(sample)
    assert renamed in {cell.strip() for row in whole.rows for cell in row.cells}, "the sample's own"
    said = [each.says for each in read(changed(whole, renamed, "Qqq")).notes]
    assert any(each.startswith(f"no column '{ours}': ") for each in said), said


def test_headings_that_nobody_knows_leave_the_first_word():
    assert in_their_language(("qqq", "zzz"), ("Leave Time", "Hora de salida")) == "Leave Time"
    assert (
        in_their_language(("nombre (nombre original)", "tema"), ("Anything", "Else")) == "Anything"
    )
    assert (
        in_their_language(("nombre (nombre original)", "tema"), ("Leave Time", "Hora de salida"))
        == "Hora de salida"
    )


@pytest.mark.parametrize(
    ("sample", "good", "bad", "says"),
    [
        ("teams_list_portuguese", "Saiu", "Voou", "column 'Atividade': 'Voou' is not a coming"),
        (
            "google_meet_portuguese",
            "14/05/2024 14:03",
            "à tarde",
            "column 'Horário de entrada': 'à tarde' is not a time",
        ),
    ],
)
def test_a_cell_that_is_wrong_is_pointed_at_by_the_file_s_own_heading(sample, good, bad, says):
    (problem,) = read(changed(sheet_of(sample), good, bad)).problems[:1]
    assert says in str(problem)


def test_a_column_with_nothing_in_it_is_named_as_it_stands_in_the_file():
    """The same report says *Adresse de courriel* one day: what the file has is what is shown."""
    whole = sheet_of("zoom_participants_french")
    head = next(row for row in whole.rows if "Heure de départ" in row.cells)
    place = head.cells.index("Heure de départ")
    rows = tuple(
        Row(row.number, (*row.cells[:place], "", *row.cells[place + 1 :]))
        if row.number > head.number and not row.is_blank
        else row
        for row in whole.rows
    )
    shouted = Row(head.number, (*head.cells[:place], "HEURE DE DÉPART", *head.cells[place + 1 :]))
    emptied = Sheet(
        whole.file, tuple(shouted if row is head else row for row in rows), whole.digest
    )
    assert "nothing in the column 'HEURE DE DÉPART': when people left is not known" in {
        each.says for each in read(emptied).notes
    }
