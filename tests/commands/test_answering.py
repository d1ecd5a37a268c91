"""`check --answer` asks each question, writes the answer, and asks what it leads to."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from folders import CAMPAIGNS, EVENTBRITE, EVENTS, SUBSCRIBED, ZOOM, folder, zoom

from copmetrics.cli import main
from copmetrics.commands import answering
from copmetrics.community.community import load

pytestmark = pytest.mark.slow

OPEN_DATES = ZOOM + "Asha,,05/06/2024 13:00,05/06/2024 14:00,60,No\n"
UNDATED = EVENTBRITE + "1,2024-05-01,A,One,a@example.org,1,11,Attending\n"
GOOD = {"may.csv": zoom("Asha One,asha@example.org")}


@pytest.fixture(autouse=True)
def somebody_is_there(monkeypatch):
    monkeypatch.setattr(answering, "is_interactive", lambda: True)


def answered(place, *typed):
    """Run the command with what somebody types, line by line."""
    words = ["check", str(place), "--answer", "--as-of", "2024-10-05"]
    return CliRunner().invoke(main, words, input="".join(f"{each}\n" for each in typed))


def settings_of(place):
    return (place / "community.toml").read_text(encoding="utf-8")


def test_a_choice_by_number_is_written_and_the_folder_checked_again(tmp_path):
    place = folder(tmp_path / "team", {"zoom/x.csv": OPEN_DATES})
    done = answered(place, "1")
    assert done.exit_code == 0
    assert settings_of(place) == '[files."zoom/x.csv"]\nday_first = true\n'
    assert done.stdout.replace(str(place), "FOLDER") == (
        "\n1 of 1. zoom/x.csv: is '05/06/2024' day first or month first?\n"
        "    1  The day comes first\n       day_first = true\n"
        "    2  The month comes first\n       day_first = false\n"
        "    Number (Enter leaves it open): 1\n"
        "    written into community.toml: day_first = true\n"
        "\n"
        "team (FOLDER)\n\n"
        "zoom/x.csv\n    Zoom meeting participants: 1 row, 5 Jun 2024\n"
        "\nQuarters covered:\n"
        "    event: 2024/25 Q1\n"
        "    attendance: 2024/25 Q1\n"
        "    registration: none\n    mailing list (audience): none\n"
        "    mailing: none\n    mailing activity: none\n    feedback: none\n"
        "A report can be made: copmetrics report FOLDER\n"
    )


def test_a_day_is_typed_and_what_is_none_is_asked_again(tmp_path):
    place = folder(tmp_path, {"x.csv": UNDATED})
    done = answered(place, "in May", "2024-05-21")
    assert (
        "    starts, such as 2024-05-14  # its own day (Enter leaves it open): in May\n"
        in done.stdout
    )
    assert "    'in May' is not of that kind.\n" in done.stdout
    assert (
        "    It was on 21 May 2024\n    written into community.toml: starts = 2024-05-21\n"
        in done.stdout
    )
    assert settings_of(place) == '[files."x.csv"]\nstarts = 2024-05-21\n'
    assert (
        f"{load(place).events['starts_at'].iloc[0]:%Y-%m-%d}" == "2024-05-20"
    )  # midnight in London


def test_an_event_of_the_list_or_a_day_of_its_own_is_chosen(tmp_path):
    files = {
        "x.csv": UNDATED,
        "events.csv": EVENTS + 'huddle,"The ""big"" day",2024-05-14 13:00,,,,,,\n',
    }
    place = folder(tmp_path / "one", files)
    done = answered(place, "9", "1")
    assert (
        "    1  It is of the event 'huddle'\n"
        '       event = "huddle"\n'
        "    2  Or on another day\n"
        "       starts = …\n"
    ) in done.stdout
    assert "    '9' is not a number from 1 to 2: type the one of your answer.\n" in done.stdout
    assert settings_of(place) == '[files."x.csv"]\nevent = "huddle"\n'
    place = folder(tmp_path / "other", files)
    answered(place, "2", "2024-05-21")
    assert settings_of(place) == '[files."x.csv"]\nstarts = 2024-05-21\n'


def test_a_mailing_is_chosen_of_those_that_the_campaign_reports_list(tmp_path):
    place = folder(
        tmp_path,
        {
            "opened.csv": SUBSCRIBED.strip() + ",Opens\na@example.org,A,One,2,,,1,e1,3\n",
            "c.csv": CAMPAIGNS
            + 'May news,S,L,"May 04, 2024 10:00 am",Sat,20,20,0,9,9,1,1,0,aa11\n',
        },
    )
    answered(place, "y")
    assert settings_of(place) == '[files."opened.csv"]\nmailing = "aa11"  # May news\n'


def test_an_answer_that_leads_to_another_question_is_followed_by_it(tmp_path):
    place = folder(
        tmp_path,
        {"x.csv": UNDATED, "community.toml": '[files."x.csv"]\nevent = "study-day"  # ours\n'},
    )
    done = answered(place, "2024-05-21")
    assert done.exit_code == 0
    assert (
        settings_of(place) == '[files."x.csv"]\nstarts = 2024-05-21\nevent = "study-day"  # ours\n'
    )


def test_what_is_left_open_is_asked_once_and_the_rest_is_written(tmp_path):
    place = folder(tmp_path, {"a.csv": OPEN_DATES, "b.csv": OPEN_DATES.replace("05/06", "07/08")})
    done = answered(place, "", "2")
    assert done.exit_code == 1
    assert settings_of(place) == '[files."b.csv"]\nday_first = false\n'
    assert done.stdout.count("a.csv: is '05/06/2024' day first") == 1
    assert f"\nTo answer: copmetrics check {place} --answer\n" in done.stdout
    assert done.stderr.startswith(
        "copmetrics: a.csv: is '05/06/2024' day first or month first? Answer"
    )


def test_what_somebody_wrote_stays_as_it_was(tmp_path):
    said = '# Ours since 2019.\nname = "Our team"   # as the board has it\n'
    place = folder(tmp_path, {"x.csv": OPEN_DATES, "community.toml": said})
    answered(place, "2")
    assert settings_of(place) == f'{said}\n[files."x.csv"]\nday_first = false\n'


def test_where_nothing_is_open_nothing_is_asked_or_written(tmp_path):
    done = answered(folder(tmp_path, GOOD))
    assert done.exit_code == 0
    assert not (tmp_path / "community.toml").exists()


def test_whoever_breaks_off_keeps_what_was_answered(tmp_path):
    place = folder(tmp_path, {"a.csv": OPEN_DATES, "b.csv": OPEN_DATES.replace("05/06", "07/08")})
    done = answered(place, "1")
    assert done.exit_code == 1
    assert settings_of(place) == '[files."a.csv"]\nday_first = true\n'


def test_a_file_that_cannot_be_written_is_said_to_be(tmp_path, monkeypatch):
    def locked(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(answering, "replace_file", locked)
    done = answered(folder(tmp_path, {"x.csv": OPEN_DATES}), "1", "")
    assert done.stderr.startswith(
        "copmetrics: community.toml: cannot be written: Permission denied. Close it elsewhere.\n"
    )


def test_without_a_terminal_it_says_so_and_asks_nothing(tmp_path, monkeypatch):
    monkeypatch.undo()
    done = answered(folder(tmp_path, {"x.csv": OPEN_DATES}), "1")
    assert done.exit_code == 2
    assert done.stderr == (
        "copmetrics: there is nobody to ask: --answer needs a terminal. Write the lines that check prints "
        "instead.\n"
    )
    assert not (tmp_path / "community.toml").exists()


DAMAGED = {"teams.xlsx": "no workbook at all\n".replace("no", "PK\x03\x04", 1)}
HALF_AN_HOUR = zoom("Ben Two,ben@example.org").replace(",60,", ",half an hour,")


def test_a_file_that_cannot_be_read_may_be_left_out(tmp_path):
    """May counts once the damaged workbook, and the report with a slip in a cell, are left out."""
    place = folder(tmp_path, {**GOOD, **DAMAGED, "june.csv": HALF_AN_HOUR})
    before = CliRunner().invoke(main, ["check", str(place)])
    assert before.exit_code == 1
    assert before.stdout.endswith(f"\nTo leave a file out: copmetrics check {place} --answer\n")
    done = answered(place, "y", "y")
    assert done.exit_code == 0, done.output
    assert (
        "1 of 2. june.csv: row 2, column 'Duration (minutes)': 'half an hour' is not a whole number. "
        "Mend the cell, or export the file again. Mend it, or is it to be left out?\n"
        "    Leave this file out\n    ignore = true? [y/N]: y\n" in done.stdout
    )
    assert settings_of(place) == (
        '[files."june.csv"]\nignore = true\n\n[files."teams.xlsx"]\nignore = true\n'
    )
    assert len(load(place).tables["attendance"]) == 1


def test_a_file_that_nobody_knows_is_asked_about_once_and_may_stay(tmp_path):
    place = folder(tmp_path, {**GOOD, "wards.csv": "Ward,Lead\nNorth,Zelda Unmistakable\n"})
    asks = "wards.csv: is not read: not an export that copmetrics knows. Is it to be left out?"
    stays = answered(place, "n")
    assert stays.exit_code == 0
    assert stays.stdout.count(asks) == 1
    assert not (place / "community.toml").exists()
    answered(place, "y")
    assert settings_of(place) == '[files."wards.csv"]\nignore = true\n'
    assert "Zelda" not in stays.output


def test_a_yes_where_a_number_or_a_name_is_asked_for_is_asked_again(tmp_path):
    place = folder(tmp_path / "one", {"x.csv": OPEN_DATES})
    done = answered(place, "y", "2")
    assert "    'y' is not a number from 1 to 2: type the one of your answer.\n" in done.stdout
    assert settings_of(place) == '[files."x.csv"]\nday_first = false\n'
    opened = SUBSCRIBED.strip() + ",Opens\na@example.org,A,One,2,,,1,e1,3\n"
    place = folder(tmp_path / "two", {"opened.csv": opened})
    done = answered(place, "yes", "")
    assert "    'yes' is not of that kind.\n" in done.stdout
    assert not (place / "community.toml").exists()


WEEKS = "Name,Organisation,Week 1,Week 2\nAsha One,A,x,\nBen Two,B,x,x\n"


def test_the_day_of_each_column_is_typed_by_itself_and_written_after_a_yes(tmp_path):
    place = folder(tmp_path, {"register.csv": WEEKS})
    typed = ("in May", "2024-05-14", "2024-05-14", "2024-05-21")
    left = answered(place, *typed, "n")
    assert not (place / "community.toml").exists()
    asked = left.stdout[left.stdout.index("    One day") : left.stdout.index("[y/N]")]
    assert asked == (
        "    One day for each, such as 2026-05-14 (Enter leaves it open):\n"
        "    Week 1: in May\n"
        "    'in May' is no day: write it as 2026-05-14.\n"
        "    Week 1: 2024-05-14\n"
        "    Week 2: 2024-05-14\n"
        "    '2024-05-14' is the day of 'Week 1' already: each has its own.\n"
        "    Week 2: 2024-05-21\n"
        '    days = { "Week 1" = 2024-05-14, "Week 2" = 2024-05-21 }? '
    )
    answered(place, *typed, "y")
    assert settings_of(place) == (
        '[files."register.csv"]\ndays = { "Week 1" = 2024-05-14, "Week 2" = 2024-05-21 }\n'
    )
    assert load(place).events["starts_at"].dt.strftime("%d").tolist() == ["13", "20"]  # London
