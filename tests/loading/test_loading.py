"""A folder becomes a community: one person, one event, one mailing, however often they are exported."""

from __future__ import annotations

import random

import pandas as pd
import pytest
from building import attendance
from folders import (
    AUDIENCE,
    CAMPAIGNS,
    EVENTBRITE,
    EVENTS,
    SUBSCRIBED,
    UNSUBSCRIBED,
    folder,
    zoom,
)
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from copmetrics.community.community import load
from copmetrics.identity.review import Decisions, decisions, join_people
from copmetrics.loading.survey import survey

pytestmark = pytest.mark.slow

AS_OF = pd.Timestamp("2024-10-05", tz="UTC")
KEY = {".copmetrics-key": "ab" * 32}

# Two huddles, the second exported twice with a late correction; a sign-in sheet of the first; a list
# exported in May and again in September; a mailing whose counts have grown since.
FILES = {
    "huddle may.csv": zoom("Asha One,asha@example.org", "Ben Two,BEN@example.org"),
    "huddle june.csv": zoom("Asha One,asha@example.org", day="2024-06-18"),
    "huddle june again.csv": zoom(
        "Asha One,asha@example.org", "Cy Three,cy@example.org", day="2024-06-18"
    ),
    "on paper.csv": "Sign-in 14 May 2024\nName,Organisation,Email\nDee Four,Example Trust,dee@example.org\n",
    "list may/subscribed.csv": SUBSCRIBED
    + "asha@example.org,Asha,One,2,2023-01-01 10:00:00,2024-05-01 10:00:00,1,e1\n"
    + "ben@example.org,Ben,Two,2,2023-02-01 10:00:00,2024-05-02 10:00:00,2,e2\n",
    "list september/subscribed.csv": SUBSCRIBED
    + "asha@example.org,Asha,One,2,2023-01-01 10:00:00,2024-09-30 10:00:00,1,e1\n"
    + "dee@example.org,Dee,Four,2,2024-06-20 10:00:00,2024-09-30 10:00:00,4,e4\n",
    "list september/unsubscribed.csv": UNSUBSCRIBED
    + "ben@example.org,Ben,Two,2,2023-02-01 10:00:00,2024-06-10 10:00:00,2,e2\n",
    "campaigns june.csv": CAMPAIGNS
    + 'June,Hello,List,"Jun 04, 2024 10:00 am",Tuesday,20,20,0,5,9,1,1,0,aa11\n',
    "campaigns september.csv": CAMPAIGNS
    + 'June,Hello,List,"Jun 04, 2024 10:00 am",Tuesday,20,20,0,8,12,2,3,0,aa11\n',
}
SPRING = {
    "attendances": 5,  # Asha, Ben and Dee in May, Asha and Cy in June
    "unique_attendees": 4,
    "events": 2,
    "list_members": 2,  # Asha and Dee; Ben left on 10 June
    "list_left": 1,
    "emails_sent": 20,
    "open_rate": 8 / 20,  # the later export
    "click_rate": 2 / 20,
}


def spring(community):
    found = community.indicators(only=list(SPRING))
    here = found[found["quarter"] == pd.Period("2025Q1", "Q-MAR")]
    return dict(zip(here["indicator"], here["value"], strict=True))


@pytest.fixture(scope="module")
def overlapping(tmp_path_factory):
    """The community of these files."""
    return load(folder(tmp_path_factory.mktemp("cop"), {**FILES, **KEY}), as_of=AS_OF)


def test_a_folder_of_overlapping_exports_is_counted_once(overlapping):
    assert spring(overlapping) == SPRING


@pytest.mark.parametrize("seed", range(3))
def test_order_names_and_repetition_of_files_change_no_number(seed, tmp_path):
    """Files are read in the order of their names: new names are a new order."""
    dice = random.Random(seed)
    names = list(FILES)
    dice.shuffle(names)
    shuffled = {f"{number} {name}": FILES[name] for number, name in enumerate(names)}
    again = dice.choice([name for name in names if not name.startswith("list")])
    copies = {f"copies/{again}": FILES[again]}
    parts = {name: text for name, text in FILES.items() if name.startswith("list")}
    events_and_mailings = {n: t for n, t in shuffled.items() if "list " not in n}
    found = load(folder(tmp_path, {**events_and_mailings, **parts, **copies, **KEY}), as_of=AS_OF)
    assert spring(found) == SPRING


def test_a_re_export_next_quarter_with_old_rows_in_it_changes_nothing_before(tmp_path, overlapping):
    later = {
        "campaigns october.csv": CAMPAIGNS
        + 'June,Hello,List,"Jun 04, 2024 10:00 am",Tuesday,20,20,0,8,12,2,3,0,aa11\n'
        + 'July,Hello,List,"Jul 09, 2024 10:00 am",Tuesday,30,30,0,9,12,3,3,0,bb22\n',
        "huddle july.csv": zoom("Asha One,asha@example.org", day="2024-07-16"),
    }
    after = load(folder(tmp_path, {**FILES, **later, **KEY}), as_of=AS_OF)
    assert spring(overlapping) == spring(after) == SPRING


def test_case_and_spaces_of_an_address_make_no_new_person(tmp_path):
    files = {
        "a.csv": zoom("Asha,asha@example.org", "A. One, ASHA@Example.org ".replace(", ", ",")),
        "b.csv": zoom("Asha One,Asha@EXAMPLE.ORG", day="2024-06-18"),
    }
    community = load(folder(tmp_path, files), as_of=AS_OF)
    assert community.attendance["person"].nunique() == 1


def test_a_name_within_an_organisation_joins_the_address_that_alone_has_it(tmp_path):
    files = {
        "paper.csv": "Sign-in 14 May 2024\nName,Organisation,Email\n"
        "Asha One,Example Trust,asha@example.org\nBen Two,Example Trust,\n",
        "later.csv": "Sign-in 18 June 2024\nName,Organisation,Email\n"
        "Dr Asha One,Example Trust,\nAsha One,Other Trust,\n",
    }
    people = load(folder(tmp_path, files), as_of=AS_OF).attendance
    by_row = {(row.source_file, row.source_row): row.person for row in people.itertuples()}
    asha = by_row["paper.csv", 3]
    assert by_row["later.csv", 3] == asha
    assert by_row["later.csv", 4] != asha
    assert people["certainty"].tolist().count("name") == 3


def test_two_people_of_one_name_and_organisation_are_not_guessed_between(tmp_path):
    files = {
        "paper.csv": "Sign-in 14 May 2024\nName,Organisation,Email\n"
        "Asha One,Example Trust,a1@example.org\nAsha One,Example Trust,a2@example.org\n"
        "Asha One,Example Trust,\n",
    }
    assert load(folder(tmp_path, files), as_of=AS_OF).attendance["person"].nunique() == 3


def test_machines_are_nobody_and_telephones_are_somebody_unknown(tmp_path):
    files = {
        "a.csv": zoom(
            "Asha,asha@example.org",
            "Otter.ai Notetaker,",
            "020 7946 0000,",
            "07700 900123,",
            "iPhone,",
            "Ward recorder,",
            "Meeting Room 3 - Saltby,room3@example.org",
        )
    }
    toml = {"community.toml": 'machines = ["Ward recorder"]\n'}
    community = load(folder(tmp_path, {**files, **toml}), as_of=AS_OF)
    values = community.indicators(only=["attendances", "unique_attendees"])["value"].tolist()
    assert values == [5, 1]  # Asha, two telephones, a device nobody can tell, a room
    left_out = community.attendance["left_out"].dropna()
    assert left_out.tolist() == ["a note-taker or recorder, not a person"] * 2


def test_rows_read_are_rows_kept_and_left_out_by_reason(tmp_path):
    files = {
        "z.csv": "Name (original name),Email,Join time,Duration (minutes),In waiting room\n"
        "Asha,asha@example.org,2024-05-14 13:00,60,No\n"
        "Ben,ben@example.org,2024-05-14 13:00,1,Yes\n"
        "Fireflies Notetaker,,2024-05-14 13:00,60,No\n",
    }
    (found,) = survey(folder(tmp_path, files), as_of=AS_OF).files
    assert (found.rows, found.kept) == (3, 1)
    assert found.left_out == {
        "a note-taker or recorder, not a person": 1,
        "only in the waiting room": 1,
    }


def test_a_registration_and_a_recording_of_one_title_are_one_event(tmp_path):
    files = {
        "events.csv": EVENTS + "day,Study day,2024-05-14 13:00,2024-05-14 14:00,face to face,,,,\n",
        "e.csv": EVENTBRITE + "1,2024-05-01,Asha,One,asha@example.org,1,11,Attending\n"
        "2,2024-05-01,Cy,Three,cy@example.org,1,12,Attending\n",
        "z.csv": zoom("Asha One,asha@example.org"),
        "community.toml": '[files."e.csv"]\nevent = "day"\n',
    }
    community = load(folder(tmp_path, files), as_of=AS_OF)
    assert community.events["event"].tolist() == ["day"]
    found = community.indicators(only=["attendances", "registrations", "show_up_rate", "events"])
    assert dict(zip(found["indicator"], found["value"], strict=True)) == {
        "attendances": 1,
        "registrations": 2,
        "show_up_rate": 0.5,
        "events": 1,
    }


def test_places_that_both_reports_of_eventbrite_tell_of_are_registrations_once(tmp_path):
    orders = "Order #,Order Date,First Name,Email,Quantity,Order Status,Event Name,Event Date\n"
    files = {
        "attendees.csv": "Event Name,"
        + EVENTBRITE
        + "Study day,51,2024-05-01,Asha,One,asha@example.org,1,11,Attending\n"
        + "Study day,51,2024-05-01,Ben,Two,ben@example.org,1,12,Attending\n",
        "orders.csv": orders
        + "51,2024-05-01,Asha,asha@example.org,2,Completed,Study day,2024-05-14 13:00\n"
        + "52,2024-05-02,Cy,cy@example.org,3,Completed,Study day,2024-05-14 13:00\n",
    }
    read = survey(folder(tmp_path, files), as_of=AS_OF)
    assert {each.file: each.left_out for each in read.files} == {
        "attendees.csv": {},
        "orders.csv": {"in the attendees report of the same event": 1},
    }
    found = load(tmp_path, as_of=AS_OF).indicators(only=["registrations", "events"])
    assert dict(zip(found["indicator"], found["value"], strict=True)) == {
        "registrations": 5,
        "events": 1,
    }


def test_the_day_in_the_name_of_a_list_of_registrations_is_that_of_its_download(tmp_path):
    row = "1,2024-05-01,Asha,One,asha@example.org,1,11,Checked In\n"
    read = survey(folder(tmp_path, {"report-2024-05-20T1143.csv": EVENTBRITE + row}), as_of=AS_OF)
    (asked,) = read.problems
    assert str(asked) == (
        "report-2024-05-20T1143.csv: when was its event? The file has no date. Answer in "
        'community.toml, under [files."report-2024-05-20T1143.csv"]: '
        "starts = 2024-05-14  # its own day"
    )


def test_what_a_list_does_not_call_its_event_the_community_may(tmp_path):
    row = "1,2024-05-01,Asha,One,asha@example.org,1,11,Checked In\n"
    files = {
        "report.csv": EVENTBRITE + row,
        "named.csv": "Event Name," + EVENTBRITE + "Study day," + row,
        "community.toml": '[files."report.csv"]\nstarts = 2024-05-14\ntitle = "Masterclass"\n'
        '[files."named.csv"]\nstarts = 2024-05-20\ntitle = "Another"\n',
    }
    told = load(folder(tmp_path, files), as_of=AS_OF).events.set_index("event")["title"]
    assert told.to_dict() == {
        "2024-05-14-masterclass": "Masterclass",
        "2024-05-20-study-day": "Study day",
    }


def test_a_series_with_one_meeting_number_is_one_event_a_day(tmp_path):
    head = "Meeting ID,Topic,Start Time,End Time\n91,Huddle,{0} 13:00,{0} 14:00\n\n"
    files = {
        f"{day}.csv": head.format(day) + zoom("Asha,asha@example.org", day=day)
        for day in ("2024-05-14", "2024-05-21")
    }
    community = load(folder(tmp_path, files), as_of=AS_OF)
    assert community.events["event"].tolist() == ["2024-05-14-huddle", "2024-05-21-huddle"]


def test_a_list_of_the_same_title_and_day_is_of_the_same_meeting(tmp_path):
    head = "Meeting ID,Topic,Start Time,End Time\n91,{},2024-05-14 {},2024-05-14 {}\n\n"
    files = {
        "a.csv": head.format("Huddle", "13:00", "14:00") + zoom("Asha,asha@example.org"),
        "b.csv": head.format("Board", "15:00", "16:00")
        + zoom("Ben,ben@example.org", start="15:00", end="16:00"),
        "paper.csv": "Huddle: sign-in, 14 May 2024\nName,Organisation\nCy Three,Example Trust\n",
    }
    community = load(folder(tmp_path, files), as_of=AS_OF)
    assert community.events["title"].tolist() == ["Huddle", "Board"]  # one room, two meetings
    found = community.indicators(by=["title"], only=["attendances"])
    assert dict(zip(found["title"], found["value"], strict=True)) == {"Board": 1, "Huddle": 2}


def test_two_meetings_of_one_day_at_other_hours_are_two_events(tmp_path):
    files = {
        "a.csv": zoom("Asha,asha@example.org", start="09:00", end="10:00"),
        "b.csv": zoom("Asha,asha@example.org", start="15:00", end="16:00"),
    }
    assert len(load(folder(tmp_path, files), as_of=AS_OF).events) == 2


def test_a_second_meeting_and_one_whose_title_ends_in_2_are_two_events(tmp_path):
    head = "Meeting ID,Topic,Start Time,End Time\n{},{},2024-05-14 {},2024-05-14 {}\n\n"
    meetings = {"09:00": "Huddle", "11:00": "Huddle", "15:00": "Huddle 2"}
    files = {
        f"{start[:2]}.csv": head.format(start[:2], title, start, end)
        + zoom("Asha,asha@example.org", start=start, end=end)
        for (start, title), end in zip(meetings.items(), ("10:00", "12:00", "16:00"), strict=True)
    }
    community = load(folder(tmp_path, files), as_of=AS_OF)
    names = ["2024-05-14-huddle", "2024-05-14-huddle-2", "2024-05-14-huddle-2-2"]
    assert community.events["event"].tolist() == names
    found = community.indicators(only=["attendances", "events"])
    assert found["value"].tolist() == [3, 3]


def test_what_the_list_of_events_says_comes_first(tmp_path):
    files = {
        "events.csv": EVENTS + "huddle,Huddle on sepsis,2024-05-14 13:00,,online,sharing,,,\n",
        "z.csv": zoom("Asha,asha@example.org", start="12:55"),
    }
    (event,) = load(folder(tmp_path, files), as_of=AS_OF).events.to_dict("records")
    assert (event["title"], event["activity"]) == ("Huddle on sepsis", "sharing")
    assert f"{event['starts_at']:%H:%M}" == "12:00"


@pytest.mark.parametrize(("zone", "quarter"), [("Europe/London", "2025Q3"), ("UTC", "2025Q2")])
def test_half_past_midnight_on_1_october_is_in_the_quarter_of_the_communitys_clock(
    zone, quarter, tmp_path
):
    """Zoom writes London's wall clock here; at UTC it is still 30 September."""
    files = {
        "z.csv": zoom("Asha,asha@example.org", day="2024-10-01", start="00:30", end="01:30"),
        "community.toml": f'timezone = "{zone}"\n[files."z.csv"]\ntimezone = "Europe/London"\n',
    }
    community = load(folder(tmp_path, files), as_of=AS_OF)
    found = community.indicators(only=["attendances"])
    assert [str(each) for each in found.loc[found["value"] == 1, "quarter"]] == [quarter]


@settings(max_examples=25)
@given(
    seen=st.sets(st.tuples(st.sampled_from("xyz"), st.sampled_from("abcdef")), min_size=2),
    data=st.data(),
)
def test_joining_two_people_never_raises_a_unique_count(seen, data):
    """Six people at three events, and rows of nobody in particular."""
    came = attendance(*sorted(seen), ("x", None), ("y", None))
    people = sorted(came["person"].dropna().unique())
    assume(len(people) > 1)
    one, other = data.draw(st.lists(st.sampled_from(people), min_size=2, max_size=2, unique=True))
    joined = join_people(came, {one: other})
    assert joined["person"].nunique() == came["person"].nunique() - 1
    by_event = joined.groupby("event")["person"].nunique()
    assert (by_event <= came.groupby("event")["person"].nunique()).all()


def test_a_review_joins_people_for_all_quarters_and_emptying_it_undoes_it(tmp_path):
    files = {
        **KEY,
        "a.csv": zoom("Asha One,asha@example.org"),
        "b.csv": zoom("Asha One,asha@home.example", day="2024-08-13"),
    }
    place = folder(tmp_path, files)
    one, other = sorted(load(place, as_of=AS_OF).attendance["person"].unique())

    def reviewed(decision):
        review = f"decision,name,other_name,person,other\n{decision},A,B,{one},{other}\n"
        folder(tmp_path, {"people-review.csv": review})
        return decisions(place)

    assert reviewed("Same") == reviewed("same")
    assert load(place, as_of=AS_OF).attendance["person"].nunique() == 1
    reviewed("different")
    assert load(place, as_of=AS_OF).attendance["person"].nunique() == 2
    assert reviewed("") == Decisions()


def test_a_chain_of_same_people_is_one_person(tmp_path):
    files = {**KEY, "a.csv": zoom("A,a@example.org", "B,b@example.org", "C,c@example.org")}
    place = folder(tmp_path, files)
    a, b, c = load(place, as_of=AS_OF).attendance["person"]
    folder(place, {"people-review.csv": f"decision,person,other\nsame,{a},{b}\nsame,{c},{b}\n"})
    assert load(place, as_of=AS_OF).attendance["person"].nunique() == 1
    folder(place, {"people-review.csv": f"decision,person,other\nsame,{a},{b}\nsame,{a},{c}\n"})
    same = decisions(place).same
    assert len({same.get(each, each) for each in (a, b, c)}) == 1
    folder(place, {"people-review.csv": f"decision,person,other\nsame,{a},{b}\nsame,{b},{a}\n"})
    same = decisions(place).same
    assert len({same.get(each, each) for each in (a, b, c)}) == 2


def test_the_key_is_made_once_and_pseudonyms_stay(tmp_path):
    place = folder(tmp_path, {"a.csv": zoom("Asha,asha@example.org")})
    first = load(place, as_of=AS_OF).attendance["person"].tolist()
    assert load(place, as_of=AS_OF).attendance["person"].tolist() == first
    (place / ".copmetrics-key").unlink()
    assert load(place, as_of=AS_OF).attendance["person"].tolist() != first


def test_frames_of_ones_own_give_the_same_indicators(overlapping):
    import copmetrics

    names = ("events", "attendance", "members", "mailings", "activity")
    own = copmetrics.indicators(
        {each: getattr(overlapping, each) for each in names},
        settings=overlapping.settings,
        as_of=overlapping.as_of,
        only=["attendances", "unique_attendees", "emails_sent"],
    )
    whole = overlapping.indicators(only=["attendances", "unique_attendees", "emails_sent"])
    both = own.merge(whole, on=["quarter", "indicator"])
    assert len(both) == len(whole)
    pd.testing.assert_series_equal(both["value_x"], both["value_y"], check_names=False)


def test_contacts_of_which_the_audience_export_tells_no_joining_are_marked(tmp_path):
    rows = "a@example.org,A,One,2,,2024-05-14 10:00:00,1,e1\n"
    place = folder(tmp_path, {"list.csv": AUDIENCE.format("LAST_CHANGED") + rows})
    assert load(place, as_of=AS_OF).members["joined_at"].notna().all()


def test_zoom_without_an_answer_for_the_day_takes_the_stated_one(tmp_path):
    files = {
        "z.csv": "Name (original name),Email,Total duration (minutes)\nAsha,asha@example.org,60\n",
        "community.toml": '[files."z.csv"]\nstarts = 2024-05-14\n',
    }
    (event,) = load(folder(tmp_path, files), as_of=AS_OF).events.to_dict("records")
    assert f"{event['starts_at']:%Y-%m-%d %H:%M}" == "2024-05-13 23:00"  # midnight in London
    assert not event["time_known"]


def test_a_day_will_do_as_the_present(tmp_path):
    place = folder(tmp_path, {"zoom.csv": zoom("Asha,asha@example.org")})
    assert load(place, as_of="2024-06-01").as_of == pd.Timestamp("2024-05-31 23:00", tz="UTC")


def test_a_mail_domain_of_one_person_is_no_organisation_unless_nobody_can_have_it(tmp_path):
    """Jo's domain may be Jo's own; two people write from Castle, and no person owns an nhs.uk."""
    people = ("Jo,jo@marker.example", "Al,al@castle.example", "Bo,bo@castle.example")
    trust = ("Cy,cy@northmoor.nhs.uk",)
    files = {"a.csv": zoom(*people, *trust), "b.csv": zoom(*people, day="2024-06-18")}
    community = load(folder(tmp_path, files), as_of=AS_OF)
    told = community.attendance["organisation"]
    assert sorted(told.dropna().unique()) == ["castle.example", "northmoor.nhs.uk"]
    assert told.isna().sum() == 2  # Jo, twice
    assert community.notes == (
        "1 person is the only one at a mail domain that may be their own: it is counted as no "
        "organisation (if it is one, give it its name in organisations.csv)",
    )
    says = {"organisations.csv": "variant,name\nmarker.example,Marker Associates\n"}
    community = load(folder(tmp_path, says), as_of=AS_OF)
    assert "Marker Associates" in set(community.attendance["organisation"])
    assert community.notes == ()
