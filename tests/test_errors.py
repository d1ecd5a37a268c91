"""Every message that bad input meets, whole: file, row, column, value, what was expected, what to do."""

from __future__ import annotations

import ast
import dataclasses
import re
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner
from folders import CAMPAIGNS, EVENTBRITE, EVENTS, SUBSCRIBED, ZOOM, folder, zoom

from copmetrics import atomic_write
from copmetrics.accounts.for_audience import account as account_of
from copmetrics.atomic_write import building, swap_in
from copmetrics.cli import main
from copmetrics.community.community import load
from copmetrics.engine.workspace import plain_name
from copmetrics.errors import CopmetricsError, FileError, Problems, command_line, command_named
from copmetrics.loading import sheet_reading
from copmetrics.loading.survey import survey

pytestmark = pytest.mark.slow

MAKE_PAGES = ("api_page.py", "indicator_list.py")  # they write pages of the repository
GOOD = {"good.csv": zoom("Asha,asha@example.org")}
MEND = "Mend the cell, or export the file again."

WRONG = {
    "a number in words": (
        {
            "zoom.csv": ZOOM
            + "Asha,a@example.org,2024-05-14 13:00,2024-05-14 14:00,half an hour,No\n"
        },
        f"zoom.csv, row 2, column 'Duration (minutes)': 'half an hour' is not a whole number. {MEND}",
    ),
    "a date that is none": (
        {"zoom.csv": ZOOM + "Asha,a@example.org,2024-05-14 13:00,soon,60,No\n"},
        "zoom.csv, row 2, column 'Leave time': 'soon' is not a date and time that copmetrics knows. "
        + MEND,
    ),
    "the row as the spreadsheet shows it": (
        {"zoom.csv": ZOOM + '"As\nha",,2024-05-14 13:00,,60,No\n\n\nBen,,2024-05-14 13:00,,x,No\n'},
        f"zoom.csv, row 5, column 'Duration (minutes)': 'x' is not a whole number. {MEND}",
    ),
    "a value too long for a line is cut": (
        {"zoom.csv": ZOOM + f"Asha,,2024-05-14 13:00,,{'a very long story ' * 9},No\n"},
        "zoom.csv, row 2, column 'Duration (minutes)': 'a very long story a very long story a very "
        f"long story a ver…' is not a whole number. {MEND}",
    ),
    "dates that fit both orders": (
        {"zoom/x.csv": ZOOM + "Asha,,05/06/2024 13:00,05/06/2024 14:00,60,No\n"},
        "zoom/x.csv: is '05/06/2024' day first or month first? Answer in community.toml, under "
        '[files."zoom/x.csv"]: day_first = true or day_first = false',
    ),
    "a status that Eventbrite has not had so far": (
        {"e.csv": EVENTBRITE + "1,2024-05-01,A,One,a@example.org,1,11,Maybe\n"},
        "e.csv, row 2, column 'Attendee Status': 'Maybe' is not a status that copmetrics knows "
        "(checked in, attending, not attending, refunded, deleted, transferred, cancelled). "
        "Set it to Checked In, Attending or Not Attending.",
    ),
    "an event without a day": (
        {"e.csv": EVENTBRITE + "1,2024-05-01,A,One,a@example.org,1,11,Attending\n"},
        "e.csv: when was its event? The file has no date. Answer in community.toml, under "
        '[files."e.csv"]: starts = 2024-05-14  # its own day',
    ),
    "an event that nobody listed": (
        {
            "community.toml": '[files."e.csv"]\nevent = "study-day"\n',
            "e.csv": EVENTBRITE + "1,2024-05-01,A,One,a@example.org,1,11,Attending\n",
        },
        "e.csv: is of event 'study-day', which events.csv does not list. If it is another event, when "
        'was it? Answer in community.toml, under [files."e.csv"]: starts = 2024-05-14  # its own day',
    ),
    "recipients of nobody knows which mailing": (
        {"opened.csv": SUBSCRIBED.strip() + ",Opens\na@example.org,A,One,2,,,1,e1,3\n"},
        "opened.csv: lists the recipients of which mailing? The file does not say. Answer in "
        'community.toml, under [files."opened.csv"]: mailing = "a1b2c3d4e5"  # its Unique Id in campaigns.csv',
    ),
    "a campaign's own report without its date": (
        {"c.csv": 'Email Campaign Report\n"Title:","A"\n"Delivery Date/Time:","later"\n'},
        "c.csv, row 3, column 'Delivery Date/Time': 'later' is not a date and time that copmetrics "
        "knows. Export the report again.",
    ),
    "a campaign's own report with a count in words": (
        {
            "c.csv": 'Email Campaign Report\n"Title:","A"\n"Delivery Date/Time:","Mon, Mar 4, 2024 '
            '10:00"\n"Total Recipients:","many"\n'
        },
        "c.csv, row 4, column 'Total Recipients': 'many' is not a count such as 350 (35.18%). "
        "Export the report again.",
    ),
    "a campaign sent at no time": (
        {"c.csv": CAMPAIGNS + "A,S,L,yesterday,Monday,10,10,0,1,1,1,1,0,id1\n"},
        "c.csv, row 2, column 'Send Date': 'yesterday' is not a date and time that copmetrics knows. "
        + MEND,
    ),
    "an event listed without a start": (
        {"events.csv": EVENTS + "huddle,Huddle,,,,,,,\n"},
        "events.csv, row 2, column 'starts': it is empty, and should be a date and time. Every event needs both.",
    ),
    "an event listed without a name": (
        {"events.csv": EVENTS + ",Huddle,2024-05-14 13:00,,,,,,\n"},
        "events.csv, row 2, column 'event': it is empty, and should be a name for the event. Every event needs both.",
    ),
    "an event cancelled perhaps": (
        {"events.csv": EVENTS + "huddle,Huddle,2024-05-14 13:00,,,,,,perhaps\n"},
        "events.csv, row 2, column 'cancelled': 'perhaps' is not yes or no. Leave it empty for an "
        "event that was held.",
    ),
    "a line of the template without its event": (
        {"s.csv": "Event,Name,Email,Organisation,Profession,Role\n,Asha,a@example.org,,,\n"},
        "s.csv, row 2, column 'Event': it is empty, and should be the short name of an event. The Events sheet "
        "lists them.",
    ),
    "a tick that is none": (
        {"s.csv": "Sign-in 14 May 2024\nName,Organisation,Present\nAsha,Example Trust,probably\n"},
        "s.csv: what does 'probably' in row 3, column 'Present', mean? Answer in community.toml, under "
        '[files."s.csv"]: marks = { "probably" = "came" } or marks = { "probably" = "absent" }',
    ),
    "an unclosed quotation mark": (
        {"zoom.csv": ZOOM + '"Asha,,2024-05-14 13:00,2024-05-14 14:00,60,No\n'},
        "zoom.csv: a quotation mark opened in or after row 2 is not closed. Export it once more, or "
        "mend that row.",
    ),
    "two meetings of one name on one day, and a list that fits both": (
        {
            "events.csv": EVENTS
            + "morning,Huddle,2024-05-14 09:00,2024-05-14 10:00,,,,,\n"
            + "afternoon,Huddle,2024-05-14 15:00,2024-05-14 16:00,,,,,\n",
            "s.csv": "Huddle sign-in 14 May 2024\nName,Organisation\nAsha,Example Trust\n",
        },
        "s.csv: is of which event? Several fit. Answer in community.toml, under "
        '[files."s.csv"]: event = "morning" or event = "afternoon"',
    ),
    "a review with a decision that is none": (
        {
            **GOOD,
            "people-review.csv": "decision,name,other_name,person,other\nmaybe,A,B,p1,p2\n",
        },
        "people-review.csv, row 2, column 'decision': 'maybe' is not a decision. Write same, "
        "different or leave it empty.",
    ),
    "a review that is none": (
        {**GOOD, "people-review.csv": "a,b\n1,2\n"},
        "people-review.csv: is not a review file. Delete it; copmetrics check FOLDER --review makes it "
        "anew.",
    ),
    "a key that somebody has written": (
        {**GOOD, ".copmetrics-key": "secret"},
        "FOLDER/.copmetrics-key: is not a key that copmetrics made. Delete it to have a new one "
        "made; pseudonyms then change.",
    ),
    "nothing there": (
        {"notes.txt": "to do"},
        "FOLDER: holds no export that copmetrics knows. Put exports into it as they were downloaded "
        "(Mailchimp, Eventbrite, Zoom, Teams, Forms), or sign-in sheets. A sheet to fill in: "
        "copmetrics new FOLDER",
    ),
    "an answer for a file that is not there": (
        {**GOOD, "community.toml": '[files."godo.csv"]\nday_first = true\n'},
        'community.toml: [files."godo.csv"] names a file that is not in the folder. Write its path '
        "as copmetrics check shows it.",
    ),
}

SETTINGS = {
    'nmae = "X"': (
        "community.toml: 'nmae' is not a setting. Did you mean 'name'? Choose from: name, calendar, "
        "timezone, registrations_count_as_attendance, minimum_minutes, minimum_recipients, "
        "return_days, small_number, small_number_internal, privacy, cycle_set, activities, channels, heard_from, links, shared_mail_domains, "
        "machines, organisation_columns, profession_columns, band_columns, reason_columns, heard_columns, "
        "covered_to, participation, facilitation, targets, milestones, rebase, spc, files, sync."
    ),
    "[participation]\nwindow_quarters = 0": (
        "community.toml: participation.window_quarters = 0 is not a whole number, 1 or more."
    ),
    "[participation]\ncore_share = 1.5": (
        "community.toml: participation.core_share = 1.5 is not a number from 0 to 1."
    ),
    '[participation]\ncore_share = "half"': (
        "community.toml: participation.core_share = 'half' is not a number."
    ),
    'calendar = "lunar"': (
        "community.toml: 'lunar' is not a calendar. Did you mean 'calendar'? Choose from: nhs, calendar."
    ),
    "name = 5": "community.toml: name = 5 is not text in quotes.",
    "minimum_minutes = -1": (
        "community.toml: minimum_minutes = -1 is not a whole number, 0 or more."
    ),
    "minimum_minutes = true": (
        "community.toml: minimum_minutes = True is not a whole number, 0 or more."
    ),
    "machines = 'x'": "community.toml: machines = 'x' is not a list of texts.",
    "registrations_count_as_attendance = 1": (
        "community.toml: registrations_count_as_attendance = 1 is not true or false."
    ),
    'timezone = "London"': (
        "community.toml: timezone = 'London' is not a known time zone. Write it as the tz database "
        "has it, for example Europe/London."
    ),
    "files = 3": "community.toml: files = 3 is not a table of its own.",
    '[files]\n"a.csv" = 3': 'community.toml: files."a.csv" is not a table of its own.',
    '[files."a.csv"]\nmonth_first = true': (
        "community.toml: 'month_first' is not a setting. Did you mean 'day_first'? Choose from: "
        "day_first, decimal, timezone, event, starts, title, attended, marks, days, year, each_day, mailing, audience, nobody_cleaned, columns, without, day_is_right, impossible_as_unknown, scale, interview, ignore."
    ),
    "[covered_to]\nevents = 2024-06-30": (
        "community.toml: 'events' is not a source under [covered_to]. Choose from: attendance, "
        "mailings, members, visits."
    ),
    '[covered_to]\nmailings = "June"': (
        "community.toml: covered_to.mailings = 'June' is not a date such as 2026-09-30, without quotes."
    ),
    '[targets]\nattendances = "many"': (
        "community.toml: targets.attendances = 'many' is not a number."
    ),
    "[rebase]\nattendances = 2026-04-01": (
        "community.toml: rebase.attendances = 2026-04-01 is not a list of dates such as "
        "[2026-04-01], without quotes."
    ),
    '[rebase]\nattendances = ["April"]': (
        "community.toml: rebase.attendances = ['April'] is not a list of dates such as "
        "[2026-04-01], without quotes."
    ),
    "[rebase]\nattendances = [2026-04-01T10:00:00]": (
        "community.toml: rebase.attendances = [2026-04-01T10:00:00] is not a list of dates such as "
        "[2026-04-01], without quotes."
    ),
    "spc = 7": "community.toml: spc = 7 is not a table of its own.",
    "[spc]\nrun = 4": "community.toml: spc.run = 4 is not a whole number, 5 or more.",
    "[spc]\nrun = true": "community.toml: run = True is not a whole number, 0 or more.",
    "[spc]\nscreen = 1": "community.toml: screen = 1 is not true or false.",
    "[spc]\nruns = 8": (
        "community.toml: 'runs' is not a setting. Did you mean 'run'? Choose from: run, screen."
    ),
    "name = Asha": (
        "community.toml: cannot be read: Invalid value (at line 1, column 8). Put texts in quotes "
        "and one setting on a line."
    ),
}


def message_of(place):
    with pytest.raises(CopmetricsError) as raised:
        load(place)
    return str(raised.value).replace(str(place), "FOLDER")


@pytest.mark.parametrize("name", WRONG)
def test_bad_input_gets_one_line_that_points_at_it(name, tmp_path):
    files, expected = WRONG[name]
    assert message_of(folder(tmp_path, files)) == expected


@pytest.mark.parametrize("line", SETTINGS)
def test_a_setting_that_cannot_be_meant_is_told_with_those_that_can(line, tmp_path):
    assert message_of(folder(tmp_path, {**GOOD, "community.toml": line})) == SETTINGS[line]


@pytest.mark.parametrize("name", WRONG)
def test_on_the_command_line_it_is_one_line_and_exit_1(name, tmp_path):
    place = folder(tmp_path, WRONG[name][0])
    done = CliRunner().invoke(main, ["indicators", str(place)])
    assert done.exit_code == 1
    assert done.stdout == ""
    assert done.stderr.replace(str(place), "FOLDER") == f"copmetrics: {WRONG[name][1]}\n"


@pytest.mark.parametrize(
    "line", ["[targets]\nattendence = 9", "[rebase]\nattendence = [2026-04-01]"]
)
def test_a_slip_in_an_indicators_name_is_told(line, tmp_path):
    table = line.split("\n")[0]
    assert message_of(folder(tmp_path, {**GOOD, "community.toml": line})).startswith(
        f"community.toml: 'attendence' is not an indicator under {table}. Did you mean "
        "'attendances'? Or "
    )


def test_an_answer_settles_what_was_asked(tmp_path):
    files, _ = WRONG["dates that fit both orders"]
    for answer, day in (("true", "2024-06-05"), ("false", "2024-05-06")):
        settled = {**files, "community.toml": f'[files."zoom/x.csv"]\nday_first = {answer}\n'}
        loaded = load(folder(tmp_path, settled))
        assert f"{loaded.events['starts_at'].iloc[0]:%Y-%m-%d}" == day


def test_several_wrong_cells_are_the_first_and_how_to_see_the_rest(tmp_path):
    rows = "Asha,,2024-05-14 13:00,,x,No\nBen,,2024-05-14 13:00,,y,No\n"
    place = folder(tmp_path, {"a.csv": ZOOM + rows, "b.csv": ZOOM + rows.replace("x", "z")})
    assert message_of(place) == (
        "a.csv, row 2, column 'Duration (minutes)': 'x' is not a whole number. Mend the cell, or "
        "export the file again. (and 3 more: copmetrics check FOLDER lists them)"
    )
    assert [(each.file, each.row, each.value) for each in survey(place).problems] == [
        ("a.csv", 2, "x"),
        ("a.csv", 3, "y"),
        ("b.csv", 2, "z"),
        ("b.csv", 3, "y"),
    ]


def test_a_folder_that_is_not_there_is_said_to_be_none(tmp_path):
    assert message_of(tmp_path / "nowhere") == (
        "FOLDER: is not a folder. Name the folder with the exports."
    )


def test_a_sheet_that_two_readers_claim_is_an_error_that_names_both(tmp_path, monkeypatch):
    (zoom_reader,) = (
        each for each in sheet_reading.READERS if each.name == "Zoom meeting participants"
    )
    double = dataclasses.replace(zoom_reader, name="Zoom of another kind")
    monkeypatch.setattr(sheet_reading, "READERS", (*sheet_reading.READERS, double))
    assert message_of(folder(tmp_path, GOOD)) == (
        "good.csv: looks like Zoom meeting participants and Zoom of another kind at once, which is "
        "our mistake: tell us. Is it to be left out? Answer in community.toml, under "
        '[files."good.csv"]: ignore = true'
    )


def test_a_file_that_cannot_be_opened_is_said_to_be_open_elsewhere(tmp_path, monkeypatch):
    def locked(path, **_):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(sheet_reading, "sheets_in", locked)
    assert message_of(folder(tmp_path, GOOD)) == (
        "good.csv: cannot be opened: Permission denied. Close it in Excel, or wherever it is open, and try "
        "again."
    )


@pytest.mark.slow
def test_a_quarter_that_is_running_must_be_asked_for_by_name(tmp_path):
    place = folder(tmp_path, GOOD)
    running = load(place, as_of=pd.Timestamp("2024-05-20", tz="UTC"))
    with pytest.raises(CopmetricsError) as raised:
        account_of(running)
    assert str(raised.value).replace(str(place), "FOLDER") == (
        "FOLDER: has no quarter that is over yet. Ask for the running one by its name: --quarter "
        "2024/25-Q1."
    )
    assert account_of(running, "2024/25-Q1").so_far


def test_an_audience_that_there_is_none_of_is_told_with_those_there_are(tmp_path):
    with pytest.raises(CopmetricsError) as raised:
        account_of(load(folder(tmp_path, GOOD)), audience="pressmen")
    options = "sponsors, leaders, members, public"
    assert str(raised.value) == f"'pressmen' is not an audience. Choose from: {options}."


def test_a_place_that_reports_cannot_be_written_to_is_said_so(tmp_path):
    (tmp_path / "reports").write_text("a file, not a folder", encoding="utf-8")
    with pytest.raises(CopmetricsError) as raised, building(tmp_path / "reports" / "it"):
        pass
    assert str(raised.value).replace(str(tmp_path), "FOLDER") == (
        "FOLDER/reports/it: cannot be written: Not a directory. Choose another place with --out."
    )


def test_a_report_that_is_open_elsewhere_stays_as_it_is(tmp_path, monkeypatch):
    """Windows does not let a folder be moved while Excel has a workbook of it open."""
    for name in ("new", "old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "report.txt").write_text(name, encoding="utf-8")

    def refused(self, target):
        raise PermissionError(13, "Access is denied", str(self))

    monkeypatch.setattr(atomic_write, "_exchange", lambda one, other: False)
    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(CopmetricsError) as raised:
        swap_in(tmp_path / "new", tmp_path / "old")
    assert str(raised.value).replace(str(tmp_path), "FOLDER") == (
        "FOLDER/old: cannot be replaced: Access is denied. Close its files in other programs and run "
        "it again; it is as it was."
    )
    assert (tmp_path / "old" / "report.txt").read_text(encoding="utf-8") == "old"


def test_without_an_exchange_the_old_report_goes_aside_and_then_away(tmp_path, monkeypatch):
    for name in ("new", "old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "report.txt").write_text(name, encoding="utf-8")
    monkeypatch.setattr(atomic_write, "_exchange", lambda one, other: False)
    swap_in(tmp_path / "new", tmp_path / "old")
    assert (tmp_path / "old" / "report.txt").read_text(encoding="utf-8") == "new"
    assert [each.name for each in tmp_path.iterdir()] == ["old"]


def test_a_name_that_is_put_into_sql_is_a_plain_one():
    with pytest.raises(CopmetricsError) as raised:
        plain_name("event; drop table attendance")
    assert str(raised.value) == (
        "'event; drop table attendance' is not a plain lower-case name. Choose from: letters, "
        "digits, underscores."
    )


def test_no_text_of_ours_points_into_a_folder_that_an_installed_user_does_not_have():
    """Docstrings are for those who have the repository; every other text may reach a user."""
    package = Path(atomic_write.__file__).parent
    found = []
    texts = {path: path.read_text(encoding="utf-8") for path in package.rglob("*.py")}
    for path, text in texts.items():
        if "docs" not in text:
            continue
        tree = ast.parse(text)
        apart = {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.Expr)}
        found += [
            f"{path.name}: {each.value}"
            for each in ast.walk(tree)
            if isinstance(each, ast.Constant) and isinstance(each.value, str)
            if "docs/" in each.value and id(each) not in apart
        ]
    assert [each for each in found if not each.startswith(MAKE_PAGES)] == []


def test_a_line_to_type_next_begins_as_the_command_was_begun(monkeypatch):
    assert command_line("check", "my folder", "--answer") == (
        "copmetrics check 'my folder' --answer"
    )
    monkeypatch.setenv("UV_RUN_RECURSION_DEPTH", "1")
    several = Problems([FileError("a.csv", "is empty")] * 2, "falls")
    assert str(several) == "a.csv: is empty. (and 1 more: uv run copmetrics check falls lists them)"


TYPED_ELSEWHERE = (
    *("accounts", "shortcuts.py", "template.py", "indicator_list.py", "api_page.py"),
    *("remarks.py", "packing_together.py", "declared.py", "cli.py"),
)
"""What is read later, by others: a report, a page, a file's remark that is kept, the help of a command."""


def test_every_command_that_is_named_begins_as_the_command_was_begun(monkeypatch):
    package = Path(atomic_write.__file__).parent
    named = re.compile(r"\bcopmetrics (?:check|report|indicators|changes|pack|desk|sync|new)\b")
    found = []
    for path in package.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if not named.search(text) or {path.name, path.parent.name} & {*TYPED_ELSEWHERE}:
            continue
        tree = ast.parse(text)
        apart = {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.Expr)}
        found += [
            f"{path.name}: {each.value}"
            for each in ast.walk(tree)
            if isinstance(each, ast.Constant) and isinstance(each.value, str)
            if named.search(each.value) and id(each) not in apart
        ]
    assert found == []
    monkeypatch.setenv("UV_RUN_RECURSION_DEPTH", "1")
    assert command_named("pack") == "uv run copmetrics pack"
