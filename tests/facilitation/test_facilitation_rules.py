"""Monday's page by a community's own `[facilitation]`: what it tells, and how it says so; by hand."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from building import attendance, mailings, members, moment
from mondays import HELD, HUDDLES, MONDAY, bulletin, clicks, held, section, week, words_of

from copmetrics.facilitation import Week, lists_of_people
from copmetrics.facilitation.latest_vs_median import beside_own_median
from copmetrics.facilitation.missing_organisations import Missing
from copmetrics.facilitation.time_slots import event_slots
from copmetrics.facilitation.unused_activities import unused_activities
from copmetrics.facilitation.words import in_words, months_words, quarters_words, year_words
from copmetrics.settings import Facilitation

pytestmark = pytest.mark.slow

LISTED = members(*((each, "2025-01-01", None) for each in ("ann", "ben", "cy", "dee")))
CAME = attendance(("h2", "ann"), ("h4", "ben"), ("h5", "cy"), ("h6", "dee"), ("now", "eve"))


def by_rules(told: Week, **rules: int) -> Week:
    """The same page by other rules: what is asked of the engine hangs on none of them."""
    settings = told.community.settings.model_copy(update={"facilitation": Facilitation(**rules)})
    return replace(told, community=replace(told.community, settings=settings))


@pytest.fixture(scope="module")
def usual() -> Week:
    """A page on which ann came in September 2025, ben in March, cy in May, dee in September 2026."""
    return week(events=HELD, attendance=CAME, members=LISTED)


def test_the_rules_change_nothing_that_is_asked_of_the_engine(usual):
    rules = {"days": 14, "months": 6, "few": 5, "quiet_quarters": 3, "ask_quarters": 2}
    told = week(events=HELD, attendance=CAME, members=LISTED, rules=rules)
    assert list(told.frames) == list(usual.frames)
    for name, frame in told.frames.items():
        pd.testing.assert_frame_equal(frame, usual.frames[name])


def not_returned(told: Week) -> list[str]:
    return told.not_returned["person"].tolist()


def test_who_has_not_returned_follows_the_quarters_that_are_set(usual):
    # the running quarter is 2026/27 Q3; ann came last in 2025/26 Q2, ben in Q4, cy in 2026/27 Q1
    assert not_returned(usual) == ["cy", "ben", "ann"]
    assert not_returned(by_rules(usual, came_quarters=3)) == ["cy", "ben"]
    assert not_returned(by_rules(usual, quiet_quarters=3)) == ["ben", "ann"]
    told = by_rules(usual, quiet_quarters=3, came_quarters=2)
    assert not_returned(told) == ["ben"]
    assert (
        "1 person on the list came in the two quarters from 2025/26 Q3 to 2025/26 Q4 and to nothing since."
    ) in words_of(told)
    assert (
        lists_of_people(told)[2]
        .notes[0]
        .startswith(
            "On the list, came in the two quarters before, and to nothing in the last three quarters."
        )
    )


def test_of_one_quarter_the_page_speaks_as_of_one(usual):
    told = by_rules(usual, quiet_quarters=1, came_quarters=1)
    assert not_returned(told) == ["dee"]
    assert "1 person on the list came in the quarter 2026/27 Q2 and to nothing since." in words_of(
        told
    )
    assert "before, and to nothing in the last quarter." in lists_of_people(told)[2].notes[0]


def test_the_page_looks_back_on_the_days_that_are_set():
    joined = members(("asha", "2026-09-22 10:00", None))
    assert "Since 28 Sep 2026: no event in the exports" in words_of(week(members=joined))
    told = week(members=joined, rules={"days": 14})
    assert told.since == moment("2026-09-21 00:00")
    assert "Since 21 Sep 2026: no event" in (said := words_of(told))
    assert "1 person joined the list" in said


def test_who_came_and_is_not_on_the_list_follows_the_months_that_are_set():
    came = attendance(("h3", "gus"), ("h5", "hal"), ("now", "dee"))
    usual = week(events=HELD, attendance=came, members=LISTED)
    assert usual.not_on_list["person"].tolist() == ["hal", "gus"]
    told = by_rules(usual, months=6)  # from 5 April: h5 was in May
    assert told.not_on_list["person"].tolist() == ["hal"]
    said = words_of(told)
    assert "1 person came in the past six months and is not on the list" in said
    assert "Invite 1 person who came in the past six months and was never on the list." in said
    assert "twelve months" not in said + str(lists_of_people(told))
    assert "past year" not in said + str(lists_of_people(told))


def test_who_is_known_by_name_alone_is_looked_for_on_the_list_before_being_invited():
    """Asha signed a sheet without her address, and is on the list by it: she is to be asked nothing."""
    known = {"event": "h5", "person": "asha", "certainty": "name"}
    since = ("now", "dee")
    alone = words_of(week(events=HELD, attendance=attendance(known, since), members=LISTED))
    looked = (
        "Look whether 1 person who came in the past year, known by name alone, may be on the list "
        "under an address, and invite whoever is not."
    )
    assert looked in alone
    assert "Invite 1" not in alone
    both = words_of(
        week(events=HELD, attendance=attendance(known, since, ("h5", "hal")), members=LISTED)
    )
    assert f"Invite 1 person who came in the past year and was never on the list. {looked}" in both


def test_an_organisation_is_missing_after_the_months_that_are_set():
    rows = {"event": "h3", "person": "ann", "organisation": "Saltby"}, ("now", "dee")
    usual = week(events=HELD, attendance=attendance(*rows))
    assert usual.missing.empty
    told = by_rules(usual, months=6)
    assert told.missing[["organisation", "missing"]].to_numpy().tolist() == [
        ["Saltby", Missing.CAME_BEFORE]
    ]
    said = str(section(told, "missing"))
    assert "came before, not in the past six months" in said
    assert "At no event in the past six months" in said


def test_an_activity_is_unused_after_the_months_that_are_set():
    told = held(("2026-03-01 12:00", 1), ("2026-09-01 12:00", 1)).assign(
        cluster=["visits", "sharing"]
    )
    assert "visits" not in set(unused_activities(told, until=MONDAY)["cluster"])
    assert "visits" in set(unused_activities(told, until=MONDAY, months=6)["cluster"])


def test_a_median_is_of_the_months_that_are_set_and_of_as_few_as_is_set():
    rows = held(
        ("2026-05-01 12:00", 10),
        ("2026-07-01 12:00", 14),
        ("2026-08-10 12:00", 40),
        ("2026-09-01 12:00", 20),
    )

    def median(**rules: int) -> list[float]:
        found = beside_own_median(
            rows.tail(1), rows, when="starts_at", value="attendances", rules=Facilitation(**rules)
        )
        return found[["median", "of"]].fillna(-1).to_numpy().tolist()[0]

    assert median() == [14.0, 3]
    assert median(months=2) == [-1, 2]
    assert median(months=2, few=2) == [27.0, 2]
    assert median(few=4) == [-1, 3]


def test_a_slot_is_told_from_as_many_events_as_are_set():
    rows = held(("2026-09-01 12:00", 10), ("2026-09-08 12:00", 30))
    assert event_slots(rows, timezone="Europe/London")["value"].isna().all()
    assert event_slots(rows, timezone="Europe/London", few=2)["value"].tolist() == [20.0]


@pytest.fixture(scope="module")
def clicked() -> Week:
    """A page on which two people clicked one link, three another one and four a third."""
    links = {"two": "ab", "three": "abc", "four": "abcd"}
    told = clicks(
        *(
            ("m1", person, None, f"https://a.example/{where}")
            for where, people in links.items()
            for person in people
        )
    )
    return week(
        activity=told, mailings=mailings({**bulletin("2026-06-01", 20, 9, 3), "mailing": "m1"})
    )


def test_links_are_told_from_as_many_people_and_no_more_than_are_set(clicked):
    def told_links(**rules: int) -> list[str]:
        blocks = section(by_rules(clicked, **rules), "links").blocks
        return [str(row[0]).rsplit("/", 1)[1] for row in getattr(blocks[0], "rows", ())]

    assert told_links() == ["four", "three"]
    assert told_links(few=2) == ["four", "three", "two"]
    assert told_links(few=4) == ["four"]
    assert told_links(few=5) == []
    assert told_links(links=1) == ["four"]
    assert told_links(months=4) == []  # sent on 1 June, more than four months ago
    assert told_links(months=5) == ["four", "three"]


def test_the_page_says_of_how_few_it_tells_nothing(clicked):
    told = by_rules(clicked, few=5, months=18)
    said = "".join(str(section(told, each)) for each in ("worked", "slots", "links"))
    for each in (
        "Slots with fewer than 5 are not told.",
        "Medians are of the 18 months before; of fewer than 5 there is none.",
        "No export tells of a link that 5 people clicked in the past 18 months.",
    ):
        assert each in said


def test_whom_to_ask_came_in_as_many_quarters_as_are_set():
    # told for 2026/27 Q2: October 2025 to September 2026 are the last four quarters
    came = {"three": ("h3", "h4", "h5"), "two": ("h4", "h6"), "one": ("h6",)}
    usual = week(
        events=HUDDLES,
        attendance=attendance(*((event, who) for who, told in came.items() for event in told)),
        members=members(*((each, "2025-01-01", None) for each in came)),
    )

    def asked(**rules: int) -> list[str]:
        return by_rules(usual, **rules).to_ask["person"].sort_values().tolist()

    assert asked() == ["three"]
    assert asked(ask_quarters=2) == ["three", "two"]
    assert asked(ask_quarters=4) == []
    told = by_rules(usual, ask_quarters=2)
    assert "2 who came in two quarters of the last four." in words_of(told)
    assert (
        "who came in two quarters of the last four, in the order"
        in lists_of_people(told)[1].notes[0]
    )


def test_numbers_are_words_up_to_twelve():
    assert [in_words(each) for each in (1, 3, 12, 13)] == ["one", "three", "twelve", "13"]
    assert [months_words(each) for each in (1, 6, 24)] == ["month", "six months", "24 months"]
    assert [year_words(each) for each in (12, 18)] == ["year", "18 months"]
    assert [quarters_words(each) for each in (1, 2)] == ["quarter", "two quarters"]
