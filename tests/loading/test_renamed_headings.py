"""A heading that somebody renamed is offered by its name, in files and in frames, and never taken unasked."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pyarrow as pa
import pytest
from folders import EVENTS, folder, zoom

import copmetrics
from copmetrics.errors import ChoiceError, TableError
from copmetrics.loading.renamed_headings import lacking_one
from copmetrics.loading.survey import survey
from copmetrics.loading.unread_files import leaving_out
from copmetrics.readers import KNOWN_HEADINGS
from copmetrics.readers.files import sheets_in

MAY = {"may.csv": zoom("Asha,asha@example.org")}
LISTED = EVENTS + "a,Huddle,2024-05-14 13:00,,,,,,\nb,Talk,2024-06-11 13:00,,,,,,\n"
DAY = pd.Timestamp("2024-05-14 13:00", tz="UTC")


def asked_of(place, **files):
    (problem,) = survey(folder(place, {**MAY, **files})).problems
    return problem


@pytest.mark.parametrize(
    ("file", "text", "known", "own", "reader"),
    [
        ("events.csv", EVENTS.replace("starts", "start"), "starts", "start", "Events list"),
        (
            "visits.csv",
            "address or pseudonm,day,visits\n",
            "address or pseudonym",
            "address or pseudonm",
            "Visits to the platform",
        ),
    ],
)
def test_one_heading_that_is_almost_the_one_needed_is_offered(
    file, text, known, own, reader, tmp_path
):
    problem = asked_of(tmp_path, **{file: text})
    assert problem.question == (
        f"is not read, for '{own}' stands where '{known}' does in a file of the kind “{reader}”. Is it that "
        "column?"
    )
    assert problem.answers[0] == f'columns = {{"{known}" = "{own}"}}'


def test_a_heading_that_is_like_none_is_named_beside_what_is_missing(tmp_path):
    problem = asked_of(tmp_path, **{"events.csv": "event,title,when\na,Huddle,2024-05-14\n"})
    assert problem.question.startswith(
        "is not read, for it has no column starts; it has 'when'. Mend its first row"
    )


REGISTERED = "First Name,Last Name,{},Registration Time,Approval Status,Ward\n"
LINE = "Asha,One,asha@example.org,05/14/2024 09:00:00 AM,approved,12\n"


def test_a_heading_in_other_words_is_asked_for_by_what_stands_under_it(tmp_path):
    """*Ward* is no address, so it is not offered; and a file that may be another one holds nothing up."""
    file = {"registered.csv": REGISTERED.format("Work mail") + LINE}
    found = survey(folder(tmp_path, {**MAY, **file}))
    assert not found.problems
    note = "looks like “Zoom registrations” without the column 'User Email': is that called 'Work mail' here?"
    assert [each.note for each in found.files if each.missed] == [note]
    (asked,) = leaving_out(found)
    assert asked.question == f"is not read: {note} Or is it to be left out?"
    assert asked.answers == ('columns = {"User Email" = "Work mail"}', "ignore = true")
    answer = f'[files."registered.csv"]\n{asked.answers[0]}\n'
    again = survey(folder(tmp_path, {"community.toml": answer}))
    assert {each.file: each.rows for each in again.files} == {"may.csv": 1, "registered.csv": 1}
    # the same out of the cache
    assert [each.note for each in survey(tmp_path).files] == [each.note for each in again.files]


@pytest.mark.parametrize(
    ("name", "text", "known", "own"),
    [
        ("stories.csv", "Story,Title,Permission\nS01,Kettle,public\n", "Consent", "Permission"),
        (
            "Steps.csv",
            "Story,Cycle,What happened\nS01,Immediate value,a\n",
            "What it says",
            "What happened",
        ),
    ],
)
def test_a_table_of_stories_is_known_by_its_name_where_it_has_few_headings(
    name, text, known, own, tmp_path
):
    path = tmp_path / name
    path.write_text(text)
    (sheet,) = sheets_in(path, file=name, known=KNOWN_HEADINGS)
    found = lacking_one(sheet)
    assert found is not None
    assert found.answers == (f'columns = {{"{known}" = "{own}"}}',)
    assert lacking_one(replace(sheet, file="list.csv")) is None


@pytest.mark.parametrize("heading", ["Evnt", "Which one"])
def test_a_sheet_whose_column_of_events_is_renamed_is_asked_for_that_column(heading, tmp_path):
    """Asha was at the huddle and Ben at the talk: one event for both would be wrong of one."""
    rows = "a,Asha,asha@example.org,T\nb,Ben,ben@example.org,T\n"
    files = {"events.csv": LISTED, "sign-in.csv": f"{heading},Name,Email,Organisation\n{rows}"}
    problem = asked_of(tmp_path, **files)
    assert problem.question.startswith(
        f"does its column '{heading}' say of which event each row is?"
    )
    answer = f'[files."sign-in.csv"]\n{problem.answers[0]}\n'
    told = copmetrics.load(folder(tmp_path, {"community.toml": answer}))
    came = told.attendance[told.attendance["source_file"].eq("sign-in.csv")]
    assert came.groupby("event").size().to_dict() == {"a": 1, "b": 1}


def test_a_list_of_who_joined_and_left_is_asked_about_and_no_recording_of_a_meeting(tmp_path):
    rows = "asha@example.org,2024-01-13,\nben@example.org,2024-02-13,2024-03-01\n"
    found = survey(folder(tmp_path, {**MAY, "members.csv": f"email,joined,left\n{rows}"}))
    (asked,) = found.problems
    assert "looks like a list of members kept by hand." in str(asked)
    assert [each.format for each in found.files if each.file == "members.csv"] == [""]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (
            {"person": "asha", "joined_at": DAY, "lefft_at": DAY},
            "column 'left_at' is not there, but one called 'lefft_at', which nobody reads",
        ),
        (
            {"person": "asha", "jion_date": DAY},
            "column 'joined_at' is not there, but 'jion_date', which nobody reads",
        ),
    ],
)
def test_a_column_of_a_frame_that_is_called_otherwise_is_named(columns, said):
    """Where who left is called otherwise, nobody would have left."""
    frame = pd.DataFrame([columns])
    for given in (frame, pa.Table.from_pandas(frame)):
        with pytest.raises(TableError) as raised:
            copmetrics.indicators({"members": given})
        assert str(raised.value) == f"table 'members', {said}. Rename it, or leave it out."


def test_a_table_by_a_name_that_none_has_is_refused():
    with pytest.raises(ChoiceError, match=r"^'memberss' is not a table\. Did you mean 'members'\?"):
        copmetrics.indicators({"memberss": pd.DataFrame({"person": ["asha"]})})
