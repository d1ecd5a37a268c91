"""Exports that are there and hold no row, and empty files: the numbers they would give are unknown for that."""

from __future__ import annotations

import pandas as pd
import pytest
from folders import CAMPAIGNS, EVENTBRITE, ZOOM, folder, zoom

from copmetrics.loading.folder_reading import read_folder
from copmetrics.measures.base import Source
from copmetrics.settings import Settings

pytestmark = pytest.mark.slow

MAY = {"may.csv": zoom("Asha,asha@example.org")}
NEXT = pd.Period("2025Q2", "Q-MAR")  # 2024/25 Q2, which nothing reaches


@pytest.fixture
def unknown(tmp_path):
    """Why each source is unknown in a quarter, and the notes, of a folder with these files."""

    def of(**files):
        named = {f"{name}.csv": text for name, text in files.items()}
        made = read_folder(folder(tmp_path, {**MAY, **named}), Settings()).assembled
        return (lambda source: made.coverage.why_unknown(source, NEXT)), made.notes

    return of


def test_a_number_is_unknown_for_the_export_that_has_headings_and_no_row(unknown):
    why, notes = unknown(registered=EVENTBRITE, july=ZOOM)
    assert (
        why(Source.REGISTRATIONS)
        == "no row stands under the headings of the registration export in the folder"
    )
    assert why(Source.ATTENDANCE) == (
        "no attendance export reaches this quarter yet; no row stands under the headings of one attendance "
        "export"
    )
    assert why(Source.MAILINGS) == "no mailing export is in the folder"
    says = "no row stands under its headings, so what it would tell is not known"
    assert {f"registered.csv: {says}", f"july.csv: {says}"} <= set(notes)


def test_lists_that_may_rightly_be_bare_are_not_noted(unknown):
    agenda = "Item,Kind,Raised on,Status\n"
    opened = "Email Address,Opens\n"
    why, notes = unknown(agenda=agenda, sign_in="Event,Name,Email,Organisation\n", opened=opened)
    assert why(Source.AGENDA) == "no row stands under the headings of the agenda in the folder"
    assert not any("no row stands" in each for each in notes)


def test_an_empty_file_stands_where_its_number_would(unknown):
    why, _ = unknown(nothing="", camp=CAMPAIGNS)
    assert why(Source.FEEDBACK) == ("no feedback export is in the folder, though an empty file is")
    assert why(Source.MAILINGS) == (
        "no row stands under the headings of the mailing export in the folder"
    )
    why, _ = unknown(nothing="", blank="\n\n")
    assert why(Source.FEEDBACK) == ("no feedback export is in the folder, though 2 empty files are")
