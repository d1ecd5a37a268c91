"""Measures that ask of another time than their quarter: what nobody recorded is unknown, not none."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from building import YEAR, attendance, community, events, mailings, members, moment, values
from hypothesis import given, settings
from hypothesis import strategies as st

from copmetrics.errors import ChoiceError
from copmetrics.evaluation.coverage import covered
from copmetrics.evaluation.indicators import indicators
from copmetrics.framework.basis import Basis
from copmetrics.measures import ALL
from copmetrics.measures.base import Looks
from copmetrics.schema import TABLES

pytestmark = pytest.mark.slow

BEFORE, EVER, WINDOW = Looks.BEFORE, Looks.EVER, Looks.WINDOW
ASKS_OF = {
    "new_attendees": {EVER},
    "returning_attendees": {EVER},
    "retained_attendees": {BEFORE},
    "reactivated_attendees": {BEFORE, EVER},
    "lapsed_attendees": {BEFORE},
    "return_rate": {Looks.DAYS_AFTER},
    "core_people": {WINDOW},
    "active_people": {WINDOW},
    "occasional_people": {WINDOW},
    "peripheral_people": {WINDOW},
    "transactional_people": {WINDOW},
    "dormant_people": {WINDOW},
    "quiet_members": {WINDOW},
    "moved_inward": {WINDOW, BEFORE},
    "moved_outward": {WINDOW, BEFORE},
    "second_event_rate": {EVER, Looks.QUARTERS_AFTER},
    "days_to_second_event": {EVER, Looks.QUARTERS_AFTER},
    "first_contact_with_core": {EVER, WINDOW},
    "came_with_colleague": {EVER},
    "both_ways_rate": {WINDOW, Looks.WAYS},
    "new_pairs": {EVER},
    "repeat_pairs": {EVER},
    "people_for_half": {WINDOW},
    "attendance_gini": {WINDOW},
    "hosts": {WINDOW},
    "hosts_for_half": {WINDOW},
    "organisations_absent": {Looks.WHOSE},
    "targets_reached": {Looks.WHOSE},
}
"""Every declared measure was gone through: these ask of another time, or where people are from."""


def test_each_measure_that_asks_of_another_time_says_which():
    told = {each.id: set(family.looks_of(each)) for family in ALL for each in family}
    assert {id: looks for id, looks in told.items() if looks} == ASKS_OF


IN_SUMMER = {
    "members": members(
        ("ann", "2026-07-01", None), ("bo", "2026-09-01", None), ("cy", "2026-04-01", "2026-09-01")
    ),
    "mailings": mailings(
        {"mailing": "july", "sent_at": "2026-07-06", "recipients": 100},
        {"mailing": "september", "sent_at": "2026-09-07", "recipients": 20},
    ),
}
"""Ann is on the list from July and Bo from September, when Cy left it."""


def in_summer(as_of: str) -> list[float | None]:
    told = indicators(
        IN_SUMMER, as_of=moment(as_of), only=["emails_sent", "list_members", "list_joined"]
    )
    found = values(told, "2027Q2")
    return [found[each] for each in ("emails_sent", "list_members", "list_joined")]


def test_what_was_sent_or_changed_after_the_present_is_of_no_quarter_yet():
    """On 15 August Ann and Cy are on the list, and one mailing was sent; at the end Ann and Bo, and two."""
    assert in_summer("2026-08-15") == [100, 2, 1]
    assert in_summer("2026-10-05") == [120, 2, 2]


def test_the_present_may_be_a_day_by_the_communitys_clock():
    told = [
        indicators(IN_SUMMER, as_of=each, only=["emails_sent", "list_members"])
        for each in (moment("2026-08-15"), "2026-08-15", date(2026, 8, 15))
    ]
    for found in told[1:]:
        pd.testing.assert_frame_equal(found, told[0])


@pytest.mark.parametrize("cut", ["2026-07-01 00:00", "2026-10-01 00:01"])
def test_a_cut_ends_the_last_quarter_early_and_never_late(cut):
    quarters = pd.PeriodIndex(["2027Q2"], freq="Q-MAR")
    told = {"as_of": moment("2026-10-05"), "only": ["emails_sent"]}
    halfway = indicators(IN_SUMMER, quarters=quarters, cut=moment("2026-08-15"), **told)
    assert values(halfway, "2027Q2") == {"emails_sent": 100}
    with pytest.raises(ChoiceError, match="is not an instant within 2026/27 Q2, the last"):
        indicators(IN_SUMMER, quarters=quarters, cut=moment(cut), **told)


TALKS = {"e1": "2025-02-01 10:00", "e2": "2025-05-01 10:00", "e3": "2025-08-01 10:00"}
CAME = [("e1", "ann"), ("e1", "bo"), ("e1", "cy"), ("e3", "ann"), ("e3", "bo"), ("e3", "dee")]
NOW = moment("2025-11-25 09:00")


def told(tables, quarter, *ids, as_of=NOW, settings=YEAR):
    """Return value and basis of some measures in a quarter."""
    return told_in(asked(tables, *ids, as_of=as_of, settings=settings), quarter)


def asked(tables, *ids, as_of=NOW, settings=YEAR):
    return indicators(tables, settings=settings, as_of=as_of, only=ids)


def told_in(frame, quarter):
    here = frame[frame["quarter"].astype(str).eq(quarter)]
    return {
        row["indicator"]: (None if pd.isna(row["value"]) else row["value"], row["basis"])
        for row in here.to_dict("records")
    }


KEPT = ("retained_attendees", "reactivated_attendees", "lapsed_attendees")
NOTHING = dict.fromkeys(KEPT, (None, "unknown"))


def test_after_a_quarter_that_nobody_recorded_who_stayed_and_who_left_is_unknown():
    tables = {"events": events(**TALKS), "attendance": attendance(*CAME)}
    assert told(tables, "2025Q3", *KEPT) == NOTHING
    # that two of the three had come before is known all the same
    assert told(tables, "2025Q3", "returning_attendees") == {"returning_attendees": (2, "estimate")}


def test_in_the_first_quarter_of_records_who_stayed_and_who_left_is_unknown():
    tables = {"events": events(**TALKS), "attendance": attendance(*CAME)}
    assert told(tables, "2025Q1", *KEPT) == NOTHING
    moved = told(tables, "2025Q1", "moved_inward", "moved_outward")
    assert moved == dict.fromkeys(moved, (None, "unknown"))


def test_after_a_quarter_in_which_nothing_was_held_all_are_reactivated_and_nobody_lapsed():
    held = events(e1="2025-02-01 10:00", e3="2025-08-01 10:00")
    tables = {"events": held, "attendance": attendance(*CAME)}
    assert told(tables, "2025Q3", *KEPT) == {
        "retained_attendees": (0, "actual"),
        "reactivated_attendees": (2, "estimate"),  # records begin within the year
        "lapsed_attendees": (0, "actual"),
    }


def test_with_an_event_unrecorded_lapsed_people_are_no_lower_bound():
    # dee was at the recorded event of spring; whoever was at e2b may not have lapsed at all
    held = events(**TALKS, e2b="2025-05-20 10:00")
    came = attendance(*CAME, ("e2", "ann"))
    found = asked({"events": held, "attendance": came}, "retained_attendees", *KEPT[2:])
    spring, summer = told_in(found, "2025Q2"), told_in(found, "2025Q3")
    assert spring == {"retained_attendees": (1, "lower_bound"), "lapsed_attendees": (2, "estimate")}
    assert summer == {"retained_attendees": (1, "estimate"), "lapsed_attendees": (0, "estimate")}


def test_who_came_again_is_asked_only_as_far_as_the_records_reach_whatever_today_is():
    # 90 days after 1 May are over on 30 July, two days before the last record; of 1 August nothing is known
    held = events(e1="2025-05-01 10:00", e2="2025-06-10 10:00", e3="2025-08-01 10:00")
    came = attendance(("e1", "ann"), ("e1", "bo"), ("e2", "ann"), ("e3", "cy"))
    tables = {"events": held, "attendance": came}
    for today in ("2025-08-02", "2025-10-01", "2025-11-25", "2027-01-01"):
        # ann and bo at e1 are asked of, ann at e2 is not: her 90 days end on 8 September
        found = asked(tables, "return_rate", as_of=moment(f"{today} 09:00"))
        assert told_in(found, "2025Q2") == {"return_rate": (0.5, "so_far")}, today
        assert told_in(found, "2025Q3")["return_rate"][0] is None, today


def test_that_nothing_was_held_since_can_be_said_and_then_nobody_came_again():
    stated = YEAR.model_copy(update={"covered_to": {"attendance": date(2025, 9, 30)}})
    tables = {"events": events(e1="2025-05-01 10:00"), "attendance": attendance(("e1", "ann"))}
    assert told(tables, "2025Q2", "return_rate") == {"return_rate": (None, "unknown")}
    assert told(tables, "2025Q2", "return_rate", settings=stated) == {"return_rate": (0, "actual")}


@pytest.mark.parametrize(
    ("recorded", "expected"),
    [(("m", "n"), (0.5, "actual")), (("m",), (0.5, "lower_bound")), ((), (None, "unknown"))],
)
def test_an_event_without_a_record_may_be_the_one_that_somebody_came_again_to(recorded, expected):
    # of ann and bo at e1, ann came to m 20 days later; bo may have been at n
    held = events(
        e1="2025-02-01 10:00", m="2025-02-21 10:00", n="2025-04-10 10:00", z="2025-06-20 10:00"
    )
    rows = [("e1", "ann"), ("e1", "bo"), ("m", "ann"), ("n", "zed"), ("z", "zed")]
    came = attendance(*(each for each in rows if each[0] in ("e1", "z", *recorded)))
    frame = indicators(
        {"events": held, "attendance": came},
        settings=YEAR,
        as_of=NOW,
        by=["event"],
        only=["return_rate"],
    )
    first = frame[frame["event"].eq("e1")].iloc[0]
    value = None if pd.isna(first["value"]) else first["value"]
    assert (value, first["basis"]) == expected


def test_a_second_event_in_quarters_that_nobody_recorded_is_unknown():
    held = events(
        a="2025-01-10 10:00", b="2025-04-10 10:00", c="2025-07-10 10:00", d="2025-10-10 10:00"
    )
    seen = attendance(("a", "ann"), ("d", "ann"))
    tables = {"events": held, "attendance": seen}
    now = moment("2026-01-05 09:00")
    assert told(tables, "2025Q1", "second_event_rate", as_of=now)["second_event_rate"] == (
        None,
        "unknown",
    )
    one = attendance(("a", "ann"), ("c", "ann"), ("d", "ann"))
    some = told(tables | {"attendance": one}, "2025Q1", "second_event_rate", as_of=now)
    assert some["second_event_rate"] == (1, "estimate")


def test_who_of_the_list_came_is_unknown_where_no_export_of_the_list_reaches():
    # the list was last exported in March; who of it came in May is not known in June
    tables = {
        "events": events(e1="2025-02-01 10:00", e2="2025-05-01 10:00"),
        "attendance": attendance(("e1", "ann"), ("e2", "ann")),
        "members": members(("ann", "2025-01-05", None), ("bo", "2025-01-06", None)),
    }
    asked = ("members_attending", "attendees_not_on_list", "quiet_members")
    full = {name: table.conform(tables.get(name, pd.DataFrame())) for name, table in TABLES.items()}
    exports = pd.DataFrame(
        {
            "export": ["a"],
            "audience": ["a"],
            "exported_at": [moment("2025-03-31 09:00")],
            "complete": [True],
        }
    )
    frame = indicators(
        full, settings=YEAR, as_of=NOW, only=asked, coverage=covered(full, YEAR, exports)
    )
    assert values(frame, "2025Q1") == {
        "members_attending": 0.5,
        "attendees_not_on_list": 0,
        "quiet_members": 1,
    }
    assert values(frame, "2025Q2") == dict.fromkeys(asked)


DAYS = tuple(pd.date_range("2024-01-03", "2025-09-20", freq="11D"))
PEOPLE = ("ann", "bo", "cy", "dee")


@st.composite
def worlds(draw):
    """A community of a few events, some of them without a record, with a list and mailings."""
    days = draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=9, unique=True))
    held = {f"e{place}": f"{day.date()} 10:00" for place, day in enumerate(sorted(days))}
    there = {event: draw(st.sets(st.sampled_from(PEOPLE))) for event in held}
    joined = draw(st.lists(st.sampled_from(DAYS), max_size=4))
    sent = draw(st.lists(st.sampled_from(DAYS), max_size=3, unique=True))
    return {
        "events": events(**held),
        "attendance": attendance(*((event, who) for event in held for who in sorted(there[event]))),
        "members": members(
            *((who, str(day.date()), None) for who, day in zip(PEOPLE, joined, strict=False))
        ),
        "mailings": mailings(
            *(
                {"sent_at": f"{day.date()} 09:00", "recipients": 40, "delivered": 40}
                for day in sorted(sent)
            )
        ),
    }


@settings(max_examples=5)
@given(
    world=worlds(),
    today=st.sampled_from(tuple(pd.date_range("2024-06-01", "2026-03-01", freq="23D"))),
    later=st.integers(min_value=1, max_value=400),
)
def test_today_alone_never_changes_a_value_that_was_told_as_it_was(world, today, later):
    exported = moment(f"{today.date()} 08:00")
    first = community(world, as_of=exported)
    # the same exports, looked at another day
    again = type(first)(
        first.folder,
        first.settings,
        (),
        first.tables,
        first.coverage,
        exported + pd.Timedelta(days=later),
        narrative_tables=first.narrative_tables,
    )
    key = ["quarter", "indicator"]
    both = first.indicators().merge(again.indicators(), on=key, suffixes=("", "_later"))
    sure = both[both["basis"].eq(Basis.ACTUAL) & both["basis_later"].eq(Basis.ACTUAL)]
    changed = sure[sure["value"].ne(sure["value_later"])]
    assert changed[[*key, "value", "value_later"]].to_dict("records") == []
