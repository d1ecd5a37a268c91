"""Write the samples that are no plain UTF-8 text: UTF-16, cp1252, workbooks and zips.

    uv run python tests/samples/make_samples.py

Everybody in them is invented. What must come of each stands beside it, worked out by hand.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

import xlwt
from make_language_samples import language_samples
from openpyxl import Workbook

HERE = Path(__file__).parent
MADE = (2024, 5, 31, 9, 30, 0)

WEBEX = """\
="Meeting Name"\t="Meeting Start Time"\t="Meeting End Time"\t="Display Name"\t="First Name"\t="Last Name"\t="Role"\t="Attendee Email"\t="Join Time"\t="Leave Time"\t="Attendance Duration"\t="Connection Type"\t="Session Name"
="Huddle, May"\t="05/14/2024 01:00 PM"\t="05/14/2024 02:00 PM"\t="Asha One"\t="Asha"\t="One"\t="Host"\t="asha.one@example.org"\t="05/14/2024 12:58 PM"\t="05/14/2024 01:20 PM"\t="22 mins"\t="Desktop app"\t="Main Session"
="Huddle, May"\t="05/14/2024 01:00 PM"\t="05/14/2024 02:00 PM"\t="Asha One"\t="Asha"\t="One"\t="Host"\t="asha.one@example.org"\t="05/14/2024 01:05 PM"\t="05/14/2024 01:15 PM"\t="10 mins"\t="Desktop app"\t="Breakout 1"
="Huddle, May"\t="05/14/2024 01:00 PM"\t="05/14/2024 02:00 PM"\t="Asha One"\t="Asha"\t="One"\t="Host"\t="asha.one@example.org"\t="05/14/2024 01:24 PM"\t="05/14/2024 02:30 PM"\t="1 hr 6 mins"\t="Desktop app"\t="Main Session"
="Huddle, May"\t="05/14/2024 01:00 PM"\t="05/14/2024 02:00 PM"\t="Zoë O'Two"\t="Zoë"\t="O'Two"\t="Attendee"\t="31265ad4-5666-4691-9b30-2f608441d733@guest.webex.localhost"\t="05/14/2024 01:01 PM"\t="05/14/2024 01:59 PM"\t="58 mins"\t="Web app"\t="Main Session"

="Huddle, May"\t="05/14/2024 01:00 PM"\t="05/14/2024 02:00 PM"\t="Ben ""Jr"" Three"\t="Ben"\t="Three"\t="Attendee"\t=""\t="05/14/2024 01:10 PM"\t="05/14/2024 01:15 PM"\t="5 mins"\t="Web app"\t="Breakout 1"
"""
TEAMS_REPORT = """\
1. Summary
Meeting title\t"Huddle
in May"
Attended participants\t4
Start time\t5/14/24, 12:58:05\u202fPM
End time\t5/14/24, 1:59:10\u202fPM
Meeting duration\t1h 1m 5s
Average attendance time\t48m 2s

2. Participants
Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole\tEngagement: Camera On
ONE, Asha (EXAMPLE HOSPITALS NHS TRUST)\t5/14/24, 12:58:09\u202fPM\t5/14/24, 1:59:10\u202fPM\t1h 1m 1s\tasha.one@example.org\tn00001@example.org\tOrganiser\t1
Zoë O'Two (Guest)\t5/14/24, 1:00:00\u202fPM\t5/14/24, 1:59:00\u202fPM\t55m\t\tzoe.two@example.org\tAttendee
Cy Three (Unverified)\t\t\t30m\t\t\tPresenter
Note-taker by Example\t5/14/24, 12:59:00\u202fPM\t5/14/24, 1:59:10\u202fPM\t1h 10s\t\t\tPresenter

3. In-Meeting Activities
Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole
Zoë O'Two (Guest)\t5/14/24, 1:00:00\u202fPM\t5/14/24, 1:20:00\u202fPM\t20m\t\tAttendee
Zoë O'Two (Guest)\t5/14/24, 1:24:00\u202fPM\t5/14/24, 1:59:00\u202fPM\t35m\t\tAttendee
"""
TEAMS_WEBINAR = """\
1. Summary
Meeting title\tSepsis webinar
Registered participants\t2
Attended participants\t1
Start time\t11/14/23, 1:00:00 PM
End time\t11/14/23, 2:00:00 PM

2. Participants
Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole\tRegistration Email
Asha O'Ne\t11/14/23, 1:00:10 PM\t11/14/23, 1:59:00 PM\t58m 50s\ta.one@tenant.example\ta.one@tenant.example\tAttendee\tasha.one@example.org
Zoë Three\t\t\t\t\t\t\tzoe.three@example.org
"""
TEAMS_REPORT_2021 = """\
Meeting Summary
Total Number of Participants\t2
Meeting Title\tAutumn huddle
Meeting Start Time\t12/10/2021, 7:37:51 PM
Meeting End Time\t12/13/2021, 8:07:14 PM
Meeting Id\t00000000-0000-0000-0000-000000000000

Full Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole\tParticipant ID (UPN)
"One, Asha"\t12/10/2021, 7:37:51 PM\t12/10/2021, 7:50:51 PM\t13m\tasha.one@example.org\tOrganizer\tasha.one@example.org
"One, Asha"\t12/10/2021, 7:55:00 PM\t12/10/2021, 8:07:00 PM\t12m\tasha.one@example.org\tOrganizer\tasha.one@example.org
Zoë O'Two\t12/10/2021, 7:40:00 PM\t12/10/2021, 8:07:14 PM\t27m 14s\t\tAttendee\t
"""
TEAMS_LIST = """\
The data could be incomplete due to the large number of meeting participants.
Full Name\tUser Action\tTimestamp
"One, Asha"\tJoined\t14/05/2024, 13:00:02
Zoë O'Two\tJoined before\t14/05/2024, 13:01:10
"One, Asha"\tLeft\t14/05/2024, 13:40:00
"One, Asha"\tJoined\t14/05/2024, 13:45:00
Cy Three\tJoined\t21/05/2024, 13:02:00
"""
TEAMS_POLISH = """\
1. Podsumowanie;;;;;;
Tytuł spotkania;Krąg sepsy;;;;;
Liczba uczestniczących;3;;;;;
Godzina rozpoczęcia;10/21/25, 2:00:02 PM;;;;;
Godzina zakończenia;10/21/25, 3:01:10 PM;;;;;
;;;;;;
2. Uczestnicy;;;;;;
Imię i nazwisko;Pierwsze dołączenie;Ostatnie wyjście;Czas udziału w spotkaniu;Adres e-mail;Identyfikator uczestnika (UPN);Rola
Łucja O'Raz;10/21/25, 2:00:05 PM;10/21/25, 3:01:05 PM;1 godz. 1 min;lucja.raz@example.org;n01@example.org;Organizator
Dwa, Zoë;10/21/25, 2:10:00 PM;10/21/25, 2:40:00 PM;25 min;;zoe.dwa@example.org;Osoba prowadząca
Jan Trzy (Gość);10/21/25, 2:30:00 PM;10/21/25, 3:00:00 PM;29 min 30 s;;;Uczestnik
;;;;;;
3. Działania podczas spotkania;;;;;;
Imię i nazwisko;Godzina dołączenia;Godzina opuszczenia;Czas trwania;Adres e-mail;Rola;
Łucja O'Raz;10/21/25, 2:00:05 PM;10/21/25, 3:01:05 PM;1 godz. 1 min;lucja.raz@example.org;Organizator;
"""
TEAMS_JAPANESE = """\
1. 要約
会議のタイトル\t敗血症の会
出席した参加者\t3
開始時刻\t2025/10/21 14:00:02
終了時刻\t2025/10/21 15:01:10

2. 参加者
名前\t初めての参加\t最終退出\t会議の長さ\tメール\t参加者 ID (UPN)\t役割
山田 一\t2025/10/21 14:00:05\t2025/10/21 15:01:05\t1 時間 1 分 0 秒\tyamada.ichi@example.org\tn01@example.org\t開催者
"佐藤, 二"\t2025/10/21 14:10:00\t2025/10/21 14:40:00\t25 分 0 秒\t\tsato.ni@example.org\t発表者
鈴木 三 (ゲスト)\t2025/10/21 14:30:00\t2025/10/21 15:00:00\t29 分 30 秒\t\t\t出席者

3. 会議中のアクティビティ
名前\t参加時刻\t退出時刻\t期間\tメール\t役割
山田 一\t2025/10/21 14:00:05\t2025/10/21 15:01:05\t1 時間 1 分 0 秒\tyamada.ichi@example.org\t開催者
"""
SIGN_IN = """\
Ward visit \u2013 sign-in sheet \u2013 24 September 2024
Name,Trust,E-mail,Signature
Asha O\u2019Ne,"Example Trust, North",asha.one@example.org,A.O.
Zo\xeb Two,Example ICB,,Z.T.
"""

AUDIENCE = (
    "Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,{},LEID,EUID,TAGS\n"
)
AUDIENCE_ZIP = {
    "subscribed_email_audience_export_aa11bb22cc.csv": AUDIENCE.format("LAST_CHANGED")
    + 'asha.one@example.org,Asha,O\'Ne,4,,"2023-02-01 19:02:10","2024-05-06 10:11:12",1,e1,\n',
    "unsubscribed_email_audience_export_aa11bb22cc.csv": AUDIENCE.format("UNSUB_TIME")
    + 'zoe.two@example.org,Zoë,Two,2,,"2022-11-01 08:00:00","2024-01-15 17:30:00",2,e2,\n',
    "cleaned_email_audience_export_aa11bb22cc.csv": AUDIENCE.format("CLEAN_TIME")
    + 'cy.three@example.org,Cy,Three,2,,"2022-12-01 08:00:00","2023-12-31 23:59:59",3,e3,\n',
    "nonsubscribed_email_audience_export_aa11bb22cc.csv": AUDIENCE.format("LAST_CHANGED")
    + 'dee.four@example.org,Dee,Four,2,,,"2024-03-03 03:03:03",4,e4,\n',
}
ACCOUNT_ZIP = {
    "77/aggregate_activity/opened/501_march-digest.csv": "Email Address,First Name,Last Name\n"
    "asha.one@example.org,Asha,O'Ne\n",
    "77/aggregate_activity/not_opened/501_march-digest.csv": "Email Address,First Name,Last Name\n"
    "zoe.two@example.org,Zoë,Two\n",
    "77/aggregate_activity/bounces/501_march-digest.csv": "Email Address,Bounce Type\n"
    "cy.three@example.org,hard\n",
    "77/granular_activity/opens/501_march-digest.csv": "Timestamp,IP,Email\n"
    "2024-03-04 10:03:22,192.0.2.4,asha.one@example.org\n"
    "2024-07-04 15:03:25,192.0.2.4,asha.one@example.org\n",
    "77/granular_activity/clicks/501_march-digest.csv": "Timestamp,IP,Email,Url\n"
    '2024-03-04 10:04:00,192.0.2.4,asha.one@example.org,"https://example.org/a,b"\n',
    "77/granular_activity/clicks/502_april-digest.csv": "Timestamp,IP,Email,Url\n",
}
GOOGLE_ZIP = {
    "Sign in.csv": '"Timestamp","Username","Your organisation","Full name","Topics"\n'
    '"2024/05/14 1:02:03 PM GMT+1","asha.one@example.org","Example Trust, North","Asha O\'Ne","R;Python"\n'
    '"2024/05/14 12:59:59 PM GMT+1","zoe.two@example.org","","Zoë Two","R"\n'
}
FORMS_ROWS = (
    (
        "ID",
        "Start time",
        "Completion time",
        "Email",
        "Name",
        "Your\nname",
        "Your work e-mail",
        "Which organisation are you from?",
        "Topics of interest",
    ),
    (
        1,
        datetime(2024, 5, 14, 12, 1, 10),
        datetime(2024, 5, 14, 12, 3, 44),
        "anonymous",
        None,
        "Asha O'Ne",
        "asha.one@example.org",
        "Example Trust, North",
        "R;Python;",
    ),
    (
        2,
        datetime(2024, 5, 14, 13, 5),
        datetime(2024, 5, 14, 13, 6, 30),
        "anonymous",
        None,
        "Zoë Two",
        "zoe.two@example.org",
        "Example ICB",
        "Python;",
    ),
    (None,) * 9,
    (
        3,
        datetime(2024, 5, 14, 14, 5),
        datetime(2024, 5, 14, 14, 6, 30),
        "anonymous",
        None,
        "Cy Three",
        None,
        None,
        None,
    ),
)
TEMPLATE_SHEETS = {
    "Guidance": (("How to fill in this workbook",), ("Events: one line an event.",)),
    "Events": (
        ("event", "title", "starts", "ends", "format", "activity", "channel", "host", "cancelled"),
        (
            "may-huddle",
            "Huddle, May",
            datetime(2024, 5, 14, 13, 0),
            None,
            "online",
            "sharing",
            None,
            None,
            None,
        ),
    ),
    "Sign-in": (
        ("Event", "Name", "Email", "Organisation", "Profession", "Role"),
        (
            "may-huddle",
            "Asha O'Ne",
            "asha.one@example.org",
            "Example Trust, North",
            "Nurse",
            "host",
        ),
        ("may-huddle", "Zoë Two", None, "Example ICB", None, None),
    ),
}

STORY_SHEETS = {
    "Guidance": (("How to collect a story",),),
    "Stories": (
        (
            "Story",
            "Title",
            "Teller",
            "Constituency",
            "Collected on",
            "Collected by",
            "Consent",
            "Event",
            "Sign",
        ),
        (
            "S01",
            "The card, by the phone",
            "T1",
            "Infirmières",
            datetime(2024, 5, 14),
            "VD1",
            "Sponsors",
            "may-huddle",
            "Positive",
        ),
        (None,) * 9,
        (
            "S02",
            "O'Ne's poster",
            None,
            None,
            datetime(2024, 7, 1),
            None,
            None,
            None,
            "no difference",
        ),
    ),
    "Steps": (
        (
            "Story",
            "Step",
            "Cycle",
            "What it says",
            "Status",
            "Follow up on",
            "Tagged by",
            "Cites",
            "Explains",
            "Contradicts",
            "Suggests",
        ),
        (
            "S01",
            1,
            "Immediate value",
            "We met, at one.",
            "reported",
            None,
            "teller",
            None,
            None,
            None,
            None,
        ),
        (
            "S01",
            2,
            "Realised value",
            "We hope, by the autumn.",
            "Aspired",
            datetime(2024, 10, 31),
            None,
            "Events held; open_rate",
            None,
            None,
            "Minutes saved",
        ),
        ("S02", None, "transformative", "No.", None, None, None, None, "Events held", None, None),
    ),
    "Narratives": (
        (
            "Narrative",
            "Teller",
            "Constituency",
            "Consent",
            "Collected on",
            "Part",
            "As a professional",
            "My social connections",
            "My practice",
            "My ability to influence",
        ),
        (
            "N1",
            "T1",
            "Nurses",
            "members",
            datetime(2024, 5, 14),
            "Reasons for taking part",
            "To learn, again",
            None,
            None,
            "None",
        ),
        (
            "N1",
            "T1",
            "Nurses",
            "members",
            datetime(2024, 5, 14),
            "Value to me",
            None,
            "Zoë's number",
            None,
            None,
        ),
    ),
}
REGISTER_SHEETS = {
    "Indicators": (
        (
            "Indicator",
            "Cycle",
            "Question",
            "Source",
            "Unit",
            "Better",
            "Frequency",
            "Collected by",
            "Minutes",
            "Target",
            "Aspiration",
            "Status",
            "Proposed by",
            "Agreed on",
        ),
        (
            "Answered, in time",
            "Realised value",
            "How soon?",
            "audit",
            "%",
            "Higher",
            "quarterly",
            "lead",
            90,
            0.8,
            "every call",
            "live",
            "sponsors",
            "2024-05",
        ),
        (None,) * 14,
        (
            "Naïve readers",
            "potential",
            None,
            None,
            "people",
            None,
            None,
            None,
            None,
            None,
            None,
            "planned",
            None,
            None,
        ),
    ),
    "Readings": (
        ("Indicator", "Quarter", "Value", "Numerator", "Denominator", "People", "Status"),
        ("Answered, in time", "2024/25-Q1", 0.625, None, None, None, None),
        ("answered in time", "2024/25 Q2", None, 30, 40, 40, "provisional"),
    ),
    "Constituencies": (
        (
            "Constituency",
            "Needs to know",
            "Why",
            "Can do with it",
            "Cycles",
            "Indicators",
            "Form",
            "Cadence",
            "Contact",
        ),
        (
            "Sponsors",
            "whether it helps, and whom",
            "to decide",
            "fund it",
            "realised; applied",
            "Answered, in time",
            "a page",
            "quarterly",
            "lead",
        ),
    ),
    "Stakeholders": (
        ("Stakeholder", "Expects", "Offers", "How we meet it"),
        ("Families' council", "to be heard", "their stories, told", "each study day"),
    ),
    "Messages": (
        ("Told on", "Constituency", "What was told", "Form", "Told by"),
        (datetime(2024, 5, 14), "sponsors", "it helps, and whom", "a page", "lead"),
    ),
}
STORY_QUESTIONS = (
    "Give your story a short title.",
    "What did you take part in, and what was it like?",
    "What did you take away from it that could be of use?",
    "What did you do with it?",
    "What difference did it make to you?",
    "What difference did it make to patients, your team or your organisation?",
    "Has it changed how you see what success is?",
    "What do you hope will come of it?",
    "When may we ask you again?",
    "How was it, all in all?",
    "Which of our indicators does it speak of?",
    "What else should we count?",
    "At which event did it begin?",
    "Which group are you in?",
    "Who may read your story?",
)
STORY_FORM = (
    ("ID", "Start time", "Completion time", "Email", "Name", *STORY_QUESTIONS),
    (
        1,
        datetime(2024, 5, 14, 14, 0),
        datetime(2024, 5, 14, 14, 9),
        "asha.one@example.org",
        "Asha O'Ne",
        "The card",
        "A sprint, and fun.",
        "A card",
        "I used it.",
        "Less worry",
        None,
        None,
        "More cards",
        datetime(2024, 9, 30),
        "Good",
        "Audit;open_rate;",
        None,
        "Huddle, May",
        "Nurses",
        "Members and our sponsors",
    ),
    (None,) * 20,
    (
        2,
        datetime(2024, 5, 15, 8, 0),
        datetime(2024, 5, 15, 8, 4),
        "anonymous",
        None,
        None,
        "Zoë talked.",
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        "It made no difference",
        None,
        "Calls saved",
        None,
        None,
        "Nobody else: private",
    ),
)
FEEDBACK_FORM = (
    (
        "ID",
        "Start time",
        "Completion time",
        "Email",
        "Name",
        "How would you rate the day? (1 to 10)",
        "What went well?",
        "What should we do differently?",
    ),
    (
        1,
        datetime(2024, 5, 14, 14, 0),
        datetime(2024, 5, 14, 14, 9),
        "anonymous",
        None,
        10,
        "The café, and O'Ne",
        None,
    ),
    (None,) * 8,
    (
        2,
        datetime(2024, 5, 14, 14, 1),
        datetime(2024, 5, 14, 14, 3),
        "anonymous",
        None,
        1,
        None,
        "Lunch, late",
    ),
    (
        3,
        datetime(2024, 5, 14, 14, 1),
        datetime(2024, 5, 14, 14, 3),
        "anonymous",
        None,
        None,
        None,
        None,
    ),
)


JOINING_FORM = (
    (
        "ID",
        "Start time",
        "Completion time",
        "Email",
        "Name",
        "Your e-mail",
        "Your job title",
        "What brought you to the community?",
        "Where did you first hear of it?",
    ),
    (
        1,
        datetime(2024, 5, 14, 13, 1, 10),
        datetime(2024, 5, 14, 13, 3, 44),
        "anonymous",
        None,
        "asha.one@example.org",
        "Nurse, band 6",
        "A colleague; she said it's useful",
        "My line manager;Búsqueda en la web;",
    ),
    (
        2,
        datetime(2024, 5, 25, 9, 5, 0),
        datetime(2024, 5, 25, 9, 6, 30),
        "anonymous",
        None,
        "zoe.two@example.org",
        None,
        None,
        None,
    ),
)


REGISTER_XLS = (
    ("Sign-in: pressure ulcer circle",),
    ("Date", datetime(2024, 5, 21, 14, 30)),
    (),
    ("Name", "E-mail", "Organisation", "Came in", "Attended"),
    (
        "Hale, Nia",
        "nia.hale@example.org",
        "Example Trust, North",
        datetime(2024, 5, 21, 14, 5),
        "Yes",
    ),
    (),
    ("Zoë O'Dell", None, "Example ICB", datetime(2024, 5, 21, 15, 45), "Yes"),
    ("Bo Finch", "bo.finch@example.org", "Example ICB", None, "No"),
    ("Hale, Nia", "nia.hale@example.org", "Example Trust, North", None, "Yes"),
)
"""As Excel 97 has it: dates and times are numbers with a format."""

REGISTER_ODS = (
    (("string", "Sign-in: pressure ulcer circle"),),
    (("string", "Date"), ("date", "2024-05-21")),
    (),
    tuple(("string", each) for each in ("Name", "E-mail", "Organisation", "Minutes", "Attended")),
    (
        ("string", "Hale, Nia"),
        ("string", "nia.hale@example.org"),
        ("string", "Example Trust, North"),
        ("float", "55.5"),
        ("boolean", "true"),
    ),
    (),
    (("string", "Zoë O'Dell"), (), ("string", "Example ICB"), (), ("boolean", "true")),
    (
        ("string", "Bo Finch"),
        ("string", "bo.finch@example.org"),
        ("string", "Example ICB"),
        (),
        ("boolean", "false"),
    ),
)
"""As LibreOffice has it: each cell with its kind and its value."""

FILLED_IN = ("ID", "Start time", "Completion time", "Email", "Name")
AGENDA_FORM = (
    (
        *FILLED_IN,
        "Your question or challenge",
        "Kind",
        "Topic",
        "Who could take it?",
        "May others see it?",
        "Status",
        "Closed on",
        "Outcome",
    ),
    (
        1,
        datetime(2024, 5, 14, 14, 0),
        datetime(2024, 5, 14, 14, 9),
        "asha.one@example.org",
        "Asha O'Ne",
        "Lamps, at last",
        "Resource",
        "Nights",
        "the O'Ne team",
        None,
        None,
        None,
        None,
    ),
    (),
    (
        2,
        datetime(2024, 5, 15, 8, 0),
        datetime(2024, 5, 15, 8, 4),
        "asha.one@example.org",
        "Asha O'Ne",
        "Zoë's bleep",
        None,
        None,
        None,
        "Yes, members",
        "Done",
        datetime(2024, 5, 31),
        "It rings",
    ),
)
OUTPUTS_FORM = (
    (*FILLED_IN, "Title of output", "Link", "Kind", "May others see it?"),
    (
        1,
        datetime(2024, 5, 14, 14, 0),
        datetime(2024, 5, 14, 14, 9),
        "asha.one@example.org",
        "Asha O'Ne",
        "The film, cut",
        "https://example.org/film",
        "Video",
        "Yes",
    ),
    (),
    (
        2,
        datetime(2024, 5, 15, 8, 0),
        datetime(2024, 5, 15, 8, 4),
        "asha.one@example.org",
        "Asha O'Ne",
        "Zoë's film",
        "https://example.org/o'film",
        "Recording",
        "No",
    ),
)


def main(place: Path = HERE) -> None:
    """Write every sample into its folder."""
    _text(place / "teams_report" / "report.csv", TEAMS_REPORT, "utf-16")
    _text(place / "teams_webinar" / "report.csv", TEAMS_WEBINAR, "utf-16-le")
    _text(place / "teams_report_2021" / "report.csv", TEAMS_REPORT_2021, "utf-16")
    _text(place / "teams_list" / "meetingAttendanceList.csv", TEAMS_LIST, "utf-16-be")
    _text(place / "teams_report_polish" / "Raport.csv", TEAMS_POLISH, "cp1250")
    _text(place / "teams_report_japanese" / "report.csv", TEAMS_JAPANESE, "utf-16")
    _text(place / "webex" / "report.csv", WEBEX, "utf-16")
    _text(place / "sign_in_windows" / "sheet.csv", SIGN_IN, "cp1252")
    _zip(place / "mailchimp_audience_zip" / "audience_export.zip", AUDIENCE_ZIP)
    _zip(place / "mailchimp_account_zip" / "account.zip", ACCOUNT_ZIP)
    _zip(place / "google_forms_zip" / "Sign in.csv.zip", GOOGLE_ZIP)
    _workbook(place / "microsoft_forms" / "Sign in(1-3).xlsx", {"Sheet1": FORMS_ROWS})
    _workbook(place / "joining_microsoft" / "Join us(1-2).xlsx", {"Sheet1": JOINING_FORM})
    _workbook(place / "sign_in_template" / "sign-in.xlsx", TEMPLATE_SHEETS)
    _xls(place / "sign_in_xls" / "Register.xls", REGISTER_XLS)
    _ods(place / "sign_in_ods" / "Register.ods", REGISTER_ODS)
    _workbook(place / "stories" / "stories.xlsx", STORY_SHEETS)
    _workbook(place / "register" / "indicators.xlsx", REGISTER_SHEETS)
    _workbook(place / "story_form_microsoft" / "Your story(1-2).xlsx", {"Sheet1": STORY_FORM})
    for folder, file, text, encoding in language_samples():
        _text(place / folder / file, text, encoding)
    _workbook(place / "feedback_microsoft" / "The day(1-3).xlsx", {"Sheet1": FEEDBACK_FORM})
    _workbook(place / "agenda_form_microsoft" / "Agenda(1-2).xlsx", {"Sheet1": AGENDA_FORM})
    _workbook(place / "outputs_form_microsoft" / "Outputs(1-2).xlsx", {"Sheet1": OUTPUTS_FORM})


def _xls(path: Path, rows: Iterable[tuple[object, ...]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlwt.Workbook()
    sheet = book.add_sheet("Register")
    stamped = xlwt.easyxf(num_format_str="dd/mm/yyyy hh:mm")
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            if cell is not None:
                dated = (stamped,) if isinstance(cell, datetime) else ()
                sheet.write(number, place, cell, *dated)
    book.save(str(path))


def _ods(path: Path, rows: Iterable[tuple[tuple[str, ...], ...]]) -> None:
    """Write the least that is a workbook of LibreOffice; `()` is an empty cell."""
    table = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows
    )
    names = ("office", "table", "text")
    spaces = " ".join(
        f'xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"' for each in names
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="Register">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    listed = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        "</manifest:manifest>"
    )
    _zip(path, {"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": listed})


def _ods_cell(cell: tuple[str, ...]) -> str:
    if not cell:
        return "<table:table-cell/>"
    kind, value = cell
    stated = {
        "string": "",
        "date": f' office:date-value="{value}"',
        "boolean": f' office:boolean-value="{value}"',
        "float": f' office:value="{value}"',
    }[kind]
    shown = escape(value)
    return f'<table:table-cell office:value-type="{kind}"{stated}><text:p>{shown}</text:p></table:table-cell>'


def _text(path: Path, text: str, encoding: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.replace("\n", "\r\n").encode(encoding))


def _zip(path: Path, files: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, MADE), text)


def _workbook(path: Path, sheets: dict[str, Iterable[tuple[object, ...]]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for cell in (cell for cells in sheet.iter_rows() for cell in cells):
            if isinstance(cell.value, float) and cell.value < 1:
                cell.number_format = "0.0%"
    book.save(path)


if __name__ == "__main__":
    main()
