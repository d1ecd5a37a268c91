"""The first paragraph: what happened, whole, for the quarters a community really has."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from folders import CAMPAIGNS, CLEANED, EVENTBRITE, EVENTS, SUBSCRIBED, UNSUBSCRIBED, folder, zoom

from copmetrics.accounts import quarter_figures
from copmetrics.accounts.part_tables import Part
from copmetrics.accounts.quarter_figures import QuarterFigures
from copmetrics.accounts.reach import months_section, reach_section
from copmetrics.accounts.summary import summary
from copmetrics.accounts.thanks import opening_words
from copmetrics.community.community import load

pytestmark = pytest.mark.slow

AS_OF = pd.Timestamp("2024-10-05", tz="UTC")
ONE, TWO = ("Asha,asha@one.example", "Ben,ben@two.example")


def figures(place, files, as_of=AS_OF, quarter="latest") -> QuarterFigures:
    community = load(folder(place, files), as_of=as_of)
    return QuarterFigures.of(community, community.quarter(quarter))


@pytest.fixture
def told(tmp_path, monkeypatch):
    """The summary of a folder of these files; tables in parts, of which it says nothing, are left out."""
    nothing = {Part.NAMED: pd.DataFrame(columns=["quarter", "organisation"])}
    monkeypatch.setattr(quarter_figures, "part_tables", lambda *_: nothing)
    return lambda files, **asked: summary(figures(tmp_path, files, **asked))


def campaign(day, opened, clicked, sent=1000):
    counts = f"{sent},{sent},0,{opened},{opened},{clicked},{clicked},0"
    return f'{day},Hi,List,"{day}, 2024 10:00 am",Tuesday,{counts},id{day[:3]}\n'


def test_a_quarter_with_everything_beside_the_one_before(told):
    files = {
        "may.csv": zoom(ONE, day="2024-05-14"),
        "july.csv": zoom(ONE, TWO, day="2024-07-16"),
        "subscribed.csv": SUBSCRIBED
        + "asha@one.example,A,One,2,2023-01-01 10:00:00,2024-09-30 10:00:00,1,e1\n"
        + "ben@two.example,B,Two,2,2024-08-01 10:00:00,2024-09-30 10:00:00,2,e2\n",
        "cleaned.csv": CLEANED,
        "unsubscribed.csv": UNSUBSCRIBED
        + "cy@two.example,C,Three,2,2023-01-01 10:00:00,2024-07-01 10:00:00,3,e3\n",
        "campaigns.csv": CAMPAIGNS + campaign("Jun 04", 300, 50) + campaign("Jul 09", 400, 55),
    }
    assert told(files) == (
        "In 2024/25 Q2 (Jul to Sep 2024) the community held 1 event with 2 attendances: 2 people "
        "from 1 organisation. Not clearly changed since the quarter before: events held (1), people on the mailing list "
        "(2), organisations on the mailing list (1) and emails sent (1,000). Shown beside the quarter before but not judged: "
        "attendances at events (2, from 1, +100.0%) and links clicked (5.5%, from 5.0%); "
        "not compared with the quarter before: emails opened (40.0%)."  # 22 June 2024 lies between
    )


def test_what_no_export_tells_is_said_not_to_be_known(told):
    assert told({"may.csv": zoom(ONE)}) == (
        "In 2024/25 Q1 (Apr to Jun 2024) the community held 1 event with 1 attendance: 1 person. "
        "Not compared with the quarter before: attendances at events (1) and events held (1). Not known: "
        "people on the mailing list, organisations on the mailing list, emails sent, emails opened and "
        "links clicked."
    )


def test_a_quarter_in_which_nothing_was_held_or_sent(told):
    files = {
        "events.csv": EVENTS + "a,A,2024-05-14 13:00,,,,,,\n",
        "campaigns.csv": CAMPAIGNS + campaign("Jun 04", 300, 50),
        "community.toml": "[covered_to]\nattendance = 2024-09-30\nmailings = 2024-09-30\n",
    }
    said = told(files)
    assert said.startswith("In 2024/25 Q2 (Jul to Sep 2024) no event was held. ")
    assert "events held (0, from 1, −100.0%) and emails sent (0, from 1,000, −100.0%)" in said


def test_registrations_alone_do_not_say_who_came(told):
    files = {
        "e.csv": EVENTBRITE + "1,2024-05-01,A,One,a@one.example,1,11,Attending\n",
        "community.toml": '[files."e.csv"]\nstarts = 2024-05-14\n',
    }
    assert told(files).startswith(
        "In 2024/25 Q1 (Apr to Jun 2024) the community held 1 event; how many came is not known: no "
        "attendance export is in the folder."
    )


def test_a_lower_bound_is_one_wherever_it_is_told(tmp_path):
    """Two events, one record: the summary, members and sponsors read "at least", and of May alone."""
    files = {
        "events.csv": EVENTS + "a,A,2024-05-14 13:00,,,,,,\nb,B,2024-06-18 13:00,,,,,,\n",
        "may.csv": zoom("Asha,asha@one.nhs.uk", "Ben,ben@two.nhs.uk"),
    }
    facts = figures(tmp_path, files)
    assert (
        "held 2 events with at least 2 attendances: at least 2 people from at least 2 organisations."
        in summary(facts)
    )
    assert opening_words(facts).endswith(" At least 2 people from at least 2 organisations came.")
    (words, flow) = reach_section(facts).blocks
    assert words.text.startswith("At least 2 organisations took part in 2024/25 Q1: ")
    # the records begin with this quarter: whether the two are new is not known at all
    assert flow.title == "People at events, as far as the records tell who had come before"
    (figure, hours) = months_section(facts).blocks
    assert hours.text.startswith(
        "People gave at least 2 hours to the events of 2024/25 Q1 (no attendance"
    )
    assert figure.title == "At least 2 attendances in 2024/25 Q1"


def test_a_running_quarter_is_beside_the_same_days_of_the_one_before(told):
    """On 20 July twenty days are gone; in the first twenty of the spring one person came."""
    files = {
        "april.csv": zoom(ONE, day="2024-04-09"),
        "may.csv": zoom(ONE, TWO, day="2024-05-14"),
        "july.csv": zoom(ONE, TWO, day="2024-07-16"),
    }
    said = told(files, as_of=pd.Timestamp("2024-07-20", tz="UTC"), quarter="2024/25-Q2")
    assert "hown beside the same days of the quarter before but not judged: attendances" in said
    assert "attendances at events (2, from 1, +100.0%)" in said


def test_who_came_for_the_first_time_is_told_once_the_records_are_a_year_old(told):
    days = ("2023-05-16", "2023-08-15", "2023-11-14", "2024-02-13", "2024-05-14")
    files = {f"{day}.csv": zoom(ONE, day=day) for day in days}
    files["more.csv"] = zoom(TWO, day="2024-05-21")
    assert "2 people; 1 person came for the first time. Shown" in told(files)


def test_a_list_rebuilt_without_those_who_left_is_at_least_so_long_and_nobody_is_said_to_have_stayed(
    told,
):
    files = {
        "may.csv": zoom(ONE, TWO),
        "subscribed.csv": SUBSCRIBED
        + "asha@one.example,A,One,2,2023-01-01 10:00:00,2024-09-30 10:00:00,1,e1\n"
        + "ben@two.example,B,Two,2,2024-08-01 10:00:00,2024-09-30 10:00:00,2,e2\n",
    }
    assert "people on the mailing list (at least 1)" in told(files, quarter="2024/25-Q1")


def test_at_most_three_sentences_say_it_whatever_there_is_to_say(told):
    """Of five things to say the last three are one sentence."""
    files = {
        "may.csv": zoom(ONE, day="2024-05-14"),
        "july.csv": zoom(ONE, TWO, day="2024-07-16"),
        "campaigns.csv": CAMPAIGNS + campaign("Jun 04", 300, 50) + campaign("Jul 09", 400, 55),
    }
    said = told(files)
    assert re.findall(r"(?:^|[.;] )([A-Za-z ]+): ", said.split(". ", 1)[1]) == [
        "Not clearly changed since the quarter before",
        "Shown beside the quarter before but not judged",
        "not compared with the quarter before",
        "not known",
    ]
    assert len(re.findall(r"\.(?= |$)", said)) == 3
