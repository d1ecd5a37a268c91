"""Monday's page: who joined and why, whom to ask, to write to and to invite; by hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from building import attendance, members, moment
from folders import folder
from mondays import BEFORE, HUDDLES, MONDAY, section, week

from copmetrics.community.community import Community
from copmetrics.facilitation import Week, lists_of_people, monday_account
from copmetrics.facilitation.people_lists import HOW
from copmetrics.facilitation.spells import joined_since, on_list
from copmetrics.facilitation.who_to_contact import not_on_list, not_returned, to_ask
from copmetrics.facilitation.whom_to_interview import to_interview
from copmetrics.framework.mailings import HowLeft
from copmetrics.loading.survey import survey

pytestmark = pytest.mark.slow

# Who joined


def test_who_joined_joined_in_these_days_and_is_on_the_list_still():
    rows = members(
        ("early", "2026-09-27 23:59", None),
        ("first", "2026-09-28 00:00", None),
        ("gone", "2026-09-29 10:00", "2026-10-01 10:00"),
        ("last", "2026-10-04 23:59", None),
        ("late", "2026-10-05 00:00", None),
    )
    assert joined_since(rows, since=BEFORE, until=MONDAY)["person"].tolist() == ["first", "last"]


def test_who_comes_back_to_the_list_is_on_it_once():
    rows = members(("asha", "2025-01-01", "2025-06-01"), ("asha", "2026-09-30", None))
    assert on_list(rows, until=MONDAY)["person"].tolist() == ["asha"]
    assert len(joined_since(rows, since=BEFORE, until=MONDAY)) == 1


def test_after_the_newest_export_who_joined_is_unknown_and_not_nobody():
    told = week(members=members(("asha", "2025-01-01", None)), exported="2026-09-20 09:00")
    assert not told.joiners.known
    told_of = section(told, "joiners").blocks[0]
    assert told_of.text == (
        "Not known: the last date in the newest export of the list is 20 Sep 2026. Export it again to see "
        "who joined since."
    )
    known = week(members=members(("asha", "2025-01-01", None)), exported="2026-10-01 09:00")
    assert section(known, "joiners").blocks[0].text == (
        "0 people joined since 28 Sep 2026 (as far as 1 Oct 2026)."
    )


def test_the_page_counts_the_reasons_and_the_list_tells_them():
    told = week(
        members=members(
            {"person": "asha", "joined_at": "2026-09-29 10:00", "reason": "To learn, =SUM(1)"},
            {"person": "ben", "joined_at": "2026-09-30 10:00"},
        )
    )
    page = monday_account(told)
    assert (
        page.section("joiners")
        .blocks[0]
        .text.startswith(
            "2 people joined since 28 Sep 2026 (as far as 4 Oct 2026), and 1 of them said why."
        )
    )
    assert "To learn" not in str(page)
    assert [row[-1] for row in lists_of_people(told)[0].rows] == ["To learn, =SUM(1)", None]


# Whom to ask, to write to, to invite


def visits_of(*rows: object) -> pd.DataFrame:
    return week(events=HUDDLES, attendance=attendance(*rows)).frames["visits"]  # type: ignore[arg-type]


def quiet(*rows: object, people: pd.DataFrame | None = None, **more: int) -> list[str]:
    there = (
        members(("asha", "2025-01-01", None), ("ben", "2025-01-01", None))
        if people is None
        else people
    )
    found = not_returned(
        visits_of(*rows), there, quarter=pd.Period("2027Q2", "Q-MAR").ordinal, until=MONDAY, **more
    )
    return found["person"].tolist()


def test_not_returned_is_to_have_come_in_the_year_before_the_last_two_quarters_and_not_since():
    # the running quarter is 2026/27 Q2: the last two are April to September 2026
    came = (("h4", "asha"), ("h5", "ben"), ("h1", "cy"), ("h4", "dee"), ("h6", "dee"))
    listed = members(*((each, "2025-01-01", None) for each in ("asha", "ben", "cy", "dee")))
    assert quiet(*came, people=listed) == ["asha", "cy"]


def test_who_came_before_that_year_is_not_asked_for_any_more_unless_the_year_is_longer():
    assert quiet(("h1", "asha"), before=3) == []
    assert quiet(("h5", "ben"), quiet=1) == ["ben"]


@cache
def behind(today: str) -> Week:
    """A page of a community whose last sign-in sheet is of 8 September 2026, looked at some day."""
    return week(
        events=HUDDLES,
        attendance=attendance(("h1", "ann"), ("h4", "ben"), ("h5", "cy"), ("h6", "dee")),
        members=members(*((each, "2025-01-01", None) for each in ("ann", "ben", "cy", "dee"))),
        as_of=moment(f"{today} 00:00"),
    )


def test_who_has_not_returned_is_asked_from_the_last_record_on_whatever_today_is():
    # quiet are April to September 2026; ben came in March. That h6 is long ago is no reason to write
    for today in ("2026-09-15", "2026-10-05", "2027-01-04", "2027-09-06"):
        assert behind(today).not_returned["person"].tolist() == ["ben", "ann"], today
    late = str(monday_account(behind("2027-09-06")))
    far = "(as far as it is known who came: to 8 Sep 2026)"
    assert f"and to nothing since {far}." in late
    assert f"who have not returned for a while {far}." in late
    assert far not in str(monday_account(behind("2026-09-15")))


def test_nobody_stayed_away_from_events_of_which_nobody_knows_who_came():
    # after h4 two were held without a record: ben may have been at both, or at neither
    told = week(
        events=HUDDLES,
        attendance=attendance(("h3", "ann"), ("h4", "ben")),
        members=members(("ann", "2025-01-01", None), ("ben", "2025-01-01", None)),
        rules={"quiet_quarters": 1},
    )
    assert told.not_returned["person"].tolist() == ["ann"]
    assert lists_of_people(told)[2].rows[0][5] == 1  # of the three events since, that with a record


def test_who_is_missing_or_not_on_the_list_is_asked_from_the_last_record_on():
    rows = [
        {"event": "h3", "person": "gus", "organisation": "Northmoor"},
        {"event": "h6", "person": "hal", "organisation": "Westford"},
    ]
    for today in ("2026-10-05", "2027-12-06"):
        told = week(
            events=HUDDLES,
            attendance=attendance(*rows),
            members=members(
                {"person": "ivy", "joined_at": "2025-01-01", "organisation": "Eastvale"}
            ),
            as_of=moment(f"{today} 00:00"),
        )
        assert told.not_on_list["person"].tolist() == ["hal", "gus"], today
        assert told.missing["organisation"].tolist() == ["Eastvale"], today
    said = str(monday_account(told))
    assert "2 people came in the twelve months to 8 Sep 2026 and are not on the list" in said
    assert "At no event in the twelve months to 8 Sep 2026" in said


def test_who_left_the_list_is_not_not_returned():
    left = members(("asha", "2025-01-01", "2026-06-01"))
    assert quiet(("h4", "asha"), people=left) == []


def test_telephone_callers_and_machines_are_nobody_to_write_to():
    caller = {"event": "h4", "person": None, "attendee": "telephone 1", "certainty": "telephone"}
    assert quiet(caller) == []
    told = not_on_list(visits_of({**caller, "event": "h6"}), members(), until=MONDAY)
    assert told.empty


def test_a_host_came_too():
    assert quiet({"event": "h4", "person": "asha", "role": "host"}) == ["asha"]


def test_who_came_and_is_not_on_the_list_has_first_and_last_event_and_how_they_left():
    rows = visits_of(
        ("h2", "guest"), ("h6", "guest"), ("h5", "left"), ("h6", "asha"), ("h2", "long ago")
    )
    there = members(("asha", "2025-01-01", None)).pipe(
        lambda frame: pd.concat(
            [
                frame,
                members(
                    {
                        "person": "left",
                        "joined_at": "2025-01-01",
                        "left_at": "2026-06-01",
                        "how_left": "unsubscribed",
                    }
                ),
            ]
        )
    )
    found = not_on_list(rows, there, until=MONDAY).set_index("person")
    assert found.index.tolist() == [
        "guest",
        "left",
    ]  # last seen first; who came last in September 2025 is not
    assert found.loc["guest", ["first_event", "last_event", "times"]].tolist() == ["h2", "h6", 2]
    assert pd.isna(found.at["guest", "left_at"])
    assert found.at["left", "how_left"] == "unsubscribed"


def test_whom_to_ask_is_who_takes_part_most_last_seen_first_with_what_they_come_to():
    rows = week(
        events=HUDDLES.assign(title=["Huddle"] * 5 + ["Study day"]),
        attendance=attendance(
            ("h1", "asha"), ("h2", "asha"), ("h6", "ben"), ("h5", "asha"), ("h5", "cy")
        ),
    ).frames["visits"]
    levels = pd.DataFrame({"person": ["asha", "ben"], "level": ["core", "active"]})
    hosted = rows[rows["person"].eq("asha") & rows["event"].isin(["h1", "h5"])]
    found = to_ask(rows, levels, hosted, until=MONDAY)
    assert found["person"].tolist() == ["ben", "asha"]
    assert found["habit"].tolist() == ["Study day", "Huddle (3)"]
    assert found["hosted"].tolist()[1] == "Huddle"  # h1 was over a year ago
    assert pd.isna(found["hosted"].iloc[0])


def test_whom_to_interview_came_to_three_events_in_a_year_and_told_no_story_of_their_own():
    came = {
        "teller": ("North", "Nurse", ("h3", "h4", "h5")),
        "same": ("North", "Nurse", ("h3", "h4", "h6")),
        "medic": ("South", "Paramedic", ("h3", "h4", "h5")),
        "other": (None, "Doctor", ("h3", "h4", "h5")),
        "twice": ("East", "Clerk", ("h1", "h2", "h3", "h4")),  # of four two were over a year ago
    }
    rows = week(
        events=HUDDLES,
        attendance=attendance(
            *(
                {"event": event, "person": person, "organisation": place, "profession": profession}
                for person, (place, profession, events) in came.items()
                for event in events
            )
        ),
    ).frames["visits"]
    stories = pd.DataFrame(
        {"teller": ["teller", "T4", None], "constituency": [None, "Paramedics", "Sponsors"]}
    )
    found = to_interview(rows, stories, until=MONDAY)
    assert found[["person", "new_organisation", "new_profession"]].values.tolist() == [
        ["same", False, False],  # came last; a nurse of the North Trust told a story
        ["medic", True, False],
        ["other", False, True],
    ]
    nothing = stories.iloc[:0]
    told = to_interview(rows, nothing, until=MONDAY)
    assert sorted(told["person"]) == ["medic", "other", "same", "teller"]
    assert not told[["new_organisation", "new_profession"]].to_numpy().any()


def test_whom_to_ask_hosts_or_came_in_three_quarters_of_the_last_four():
    # told for 2026/27 Q1, the last quarter that is over on 15 September 2026: July 2025 to June 2026
    came = [
        (event, person)
        for person, told in {
            "often": ("h2", "h3", "h4", "h5"),
            "three": ("h2", "h4", "h5"),
            "twice": ("h3", "h5"),
            "once": ("h5",),
        }.items()
        for event in told
    ]
    hosting = [{"event": event, "person": "host", "role": "host"} for event in ("h2", "h5")]
    told = week(
        events=HUDDLES,
        attendance=attendance(*came, *hosting),
        as_of=moment("2026-09-15 09:00"),
        members=members(
            *((each, "2025-01-01", None) for each in ("often", "three", "twice", "once"))
        ),
    )
    found = told.to_ask.set_index("person")["level"].to_dict()
    assert found == {"often": "core", "three": "active", "host": "core"}


# Why people join

ASKED = "Email Address,First Name,Last Name,{},MEMBER_RATING,CONFIRM_TIME,LAST_CHANGED,LEID,EUID\n"
JOINED = "2026-09-30 09:00:00,2026-10-01 09:00:00"
FORM = (
    "Timestamp,Email Address,Your full name,Reason for joining\n"
    '29/09/2026 09:00:00,Ben@example.org,Ben Two,"At first, to learn"\n'
    "30/09/2026 09:00:00,ben@example.org,Ben Two,To teach\n"
    "30/09/2026 10:00:00,asha@example.org,Asha One,To be brief\n"
)


def rows(number: int | str = "") -> str:
    """Asha, who says why she joined, and Ben, who does not, as a list has them."""
    return (
        f"asha{number}@example.org,Asha,One,To learn,2,{JOINED},1,a{number}\n"
        f"ben{number}@example.org,Ben,Two,,2,{JOINED},2,b{number}\n"
    )


def reasons(place: Path, heading: str, **more: str) -> dict[str, str | None]:
    listed = {"subscribed_members_export_0a1b2c3d4e.csv": ASKED.format(heading) + rows()}
    return reasons_in(folder(place, {**listed, **more}))


def reasons_in(place: Path) -> dict[str, str | None]:
    found = survey(place, as_of=MONDAY)
    assert found.people is not None
    addresses = found.people.people.set_index("person")["address"]
    told = Community.of(found).members.set_index("person")["reason"].rename(index=addresses)
    return {address: None if pd.isna(reason) else reason for address, reason in told.items()}


def test_a_reason_is_a_column_of_the_list_whatever_it_is_called(tmp_path):
    headings = (
        "Reason for joining",
        "Why do you want to join?",
        "reasons to join",
        "What brings you here",
    )
    lists = {
        f"subscribed_members_export_{number}a1b2c3d4e.csv": ASKED.format(heading) + rows(number)
        for number, heading in enumerate(headings)
    }
    answers = "".join(f'[files."{name}"]\naudience = "{name}"\n' for name in lists)
    found = reasons_in(folder(tmp_path, {**lists, "community.toml": answers}))
    assert found == {
        f"{name}{number}@example.org": said
        for number in range(len(headings))
        for name, said in (("asha", "To learn"), ("ben", None))
    }


def test_a_heading_of_ones_own_is_named_in_the_settings(tmp_path):
    assert set(reasons(tmp_path / "a", "Tell us more").values()) == {None}
    settings = {"community.toml": 'reason_columns = ["Tell us more"]\n'}
    assert reasons(tmp_path / "b", "Tell us more", **settings)["asha@example.org"] == "To learn"


def test_why_somebody_unsubscribed_is_not_why_they_joined(tmp_path):
    without = '[files."subscribed_members_export_0a1b2c3d4e.csv"]\nwithout = ["UNSUB_TIME"]\n'
    found = reasons(tmp_path, "UNSUB_REASON", **{"community.toml": without})
    assert set(found.values()) == {None}


def test_a_joining_form_says_why_where_the_list_does_not_and_the_last_answer_counts(tmp_path):
    told = reasons(tmp_path, "Reason for joining", **{"join.csv": FORM})
    assert told == {"asha@example.org": "To learn", "ben@example.org": "To teach"}


def test_a_joining_form_is_no_sign_in(tmp_path):
    place = folder(
        tmp_path,
        {
            "join.csv": FORM,
            "sign in.csv": (
                "Timestamp,Email Address,Your full name,Why did you join today?\n"
                "14/05/2024 13:02:03,asha@example.org,Asha One,To learn\n"
            ),
        },
    )
    found = survey(place, as_of=MONDAY)
    assert [(each.file, each.format) for each in found.files] == [
        ("join.csv", "Google Forms joining form"),
        ("sign in.csv", "Google Forms sign-in"),
    ]
    assert Community.of(found).attendance["source_file"].tolist() == ["sign in.csv"]


def test_how_somebody_left_is_said_in_words_that_are_no_keys():
    assert set(HOW) == set(HowLeft)
    assert not set(HOW.values()) & set(HowLeft)
