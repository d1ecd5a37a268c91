"""Sign-in sheets count who is said to have come; a list that does not say so is asked about."""

from __future__ import annotations

from datetime import date

import pytest
from folders import workbook

from copmetrics.loading.survey import survey
from copmetrics.measures.base import Source
from copmetrics.readers import KNOWN_HEADINGS, READERS
from copmetrics.readers.context import Context
from copmetrics.readers.files import sheets_in
from copmetrics.settings import FileAnswers, Settings

HEADS = "Name,Organisation"
DAY = "Sign-in 3 March 2026"


def readings(tmp_path, text, name="a.csv", **answers):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    context = Context(Settings(), FileAnswers(**answers))
    for sheet in sheets_in(path, file=name, known=KNOWN_HEADINGS):
        for reader in READERS:
            if reader.claims(sheet):
                yield reader.read(sheet, context)


def came(tmp_path, text, name="a.csv", **answers):
    """Return who came, by day; and the reasons of the rows that were left out."""
    (reading,) = readings(tmp_path, text, name, **answers)
    assert not reading.problems, reading.problems
    days = reading.tables["sessions"].set_index("session")["day"].dt.strftime("%Y-%m-%d")
    rows = reading.tables["attendance"].assign(left_out=lambda each: each.get("left_out"))
    attended = rows[rows["left_out"].isna() & rows["status"].eq("attended")]
    people = {day: [] for day in sorted(days)}
    for session, who in zip(attended["session"], attended["name"], strict=True):
        people[days[session]].append(who)
    return people, rows["left_out"].dropna().tolist()


def asked(tmp_path, text, name="a.csv", **answers):
    """Return the question or the refusal, without the line that answers it."""
    (reading,) = readings(tmp_path, text, name, **answers)
    (problem,) = reading.problems
    return str(problem).split(" Answer in community.toml")[0].removeprefix(f"{name}: ")


ATTENDANCE = {
    "Attended?": ("Y", "N"),
    "Attended (Y/N)": ("Y", ""),
    "Attendance": ("Present", "Did not attend"),
    "Attended": ("Yes", "No - apologies"),
    "Status": ("Attended", "No show"),
    "Present / Absent": ("P", "A"),
    "Checked in": ("2026-03-03 09:12", ""),
    "Apologies": ("", "x"),
    "DNA": ("", "DNA"),
    "Comments": ("", "Sent apologies"),
    "Anwesend": ("ja", "entschuldigt"),
    "Présence": ("oui", "excusé"),
    "Asistió": ("sí", "no"),
    "Present (tick)": ("✓", ""),
}


@pytest.mark.parametrize("heading", ATTENDANCE)
def test_a_column_that_tells_of_coming_is_read_whatever_it_is_called(heading, tmp_path):
    there, away = ATTENDANCE[heading]
    text = f"{DAY}\n{HEADS},{heading}\nIda Moss,A,{there}\nJon Reed,B,{away}\n"
    assert came(tmp_path, text) == ({"2026-03-03": ["Ida Moss"]}, [])


ALL_CAME = {
    "Attended before?": ("Yes", "No"),
    "Dietary requirements": ("vegan", ""),
    "Lunch": ("x", ""),
    "Signature": ("IM", "JR"),
    "Signed in": ("", ""),
    "Attendance duration": ("50 min", "40 min"),
}


@pytest.mark.parametrize("heading", ALL_CAME)
def test_a_column_that_does_not_tell_of_coming_says_nothing_of_it(heading, tmp_path):
    one, other = ALL_CAME[heading]
    text = f"{DAY}\n{HEADS},{heading}\nIda Moss,A,{one}\nJon Reed,B,{other}\n"
    assert came(tmp_path, text) == ({"2026-03-03": ["Ida Moss", "Jon Reed"]}, [])


OPEN = {
    (
        "Attended",
        "",
        "",
    ): "what does an empty cell in column 'Attended' mean? Nobody is marked as there.",
    (
        "Attended",
        "N",
        "",
    ): "what does an empty cell in column 'Attended' mean? Nobody is marked as there.",
    ("Attended", "y", "Q"): "what does 'Q' in row 4, column 'Attended', mean?",
    ("Signature", "IM", ""): "did those come whose cell in column 'Signature' is empty?",
    (
        "Launch",
        "x",
        "",
    ): "what do the ticks in column 'Launch' say? If it is an event, on which day?",
    ("RSVP", "Accepted", "Declined"): (
        "is it a list of those who came? It says who was invited or booked, not who came."
    ),
    ("Status", "Confirmed", "Waiting list"): (
        "is it a list of those who came? It says who was invited or booked, not who came."
    ),
    ("Date added", "2026-01-05", "2026-01-05"): (
        "is it a list of those who came? It does not say whether those in it came."
    ),
    ("Attended", "y", "60"): (
        "a.csv, row 4, column 'Attended': '60' is not a tick (x, y, 1) or empty. Tick those who were there."
    ),
}


@pytest.mark.parametrize("column", OPEN, ids=" ".join)
def test_what_a_column_leaves_open_is_asked(column, tmp_path):
    heading, one, other = column
    text = f"{DAY}\n{HEADS},{heading}\nIda Moss,A,{one}\nJon Reed,B,{other}\n"
    assert asked(tmp_path, text) == OPEN[column]


def test_where_some_are_remarked_on_it_is_asked_of_the_others(tmp_path):
    """Of who left early it is known that they came; of who is not spoken of, only the community knows."""
    text = f"{DAY}\n{HEADS},Comments\nIda Moss,A,\nJon Reed,B,DNA\nKit Shaw,B,left early\n"
    assert asked(tmp_path, text) == "did those come whose cell in column 'Comments' is empty?"
    for empty, there in (("came", ["Ida Moss", "Kit Shaw"]), ("absent", ["Kit Shaw"])):
        assert came(tmp_path, text, marks={"empty": empty})[0] == {"2026-03-03": there}
    of_one = text.replace("left early", "")
    assert came(tmp_path, of_one)[0] == {"2026-03-03": ["Ida Moss", "Kit Shaw"]}


def test_codes_are_asked_about_one_by_one_and_the_line_keeps_those_that_are_known(tmp_path):
    text = f"{DAY}\n{HEADS},Code\nIda Moss,A,P\nJon Reed,B,A\nKit Shaw,B,Z\n"
    (reading,) = readings(tmp_path, text, marks={"Q": "absent"})
    (problem,) = reading.problems
    assert problem.answers == (
        'marks = { "Q" = "absent", "Z" = "came" }',
        'marks = { "Q" = "absent", "Z" = "absent" }',
    )
    assert came(tmp_path, text, marks={"Z": "came"})[0] == {"2026-03-03": ["Ida Moss", "Kit Shaw"]}


NOT_SAID = "is it a list of those who came? It does not say whether those in it came."
LISTS = [
    "CoP distribution list 2026-09-01.csv",
    "2026-09-01 delegates.csv",
    "Sign-up for 3 March 2026.csv",
    "CANCELLED sign-in 3 March 2026.csv",
]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_with_no_more_than_a_day_is_asked_about(name, tmp_path):
    assert asked(tmp_path, f"{HEADS}\nIda Moss,A\n", name) == NOT_SAID


def test_a_list_of_which_the_community_says_that_they_came_is_read(tmp_path):
    text = f"{HEADS},RSVP\nIda Moss,A,Accepted\nJon Reed,B,Declined\n"
    found = came(tmp_path, text, "2026-09-01 delegates.csv", attended=True)
    assert found == ({"2026-09-01": ["Ida Moss"]}, [])


@pytest.mark.parametrize(
    "text",
    [
        "Name,Job title,Ext\nIda Moss,Nurse,1\n",
        "Name,Email,Joined on\nIda Moss,,2026-03-03\n",
        "Name,Email,Status\nIda Moss,,Active\n",
    ],
    ids=["a directory", "members", "members and their status"],
)
def test_a_list_without_a_day_or_a_word_of_coming_is_no_sign_in(text, tmp_path):
    assert list(readings(tmp_path, text)) == []


def test_the_tracking_of_an_invitation_is_asked_about(tmp_path):
    text = "Name,Attendance,Response\nIda Moss,Meeting Organizer,None\nJon Reed,Required Attendee,Accepted\n"
    assert asked(tmp_path, text, "Huddle 2026-03-03.csv") == (
        "is it a list of those who came? It says who was invited or booked, not who came."
    )


@pytest.mark.parametrize(
    ("heads", "days"),
    [
        ("14-Apr,19-May", ["2026-04-14", "2026-05-19"]),
        ("16 Apr 26,19 May 26", ["2026-04-16", "2026-05-19"]),
        ("26.05.12,26.06.09", ["2026-05-12", "2026-06-09"]),
        ("12.05.26,09.06.26", ["2026-05-12", "2026-06-09"]),
        ("14/04/2026,19/05/2026", ["2026-04-14", "2026-05-19"]),
        ("Tue 14th April,Tue 19th May", ["2026-04-14", "2026-05-19"]),
        ("20260414,20260519", ["2026-04-14", "2026-05-19"]),
        ("14 de abril,19 de mayo", ["2026-04-14", "2026-05-19"]),
    ],
)
def test_the_days_that_head_columns_are_read_as_they_are_written(heads, days, tmp_path):
    text = f"{HEADS},{heads},Total\nIda Moss,A,x,,1\nJon Reed,B,x,x,2\nTotal,,2,1,3\n"
    first, second = days
    assert came(tmp_path, text, "register 2026.csv") == (
        {first: ["Ida Moss", "Jon Reed"], second: ["Jon Reed"]},
        ["a total"],
    )


@pytest.mark.parametrize(
    ("heads", "name", "question"),
    [
        (
            "Week 1,Week 2",
            "sign in 2026-06-16.csv",
            "on which day was 'Week 1'? The heading of its column does not say.",
        ),
        (
            "Apr,May",
            "register 2026.csv",
            "on which day was 'Apr'? The heading of its column does not say.",
        ),
        (
            "14-Apr,19-May",
            "register.csv",
            "in which year was '14-Apr'? The first column's year is enough.",
        ),
        (
            "9 Dec,13 Jan",
            "register 2025-26.csv",
            "in which year was '9 Dec'? The first column's year is enough.",
        ),
        ("04/05/2026,05/06/2026", "register.csv", "is '04/05/2026' day first or month first?"),
        ("5/6,12/6", "register 2026.csv", "is '5/6/2026' day first or month first?"),
        (
            "24.05.19,25.06.19",
            "register.csv",
            "is '24.05.19' day first, or year first? No year of four digits says so.",
        ),
    ],
)
def test_days_that_headings_leave_open_are_asked(heads, name, question, tmp_path):
    text = f"{HEADS},{heads}\nIda Moss,A,x,\nJon Reed,B,x,x\n"
    assert asked(tmp_path, text, name) == question


def test_after_december_comes_the_next_year(tmp_path):
    text = f"{HEADS},9 Dec,13 Jan\nIda Moss,A,x,\nJon Reed,B,x,x\n"
    assert list(came(tmp_path, text, "register.csv", year=2025)[0]) == ["2025-12-09", "2026-01-13"]


def test_a_column_without_any_mark_is_no_event_yet(tmp_path):
    text = f"{HEADS},14/04/2026,19/05/2026\nIda Moss,A,x,\nJon Reed,B,,\n"
    assert came(tmp_path, text, "register.csv") == ({"2026-04-14": ["Ida Moss"]}, [])


@pytest.mark.parametrize(
    ("legend", "marks", "there"),
    [
        ("X = apologies; ✓ = there", ("X", "✓"), "Jon Reed"),
        ("Key: V - online; O - absent", ("V", "O"), "Ida Moss"),
    ],
)
def test_a_mark_means_what_the_sheets_own_legend_says(legend, marks, there, tmp_path):
    one, other = marks
    text = f"Register\n{legend}\n{HEADS},3 March 2026\nIda Moss,A,{one}\nJon Reed,B,{other}\n"
    assert came(tmp_path, text) == ({"2026-03-03": [there]}, [])


def test_where_a_legend_makes_every_mark_an_absence_the_empty_cells_are_asked_about(tmp_path):
    text = f"Register\nX = apologies\n{HEADS},3 March 2026\nIda Moss,A,X\nJon Reed,B,\n"
    assert asked(tmp_path, text) == (
        "what does an empty cell in column '3 March 2026' mean? Nobody is marked as there."
    )
    assert came(tmp_path, text, marks={"empty": "came"})[0] == {"2026-03-03": ["Jon Reed"]}


BELOW = {
    "Apologies: Kit Shaw; Lou Hill": ["a line of text, not a person"],
    "Next meeting 7 April 2026": ["a line of text, not a person"],
    "Total": ["a total"],
    "Page 1 of 1": ["a line of text, not a person"],
    "Exported by Kit Shaw": ["a line of text, not a person"],
    "Thanks to Kit for the cakes": ["a line of text, not a person"],
    "Apologies\nKit Shaw,C": ["a line of text, not a person", "listed under apologies"],
    "Actions\nAction,Owner\nBook a room,Kit": [
        "a line of text, not a person",
        "in another table",
        "in another table",
    ],
    "\nAction,Owner,Due\nBook a room,Kit,May": ["in another table", "in another table"],
    "Name,Organisation": ["the headings again"],
    ",B": ["nobody is named"],
}


@pytest.mark.parametrize("lines", BELOW)
def test_lines_under_the_table_are_nobody(lines, tmp_path):
    text = f"{DAY}\n{HEADS}\nIda Moss,A\nJon Reed,\n{lines}\n"
    assert came(tmp_path, text) == ({"2026-03-03": ["Ida Moss", "Jon Reed"]}, BELOW[lines])


@pytest.mark.parametrize(
    "remark",
    [
        " (he/him)",
        " she/her",
        ", ward sister",
        " - joined late",
        " (left early to catch a train)",
        " [ward 5 and theatres]",
    ],
)
def test_a_name_alone_in_its_row_with_a_remark_behind_it_is_somebody(remark, tmp_path):
    """Lines of text that begin as a name does, and go on as it does not, are still nobody."""
    others = ("Royal Infirmary (main site)", "Action Points, to follow", "Minutes, by Kit Shaw")
    lines = "".join(f'"{each}"\n' for each in (f"Jon Reed{remark}", *others))
    people, left_out = came(tmp_path, f"{DAY}\nName\nIda Moss\n{lines}")
    (there,) = people.values()
    assert [each.removesuffix(remark) for each in there] == ["Ida Moss", "Jon Reed"]
    assert left_out == ["a line of text, not a person"] * 3


def test_two_sheets_one_below_the_other_are_two_meetings(tmp_path):
    text = f"{DAY}\n{HEADS}\nIda Moss,A\n\nSign-in 7 April 2026\n{HEADS}\nIda Moss,A\nJon Reed,B\n"
    assert came(tmp_path, text)[0] == {
        "2026-03-03": ["Ida Moss"],
        "2026-04-07": ["Ida Moss", "Jon Reed"],
    }
    (reading,) = readings(tmp_path, text)
    assert reading.notes == (), "Ida came to both, and no row repeats another"


def test_a_column_of_dates_makes_a_meeting_of_each(tmp_path):
    text = "Name,Date attended\nIda Moss,03/03/2026\nJon Reed,17/03/2026\nIda Moss,17/03/2026\n"
    assert came(tmp_path, text)[0] == {
        "2026-03-03": ["Ida Moss"],
        "2026-03-17": ["Jon Reed", "Ida Moss"],
    }


@pytest.mark.parametrize(
    "name",
    [
        "sign in 16 Apr 26.csv",
        "16-04-2026 sign-in.csv",
        "signin_20260416.csv",
        "sign-in 16.04.26.csv",
    ],
)
def test_a_day_in_the_files_name_is_read_in_any_usual_form(name, tmp_path):
    assert came(tmp_path, f"{HEADS}\nIda Moss,A\n", name)[0] == {"2026-04-16": ["Ida Moss"]}


@pytest.mark.parametrize(
    "title", ["Study days 10-11 March 2026: sign-in", "Sign-in 10 March 2026 and 11 March 2026"]
)
def test_several_days_above_a_list_never_become_one(title, tmp_path):
    assert asked(tmp_path, f"{title}\n{HEADS}\nIda Moss,A\n") == (
        "was on which of the days that stand above its list or in its name?"
    )


def test_the_day_of_printing_is_not_that_of_the_meeting(tmp_path):
    text = f"{DAY}\nPrinted 5 March 2026\nNext meeting: 7 April 2026\n{HEADS}\nIda Moss,A\n"
    assert came(tmp_path, text)[0] == {"2026-03-03": ["Ida Moss"]}


NAMED = {
    "Nom;Prénom;Structure\nMoss;Ida;A\n": "Ida Moss",
    "Surname,First name,Trust\nMoss,Ida,A\n": "Ida Moss",
    "Name\nIda Moss\n": "Ida Moss",
    ",Organisation,Email\nIda Moss,A,ida@a.example\n": "Ida Moss",
    "Name,Team\nIda Moss <ida@a.example>,A\n": "Ida Moss",
    "No,Name (please print),Initials\n1,Ida Moss,IM\n": "Ida Moss",
}


@pytest.mark.parametrize("text", NAMED)
def test_names_are_found_however_their_columns_are_headed(text, tmp_path):
    found = came(tmp_path, f"{DAY}\n{text}")
    assert found == ({"2026-03-03": [NAMED[text]]}, [])


def test_an_address_pasted_with_a_name_is_taken_out_of_it(tmp_path):
    text = f"{DAY}\nName,Team\nIda Moss <ida@a.example>,A\njon@b.example,B\n"
    (reading,) = readings(tmp_path, text)
    rows = reading.tables["attendance"]
    assert rows["address"].tolist() == ["ida@a.example", "jon@b.example"]
    assert rows["name"].fillna("").tolist() == ["Ida Moss", ""]


def test_an_event_filled_down_over_empty_rows_makes_nobody(tmp_path):
    text = "Event,Name,Email,Organisation\nmay,Ida Moss,ida@a.example,A\nmay,,,\njune,,,\n"
    (reading,) = readings(tmp_path, text)
    assert reading.tables["sessions"]["event"].tolist() == ["may"]
    rows = reading.tables["attendance"]
    assert rows["left_out"].fillna("").tolist() == ["", "nobody is named", "nobody is named"]
    assert rows["status"].tolist() == ["attended", "absent", "absent"]


FORM = "Timestamp,Email Address,Full name\n"


def answers_on(*days):
    return FORM + "".join(
        f"{day}/2026 13:0{at}:00,p{at}@a.example,P {at}\n" for at, day in enumerate(days)
    )


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (["14/05", "14/05", "15/05"], {"2026-05-14": 3}),
        (["14/05", "14/05", "11/06"], {"2026-05-14": 2, "2026-06-11": 1}),
        (["14/05", "16/05", "14/05", "11/06", "11/06"], {"2026-05-14": 3, "2026-06-11": 2}),
    ],
)
def test_a_form_kept_open_is_as_many_meetings_as_its_days(days, found, tmp_path):
    people, _ = came(tmp_path, answers_on(*days), "Sign in.csv")
    assert {day: len(names) for day, names in people.items()} == found


@pytest.mark.parametrize(
    "days",
    [
        ["14/05"] * 3 + ["15/05"] * 3,
        ["14/05", "15/05", "17/05", "18/05", "19/05"],
        ["14/05"] * 4 + ["11/06"],
    ],
    ids=["two days of many", "day after day", "one alone"],
)
def test_days_of_a_form_that_do_not_tell_meetings_apart_are_asked_about(days, tmp_path):
    assert asked(tmp_path, answers_on(*days), "Sign in.csv") == (
        "was answered on several days: at one meeting, or at one each day?"
    )
    assert len(came(tmp_path, answers_on(*days), "Sign in.csv", each_day=True)[0]) == len({*days})


@pytest.mark.parametrize(
    ("name", "question"),
    [("Study day bookings.csv", "Organisation"), ("Form.csv", "Will you be able to attend?")],
)
def test_a_form_that_books_is_asked_about(name, question, tmp_path):
    text = f"Timestamp,Full name,{question}\n14/05/2026 13:00:00,Ida Moss,Yes\n"
    assert asked(tmp_path, text, name) == (
        "did those who answered this form come? It asks, or is called, as if they booked."
    )


def test_who_answers_a_form_that_they_did_not_attend_is_absent(tmp_path):
    text = (
        "Timestamp,Full name,Did you attend?\n"
        "14/05/2026 13:00:00,Ida Moss,Yes\n14/05/2026 13:01:00,Jon Reed,No\n"
    )
    assert came(tmp_path, text, "Sign in.csv") == ({"2026-05-14": ["Ida Moss"]}, [])


@pytest.mark.parametrize("tick", ["✓", "yes", "P"])
def test_a_cross_beside_ticks_may_be_their_contrary_and_is_asked_about(tick, tmp_path):
    text = f"Register\n{HEADS},3 March 2026\nIda Moss,A,{tick}\nJon Reed,B,x\n"
    assert asked(tmp_path, text) == "what does 'x' in row 4, column '3 March 2026', mean?"
    assert came(tmp_path, text, marks={"x": "absent"})[0] == {"2026-03-03": ["Ida Moss"]}
    assert came(tmp_path, text, marks={"x": "came"})[0] == {"2026-03-03": ["Ida Moss", "Jon Reed"]}


def test_two_lists_side_by_side_are_refused_for_one_of_them_would_be_lost(tmp_path):
    text = f"{DAY}\n{HEADS},,{HEADS}\nIda Moss,A,,Jon Reed,B\nKit Shaw,A,,,\n"
    assert asked(tmp_path, text) == (
        "has two lists of people side by side. Put one below the other, under one row of headings."
    )


REGISTER = "register.csv"
MATRIX = "Name,Organisation,3 Mar 2026,{}\nAsha One,A,x,{}\nBen Two,B,x,{}\n"


def test_a_column_of_marks_beside_days_is_asked_about_and_may_be_a_day(tmp_path):
    text = MATRIX.format("Launch", "x", "")
    assert asked(tmp_path, text, REGISTER) == (
        "what do the ticks in column 'Launch' say? If it is an event, on which day?"
    )
    people, _ = came(tmp_path, text, REGISTER, days={"Launch": date(2026, 4, 14)})
    assert people == {"2026-03-03": ["Asha One", "Ben Two"], "2026-04-14": ["Asha One"]}
    people, _ = came(tmp_path, text, REGISTER, without=["launch"])
    assert people == {"2026-03-03": ["Asha One", "Ben Two"]}


@pytest.mark.parametrize("cells", [("Ward 7", ""), ("32", "x")])
def test_what_is_more_than_marks_beside_days_is_not(cells, tmp_path):
    people, _ = came(tmp_path, MATRIX.format("Ward", *cells), REGISTER)
    assert list(people) == ["2026-03-03"]


def test_a_day_on_which_nobody_is_marked_is_said_to_be_no_event(tmp_path):
    (reading,) = readings(tmp_path, MATRIX.format("10 Mar 2026", "", ""), "register.csv")
    assert [each.says for each in reading.notes] == [
        "nobody is marked in column '10 Mar 2026': it is no event yet"
    ]
    assert len(reading.tables["sessions"]) == 1


def test_a_day_that_heads_two_columns_that_differ_is_asked_about(tmp_path):
    assert asked(tmp_path, MATRIX.format("3 Mar 2026", "", "x"), REGISTER) == (
        "has several columns '3 Mar 2026' that differ (column C, column D). Which one counts?"
    )


def test_a_sheet_that_names_nobody_says_so(tmp_path):
    (reading,) = readings(tmp_path, f"{DAY}\nName,Organisation\n,A\n,B\n")
    assert [each.says for each in reading.notes] == [
        "nothing in the column 'Name': people are told apart by first name or address alone",
        "it names nobody, so it is no meeting",
    ]


def test_the_contacts_of_a_mailing_list_are_no_sign_in(tmp_path):
    text = "Name,Email,Status\nAsha,a@example.org,Subscribed\nBen,b@example.org,Unsubscribed\n"
    (reading,) = readings(tmp_path, text, "Contacts 14 May 2026.csv", attended=True)
    assert "it is empty, and should be the time at which they left" in str(reading.problems[0])


def notes(tmp_path, columns, *rows):
    (reading,) = readings(tmp_path, "\n".join((DAY, f"{HEADS},{columns}", *rows)))
    return [each.says for each in reading.notes]


def test_a_column_of_yes_and_no_is_said_to_be_unread_where_another_says_who_came(tmp_path):
    said = "'Q4' is not read: it says yes or no, not whether people came"
    assert notes(tmp_path, "Attended,Q4", "Ida Moss,A,y,Yes", "Jon Reed,B,n,No") == [said]
    assert notes(tmp_path, "Attended,Q4", "Ida Moss,A,y,Yes", "Jon Reed,B,n,Yes") == []


@pytest.mark.parametrize(
    "cells", [("Yes", "No"), ("y", ""), ("aye", "nah"), ("☑", "☒"), ("ok", "sorry"), ("ja", "nein")]
)
def test_a_column_of_yes_and_no_that_nobody_knows_is_asked_about(cells, tmp_path):
    """*Q4* may be whether they came, and whoever keeps the sheet knows; *Lunch?* is just that."""
    one, other = cells
    text = f"{DAY}\n{HEADS},{{}}\nIda Moss,A,{one}\nJon Reed,B,{other}\n"
    assert asked(tmp_path, text.format("Q4")) == (
        "does column 'Q4', which has yes or no in it, say who came?"
    )
    both = {"2026-03-03": ["Ida Moss", "Jon Reed"]}
    assert came(tmp_path, text.format("Q4"), without=["q4"])[0] == both
    for known in ("Lunch?", "Happy to be photographed?", "Consent to photos", "New to us?"):
        assert came(tmp_path, text.format(known))[0] == both, known


TICKETED = "Ida Moss,A,Checked In\nJon Reed,B,Attending\nKit Shaw,B,Not Attending\n"


def test_words_of_coming_under_an_unknown_heading_are_asked_about_before_who_is_in_the_list(
    tmp_path,
):
    """Of a ticket list with other headings neither *everybody* nor *nobody* would be right."""
    text = f"{HEADS},State of ticket\n{TICKETED}"
    assert asked(tmp_path, text, "report-2026-09-20.csv") == (
        "does column 'State of ticket', which has yes or no in it, say who came?"
    )
    places = text.replace("Name,", "Qty,Name,").replace("\nIda", "\n1,Ida")
    places = places.replace("\nJon", "\n1,Jon").replace("\nKit", "\n1,Kit")
    assert asked(tmp_path, places, "report-2026-09-20.csv").startswith("does column 'State of")
    # what they consented to is no such column: then the list itself is asked about
    assert asked(tmp_path, text.replace("State of ticket", "Consent"), "2026-09-20.csv") == NOT_SAID


@pytest.mark.parametrize("head", ["Attended", "Status"])
def test_attending_may_be_said_before_the_day_and_is_asked_about(head, tmp_path):
    text = f"{DAY}\n{HEADS},{head}\n{TICKETED}"
    assert asked(tmp_path, text) == f"what does 'Attending' in row 4, column '{head}', mean?"
    there = {"2026-03-03": ["Ida Moss"]}
    assert came(tmp_path, text, marks={"Attending": "absent"}) == (there, [])


MORE_THAN_COMING = [
    "Attended training",
    "Came by car",
    "Attended Falls huddle",
    "Attended lunch",
    "Present at birth",
    "Attended Day 1",
]


@pytest.mark.parametrize("name", [DAY, "Falls huddle 3 March 2026"])
def test_a_heading_that_says_what_somebody_attended_is_asked_about(name, tmp_path):
    """It may be of this event, or of another thing: only whoever keeps the sheet knows."""
    text = f"{name}\n{HEADS},{{}}\nIda Moss,A,Y\nJon Reed,B,N\n"
    for each in MORE_THAN_COMING:
        told = f"does column '{each}', which has yes or no in it, say who came?"
        assert asked(tmp_path, text.format(each)) == told


def test_what_somebody_attended_besides_leaves_open_whether_they_came(tmp_path):
    """Without that column a sign-in sheet is one of all in it, and another list is asked about."""
    text = f"{{}}\n{HEADS},Came by car\nIda Moss,A,Y\nJon Reed,B,N\n"
    both = {"2026-03-03": ["Ida Moss", "Jon Reed"]}
    assert came(tmp_path, text.format(DAY), without=["Came by car"]) == (both, [])
    assert asked(tmp_path, text.format("Huddle 3 March 2026"), without=["Came by car"]) == (
        "is it a list of those who came? It does not say whether those in it came."
    )


def test_a_heading_of_staying_away_from_another_thing_is_asked_about(tmp_path):
    text = f"{DAY}\n{HEADS},{{}}\nIda Moss,A,\nJon Reed,B,Y\n"
    assert asked(tmp_path, text.format("Apologies for Christmas party")) == (
        "does column 'Apologies for Christmas party' say who did not come?"
    )
    there = {"2026-03-03": ["Ida Moss"]}
    for plain in ("Apologies for absence", "Absent on the day", "Apologies received"):
        assert came(tmp_path, text.format(plain))[0] == there, plain


def test_a_form_that_asks_what_somebody_attended_is_asked_about(tmp_path):
    text = "Timestamp,Full name,Did you attend the training?\n14/05/2026 13:00:00,Ida Moss,Yes\n"
    told = "does column 'Did you attend the training?', which has yes or no in it, say who came?"
    assert asked(tmp_path, text, "Sign in.csv") == told
    without = ["Did you attend the training?"]
    assert came(tmp_path, text, "Sign in.csv", without=without)[0] == {"2026-05-14": ["Ida Moss"]}


def test_a_heading_that_speaks_of_the_day_says_who_came_in_plain_words(tmp_path):
    text = f"{DAY}\n{HEADS},Here on the day\nIda Moss,A,yup\nJon Reed,B,nope\n"
    assert came(tmp_path, text) == ({"2026-03-03": ["Ida Moss"]}, [])


AWAY_TITLES = [
    "Apologies received from,",
    "Also invited:,",
    "Did not attend (2),",
    "Those who sent apologies,",
    "Invited but did not attend,",
    "Not able to come:",
    "Waiting list,",
    "On leave,",
    "Entschuldigt haben sich,",
    "Ont été excusés :,",
    "No asistieron:,",
    "Assenti giustificati,",
    "Ausências justificadas:,",
    "Afwezig met kennisgeving,",
]


def test_those_listed_directly_below_a_line_of_apologies_did_not_come(tmp_path):
    """Ida and Jon came: under each of the lines stands Kit, and under the guests Jon."""
    for title in AWAY_TITLES:
        text = f"{DAY}\n{HEADS}\nIda Moss,A\n{title}\nKit Shaw,B\nGuests,\nJon Reed,C\n"
        found = came(tmp_path, text)
        note = "a line of text, not a person"
        assert found == (
            {"2026-03-03": ["Ida Moss", "Jon Reed"]},
            [note, "listed under apologies", note],
        ), title


UNCLEAR = [
    "Apologies: Kit Shaw,",
    "Dropped out on the day,",
    "Leeds Hospitals NHS Trust,",
    "Booked,",
]


def test_those_listed_below_a_line_that_is_not_understood_are_asked_about(tmp_path):
    text = f"{DAY}\n{HEADS}\nIda Moss,A\n{{}}\nJon Reed,C\nGuests,\nLou Hill,C\n"
    for title in UNCLEAR:
        assert asked(tmp_path, text.format(title)) == (
            "did those come who are listed below row 4, whose text is not understood?"
        ), title
    one, everybody = ["Ida Moss", "Lou Hill"], ["Ida Moss", "Jon Reed", "Lou Hill"]
    there = came(tmp_path, text.format("Booked,"), marks={"below row 4": "came"})[0]
    away = came(tmp_path, text.format("Booked,"), marks={"below row 4": "absent"})[0]
    assert (there, away) == ({"2026-03-03": everybody}, {"2026-03-03": one})


def test_a_column_that_tells_who_came_leaves_nothing_to_ask_of_a_line(tmp_path):
    text = f"{DAY}\n{HEADS},Attended\nIda Moss,A,y\nLeeds Hospitals NHS Trust,,\nJon Reed,C,y\nLou Hill,C,n\n"
    assert came(tmp_path, text) == (
        {"2026-03-03": ["Ida Moss", "Jon Reed"]},
        ["a line of text, not a person"],
    )


@pytest.mark.parametrize(
    "name", ["Kit Shaw (apologies)", "Kit Shaw - DNA", "Kit Shaw sent apologies"]
)
def test_who_is_named_with_a_word_of_absence_did_not_come(name, tmp_path):
    found = came(tmp_path, f"{DAY}\n{HEADS}\nIda Moss,A\n{name},B\n")
    assert found == ({"2026-03-03": ["Ida Moss"]}, ["named with a word of absence"])


def test_a_remark_in_the_place_of_a_mark_is_asked_about_and_never_repeated(tmp_path):
    """What is more than a word, or a number of many digits, may say more of somebody than that they came."""
    remarks = (
        "sent Kit Shaw in her place",
        "Kit Shaw",
        "Kit",
        "07700 900123",
        "077009001234",
        "k@b.example",
    )
    for remark in remarks:
        text = f"{DAY}\n{HEADS},Attended\nIda Moss,A,x\nJon Reed,B,{remark}\n"
        assert asked(tmp_path, text) == (
            "did that person come of whom there is a remark in column 'Attended', row 4?"
        ), remark
        assert came(tmp_path, text, marks={"row 4": "came"})[0] == {
            "2026-03-03": ["Ida Moss", "Jon Reed"]
        }


def test_a_word_that_stands_in_several_rows_is_a_mark(tmp_path):
    text = f"{DAY}\n{HEADS},Attended\nIda Moss,A,Dialled in\nJon Reed,B,Dialled in\nKit Shaw,C,\n"
    assert asked(tmp_path, text) == "what does 'Dialled in' in row 3, column 'Attended', mean?"


@pytest.mark.parametrize(
    "name",
    [
        "Membership register 12 May 2026.csv",
        "Staff register 12 May 2026.csv",
        "Sign-in 12 May 2026.csv",
    ],
)
def test_a_list_of_members_is_asked_about_whatever_its_name_says(name, tmp_path):
    """Each has a day of their own: the day on which they joined."""
    text = "Name,Email,Joined\nIda Moss,i@a.example,2024-01-05\nJon Reed,j@b.example,2025-02-05\n"
    assert asked(tmp_path, text, name) == NOT_SAID


FUTURE = [
    "Will you be joining us in person?",
    "How will you be joining us?",
    "Are you able to be there?",
    "Do you plan to come?",
    "Werden Sie teilnehmen?",
    "Pourrez-vous venir ?",
    "Kunt u erbij zijn?",
]


def test_a_question_in_the_future_tense_says_nothing_of_who_came(tmp_path):
    text = "Timestamp,Full name,{}\n14/05/2026 13:00:00,Ida Moss,Yes\n14/05/2026 13:01:00,Jon Reed,No\n"
    for question in FUTURE:
        said = asked(tmp_path, text.format(question), "Form 4.csv")
        assert (
            said
            == "did those who answered this form come? It asks, or is called, as if they booked."
        )
    (reading,) = readings(tmp_path, text.format(FUTURE[0]), "Form 4.csv", attended=True)
    assert reading.tables["attendance"]["status"].tolist() == ["attended", "absent"]
    assert reading.unused == ()


@pytest.mark.parametrize(
    "question",
    ["Would you like to join our network?", "Will you need parking?", "Did you join us online?"],
)
def test_a_question_on_another_thing_is_no_question_on_coming(question, tmp_path):
    text = f"Timestamp,Full name,{question}\n14/05/2026 13:00:00,Ida Moss,Yes\n"
    assert came(tmp_path, text, "Sign in.csv") == ({"2026-05-14": ["Ida Moss"]}, [])


def test_columns_that_are_answered_to_be_of_one_day_are_asked_about_again(tmp_path):
    text = f"{HEADS},Week 1,Week 2,Week 3\nIda Moss,A,x,,x\nJon Reed,B,x,x,\n"
    (reading,) = readings(tmp_path, text)
    (line,) = reading.problems[0].examples
    assert line == 'days = {{ "Week 1" = {}, "Week 2" = {}, "Week 3" = {} }}'.format(
        "2026-05-14", "2026-05-21", "2026-05-28"
    )
    days = {"Week 1": date(2026, 6, 2), "Week 2": date(2026, 6, 9), "Week 3": date(2026, 6, 9)}
    assert asked(tmp_path, text, days=days) == (
        "on which day was each of 'Week 2' and 'Week 3'? In community.toml they have the same day."
    )
    days["Week 3"] = date(2026, 6, 16)
    assert came(tmp_path, text, days=days)[0] == {
        "2026-06-02": ["Ida Moss", "Jon Reed"],
        "2026-06-09": ["Jon Reed"],
        "2026-06-16": ["Ida Moss"],
    }


def test_a_column_of_attendance_in_which_nothing_stands_is_said_to_be_empty(tmp_path):
    """Alone under *Attended* it is asked what an empty cell means."""
    empty = "nothing in the column '{}': {}"
    assert notes(tmp_path, "Status", "Ida Moss,A,", "Jon Reed,B,") == [
        empty.format("Status", "all listed count as having come")
    ]
    assert notes(tmp_path, "Attended,Came in", "Ida Moss,A,,13:05", "Jon Reed,B,,") == [
        empty.format("Attended", "another says who came")
    ]
    assert notes(tmp_path, "Attended", "Ida Moss,A,y", "Jon Reed,B,") == []


def test_a_line_of_several_people_counts_as_one_and_is_said_to(tmp_path):
    """The two of row 3, whoever row 5 brought, the students, the nurses, the others, the two of row 10, Gus and two."""
    rows = (
        "Ida Moss & Jon Reed,A",
        "Cy Lane,A",
        "+1,A",
        "3 students,B",
        "nurses x2,B",
        "1. Ed Ode,B",
        "Bo Lee plus 2 others,B",
        '"Di Dent, Fay Gill",B',
        "Gus Hay +2,B",
    )
    (reading,) = readings(tmp_path, "\n".join((DAY, HEADS, *rows)))
    assert [(each.says, each.bears_on) for each in reading.notes] == [
        (
            "rows 3, 5, 6, 7, 9, 10 and 1 more may name several people: each row counts as one",
            Source.ATTENDANCE,
        )
    ]


def test_a_summary_of_how_many_came_is_no_sign_in(tmp_path):
    text = "Meeting,Attendees,Apologies\n14 May,12,1\n11 June,9,\n"
    assert list(readings(tmp_path, text, name="attendance 2026-05-14.csv")) == []


def test_a_title_within_the_list_is_nobody(tmp_path):
    text = f"{DAY}\nName,Role\nSpeakers,\nIda Moss,Nurse\nOnline:,\nJon Reed,GP\n"
    people, left_out = came(tmp_path, text)
    assert people == {"2026-03-03": ["Ida Moss", "Jon Reed"]}
    assert left_out == ["a line of text, not a person"] * 2


def test_a_name_with_another_day_than_the_sheet_s_own_title_is_said(tmp_path):
    """The name may have the day of the scan: the title's day counts, and whoever reads on is told."""
    text = f"{DAY}\n{HEADS}\nIda Moss,A\n"
    says = ["its name has another day than the line above its list, which counts"]
    for name, notes in (
        ("sign-in 2026-03-09.csv", says),
        ("sign-in 3 Mar 2026.csv", []),
        ("a.csv", []),
    ):
        (reading,) = readings(tmp_path, text, name=name)
        assert [each.says for each in reading.notes] == notes, name
        assert list(reading.tables["sessions"]["day"].dt.day) == [3]


def test_a_sheet_to_fill_in_is_said_to_name_nobody(tmp_path):
    (reading,) = readings(tmp_path, f"{HEADS},Signature\n,,\n,,\n", "Sign-in 3 March 2026.csv")
    assert "it names nobody, so it is no meeting" in [each.says for each in reading.notes]
    assert reading.tables["sessions"].empty


BOOKED = "Name,Email,Submission Date,Approval status\nIda Moss,i@a.example,2026-03-01,Approved\n"


def test_a_list_of_bookings_is_asked_about_though_it_has_no_day(tmp_path):
    assert asked(tmp_path, BOOKED) == (
        "is it a list of those who came? It says who was invited or booked, not who came."
    )


WAYS = "Name,In person,Online\nIda Moss,{0},\nJon Reed,{1},{0}\nKit Shaw,,{2}\n"


@pytest.mark.parametrize(
    ("marks", "who", "held"),
    [
        (("x", "", ""), ["Ida Moss", "Jon Reed"], "hybrid"),
        (("Y", "N", "N"), ["Ida Moss", "Jon Reed"], "hybrid"),
    ],
)
def test_a_column_for_each_way_of_coming_says_who_came_and_how(marks, who, held, tmp_path):
    text = WAYS.format(*marks)
    assert came(tmp_path, text, f"{DAY}.csv")[0] == {"2026-03-03": who}
    (reading,) = readings(tmp_path, text, f"{DAY}.csv")
    assert reading.tables["sessions"]["format"].tolist() == [held]
    one = "Name,Vor Ort,Digital\nIda Moss,x,\nJon Reed,x,\nKit Shaw,,\n"
    (reading,) = readings(tmp_path, one, f"{DAY}.csv")
    assert reading.tables["sessions"]["format"].tolist() == ["in person"]


def test_ways_of_coming_on_a_list_that_does_not_say_that_they_came_are_asked_about(tmp_path):
    """Before a meeting people are asked the same; answered, those came who are in either column."""
    text = WAYS.format("Y", "N", "N")
    for name in ("Book1.csv", "Huddle 3 March 2026.csv", "Bookings 3 March 2026.csv"):
        assert asked(tmp_path, text, name) == NOT_SAID, name
    people, _ = came(tmp_path, text, "Huddle 3 March 2026.csv", attended=True)
    assert people == {"2026-03-03": ["Ida Moss", "Jon Reed", "Kit Shaw"]}


def test_one_way_of_coming_alone_says_nothing_of_the_others_and_is_asked_about(tmp_path):
    text = f"{DAY}\n{HEADS},Online\nIda Moss,A,x\nJon Reed,B,\n"
    assert asked(tmp_path, text) == (
        "what do the ticks in column 'Online' say? If it is an event, on which day?"
    )


@pytest.mark.parametrize("name", ["Sign-in 3 March 1985.csv", "register 1985-03-03.csv"])
def test_a_day_before_1990_is_asked_about(name, tmp_path):
    assert asked(tmp_path, f"{HEADS}\nIda Moss,A\n", name) == (
        "when was it? The day above its list or in its name is before 1990."
    )


AWAY_COLUMNS = {
    "Apologies": "Study Leave",
    "Reason for absence": "A/L",
    "Apologies given by": "email",
    "Why absent": "on a course",
    "Date apologies received": "1 March 2026",
}


def test_a_row_of_a_day_before_1990_is_asked_about_and_the_rest_kept(tmp_path):
    text = "Sign-in\nName,Organisation,Date\nIda Moss,A,03/03/2026\nJon Reed,B,03/03/1926\n"
    assert asked(tmp_path, text) == (
        "has a date before 1990, or less than nothing, in row 4, column 'Date'. "
        "Mend it, or does it stand for none?"
    )
    kept = {"2026-03-03": ["Ida Moss"]}
    assert came(tmp_path, text, impossible_as_unknown=True) == (kept, ["of a day that cannot be"])
    form = (
        "Timestamp,Full name,Date of session\n14/05/2026 13:00:00,Ida Moss,14/05/2026\n"
        "14/05/2026 13:00:00,Jon Reed,14/05/1926\n"
    )
    assert "in row 3, column 'Date of session'" in asked(tmp_path, form, "sign in.csv")
    both = {"2026-05-14": ["Ida Moss", "Jon Reed"]}
    assert came(tmp_path, form, "sign in.csv", impossible_as_unknown=True)[0] == both


def test_whoever_has_a_reason_for_absence_did_not_come(tmp_path):
    for head, cell in AWAY_COLUMNS.items():
        text = f"{DAY}\n{HEADS},{head}\nIda Moss,A,\nJon Reed,B,{cell}\n"
        assert came(tmp_path, text) == ({"2026-03-03": ["Ida Moss"]}, []), head


def test_a_column_of_leaving_out_is_asked_about_as_one_of_absence(tmp_path):
    """Answered as it is printed, whoever has something under it did not come."""
    for head, cell in (
        ("Cancelled", "Y"),
        ("Cancelled on", "1 March 2026"),
        ("Excused?", "Y"),
        ("Replaced by", "Kit Shaw"),
    ):
        text = f"{DAY}\n{HEADS},{head}\nIda Moss,A,\nJon Reed,B,{cell}\n"
        assert asked(tmp_path, text) == f"does column '{head}' say who did not come?"
        both = {"2026-03-03": ["Ida Moss", "Jon Reed"]}
        assert came(tmp_path, text, without=[head])[0] == both
        answered = text.replace(head, "Absent").replace("Kit Shaw", "yes")
        assert came(tmp_path, answered)[0] == {"2026-03-03": ["Ida Moss"]}


@pytest.mark.parametrize(
    ("marks", "question"),
    [
        ("/ O", "what does '/' in row 3, column '3 March 2026', mean?"),
        ("E L", "what does 'E' in row 3, column '3 March 2026', mean?"),
        ("S x", "what does 'S' in row 3, column '3 March 2026', mean?"),
        ("? x", "what does '?' in row 3, column '3 March 2026', mean?"),
    ],
)
def test_marks_that_may_say_either_are_asked_about(marks, question, tmp_path):
    """A stroke may be a tick; E and L may be shifts, early and late; S is yes in Spanish, and sick."""
    one, other = marks.split()
    text = f"Register\n{HEADS},3 March 2026\nIda Moss,A,{one}\nJon Reed,B,{other}\n"
    assert asked(tmp_path, text) == question


@pytest.mark.parametrize(
    ("legend", "marks"),
    [("Key: / = present, O = absent", "/ O"), ("", "S N"), ("", "J N"), ("", "P E"), ("", "x A")],
)
def test_marks_that_stand_with_their_pair_or_legend_are_read(legend, marks, tmp_path):
    one, other = marks.split()
    text = f"Register\n{legend}\n{HEADS},3 March 2026\nIda Moss,A,{one}\nJon Reed,B,{other}\n"
    assert came(tmp_path, text)[0] == {"2026-03-03": ["Ida Moss"]}


REFUSED = {
    "Attendees,Apologies\nIda Moss,Kit Shaw\nJon Reed,Lou Hill\n": (
        "has two lists of people side by side. Put one below the other, under one row of headings."
    ),
    "Name,Organisation,,\nIda Moss,A,x,\nJon Reed,B,x,x\n": (
        "has ticks in a column without a heading. Write over it what it says: the day of an event, "
        "Attended, or another thing."
    ),
    'Name,Organisation\n"Ida Moss, Jon Reed, Kit Shaw",A\nLou Hill,B\n': (
        "row 3 names several people in one cell. Write each of them in a row of their own."
    ),
    'Name,Organisation\nLou Hill,B\n"Ida Moss\nJon Reed",A\n': (
        "row 4 names several people in one cell. Write each of them in a row of their own."
    ),
}


@pytest.mark.parametrize("text", REFUSED)
def test_a_list_that_is_not_a_row_a_person_is_refused(text, tmp_path):
    assert asked(tmp_path, f"{DAY}\n{text}") == REFUSED[text]


def test_a_name_with_a_job_and_an_employer_behind_it_is_one_person(tmp_path):
    text = f'{DAY}\nName\n"Ida Moss, Falls Nurse, North Trust"\n"Jon Reed, Ward Sister, South Trust"\n"Moss, Kit"\n'
    assert len(came(tmp_path, text)[0]["2026-03-03"]) == 3


def test_what_stands_in_the_place_of_a_name_is_nobody(tmp_path):
    text = (
        f"{DAY}\n{HEADS}\nIda Moss,A\nVacant,B\n(tbc),B\nDitto,C\nTBC,C\nKit Shaw (cancelled),C\n"
    )
    assert came(tmp_path, text) == (
        {"2026-03-03": ["Ida Moss"]},
        [*["nobody is named"] * 4, "named with a word of absence"],
    )


def test_a_column_of_how_many_people_is_said_to_count_once(tmp_path):
    said = "'No. of places' may say of how many people a row is: each row counts as one"
    assert notes(tmp_path, "No. of places", "Ida Moss,A,4", "Jon Reed,B,1") == [said]
    assert notes(tmp_path, "No. of places", "Ida Moss,A,1", "Jon Reed,B,1") == []


def test_parts_of_a_day_are_one_meeting_of_whoever_came_to_any(tmp_path):
    text = f"{DAY}\n{HEADS},AM,PM\nIda Moss,A,x,x\nJon Reed,B,,x\nKit Shaw,C,,\n"
    assert came(tmp_path, text)[0] == {"2026-03-03": ["Ida Moss", "Jon Reed"]}


def test_a_list_in_which_a_column_of_any_name_has_words_of_booking_is_asked_about(tmp_path):
    text = f"{HEADS},Place\nIda Moss,A,Confirmed\nJon Reed,B,Waiting list\n"
    assert asked(tmp_path, text, "Study day attendance 3 March 2026.csv") == (
        "is it a list of those who came? It says who was invited or booked, not who came."
    )


@pytest.mark.parametrize(
    "name",
    [
        "sign-in export 2026-03-05.csv",
        "register w-c 2 March 2026.csv",
        "sign in week ending 6 Mar 26.csv",
    ],
)
def test_the_day_of_a_download_or_of_a_week_is_not_that_of_the_meeting(name, tmp_path):
    assert asked(tmp_path, f"{HEADS}\nIda Moss,A\n", name) == (
        "when was it? The day in its name is that of a download or of a week."
    )
    titled = f"{DAY}\n{HEADS}\nIda Moss,A\n"
    assert came(tmp_path, titled, name)[0] == {"2026-03-03": ["Ida Moss"]}


def test_headings_in_two_languages_and_in_welsh_are_read(tmp_path):
    for text, name in (
        (
            "Name / Enw,Organisation / Sefydliad,Present / Presennol\nIda Moss,A,✓\nJon Reed,B,\n",
            f"{DAY}.csv",
        ),
        (
            "Enw,Sefydliad,Yn bresennol\nIda Moss,A,Ydw\nJon Reed,B,Nac ydw\n",
            "Cofrestr 3 Mawrth 2026.csv",
        ),
        (
            "Enw,Sefydliad\nIda Moss,A\nYmddiheuriadau gan:,\nJon Reed,B\n",
            "Cofrestr 3 Mawrth 2026.csv",
        ),
    ):
        assert came(tmp_path, text, name)[0] == {"2026-03-03": ["Ida Moss"]}, name


def test_a_day_beside_a_word_of_booking_is_no_event(tmp_path):
    heads = "Booked 3 March 2026,Attended 3 March 2026,RSVP 10 March 2026,10 March 2026,Lunch 10 March 2026"
    text = f"{HEADS},{heads}\nIda Moss,A,Y,N,Y,Y,x\nJon Reed,B,Y,Y,Y,N,x\n"
    assert came(tmp_path, text, "register.csv")[0] == {
        "2026-03-03": ["Jon Reed"],
        "2026-03-10": ["Ida Moss"],
    }


SEVERAL = "{} Put each day into a file of its own, or say in a column of each day who came."
MEETINGS = (
    "lists people of several meetings, as column 'Meeting' says. Put each meeting into a file of its own, "
    "or its day into each row, under Date."
)


def test_absences_on_one_of_several_days_and_several_meetings_in_one_list_are_refused(tmp_path):
    for heads in (
        "Apologies 3 March 2026,Apologies 10 March 2026",
        "3 March 2026 (cancelled),10 March 2026",
    ):
        text = f"{HEADS},{heads}\nIda Moss,A,x,\nJon Reed,B,,x\n"
        what = f"tells in column '{heads.split(',')[0]}' of absences on one day of several."
        assert asked(tmp_path, text, "register.csv") == SEVERAL.format(what)
    text = "Meeting,Name,{}Attended\nFalls,Ida Moss,{}Y\nSepsis,Jon Reed,{}Y\n"
    assert asked(tmp_path, text.format("", "", ""), f"{DAY}.csv") == MEETINGS
    assert list(came(tmp_path, text.format("", "", "").replace("Sepsis", "Falls"), f"{DAY}.csv")[0])
    dated = text.format("Date,", "3 March 2026,", "10 March 2026,")
    assert list(came(tmp_path, dated, "register.csv")[0]) == ["2026-03-03", "2026-03-10"]


@pytest.mark.parametrize(
    "question", ["Date of session", "Session date", "Date of meeting attended"]
)
def test_answers_are_of_the_day_that_they_give(question, tmp_path):
    """Both signed in late, on 17 March; Ida came on the 3rd, Jon on the 10th, Kit does not say."""
    text = (
        f"Timestamp,Full name,{question}\n17/03/2026 13:00:00,Ida Moss,03/03/2026\n"
        "17/03/2026 13:01:00,Jon Reed,10 March\n17/03/2026 13:01:00,Kit Shaw,\n"
    )
    assert came(tmp_path, text, "Sign in.csv")[0] == {
        "2026-03-03": ["Ida Moss"],
        "2026-03-10": ["Jon Reed"],
        "2026-03-17": ["Kit Shaw"],
    }
    # days that follow one another are of one meeting only where nobody says on which they came
    next_day = text.replace("03/03/2026", "16/03/2026").replace("10 March", "15 March")
    assert list(came(tmp_path, next_day, "Sign in.csv")[0]) == [
        "2026-03-15",
        "2026-03-16",
        "2026-03-17",
    ]
    assert asked(tmp_path, text.replace("10 March", "last week"), "Sign in.csv") == (
        f"Sign in.csv, row 3, column '{question}': 'last week' is not a day of the calendar "
        "(the one on which this person came). "
        "Write one day, as 2026-05-14."
    )


@pytest.mark.parametrize(
    "name",
    [
        "Nominations.csv",
        "Watch later.csv",
        "Apologies form.csv",
        "Absence form.csv",
        "Certificates.csv",
    ],
)
def test_a_form_with_another_name_than_a_sign_in_is_asked_about(name, tmp_path):
    text = "Timestamp,Full name,Team\n14/05/2026 13:00:00,Ida Moss,A\n"
    assert asked(tmp_path, text, name).startswith("did those who answered this form come?")


def test_a_form_on_which_somebody_says_that_they_will_not_come_is_asked_about(tmp_path):
    """Jon signed in and goes at noon: No to a question on the afternoon is no absence in the morning."""
    text = (
        "Timestamp,Full name,Will you attend the afternoon?\n"
        "14/05/2026 09:00:00,Ida Moss,Yes\n14/05/2026 09:01:00,Jon Reed,No\n"
    )
    assert asked(tmp_path, text, "Sign in.csv") == (
        "did those who answered this form come? It asks, or is called, as if they booked."
    )


def test_a_form_that_counts_or_names_others_says_that_each_answer_is_one_person(tmp_path):
    for question, answer in (
        ("How many people are with you?", "4"),
        ("Names of others with you", "Kit"),
    ):
        text = f"Timestamp,Full name,{question}\n14/05/2026 13:00:00,Ida Moss,{answer}\n"
        (reading,) = readings(tmp_path, text, "Sign in.csv")
        assert f"'{question}' may say of how many people a row is: each row counts as one" in [
            each.says for each in reading.notes
        ]


REMARKS = [
    "sent a message that he can't come",
    "Apologies - on leave",
    "not present for item 3",
    "Kit Shaw attended instead",
]


def test_a_remark_with_a_word_of_absence_is_asked_about_where_no_column_says_who_came(tmp_path):
    """Each may say that Jon did not come, or that he came late: whoever keeps the sheet knows."""
    for remark in REMARKS:
        text = f"{DAY}\n{HEADS},Comments\nIda Moss,A,\nJon Reed,B,{remark}\n"
        assert asked(tmp_path, text) == (
            "did that person come of whom there is a remark in column 'Comments', row 4?"
        ), remark
        both = {"2026-03-03": ["Ida Moss", "Jon Reed"]}
        assert came(tmp_path, text, marks={"row 4": "came"})[0] == both
        assert came(tmp_path, text, marks={"row 4": "absent"})[0] == {"2026-03-03": ["Ida Moss"]}
        assert came(tmp_path, text, without=["comments"])[0] == both
        told = text.replace("Comments", "Comments,Attended").replace(f"B,{remark}", f"B,{remark},y")
        assert came(tmp_path, told)[0] == {"2026-03-03": ["Jon Reed"]}
    for remark in ("vegan", "Didn't turn up"):
        text = f"{DAY}\n{HEADS},Comments\nIda Moss,A,\nJon Reed,B,{remark}\n"
        people = ["Ida Moss"] if "turn" in remark else ["Ida Moss", "Jon Reed"]
        assert came(tmp_path, text)[0] == {"2026-03-03": people}


def test_who_is_not_known_to_have_come_is_asked_about_and_a_dash_is_an_absence(tmp_path):
    text = f"{DAY}\n{HEADS},Attended\nIda Moss,A,y\nJon Reed,B,{{}}\n"
    for cell in ("TBC", "?", "unknown"):
        assert asked(tmp_path, text.format(cell)).endswith("row 4, column 'Attended', mean?"), cell
    for cell in ("-", "n/a", ""):
        assert came(tmp_path, text.format(cell))[0] == {"2026-03-03": ["Ida Moss"]}, cell


def test_rows_without_a_letter_and_examples_are_nobody(tmp_path):
    text = f"{DAY}\n{HEADS}\nIda Moss,A\n----,----\n2.,\nExample: Jon Reed,B\n"
    assert came(tmp_path, text) == ({"2026-03-03": ["Ida Moss"]}, ["nobody is named"] * 3)


def test_columns_of_one_day_are_said_to_be_one_event(tmp_path):
    text = f"{HEADS},3 March 2026 10am,3 March 2026 2pm\nIda Moss,A,x,\nJon Reed,B,x,x\n"
    (reading,) = readings(tmp_path, text, "register.csv")
    assert [(each.says, each.bears_on) for each in reading.notes] == [
        (
            "columns '3 March 2026 10am' and '3 March 2026 2pm' are of one day: they count as one event",
            Source.EVENTS,
        )
    ]


@pytest.mark.parametrize(
    "name", ["not signed in", "absent register", "pre-register", "CoP planner"]
)
def test_a_name_that_only_sounds_like_a_sign_in_is_asked_about(name, tmp_path):
    assert asked(tmp_path, f"{HEADS}\nIda Moss,A\n", f"{name} 3 March 2026.csv") == NOT_SAID


def test_who_is_named_twice_counts_once_and_it_is_said(tmp_path):
    text = f"{DAY}\nNo,Name,Organisation\n1,Ida Moss,A\n2,Jon Reed,B\n3,ida moss,A\n4,Jon Reed,C\n"
    (reading,) = readings(tmp_path, text)
    says = "row 5 may be of somebody named further up, who counts once"
    assert [each.says for each in reading.notes] == [says]
    (reading,) = readings(tmp_path, f"{DAY}\n{HEADS}\nIda Moss,A\nIda Moss,A\n")
    assert [each.says for each in reading.notes] == ["1 row repeats another to the last cell"]
    dated = "Sign-in\nName,Date\nIda Moss,03/03/2026\nIda Moss,10/03/2026\n"
    (reading,) = readings(tmp_path, dated)
    assert reading.notes == ()


ROTA = "do the marks under its days say who came? Its title or name is that of another list."
UNSAID = (
    "neither its title nor its name says what the marks under its days are: they count as coming"
)


@pytest.mark.parametrize(
    ("name", "marks", "said"),
    [
        ("huddles.csv", ("x", "x"), UNSAID),
        ("register.csv", ("x", "x"), None),
        ("huddles.csv", ("present", "DNA"), None),
        ("huddles.csv", ("P", "A"), None),
    ],
)
def test_marks_under_days_that_nothing_explains_are_said_to_count_as_coming(
    name, marks, said, tmp_path
):
    text = "Name,14/05/2026,21/05/2026\nIda Moss,{},\nJon Reed,{},x\n".format(*marks)
    (reading,) = readings(tmp_path, text, name)
    told = [(UNSAID, Source.ATTENDANCE)] if said else []
    assert [(each.says, each.bears_on) for each in reading.notes] == told
    (answered,) = readings(tmp_path, text, name, attended=True)
    assert answered.notes == ()


def test_marks_under_the_days_of_a_rota_are_asked_about(tmp_path):
    text, name = "Name,14/05/2026,21/05/2026\nIda Moss,x,\nJon Reed,x,x\n", "on call rota.csv"
    assert asked(tmp_path, text, name) == ROTA
    told, _ = came(tmp_path, text, name, attended=True)
    assert told == {"2026-05-14": ["Ida Moss", "Jon Reed"], "2026-05-21": ["Jon Reed"]}


FORM = "Timestamp,Full name,Trust\n"


@pytest.mark.parametrize("day", ["14/05/2026 13:00", "14/05/2026 17:01"])
def test_a_form_that_does_not_say_that_people_signed_in_is_asked_about(day, tmp_path):
    """Whoever books or gives feedback may answer at once too, so that times do not tell."""
    text = f"{FORM}14/05/2026 13:00,Ida Moss,A\n{day},Jon Reed,A\n"
    assert asked(tmp_path, text, "Falls day.csv") == (
        "did those who answered this form come? It does not say so, and a form for feedback, to "
        "book or for the agenda asks for names too."
    )
    for name, said in (
        ("Sign in.csv", {}),
        ("Falls day.csv", {"attended": True}),
        ("Falls day.csv", {"event": "falls"}),
    ):
        (reading,) = readings(tmp_path, text, name, **said)
        assert (reading.problems, reading.notes) == ((), ()), name


def test_a_form_may_ask_for_the_event_by_whatever_word_it_is_called(tmp_path):
    text = "Timestamp,Full name,{}\n14/05/2026 13:00,Ida Moss,Falls\n14/05/2026 13:01,Jon Reed,Sepsis\n"
    for question in ("Which huddle did you attend?", "What session are you signing in to?"):
        (reading,) = readings(tmp_path, text.format(question), "Form.csv")
        assert reading.tables["sessions"]["title"].tolist() == ["Falls", "Sepsis"], question
        assert reading.notes == ()
    (reading,) = readings(tmp_path, text.format("What did the session bring you?"), "Sign in.csv")
    assert len(reading.tables["sessions"]) == 1


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("Vision 2030 sign-in", []),
        ("Vision 2030 sign-in, 3 March 2026", [2026]),
        ("Vision 2030, spring 2026", [2026]),
        ("Pharmacy 2030 register", []),
        ("Q2 2026 Vision", [2026]),
        ("Attendance 2026", [2026]),
        ("Feuille de présence, réunions 2026", [2026]),
        ("Vision, May/June 2026", [2026]),
        ("Vision 2026-03-03", [2026]),
    ],
)
def test_a_year_of_a_title_is_that_of_the_days_only_where_it_stands_with_one(
    title, years, tmp_path
):
    text = f'"{title} register"\nName,21 May,28 May\nIda Moss,x,x\n'
    if years:
        assert list(came(tmp_path, text)[0]) == ["2026-05-21", "2026-05-28"]
    else:
        assert asked(tmp_path, text).startswith("in which year was '21 May'?")


@pytest.mark.parametrize(
    "title", ["Tuesday 3 March 2026", "Sign-in: Tues, 3 March 2026", "Mardi 3 mars 2026"]
)
def test_a_day_of_the_week_is_no_title(title, tmp_path):
    (reading,) = readings(tmp_path, f"{title}\n{HEADS}\nIda Moss,A\n", "sign in.csv")
    assert reading.tables["sessions"]["title"].isna().all()


def test_an_address_may_be_headed_as_webex_heads_it(tmp_path):
    text = f"{DAY}\nAttendee Name,Attendee Email\nIda Moss,ida@example.org\n"
    assert came(tmp_path, text) == ({"2026-03-03": ["Ida Moss"]}, [])


@pytest.mark.parametrize(
    "asks",
    [
        "Anwesend am Tag (ja/nein)",
        "Asistencia a la sesión",
        "Présence à la réunion",
        "Presenza all'incontro",
        "Presença na reunião",
        "Aanwezig bij de bijeenkomst",
    ],
)
def test_a_longer_heading_on_coming_is_read_in_the_languages_of_the_words(asks, tmp_path):
    text = f'{DAY}\n{HEADS},"{asks}"\nIda Moss,A,x\nJon Reed,B,\n'
    assert came(tmp_path, text) == ({"2026-03-03": ["Ida Moss"]}, [])
    of_more = f'{DAY}\n{HEADS},"{asks}: Qwx"\nIda Moss,A,x\nJon Reed,B,\n'
    assert asked(tmp_path, of_more).startswith(f"does column '{asks}: Qwx'")


@pytest.mark.parametrize(
    "why", ["Motivo de ausencia", "Grund der Abwesenheit", "Motif d'absence", "Reden afwezigheid"]
)
def test_who_gave_a_reason_for_staying_away_did_not_come_in_any_language(why, tmp_path):
    text = f"{DAY}\n{HEADS},{why}\nIda Moss,A,\nJon Reed,B,Grippe\n"
    (reading,) = readings(tmp_path, text)
    came_so = (
        not reading.problems and reading.tables["attendance"]["status"].tolist() == ["attended"] * 2
    )
    assert not came_so


@pytest.mark.parametrize(
    ("heads", "signed"),
    [
        ("Apellidos y nombre;Centro;Firma", True),
        ("Nome e cognome;Ente;Firma", True),
        ("Name;Firma", False),
        ("Nachname;Vorname;Firma", False),
    ],
)
def test_what_is_signed_in_one_language_is_an_employer_in_another(heads, signed, tmp_path):
    at = heads.count(";")
    text = f"{heads}\nIda Moss{';' * at}IM\nJon Reed{';' * at}\n"
    (reading,) = readings(tmp_path, text, "sign in 3 March 2026.csv")
    if signed:
        told = "did those come whose cell in column 'Signature (Firma)' is empty?"
        assert asked(tmp_path, text, "sign in 3 March 2026.csv") == told
    else:
        assert reading.tables["attendance"]["organisation"].tolist()[0] == "IM"


def test_a_sheet_of_members_in_a_workbook_called_a_register_is_asked_about(tmp_path):
    sheets = ("14 May 2026", "Members", "Contacts")
    rows = [["Name", "Organisation"], ["Ida Moss", "A"]]
    (tmp_path / "register 2026-05-14.xlsx").write_bytes(workbook(**dict.fromkeys(sheets, rows)))
    told = {each.file: each.problems for each in survey(tmp_path, as_of="2026-11-25").files}
    assert list(told.values()) == [0, 1, 1]


def test_a_share_of_attendance_is_asked_about_where_it_is_nothing(tmp_path):
    text = f"{DAY}\n{HEADS},Attendance %\nIda Moss,A,{{}}\nJon Reed,B,50%\n"
    assert came(tmp_path, text.format("100%"))[0] == {"2026-03-03": ["Ida Moss", "Jon Reed"]}
    assert "'Attendance %'" in asked(tmp_path, text.format("0%"))


def test_turned_names_of_two_words_each_are_of_one_person(tmp_path):
    text = f'{DAY}\n{HEADS}\n"Pell Ruiz, Ana Maria",A\n"Soto Gil, Eva Luz",B\nJon Reed,B\n'
    (reading,) = readings(tmp_path, text)
    assert reading.notes == ()


def test_a_tick_counts_whatever_follows_it_unseen(tmp_path):
    text = f"{DAY}\n{HEADS},Attended\nIda Moss,A,✔\ufe0f\nJon Reed,B,❌\n"
    assert came(tmp_path, text)[0] == {"2026-03-03": ["Ida Moss"]}


def test_a_word_for_nothing_names_nobody(tmp_path):
    text = f"{DAY}\n{HEADS},Email\nIda Moss,A,#N/A\nNULL,B,\n#N/A,NULL,#REF!\nunknown,C,n/a\n"
    people, left_out = came(tmp_path, text)
    assert people == {"2026-03-03": ["Ida Moss"]}
    assert left_out == ["nobody is named"] * 3


def test_days_of_rows_without_a_year_are_of_the_sheets_or_asked_about(tmp_path):
    text = "{}\nName,Date\nIda Moss,21st May\nJon Reed,14 May\n"
    two = {"2026-05-14": ["Jon Reed"], "2026-05-21": ["Ida Moss"]}
    assert came(tmp_path, text.format("Sign-in 2026"))[0] == two
    assert came(tmp_path, text.format("Sign-in"), year=2026)[0] == two
    assert asked(tmp_path, text.format("Sign-in")) == (
        "in which year was '21st May'? All rows are of one year, or have their own."
    )


@pytest.mark.parametrize("days", [("4156", "4163"), ("Tuesday", "Thursday"), ("May", "June")])
def test_days_of_rows_that_differ_and_are_none_never_become_one(days, tmp_path):
    text = "Sign-in\nName,Date\nIda Moss,{}\nJon Reed,{}\n".format(*days)
    assert asked(tmp_path, text) == (
        f"a.csv, row 3, column 'Date': '{days[0]}' is not a day of the calendar "
        "(the one on which this person came). "
        "Write it in every row, as 2026-05-14."
    )


def test_one_day_without_a_year_is_that_which_the_community_states(tmp_path):
    text = "Sign-in\nName,Date\nIda Moss,14 May\nJon Reed,14 May\n"
    there = {"2026-05-14": ["Ida Moss", "Jon Reed"]}
    assert came(tmp_path, text, starts=date(2026, 5, 14))[0] == there
    by_name = text.replace("14 May", "Thursday")
    assert came(tmp_path, by_name, "14 May 2026.csv")[0] == there


def test_a_row_that_a_comma_has_shifted_is_refused(tmp_path):
    """*Pell* of the organisation *Ana* is nobody; a blank cell behind the last heading shifts nothing."""
    text = f"{DAY}\n{HEADS}\nIda Moss,A,,\nPell, Ana,B\n"
    assert asked(tmp_path, text) == (
        "row 4 has more cells than there are headings: a separator within one may have shifted it. "
        "Put that cell into quotation marks, or a heading over the last column."
    )
    kept = text.replace("Pell, Ana", '"Pell, Ana"')
    assert came(tmp_path, kept)[0] == {"2026-03-03": ["Ida Moss", "Pell, Ana"]}


def test_meetings_of_one_day_in_one_list_are_refused_and_those_of_their_own_days_are_read(tmp_path):
    text = "Sign-in\nName,Session,Date\nIda,Falls,14/04/2026\nJon,Sepsis,{}\n"
    assert asked(tmp_path, text.format("14/04/2026")) == (
        "lists people of several meetings, as column 'Session' says. "
        "Put each meeting into a file of its own, or its day into each row, under Date."
    )
    read = came(tmp_path, text.format("21/04/2026"))[0]
    assert read == {"2026-04-14": ["Ida"], "2026-04-21": ["Jon"]}
    both = {"2026-04-14": ["Ida", "Jon"]}
    assert came(tmp_path, text.format("14/04/2026"), without=["Session"])[0] == both


def test_a_legend_in_the_heading_says_what_its_marks_mean(tmp_path):
    text = f"{DAY}\nName,Organisation,{{}}\nIda Moss,A,x\nJon Reed,B,\n"
    assert asked(tmp_path, text.format("Attended (x = apologies)")) == (
        "what does an empty cell in column 'Attended (x = apologies)' mean? Nobody is marked as there."
    )
    there = {"2026-03-03": ["Ida Moss"]}
    assert came(tmp_path, text.format("Attended (x = present)"))[0] == there


def test_headings_may_say_of_whom_they_are(tmp_path):
    text = f"{DAY}\nDelegate's name,Work e-mail,Your NHS Trust\nIda Moss,ida@a.example,A\n"
    (reading,) = readings(tmp_path, text)
    rows = reading.tables["attendance"]
    found = rows[["name", "address", "organisation"]].to_numpy().tolist()
    assert found == [["Ida Moss", "ida@a.example", "A"]]
    assert reading.unused == ()


def test_how_many_sessions_somebody_attended_is_no_tick(tmp_path):
    text = f"{DAY}\n{HEADS},Sessions attended\nIda Moss,A,{{}}\nJon Reed,B,0\n"
    assert asked(tmp_path, text.format("3")).startswith(
        "a.csv, row 3, column 'Sessions attended': '3' is not a tick"
    )
    assert came(tmp_path, text.format("1"))[0] == {"2026-03-03": ["Ida Moss"]}


@pytest.mark.parametrize(
    "line",
    [
        "14 May 2026, 13:00 to 14:00",
        "From 9.30am until 11.00",
        "Next meeting: 11 June 2026",
        "Printed 3 May",
    ],
)
def test_a_line_of_a_time_of_printing_or_of_the_next_meeting_is_no_title(line, tmp_path):
    (reading,) = readings(tmp_path, f"{line}\nFalls huddle\n{HEADS}\nIda Moss,A\n", "sign-in.csv")
    assert reading.tables["sessions"]["title"].tolist() == ["Falls huddle"]


def test_what_stands_over_those_who_came_is_no_title(tmp_path):
    text = f"Falls huddle 3 March 2026\nAttendees\n{HEADS}\nIda Moss,A\n"
    for above, title in (("", "Falls huddle"), ("Attendees\n", "Falls huddle")):
        (reading,) = readings(tmp_path, above + text, "sign-in.csv")
        assert reading.tables["sessions"]["title"].tolist() == [title]


def test_a_form_that_asks_for_nothing_but_a_name_is_read(tmp_path):
    text = "Timestamp,Your name\n14/05/2026 13:00,Ida Moss\n14/05/2026 13:01,Jon Reed\n"
    there = {"2026-05-14": ["Ida Moss", "Jon Reed"]}
    assert came(tmp_path, text, "Sign in.csv")[0] == there


@pytest.mark.parametrize("marks", [("Y", "N"), ("TRUE", "FALSE"), ("yes", "no")])
def test_yes_and_no_under_days_say_who_came_on_each(marks, tmp_path):
    one, other = marks
    text = f"Organisation,Name,26.05.12,26.06.23\nA,Ida Moss,{one},{other}\nB,Jon Reed,,{one}\n"
    assert came(tmp_path, text, "register 2026.csv")[0] == {
        "2026-05-12": ["Ida Moss"],
        "2026-06-23": ["Jon Reed"],
    }


def test_the_codes_of_a_register_are_read_where_they_stand_beside_present_and_absent(tmp_path):
    """Beside P and A, L is late and E excused; without them either may be a shift, and is asked about."""
    text = "Name,12/05/2026,23/06/2026,14/07/2026\nIda Moss,P,P,L\nJon Reed,A,P,E\n"
    read = {
        "2026-05-12": ["Ida Moss"],
        "2026-06-23": ["Ida Moss", "Jon Reed"],
        "2026-07-14": ["Ida Moss"],
    }
    assert came(tmp_path, text, REGISTER)[0] == read
    told = came(tmp_path, text, REGISTER, marks={"L": "absent", "E": "came"})[0]
    assert told == read | {"2026-07-14": ["Jon Reed"]}


def test_a_day_in_the_name_does_not_become_that_of_all_columns(tmp_path):
    """Its year is that of the days; on 23 June Ida was not there."""
    text = "Name,Email,12-May,9-Jun,23-Jun\nIda Moss,,x,x,\nJon Reed,,x,,\nKit Shaw,,,,x\n"
    assert came(tmp_path, text, "attendance 2026-06-23.csv")[0] == {
        "2026-05-12": ["Ida Moss", "Jon Reed"],
        "2026-06-09": ["Ida Moss"],
        "2026-06-23": ["Kit Shaw"],
    }


def test_a_total_of_one_is_no_tick(tmp_path):
    text = f"{HEADS},26/05/2026,23/06/2026\nIda Moss,A,x,\nJon Reed,B,,\nTotal,,1,0\n"
    people, left_out = came(tmp_path, text, REGISTER)
    assert {day: names for day, names in people.items() if names} == {"2026-05-26": ["Ida Moss"]}
    assert set(left_out) == {"a total"}


def test_one_title_of_a_form_on_two_days_is_of_two_meetings(tmp_path):
    text = "Timestamp,Full name,Which session are you attending?\n" + "".join(
        f"{day}/2026 13:0{at}:00,{name},Ward round\n"
        for day, names in (("12/05", "Ida Jon"), ("23/06", "Ida Jon Kit"))
        for at, name in enumerate(names.split())
    )
    people, _ = came(tmp_path, text, "Sign in (Responses).csv")
    assert people == {"2026-05-12": ["Ida", "Jon"], "2026-06-23": ["Ida", "Jon", "Kit"]}


@pytest.mark.parametrize(
    ("beside", "unused"),
    [
        ("Attended,Registered", ("Registered",)),
        ("Attended,Date Registered,Bleep", ("Date Registered", "Bleep")),
        ("Attended,Lunch,No.", ("Lunch",)),
    ],
)
def test_what_a_sheet_says_beside_who_came_is_said_not_to_be_read(tmp_path, beside, unused):
    asha = ",".join(["x", *("12" for _ in beside.split(",")[1:])])
    lines = f"Name,Organisation,{beside}\nAsha,Example Trust,{asha}\n"
    (reading,) = readings(tmp_path, lines, "Huddle sign-in 14 May 2024.csv")
    assert reading.unused == unused


LOG = "Event,Date,Name,Email,Attended\n{}"


def test_a_log_of_several_events_has_its_days_and_who_of_those_in_it_came(tmp_path):
    text = LOG.format(
        "Huddle,14/05/2026,Ida Moss,ida@a.example,Yes\n"
        "Huddle,14/05/2026,Jon Reed,,No\n"
        "Huddle,21/05/2026,Jon Reed,,Yes\n"
        "Masterclass,21/05/2026,Ida Moss,ida@a.example,Yes\n"
    )
    (reading,) = readings(tmp_path, text, "attendance.csv")
    assert (reading.problems, reading.unused) == ((), ())
    sessions = reading.tables["sessions"]
    told = sessions[["session", "event", "title"]].astype(object).where(sessions.notna(), None)
    assert told.to_numpy().tolist() == [
        ["attendance.csv#Huddle#2026-05-14", None, "Huddle"],
        ["attendance.csv#Huddle#2026-05-21", None, "Huddle"],
        ["attendance.csv#Masterclass", "Masterclass", "Masterclass"],
    ]
    assert [f"{each:%d %b}" for each in sessions["day"]] == ["14 May", "21 May", "21 May"]
    rows = reading.tables["attendance"]
    assert rows["status"].tolist() == ["attended", "absent", "attended", "attended"]


def test_our_template_with_a_column_of_who_came_counts_those(tmp_path):
    text = "Event,Name,Email,Organisation,Attended\nmay,Ida Moss,,A,No\nmay,Jon Reed,,A,Yes\n"
    (reading,) = readings(tmp_path, text, "a.csv")
    assert reading.tables["attendance"]["status"].tolist() == ["absent", "attended"]


def test_a_list_of_bookings_with_their_event_is_no_log_of_who_came(tmp_path):
    text = "Event,Name,Email\nHuddle,Ida Moss,ida@a.example\n"
    (path := tmp_path / "bookings.csv").write_text(text)
    (sheet,) = sheets_in(path, file=path.name, known=KNOWN_HEADINGS)
    assert [each.name for each in READERS if each.claims(sheet)] == []


@pytest.mark.parametrize(
    ("name", "asks"),
    [
        ("Register for the masterclass 14 May 2026.csv", True),
        ("Register your interest 14 May 2026.csv", True),
        ("Register 14 May 2026.csv", False),
        ("Attendance register for 14 May 2026.csv", False),
    ],
)
def test_to_register_is_no_register_of_who_came(name, asks, tmp_path):
    (reading,) = readings(tmp_path, "Name,Email\nIda Moss,ida@a.example\n", name)
    assert bool(reading.problems) is asks
