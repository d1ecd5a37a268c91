"""Every question that the product can ask, and its printed advice, typed as it is printed.

`STORIES` has a folder for each place in the code that asks, and for each way in which one asks, behind a stroke.
A new place without one fails the first test.
"""

from __future__ import annotations

import ast
import os
import re
import zipfile
from pathlib import Path

import pytest
from folders import CAMPAIGNS, EVENTBRITE, EVENTS, SUBSCRIBED, ZOOM, folder, workbook, zoom

import copmetrics
from copmetrics.errors import QuestionError, files_header
from copmetrics.loading import sheet_reading
from copmetrics.loading.survey import survey
from copmetrics.loading.unplaced_answers import unplaced_answers
from copmetrics.loading.unread_files import leaving_out

pytestmark = pytest.mark.slow

PACKAGE = Path(copmetrics.__file__).parent
OPEN_DATES = ZOOM + "Asha,,05/06/2024 13:00,05/06/2024 14:00,60,No\n"
GOOD = {"may.csv": zoom("Asha One,asha@example.org")}
UNDATED = EVENTBRITE + "1,2024-05-01,A,One,a@example.org,1,11,Attending\n"
RECIPIENTS = SUBSCRIBED.strip() + ",Opens\na@example.org,A,One,2,,,1,e1,3\n"
SIGNED = "Huddle sign-in 14 May 2024\nName,Organisation\nAsha,Example Trust\n"
MEETING = "Topic,Meeting ID,Start Time\n{},{},2024-05-14 {}\n\n"
NEWS = CAMPAIGNS + 'The ""May"" news,S,L,"May 04, 2024 10:00 am",Sat,20,20,0,9,9,1,1,0,aa11\n'

OTHER_LIST = {
    "list a/subscribed.csv": SUBSCRIBED + "a@example.org,A,One,2,2024-01-05 10:00:00,,1,e1\n",
    "list x/subscribed.csv": SUBSCRIBED + "x@example.org,X,One,2,2024-01-06 10:00:00,,1,e1\n",
}

MEET = "Name,Duration,Time joined,Time exited\nAsha One,30 min,13:02,13:32\n"

NAMED = "Name,Organisation"
MATRIX = "Huddle register{}\nName,Organisation,{}\nAsha One,Example Trust,x\nBen Two,Example ICB,\n"
LATE = "".join(
    f"{day}/05/2024 13:0{at}:00,p{at}@example.org,R\n" for day in (14, 15) for at in range(3)
)
FORM = "Timestamp,Email Address,Topics\n"
WEBINAR = (
    "Attendee Report\nTopic,Webinar ID,Actual Start Time\nTalk,900,05/14/2024 01:00:00 PM\n"
    "Attendee Details\n{},First Name,Last Name,Email,Registration Time,Join Time,Leave Time,"
    "Time in Session (minutes)\n{},Asha,One,asha@example.org,05/01/2024 09:00:00 AM,"
    "05/14/2024 01:00:00 PM,05/14/2024 02:00:00 PM,60\n"
)

RATED = "Timestamp,{},What went well?\n2024-05-14 15:00,{},All\n"
MEETINGS = (
    "Host name,Topic,Meeting ID,Creation time,Start time,End time,Name (original name),"
    "Email,Join time,Leave time,Duration (minutes)\n"
    "Cy,Huddle,9.1E+11,2024-05-01 09:00,2024-05-14 13:00,2024-05-14 14:00,Asha,,"
    "2024-05-14 13:00,2024-05-14 14:00,60\n"
)

STORIES = {
    "readers/sign_in.py _ask_unless_they_came": {
        "2024-05-14 staff.csv": f"{NAMED}\nAsha One,Example Trust\n",
        "campaigns.csv": NEWS,
    },
    "readers/form_meetings.py ask_unless_signed_in": {
        "Study day bookings.csv": FORM + "14/05/2024 13:00:00,asha@example.org,R\n",
        "campaigns.csv": NEWS,
    },
    "readers/form_meetings.py _ask_if_open": {"sign in.csv": FORM + LATE},
    "readers/feedback_form.py _which_rating": {
        **GOOD,
        "x.csv": RATED.format("Rate the speaker,Rate the venue", "4,5"),
    },
    "readers/questionnaires.py _scale": {**GOOD, "x.csv": RATED.format("Rating (1 = best)", "2")},
    "readers/questionnaires.py _no_rating": {**GOOD, "x.csv": RATED.format("Your rating", "Good")},
    "readers/mailchimp_campaigns.py _campaigns": {
        "campaigns.csv": NEWS + 'Parks,S,K,"May 05, 2024 10:00 am",Sun,20,20,0,9,9,1,1,0,aa12\n'
    },
    "loading/member_lists.py ask_of_members": {
        **GOOD,
        "Members.csv": "Name,Email,Date joined,Date left\nAsha,a@example.org,13/01/2024,\n",
    },
    "readers/sign_in_days.py _one_day": {
        "x.csv": f"Sign-in 14-15 May 2024\n{NAMED}\nAsha One,Example Trust\n"
    },
    "readers/sign_in_days.py _order": {"x.csv": MATRIX.format("", "24.05.19")},
    "readers/sign_in_days.py days_of_headings": {"x.csv": MATRIX.format("", "Week 1")},
    "readers/sign_in_days.py _asked_for_year": {"x.csv": MATRIX.format("", "14-May")},
    "readers/sign_in_marks.py Marks._refuse": {
        "x.csv": MATRIX.format("", "14 May 2024").replace("ICB,", "ICB,Q")
    },
    "readers/sign_in_marks.py Marks.settled": {
        "x.csv": MATRIX.format("", "14 May 2024").replace("Trust,x", "Trust,DNA")
    },
    "readers/sign_in_days.py _ask_if_of_another": {
        "sign-in export 2024-05-14.csv": f"{NAMED}\nAsha One,Example Trust\n",
    },
    "readers/sign_in_days.py _ask_if_long_ago": {
        "x.csv": SIGNED.replace("May 2024", "May 1985"),
    },
    "readers/weekdays.py ask_of_weekday": {
        "x.csv": SIGNED.replace("14 May", "Monday 14 May"),
    },
    "readers/block.py ask_of_impossible": {
        "x.csv": zoom("Asha,", "Ben,").replace("Ben,,2024", "Ben,,1984")
    },
    "readers/counted_questions.py _asked": {
        "topics.csv": "Timestamp,What should we talk about?,Kind,Wer macht es?\n"
        "2024-05-14 14:00,Nights,question,Ward 7\n"
    },
    "readers/unknown_forms.py _asked": {
        "nachher.csv": "Zeitstempel,Wie war es?,Was lief gut?\n15.05.2024 14:00:00,4,Essen\n"
    },
    "readers/unknown_forms.py _asked / in a language that nobody knows": {
        "po.csv": "Sygnatura czasowa,Jak było?,Co dobre?\n15/05/2024 14:00:00,4,Obiad\n"
    },
    "readers/zoom.py _ask_if_cut_short": {"x.csv": MEETINGS},
    "loading/event_placing.py _whether_one": {
        "a.csv": MEETING.format("Huddle", "9.1E+11", "13:00") + zoom("Asha,"),
        "b.csv": MEETING.format("Huddle", "9.1E+11", "13:00") + zoom("Ben,"),
    },
    "loading/booked_under_another_title.py MaybeOne.question": {
        "a.csv": MEETING.format("Huddle", "8123", "13:00")
        + zoom("Asha One,asha@example.org", "Ben Two,ben@example.org"),
        "booked.csv": EVENTBRITE.replace("Status\n", "Status,Event Name,Event Date\n")
        + "1,2024-05-01,Asha,One,asha@example.org,1,11,Attending,Spring webinar,2024-05-14\n"
        + "2,2024-05-01,Ben,Two,ben@example.org,1,12,Attending,Spring webinar,2024-05-14\n",
    },
    "readers/sign_in_marks.py Marks.ask_of_remarks": {
        "x.csv": MATRIX.format("", "14 May 2024").replace("ICB,", "ICB,was ill")
    },
    "readers/sign_in_days.py _ask_of_equal": {
        "a/x.csv": MATRIX.format("", "Week 1,Week 2").replace("Trust,x", "Trust,x,x"),
        "community.toml": '[files."a".days]\n"Week 1" = 2024-05-14\n"Week 2" = 2024-05-14\n',
    },
    "readers/sign_in_questions.py ask_of_unclear_lines": {
        "x.csv": SIGNED + "Booked,\nBen,Example ICB\n"
    },
    "readers/sign_in_questions.py _ask_of_column": {
        "x.csv": MATRIX.format(" 14 May 2024", "Q4").replace("Trust,x", "Trust,Yes")
    },
    "readers/sign_in_questions.py _ask_of_column / of what": {
        "x.csv": MATRIX.format(" 14 May 2024", "Attended training").replace("Trust,x", "Trust,Yes")
    },
    "readers/sign_in_questions.py _ask_of_column / of absence": {
        "x.csv": MATRIX.format(" 14 May 2024", "Apologies for the party")
    },
    "readers/sign_in_questions.py _ask_of_column / of a form": {
        "sign in.csv": "Timestamp,Full name,Did you attend the training?\n2024-05-14 13:00,Asha,Yes\n"
    },
    "readers/block.py ask_of_impossible / of a row": {
        "x.csv": "Sign-in\nName,Date\nAsha,2024-05-14\nBen,1924-05-14\n"
    },
    "readers/block.py ask_of_impossible / of a form": {
        "sign in.csv": "Timestamp,Full name,Date of session\n2024-05-14 13:00,Asha,14/05/1924\n"
    },
    "readers/sign_in_days.py _asked_for_year / of rows": {
        "x.csv": "Sign-in\nName,Date\nAsha,14 May\nBen,21 May\n"
    },
    "readers/form_meetings.py ask_unless_signed_in / over days": {
        "x.csv": "Timestamp,Full name,Trust\n2024-05-14 09:00,Asha,A\n2024-05-14 17:00,Ben,A\n"
        "2024-05-15 13:00,Cy,A\n",
        "campaigns.csv": NEWS,
    },
    "readers/sign_in_statuses.py _ask_of_empty": {
        "x.csv": MATRIX.format(" 14 May 2024", "Signature").replace("Trust,x", "Trust,A.O.")
    },
    "readers/sign_in_statuses.py _ask_of_empty / of remarks": {
        "x.csv": "Sign-in 14 May 2024\nName,Comments\nAsha One,\nBen Two,DNA\nCy Three,late\n"
    },
    "readers/sign_in_statuses.py _ask_what_is_ticked": {
        "x.csv": MATRIX.format(" 14 May 2024", "Launch")
    },
    "readers/sign_in_statuses.py ask_of_other_marks": {
        "x.csv": MATRIX.format("", "14 May 2024,Launch").replace("Trust,x", "Trust,x,x")
    },
    "readers/times_without_day.py day_of": {"x.csv": MEET},
    "readers/meetings.py _ask_if_several": {
        "x.csv": zoom("Asha,") + zoom("Asha,", day="2024-06-11").partition("\n")[2]
    },
    "loading/unread_files.py _asked": {"x.csv": "Ward,Beds\nNorth,12\n", "may.csv": zoom("Asha,")},
    "readers/context.py settled_style": {
        "campaigns.csv": CAMPAIGNS
        + 'May,S,L,"May 04, 2024 10:00 am",Sat,1.000,1.000,0,9,9,1,1,0,aa11\n',
    },
    "readers/column_notes.py _asked": {"x.csv": WEBINAR.format("Here", "Yes")},
    "readers/column_places.py _which": {"x.csv": WEBINAR.format("Attended,Attended", "Yes,No")},
    "readers/context.py settled_order": {"x.csv": OPEN_DATES},
    "loading/sheet_reading.py SheetReading._named": {
        "x.csv": zoom("Asha,asha@example.org"),
        "campaigns.csv": NEWS,
    },
    "readers/mailchimp_audience.py _check_whole": {
        "subscribed_segment_export_0a1b2c3d4e.csv": SUBSCRIBED
        + "a@example.org,A,One,2,,2024-05-01 10:00:00,1,e1\n",
        "zoom.csv": zoom("Asha,asha@example.org"),
    },
    "loading/renamed_headings.py ask_of_headings": {
        "zoom.csv": zoom("Asha,asha@example.org"),
        "lists/events.csv": "event,title,when\nhuddle,Huddle,2024-05-14\n",
    },
    "loading/renamed_headings.py ask_of_headings / of one": {
        "zoom.csv": zoom("Asha,asha@example.org"),
        "what we did.csv": "event,title,start\nhuddle,Huddle,2024-05-14\n",
    },
    "loading/copied_files.py _with_answers": {
        "x.csv": "Name,Attended\nBen,x\n",
        "x (1).csv": "Name,Attended\nAsha,x\n",
        "community.toml": '[files."x.csv"]\nstarts = 2024-05-14\n',
    },
    "loading/event_column.py with_event_column": {
        "events.csv": EVENTS + "a,Huddle,2024-05-14 13:00,,,,,,\nb,Talk,2024-06-11 13:00,,,,,,\n",
        "sign-in.csv": "Which one,Name,Email,Organisation\na,Asha,asha@example.org,T\nb,Ben,,T\n",
    },
    "loading/audiences.py _question": OTHER_LIST,
    "loading/audiences.py _one_of_several": {
        "77/lists/members/members_1_falls.csv": OTHER_LIST["list a/subscribed.csv"],
        "77/lists/members/members_2_sepsis.csv": OTHER_LIST["list x/subscribed.csv"],
        "community.toml": '[files."77/lists/members/members_2_sepsis.csv"]\naudience = "sepsis"\n',
    },
    "readers/mailchimp_audience.py _recipients": {"x.csv": RECIPIENTS},
    "loading/known_answers.py with_known_answers": {
        "x.csv": RECIPIENTS,
        "campaigns.csv": NEWS,
    },
    "loading/event_placing.py EventsInMaking._undated": {
        "x.csv": UNDATED,
        "events.csv": EVENTS + 'the "big" day,Study day,2024-05-14 13:00,,,,,,\n',
    },
    "loading/event_placing.py EventsInMaking._answered": {
        "x.csv": UNDATED,
        "community.toml": '[files."x.csv"]\nevent = "study-day"\n',
    },
    "loading/event_placing.py _which_clock": {
        "x.csv": ZOOM
        + "Asha,,2024-07-01 00:00,2024-07-01 01:00,60,No\nBen,,2024-07-01 00:05,2024-07-01 01:00,55,No\n",
        "leeds.csv": ZOOM
        + "Asha,,2024-06-30 23:00,2024-07-01 00:00,60,No\nBen,,2024-06-30 23:05,2024-07-01 00:00,55,No\n",
    },
    "loading/impossible_days.py _question": {
        "x.csv": WEBINAR.format("Attended", "Yes").replace("05/14/2024", "05/14/2025"),
        "events.csv": EVENTS + "talk,Talk,2024-05-14 13:00,,,,,,\n",
        "community.toml": '[files."x.csv"]\nevent = "talk"\n',
    },
    "loading/unplaced_answers.py _asked": {
        "feedback.csv": "Timestamp,Which event?,How useful was it? (1 to 5),What went well?\n"
        "2024/05/15 1:05:00 pm,Talks on sepsis,5,All\n",
        "events.csv": EVENTS + "talk,Talk,2024-05-14 13:00,,,,,,\n",
    },
    "loading/event_placing.py _which": {
        "x.csv": SIGNED,
        "events.csv": EVENTS
        + "morning,Huddle,2024-05-14 09:00,2024-05-14 10:00,,,,,\n"
        + "after noon,Huddle,2024-05-14 15:00,2024-05-14 16:00,,,,,\n",
    },
}


@pytest.fixture(autouse=True)
def two_readers_claim_one_story(request, monkeypatch):
    if "SheetReading" in request.node.name:
        doubled = [each for each in sheet_reading.READERS if each.name.startswith("Zoom meeting")]
        monkeypatch.setattr(sheet_reading, "READERS", (*sheet_reading.READERS, *doubled))


def places_that_ask():
    """Return every function of the package that makes a question, as the file has it."""
    for path in sorted(PACKAGE.rglob("*.py")):
        file = path.relative_to(PACKAGE).as_posix()
        text = path.read_text(encoding="utf-8")
        if "QuestionError" in text:
            yield from (f"{file} {name}" for name in _asking(ast.parse(text), ()))


def _asking(node, inside):
    for child in ast.iter_child_nodes(node):
        named = isinstance(child, ast.FunctionDef | ast.ClassDef)
        if isinstance(child, ast.Call) and getattr(child.func, "id", "") == "QuestionError":
            yield ".".join(inside)
        yield from _asking(child, (*inside, child.name) if named else inside)


def questions_in(place):
    """Return what is asked of a folder, of files that nobody knows too, which only `--answer` asks."""
    found = survey(place)
    asked = [each for each in found.problems if isinstance(each, QuestionError)]
    return asked + unplaced_answers(found) + leaving_out(found)


def advice_in(message):
    """Return the header and the lines that a message prints, as a reader of it would copy them."""
    header, lines = re.search(
        r"Answer in community\.toml, under (\[files\..*?\]): (.*)$", message
    ).groups()
    return header, re.split(r" or (?=\w+ = )", lines)


def typed(place, header, line):
    """Write a line into community.toml under its header, which is written where there is none."""
    path = place / "community.toml"
    said = path.read_text(encoding="utf-8") if path.exists() else ""
    said = said if header in said else f"{said}\n{header}\n"
    path.write_text(said.replace(f"{header}\n", f"{header}\n{line}\n"), encoding="utf-8")


def test_every_place_that_asks_has_its_story():
    assert sorted(set(places_that_ask())) == sorted({each.partition(" / ")[0] for each in STORIES})


READ = {
    story: str(number)
    for number, story in enumerate(each for each in STORIES if each.startswith("readers/"))
}
"""What is asked while a file is read: each of these stories has its place in a folder of them all."""


def all_read(place):
    """Put these stories into one folder."""
    files, said = {}, 'name = "Stories"\n'
    for story, within in READ.items():
        told = dict(STORIES[story])
        said += told.pop("community.toml", "").replace('[files."', f'[files."{within}/')
        files |= {f"{within}/{name}": text for name, text in told.items()}
    return folder(place, {**files, "community.toml": said})


@pytest.fixture(scope="module")
def read_together(tmp_path_factory):
    """In which of these places nothing is left to ask after the first of the lines advised, the second ..."""
    asked = questions_in(all_read(tmp_path_factory.mktemp("asked")))
    advised = {each.file.partition("/")[0]: advice_in(str(each)) for each in asked}
    settled = []
    for number in range(max(len(lines) for _, lines in advised.values())):
        place = all_read(tmp_path_factory.mktemp("answered"))
        for header, lines in advised.values():
            typed(place, header, lines[min(number, len(lines) - 1)])
        found = survey(place)
        left = {str(each).partition("/")[0] for each in found.problems}
        copies = {each.file.partition("/")[0] for each in found.files if "the same" in each.note}
        settled.append(set(advised) - left - copies if left <= set(advised) else set())
    return settled


@pytest.mark.parametrize("story", STORIES)
def test_the_advised_line_typed_as_it_is_printed_settles_the_question(story, tmp_path, request):
    (asked,) = questions_in(folder(tmp_path / "asked", STORIES[story]))
    header, lines = advice_in(str(asked))
    assert lines == [*asked.answers, *asked.examples]
    settled = request.getfixturevalue("read_together") if story in READ else []
    for number, line in enumerate(lines):
        if settled and READ[story] in settled[number]:
            continue
        # beside the others something else may be asked: of which of their events it is
        place = folder(tmp_path / str(number), STORIES[story])
        typed(place, header, line)
        assert not survey(place).problems, line


ODD_NAMES = [
    'we "met".csv',
    "o'clock.csv",
    "a.b.c",
    "sign-in [May].csv",
    "back\\slash.csv",
    "zoom/in a folder/x.csv",
    "Café – Åse = #1.csv",
]


def test_a_file_of_any_name_is_answered_by_the_line_printed(tmp_path):
    texts = {
        name: OPEN_DATES.replace("Asha", f"Asha {number}") for number, name in enumerate(ODD_NAMES)
    }
    place = folder(tmp_path, texts)
    asked = questions_in(place)
    assert sorted(each.file for each in asked) == sorted(ODD_NAMES)
    for each in asked:
        header, lines = advice_in(str(each))
        typed(place, header, lines[0])
    found = survey(place)
    assert not found.problems
    assert {each.file: str(each.first.date()) for each in found.files} == dict.fromkeys(
        ODD_NAMES, "2024-06-05"
    )


def test_two_files_whose_names_differ_in_brackets_are_answered_apart(tmp_path):
    place = folder(tmp_path, {"list [May].csv": OPEN_DATES, "list [June].csv": OPEN_DATES + "\n"})
    for asked, line in zip(
        questions_in(place), ("day_first = true", "day_first = false"), strict=True
    ):
        typed(place, advice_in(str(asked))[0], line)
    starts = {each.file: str(each.first.date()) for each in survey(place).files}
    assert starts == {"list [June].csv": "2024-06-05", "list [May].csv": "2024-05-06"}


def test_each_sheet_of_a_workbook_and_each_file_of_a_zip_is_answered_by_itself(tmp_path):
    heads = ["Name (original name)", "Email", "Join time", "Leave time", "Duration (minutes)"]
    one = ["Asha", "asha@example.org", "05/06/2024 13:00", "05/06/2024 14:00", "60"]
    other = ["Ben", "ben@example.org", "07/08/2024 13:00", "07/08/2024 14:00", "60"]
    (tmp_path / "zoom.xlsx").write_bytes(workbook(First=[heads, one], Second=[heads, other]))
    with zipfile.ZipFile(tmp_path / "zoom.zip", "w") as archive:
        archive.writestr("in/x.csv", OPEN_DATES)
    asked = questions_in(tmp_path)
    assert [each.file for each in asked] == [
        "zoom.xlsx [First]",
        "zoom.xlsx [Second]",
        "zoom.zip/in/x.csv",
    ]
    for each, line in zip(
        asked, ("day_first = true", "day_first = false", "day_first = true"), strict=True
    ):
        typed(tmp_path, advice_in(str(each))[0], line)
    found = survey(tmp_path)
    assert not found.problems
    assert [str(each.first.date()) for each in found.files] == [
        "2024-06-05",
        "2024-07-08",
        "2024-06-05",
    ]


def test_what_is_said_of_a_workbook_holds_for_a_sheet_that_has_a_line_of_its_own_too(tmp_path):
    """13:00 in Auckland on 5 June is 1 o'clock at night in UTC."""
    heads = ["Name (original name)", "Email", "Join time", "Leave time", "Duration (minutes)"]
    row = ["Asha", "asha@example.org", "05/06/2024 13:00", "05/06/2024 14:00", "60"]
    (tmp_path / "zoom.xlsx").write_bytes(workbook(First=[heads, row], Other=[["Notes", "of"]]))
    said = '[files."zoom.xlsx"]\ntimezone = "Pacific/Auckland"\n'
    folder(tmp_path, {"community.toml": f'{said}[files."zoom.xlsx [First]"]\nday_first = true\n'})
    assert str(survey(tmp_path).files[0].first) == "2024-06-05 01:00:00"


def test_a_list_that_fits_two_recordings_that_no_list_names_is_put_to_the_file_chosen(tmp_path):
    """Both huddles are on 14 May; the list is of the one at three, where Ben was alone."""
    place = folder(
        tmp_path,
        {
            "a.csv": MEETING.format("Huddle", 1, "09:00")
            + zoom("Asha One,", start="09:00", end="10:00"),
            "b.csv": MEETING.format("Huddle", 2, "15:00")
            + zoom("Ben Two,", start="15:00", end="16:00"),
            "list.csv": SIGNED.replace("Asha,", "Cy Three,"),
        },
    )
    (asked,) = questions_in(place)
    assert str(asked) == (
        "list.csv: is of which event? Several fit. Answer in community.toml, under "
        '[files."list.csv"]: event = "a.csv" or event = "b.csv"'
    )
    typed(place, '[files."list.csv"]', 'event = "b.csv"')
    made = copmetrics.load(place)
    assert made.events["event"].tolist() == ["2024-05-14-huddle", "2024-05-14-huddle-2"]
    came = made.attendance.groupby("event")["source_file"].agg(sorted).to_dict()
    assert came == {"2024-05-14-huddle": ["a.csv"], "2024-05-14-huddle-2": ["b.csv", "list.csv"]}


def test_of_many_events_a_message_lists_the_first_few(tmp_path):
    rows = "".join(f"e{day},Day {day},2024-05-{day:02} 13:00,,,,,,\n" for day in range(1, 9))
    (asked,) = questions_in(folder(tmp_path, {"x.csv": UNDATED, "events.csv": EVENTS + rows}))
    listed = " or ".join(f'event = "e{day}"' for day in range(1, 7))
    assert str(asked) == (
        "x.csv: when was its event? The file has no date. Answer in community.toml, under "
        f'[files."x.csv"]: {listed} or starts = 2024-05-14  # its own day '
        "(2 more: copmetrics check FOLDER --answer lists them)"
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_file_whose_name_no_line_can_hold_is_refused(tmp_path):
    (tmp_path / "two\nlines.csv").write_text(OPEN_DATES, encoding="utf-8")
    (said,) = survey(tmp_path).problems
    assert str(said) == (
        "two\ufffdlines.csv: has a line break or a broken character in its name. Rename the file."
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_file_whose_name_is_no_utf_8_is_asked_about_answered_and_counted(tmp_path):
    """Two names that differ in a byte that nobody can print are two files: 05/06 is in June."""
    for name in (b"caf\xe9.csv", b"caf\xe8.csv"):
        (tmp_path / os.fsdecode(name)).write_text(OPEN_DATES, encoding="utf-8")
    asked = survey(tmp_path).problems
    assert [each.file for each in asked] == [r"caf\udce8.csv", r"caf\udce9.csv"]
    lines = [f"{files_header(each.file)}\nday_first = true\n" for each in asked]
    (tmp_path / "community.toml").write_text("".join(lines), encoding="utf-8")
    made = copmetrics.load(tmp_path)
    assert [each.file for each in made.files] == [r"caf\udce8.csv", r"caf\udce9.csv"]
    assert made.events["starts_at"].dt.month.tolist() == [6]


def test_the_line_for_a_longer_scale_works_as_it_is_printed(tmp_path):
    """9 on a scale to 10 is 1 + 8 * 4/9 = 4.56 on one to 5."""
    answers = "Timestamp,How useful was the event?,What went well?\n2024-05-14 15:00,9,All\n"
    place = folder(tmp_path, {**GOOD, 'our "form".csv': answers})
    (wrong,) = survey(place).problems
    header, lines = re.search(
        r"community\.toml, under (\[files\..*?\]): (.*)$", str(wrong)
    ).groups()
    typed(place, header, lines)
    assert copmetrics.load(place).tables["feedback"]["rating"].round(2).tolist() == [4.56]
