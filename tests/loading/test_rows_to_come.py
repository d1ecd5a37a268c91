"""Rows of a time to come lengthen nothing, whichever table they are of, and are told."""

from __future__ import annotations

from pathlib import Path

from folders import CAMPAIGNS, SUBSCRIBED, folder, zoom

from copmetrics.commands.checking import coverage_lines
from copmetrics.community.community import Community
from copmetrics.loading.rows_to_come import WHEN
from copmetrics.loading.survey import survey
from copmetrics.schema import RAW

# Each log with a row of May, and what a row of another day of it is
LOGS = {
    "agenda": ("Raised on,Item,Status,Closed on", "{day},Cover at night,open,"),
    "outputs": ("Date,Title,Kind,Link or file", "{day},The day,slides,https://example.org/s"),
    "visits": ("address or pseudonym,day,visits,posts", "asha@example.org,{day},3,1"),
    "recommendations": ("Raised on,Recommendation,Status", "{day},Begin later,open"),
    "messages": ("Told on,Constituency,What was told", "{day},Boards,Calls are answered"),
    "stories": (
        "Timestamp,Who may read your story?,What did you do with it?",
        "{day} 15:00:00,members,We used the card",
    ),
    "narratives": (
        "Narrative,Part,As a professional,Collected on",
        "N{day},value,I dare to call,{day}",
    ),
    "reasons": (
        "Timestamp,Email Address,Your full name,Why would you like to join our community?",
        "{day} 13:00:00,asha@example.org,Asha One,To learn",
    ),
    "feedback": (
        "Timestamp,How would you rate it from 1 to 5?,What went well?",
        "{day} 15:00:00,4,The card",
    ),
    "attendance": tuple(zoom("Asha,asha@example.org", day="{day}").splitlines()),
    "mailings": (
        CAMPAIGNS.strip(),
        'May {day},May,List,"{day} 13:00:00",Tuesday,100,90,10,50,60,5,6,0,{day}',
    ),
}
PLANNED = {"sessions", "segments"}
"""An event that is planned, and when to ask a teller again, are of a time to come by right."""


def logs(place: Path, *days: str, closed: str) -> Community:
    """A community that has every log, with a row of each of the days, and an item closed on a day."""
    files = {
        "events.csv": "event,title,starts\nmay,May,2024-05-14 13:00\n",
        # whether days so far apart are of two meetings would be asked
        "community.toml": '[files."attendance.csv"]\nstarts = 2024-05-14\n',
    }
    for table, (head, row) in LOGS.items():
        rows = [row.format(day=day) for day in days]
        if table == "agenda":
            rows.append(f"2024-05-15,The card,done,{closed}")
        files[f"{table}.csv"] = "\n".join([head, *rows, ""])
    return Community.of(survey(folder(place, files), as_of="2024-10-05"))


def test_no_row_to_come_lengthens_anything_and_every_file_tells_of_its_own(tmp_path):
    before = logs(tmp_path / "before", "2024-05-14", closed="2024-05-16")
    after = logs(tmp_path / "after", "2024-05-14", "2030-05-14", closed="2030-05-16")
    assert coverage_lines(after) == coverage_lines(before)
    assert list(after.quarters) == list(before.quarters)
    told = {each.file: each.note for each in after.files if not each.file.startswith("events")}
    said = "1 row dated after 4 Oct 2024, which does not count yet"
    assert [file for file, note in told.items() if not note.endswith(said)] == []


def test_every_table_with_a_day_is_asked_for_rows_to_come():
    dated = {
        name
        for name, table in RAW.items()
        if any(column.kind in ("instant", "day") for column in table.columns.values())
    }
    of_feedback = {"changes_said"}  # of the same lines as feedback, which says it of them
    assert dated - of_feedback == set(WHEN) | PLANNED
    apart = {"activity", "contacts"}  # of its mailing's quarter; and in a test of its own
    assert set(LOGS) == set(WHEN) - apart


def test_attendances_dated_by_a_slip_say_nothing_of_what_was_before_them(tmp_path):
    there = {
        "events.csv": "event,title,starts\nmay,May,2024-05-14 13:00\n",
        "may.csv": zoom("Asha,asha@example.org", day="2024-05-14"),
    }
    before = Community.of(survey(folder(tmp_path / "a", there), as_of="2024-10-05"))
    slips = {
        f"slip of {day}.csv": zoom("Asha,asha@example.org", day=day)
        for day in ("2042-05-14", "2025-05-14")  # far away, and near but one alone
    }
    after = Community.of(survey(folder(tmp_path / "b", {**there, **slips}), as_of="2024-10-05"))
    assert coverage_lines(after) == coverage_lines(before)
    assert list(after.quarters) == list(before.quarters)
    # who came again by the day of the report is known to the last event that was held
    assert after.coverage.recorded_to == before.coverage.recorded_to
    told = [each.note for each in after.files if each.file in slips]
    assert all(
        each.endswith("1 row dated after 4 Oct 2024, which does not count yet") for each in told
    )


def test_records_of_several_later_events_say_that_who_came_is_known_to_the_day_that_is_asked_of(
    tmp_path,
):
    days = {each: f"2024-{each}-14" for each in ("05", "11", "12")}
    files = {f"{name}.csv": zoom("Asha,asha@example.org", day=day) for name, day in days.items()}
    told = Community.of(survey(folder(tmp_path, files), as_of="2024-10-05"))
    assert told.coverage.recorded_to >= told.as_of
    assert "    event: 2024/25 Q1 to 2024/25 Q3" in coverage_lines(told)
    assert "    attendance: 2024/25 Q1" in coverage_lines(told)


def test_an_event_that_is_planned_says_that_those_to_the_present_are_known_and_no_more(tmp_path):
    # the quarter that runs since 1 October is known to have had none, and begins with what happens in it
    planned = "event,title,starts\nmay,May,2024-05-14 13:00\nnext,Next,2024-11-14 13:00\n"
    told = Community.of(survey(folder(tmp_path, {"events.csv": planned}), as_of="2024-10-05"))
    assert [str(each) for each in told.quarters] == ["2025Q1", "2025Q2"]
    lines = coverage_lines(told)
    assert "    event: 2024/25 Q1 to 2024/25 Q3" in lines
    assert "    attendance: none" in lines


def test_an_export_of_the_list_with_a_row_to_come_is_known_to_the_present_and_no_further(tmp_path):
    # the newest date in a loose export is the day on which it was made
    row = "asha@example.org,Asha,One,2,{day} 09:00:00,{day} 09:00:00,1,a\n"
    slip = row.format(day="2024-05-14") + row.replace("asha", "ben").format(day="2030-05-14")
    loaded = survey(folder(tmp_path, {"list.csv": SUBSCRIBED + slip}), as_of="2024-10-05")
    lines = coverage_lines(Community.of(loaded))
    assert "    mailing list (audience): 2024/25 Q1 to 2024/25 Q3" in lines
