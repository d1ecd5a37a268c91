"""Levels, newcomers, mixing, presence, encounters and dependence, by hand."""

from __future__ import annotations

from datetime import date
from functools import cache
from math import exp, log

import pandas as pd
import pytest
from building import (
    activity,
    attendance,
    community,
    events,
    mailings,
    members,
    values,
)
from narrated import figures_of

from copmetrics.accounts.account import Paragraph, ReportTable, Section
from copmetrics.accounts.part_tables import as_shared
from copmetrics.accounts.participation import COUNTED, participation_section
from copmetrics.community.community import Community
from copmetrics.errors import ChoiceError
from copmetrics.evaluation.indicators import indicators
from copmetrics.evaluation.participation import (
    GONE,
    NEW,
    cohorts,
    connected_share,
    level_moves,
    pairs_together,
    target_reach,
)
from copmetrics.framework.levels import Level
from copmetrics.measures import INSIDE
from copmetrics.privacy.shared_values import Behind
from copmetrics.quarters import Calendar
from copmetrics.schema import ACTIVITY, TARGETS
from copmetrics.settings import Participation, Settings

pytestmark = pytest.mark.slow

YEAR = Settings(calendar=Calendar.CALENDAR)
NOW = pd.Timestamp("2025-01-10", tz="UTC")
Q3, Q4 = pd.Period("2024Q3", "Q-DEC"), pd.Period("2024Q4", "Q-DEC")

# Nine events in 2024, two a quarter and a third in the last.
EVENTS = events(
    jan="2024-01-15 13:00",
    feb="2024-02-12 13:00",
    apr="2024-04-15 13:00",
    may="2024-05-13 13:00",
    jul="2024-07-15 13:00",
    aug="2024-08-12 13:00",
    oct="2024-10-14 13:00",
    nov="2024-11-11 13:00",
    dec="2024-12-09 13:00",
)
CAME = {
    "hana": ["jan", "apr"],  # as organiser
    "cora": ["jan", "apr", "jul", "oct"],  # 4 of the 9 offered: not half
    "lena": ["may", "jul", "aug", "oct"],  # on the list from 1 May: 4 of 6 offered
    "abel": ["jan", "apr", "jul"],  # three quarters, but three times only
    "gus": ["jan", "apr"],  # as guest
    "olga": ["nov"],
    "tom": ["nov"],
    "once": ["jan"],
}
ROLES = {"hana": "Co-organiser", "gus": "Guest"}
LISTED = {
    "hana": "2023-12-01",
    "cora": "2023-12-01",
    "lena": "2024-05-01",
    "abel": "2023-12-01",
    "gus": "2023-12-01",
    "olga": "2023-12-01",
    "once": "2023-12-01",
    "pia": "2023-12-01",
    "nell": "2024-11-05",
    "prue": "2024-08-10",
    "dot": "2024-06-30",
    "sid": "2023-12-01",
}
TABLES_OF_THE_YEAR = {
    "events": EVENTS,
    "attendance": attendance(
        *(
            {"event": event, "person": person, "role": ROLES.get(person)}
            for person, came in CAME.items()
            for event in came
        ),
        ("feb", None),
        ("dec", None),  # only somebody on the telephone
    ),
    "members": members(*((person, joined, None) for person, joined in LISTED.items())),
    "mailings": mailings({"mailing": "m", "sent_at": "2024-10-01 10:00", "recipients": 50}),
    "activity": activity(("m", "pia", "click"), ("m", "zed", "click"), ("m", "dot", "open")),
}


@cache
def of_the_year(*left_out: str) -> Community:
    """The community of the year, without some tables: made once, asked by many."""
    return community(
        {name: table for name, table in TABLES_OF_THE_YEAR.items() if name not in left_out},
        as_of=NOW,
    )


def levels_in(there: Community, quarter: pd.Period = Q4) -> dict[str, str]:
    facts = there.facts("levels")
    here = facts[facts["quarter"].eq(quarter)]
    return dict(zip(here["person"], here["level"], strict=True))


def level_of(tables=TABLES_OF_THE_YEAR, **settings) -> dict[str, str]:
    chosen = YEAR.model_copy(update={"participation": Participation(**settings)})
    return levels_in(community(tables, chosen, as_of=NOW))


def asked(tables, quarter: str, *ids: str, settings: Settings = YEAR) -> dict[str, float | None]:
    """Some measures of a quarter: not all are worked out, of which most are of other tests."""
    return values(indicators(tables, settings=settings, as_of=NOW, only=ids), quarter)


def of_year(quarter: str, *ids: str, left_out: tuple[str, ...] = ()) -> dict[str, float | None]:
    return values(of_the_year(*left_out).indicators(only=ids), quarter)


def test_everybody_has_the_first_level_whose_rule_holds():
    assert levels_in(of_the_year()) == {
        "hana": "core",  # hosted in two quarters, though she came twice only
        "lena": "core",  # 4 times in 3 quarters, 4 of 6 offered since she joined
        "cora": "active",  # 4 times in 4 quarters, but 4 of 9 is less than half
        "abel": "active",
        "gus": "transactional",  # on the list, and a guest whenever he came
        "olga": "occasional",
        "once": "occasional",
        "tom": "transactional",  # came, on no list
        "zed": "transactional",  # clicked, on no list
        "pia": "peripheral",  # clicked
        "nell": "peripheral",  # joined this quarter
        "prue": "peripheral",  # joined in the last one: less than two whole quarters
        "dot": "dormant",  # on the list two whole quarters; an open is no click
        "sid": "dormant",
    }


def test_four_of_eight_is_half_and_four_of_nine_is_not():
    eight = TABLES_OF_THE_YEAR | {"events": EVENTS[EVENTS["event"].ne("dec")]}
    assert level_of(eight)["cora"] == "core"
    assert levels_in(of_the_year())["cora"] == "active"


def test_an_event_without_a_record_of_who_came_is_not_offered():
    rows = TABLES_OF_THE_YEAR["attendance"]
    unrecorded = TABLES_OF_THE_YEAR | {"attendance": rows[rows["event"].ne("dec")]}
    assert level_of(unrecorded)["cora"] == "core"  # 4 of 8


def test_the_event_that_somebody_first_came_to_was_offered():
    # lena, if she were on no list: known from May's event on, she came to 4 of 6, not 4 of 5
    listed = TABLES_OF_THE_YEAR["members"]
    unlisted = TABLES_OF_THE_YEAR | {"members": listed[listed["person"].ne("lena")]}
    assert level_of(unlisted, core_share=0.66)["lena"] == "core"
    assert level_of(unlisted, core_share=0.7)["lena"] == "active"


def test_every_threshold_is_a_setting():
    """Settings of which each is the rule of another person are set together."""
    said = level_of(
        core_share=0.4, dormant_quarters=1, hosting_roles=("chair",), guest_roles=("visitor",)
    )
    assert (said["cora"], said["prue"], said["hana"], said["gus"]) == (
        "core",
        "dormant",
        "active",
        "active",
    )
    assert level_of(core_attended=3, core_share=0.3)["abel"] == "core"
    said = level_of(core_quarters=4, core_hosting_quarters=3)
    assert (said["lena"], said["hana"]) == ("active", "active")
    assert level_of(active_quarters=4)["abel"] == "occasional"
    said = level_of(active_attended=5, window_quarters=3)
    assert said["cora"] == "occasional"
    assert said["once"] == "dormant"  # January is no longer looked at


def test_without_clicks_nobody_can_be_told_to_be_dormant():
    levels = levels_in(of_the_year("activity"))
    assert (levels["dot"], levels["pia"], levels["prue"]) == ("quiet", "quiet", "peripheral")
    ids = ("peripheral_people", "dormant_people", "quiet_members", "occasional_people")
    found = of_year("2024Q4", *ids, left_out=("activity",))
    assert (found["peripheral_people"], found["dormant_people"]) == (None, None)
    assert found["quiet_members"] == 5  # pia, nell, prue, dot, sid
    assert found["occasional_people"] == 2


def test_clicks_of_one_quarter_do_not_tell_who_is_dormant_in_a_year_with_mailings():
    sent = mailings(
        {"mailing": "m", "sent_at": "2024-10-01 10:00", "recipients": 50},
        {"mailing": "spring", "sent_at": "2024-05-01 10:00", "recipients": 50},
    )
    levels = level_of(TABLES_OF_THE_YEAR | {"mailings": sent})
    assert (levels["dot"], levels["pia"]) == ("quiet", "peripheral")  # pia is known to have clicked


def test_a_suspected_scanner_is_nobody_who_clicked():
    clicks = [
        ("dot", "10:00:10", 1),
        ("dot", "10:00:20", 2),
        ("dot", "10:00:30", 3),
        ("pia", "11:15:00", 1),
    ]
    rows = pd.DataFrame(
        {
            "mailing": "m",
            "person": who,
            "action": "click",
            "url": f"https://a.example/{link}",
            "happened_at": pd.Timestamp(f"2024-10-01 {at}", tz="Europe/London"),
        }
        for who, at, link in clicks
    )
    levels = level_of(TABLES_OF_THE_YEAR | {"activity": ACTIVITY.conform(rows)})
    assert (levels["dot"], levels["pia"]) == ("dormant", "peripheral")


def test_without_a_list_an_occasional_guest_cannot_be_told_from_an_outsider():
    levels = levels_in(of_the_year("members"))
    assert (levels["olga"], levels["tom"]) == ("occasional", "occasional")
    ids = ("transactional_people", "quiet_members", "attendees_not_on_list")
    found = of_year("2024Q4", *ids, left_out=("members",))
    assert found["transactional_people"] is None
    assert found["quiet_members"] is None
    assert found["attendees_not_on_list"] is None


def test_levels_are_counted_as_measures_and_add_up_to_everybody():
    told = ("core", "active", "occasional", "peripheral", "transactional", "dormant")
    ids = [f"{each}_people" for each in told]
    found = of_year("2024Q4", *ids)
    counts = [found[each] for each in ids]
    assert counts == [2, 2, 2, 3, 3, 2]
    assert sum(counts) == len(levels_in(of_the_year()))


def test_with_less_than_a_year_of_records_a_level_is_an_estimate_and_says_so():
    frame = of_the_year().indicators(only=["active_people"])
    told = frame.set_index(frame["quarter"].astype(str))
    assert told.at["2024Q3", "note"] == "from 3 of 4 quarters: the records begin then"
    assert (told.at["2024Q3", "basis"], told.at["2024Q4", "basis"]) == ("estimate", "actual")


def test_moves_between_levels_go_inward_and_outward():
    # Since the third quarter lena went from active (3 times in 2 quarters) to core, olga from the list
    # to an event, dot from new to dormant. That sid, who was `quiet`, is dormant is no move: only now
    # does an export tell of clicks.
    before = levels_in(of_the_year(), Q3)
    told = [before[each] for each in ("lena", "olga", "dot", "sid")]
    assert told == ["active", "quiet", "peripheral", "quiet"]
    found = of_year("2024Q4", "moved_inward", "moved_outward")
    assert found["moved_inward"] == 2  # lena, olga
    assert found["moved_outward"] == 1  # dot
    third = of_year("2024Q3", "moved_inward", "moved_outward")
    assert (third["moved_inward"], third["moved_outward"]) == (
        1,
        0,
    )  # lena, from once to twice more


def test_the_flow_between_levels_adds_up_to_both_quarters():
    facts = of_the_year().facts("levels")
    moves = level_moves(facts, Q4)
    assert moves.at["active", "core"] == 1  # lena
    assert moves.at[NEW, "peripheral"] == 1  # nell
    assert moves.at[NEW, "transactional"] == 2  # tom, zed
    assert moves.at[NEW, GONE] == 0
    at = {quarter: here["level"].value_counts() for quarter, here in facts.groupby("quarter")}
    assert moves.drop(columns=GONE).sum().to_dict() == {each: at[Q4].get(each, 0) for each in Level}
    assert moves.drop(index=NEW).sum(axis=1).to_dict() == {
        each: at[Q3].get(each, 0) for each in Level
    }


# Who comes a second time. In January ann and bob come for the first time, in May cas; dee in November.
NEWCOMERS = {
    "events": EVENTS,
    "attendance": attendance(
        ("jan", "ann"),
        ("feb", "ann"),  # 28 days later
        ("jan", "bob"),
        ("oct", "bob"),  # in the third quarter after: too late
        ("may", "cas"),
        ("dec", "cas"),  # in the second quarter after: 210 days
        ("nov", "dee"),
        ("jan", None),
    ),
}


def test_second_events_count_within_the_two_quarters_after_the_first():
    ids = ("second_event_rate", "days_to_second_event")
    found = indicators(NEWCOMERS, settings=YEAR, as_of=NOW, only=ids)
    first, second, third = (values(found, each) for each in ("2024Q1", "2024Q2", "2024Q3"))
    assert (first["second_event_rate"], first["days_to_second_event"]) == (0.5, 28)
    assert (second["second_event_rate"], second["days_to_second_event"]) == (1.0, 210)
    assert third["second_event_rate"] is None  # nobody came for the first time
    last = found[found["indicator"].eq("second_event_rate")].iloc[-1]
    assert pd.isna(last["value"])
    assert last["note"].startswith("the two quarters after it are not over")


def test_a_second_event_is_not_missed_where_the_records_end():
    # A year later, with no newer export: dee may have come again, and no file would tell
    later = indicators(
        NEWCOMERS,
        settings=YEAR,
        as_of=pd.Timestamp("2026-01-10", tz="UTC"),
        only=["second_event_rate"],
    )
    assert values(later, "2024Q4")["second_event_rate"] is None


def test_cohorts_are_blank_where_the_records_end_and_where_nothing_was_offered():
    told = community(NEWCOMERS, as_of=NOW).facts("attendances")
    known = pd.period_range("2024Q1", "2024Q4", freq="Q-DEC")
    here = cohorts(told, known)
    assert here["people"].tolist() == [2, 1, 1]  # January, May, November
    january = here.iloc[0]
    # no event of the third quarter has a record: it is blank, not nought
    assert january[[0, 1, 3]].tolist() == [1.0, 0.0, 0.5]
    assert pd.isna(january[2])
    assert here.iloc[2][[1, 2, 3]].isna().all()  # November's have had no quarter since
    assert cohorts(told.iloc[:0], known).empty


# Two events: at the first five of Northmoor and five of Eastvale, at the second nine and one.
MIXED = {
    "events": events(
        even="2024-04-15 13:00",
        uneven="2024-05-13 13:00",
        webinar={"starts_at": "2024-06-10 13:00", "format": "Webinar"},
    ),
    "attendance": attendance(
        *({"event": "even", "person": f"n{i}", "organisation": "Northmoor"} for i in range(5)),
        *(
            {"event": "even", "person": f"e{i}", "organisation": "Eastvale", "profession": "Nurse"}
            for i in range(5)
        ),
        *({"event": "uneven", "person": f"n{i}", "organisation": "Northmoor"} for i in range(9)),
        {"event": "uneven", "person": "e0", "organisation": "Eastvale", "profession": "Nurse"},
        {"event": "uneven", "person": None},
        {"event": "webinar", "person": "n0", "organisation": "Northmoor"},
        {"event": "webinar", "person": "solo"},
    ),
}


def test_the_effective_number_of_organisations_is_that_of_equal_ones():
    ids = ("effective_organisations", "organisations_per_event", "effective_professions")
    by_event = indicators(MIXED, settings=YEAR, as_of=NOW, by=["event"], only=ids).set_index(
        ["event", "indicator"]
    )["value"]
    assert by_event["even", "effective_organisations"] == pytest.approx(2)
    nine_and_one = exp(-(0.9 * log(0.9) + 0.1 * log(0.1)))
    assert nine_and_one == pytest.approx(1.384, abs=0.001)
    assert by_event["uneven", "effective_organisations"] == pytest.approx(nine_and_one)
    assert by_event["webinar", "effective_organisations"] == pytest.approx(1)
    assert by_event["even", "organisations_per_event"] == 2
    assert by_event["even", "effective_professions"] == pytest.approx(1)


def test_pairs_of_two_organisations_stand_beside_what_chance_would_make():
    ids = ("cross_organisation_share", "cross_organisation_expected")
    found = indicators(MIXED, settings=YEAR, as_of=NOW, only=ids).set_index(
        ["quarter", "indicator"]
    )
    quarter = pd.Period("2024Q2", "Q-DEC")
    row = found.loc[(quarter, "cross_organisation_share")]
    assert (row["numerator"], row["denominator"]) == (25 + 9, 45 + 45)
    # the quarter's people: nine of Northmoor, five of Eastvale; of 91 pairs 45 cross
    assert found.at[(quarter, "cross_organisation_expected"), "value"] == pytest.approx(45 / 91)


def test_people_of_one_place_only_make_no_crossing_pair_and_single_people_no_pair():
    alone = {
        "events": MIXED["events"],
        "attendance": attendance(
            {"event": "even", "person": "n1", "organisation": "Northmoor"},
            {"event": "uneven", "person": "n2", "organisation": "Northmoor"},
        ),
    }
    found = asked(alone, "2024Q2", "cross_organisation_share", "organisations_per_event")
    assert found["cross_organisation_share"] is None
    assert found["organisations_per_event"] == 1


def test_who_is_here_and_who_is_not_against_the_list_and_the_targets():
    tables = MIXED | {
        "members": members(
            {"person": "n0", "joined_at": "2024-01-10", "organisation": "Northmoor"},
            {"person": "w0", "joined_at": "2024-01-10", "organisation": "Westford"},
            {"person": "w1", "joined_at": "2024-01-10", "organisation": "Westford"},
            {"person": "e9", "joined_at": "2024-01-10", "organisation": "Eastvale"},
        ),
        "targets": TARGETS.conform(
            pd.DataFrame(
                {
                    "kind": ["organisation", "organisation", "profession", "profession"],
                    "name": ["Northmoor", "Westford", "nurse", "Pharmacist"],
                }
            )
        ),
    }
    known = YEAR.model_copy(update={"covered_to": {"members": date(2024, 6, 30)}})
    ids = ("members_attending", "attendees_not_on_list", "organisations_absent", "targets_reached")
    found = asked(tables, "2024Q2", *ids, settings=known)
    assert found["members_attending"] == 1 / 4  # n0 of four
    assert found["attendees_not_on_list"] == 14  # n1 to n8, e0 to e4, solo
    assert found["organisations_absent"] == 1  # Westford; somebody of Eastvale came
    assert found["targets_reached"] == 2 / 4  # Northmoor and nurses, however they are written
    there = community(tables, as_of=NOW)
    quarter = pd.Period("2024Q2", "Q-DEC")
    people = (
        there.facts("list_or_event_people").query("quarter == @quarter").set_index("organisation")
    )
    there_in = ["on_list", "attended"]
    assert people.loc[["Westford"], there_in].to_numpy().tolist() == [[1, 0], [1, 0]]
    assert sorted(people.loc[["Northmoor"], there_in].to_numpy().tolist()) == [
        *[[0, 1]] * 8,
        [1, 1],
    ]
    told = target_reach(there.facts("target_reach"), quarter).set_index("name")
    assert told.at["Westford", "on_list"] == 1
    assert pd.isna(told.at["Westford", "last_quarter"])
    assert told.at["nurse", "last_quarter"] == quarter


def test_without_targets_whom_to_reach_is_unknown_not_none():
    frame = indicators(MIXED, settings=YEAR, as_of=NOW, only=["targets_reached"])
    assert frame["value"].isna().all()
    assert frame["note"].iloc[-1] == "there is no list of those to reach (targets.csv)"


def test_coming_both_ways_is_asked_of_those_whose_way_is_known():
    tables = {
        "events": events(
            old={"starts_at": "2023-07-10 13:00"},
            on={"starts_at": "2024-01-15 13:00", "format": "Online"},
            room={"starts_at": "2024-04-15 13:00", "format": "Face-to-face"},
            both={"starts_at": "2024-05-13 13:00", "format": "hybrid"},
        ),
        "attendance": attendance(
            ("old", "eve"),
            ("on", "ann"),
            ("room", "ann"),
            ("on", "bob"),
            ("room", "cas"),
            ("both", "dee"),
        ),
    }
    no_online = tables["events"].assign(format=tables["events"]["format"].replace("Online", pd.NA))
    known, without = (
        both_ways({**tables, "events": each}) for each in (tables["events"], no_online)
    )
    assert known["value"] == pytest.approx(1 / 3)  # ann of ann, bob, cas
    unsaid = "were online or face to face is not known"
    assert (known["basis"], known["note"]) == (
        "lower_bound",  # bob may have been at the hybrid event online, or at the old one in the room
        f"whether 2 of 4 events {unsaid}",
    )
    # without the one online event nobody knows: that nobody came both ways would be of the room alone
    assert pd.isna(without["value"])
    assert without["note"] == f"no event is known to be online, and whether 3 of 4 events {unsaid}"


def both_ways(tables):
    """The indicator of the spring."""
    found = indicators(tables, settings=YEAR, as_of=NOW, only=["both_ways_rate"])
    return found[found["quarter"].eq(pd.Period("2024Q2", "Q-DEC"))].iloc[0]


# ann and bob meet in January and again in April; cas joins them in April; dee and eve are apart.
MET = {
    "events": events(
        jan="2024-01-15 13:00",
        apr="2024-04-15 13:00",
        may="2024-05-13 13:00",
        cast={"starts_at": "2024-05-20 13:00", "format": "broadcast"},
    ),
    "attendance": attendance(
        ("jan", "ann"),
        ("jan", "bob"),
        ("apr", "ann"),
        ("apr", "bob"),
        ("apr", "cas"),
        ("apr", None),
        ("may", "dee"),
        ("may", "eve"),
        ("cast", "ann"),
        ("cast", "dee"),
    ),
}


def test_pairs_at_the_same_event_are_new_once():
    ids = ("pairs_together", "new_pairs", "repeat_pairs")
    found = indicators(MET, settings=YEAR, as_of=NOW, only=ids)
    january, april = values(found, "2024Q1"), values(found, "2024Q2")
    assert (january["pairs_together"], january["new_pairs"], january["repeat_pairs"]) == (1, 1, 0)
    # ann-bob again; ann-cas, bob-cas, dee-eve new; the broadcast brings nobody together
    assert (april["pairs_together"], april["new_pairs"], april["repeat_pairs"]) == (4, 3, 1)


def test_an_event_of_three_counts_half_for_each_pair():
    spring = pd.PeriodIndex(["2024Q2"], freq="Q-DEC")
    met = community(MET, as_of=NOW).facts("quarter_pairs")
    pairs = pairs_together(met, spring).set_index(["person", "other"])
    assert pairs.at[("ann", "bob"), "weight"] == 0.5
    assert pairs.at[("dee", "eve"), "weight"] == 1.0
    year = pairs_together(met, pd.period_range("2024Q1", "2024Q2", freq="Q-DEC"))
    assert year.set_index(["person", "other"]).at[("ann", "bob"), "weight"] == 1.5


def test_the_largest_connected_group_is_three_of_five():
    spring = pd.PeriodIndex(["2024Q2"], freq="Q-DEC")
    assert (
        connected_share(pairs_together(community(MET, as_of=NOW).facts("quarter_pairs"), spring))
        == 3 / 5
    )
    assert connected_share(pd.DataFrame({"person": [], "other": []})) is None


def test_an_event_larger_than_the_setting_brings_no_pairs_together():
    small = YEAR.model_copy(update={"participation": Participation(largest_meeting=2)})
    found = asked(MET, "2024Q2", "pairs_together", settings=small)
    assert found["pairs_together"] == 1  # dee and eve
    four = YEAR.model_copy(update={"participation": Participation(largest_meeting=3)})
    found = asked(MET, "2024Q2", "pairs_together", settings=four)
    assert found["pairs_together"] == 1  # April's caller makes it an event of four


def concentrated(measure: str, *counts: int) -> float | None:
    """A measure of a quarter in which the first person came to so many events, and so on."""
    days = {f"d{i}": f"2024-04-{i + 1:02} 13:00" for i in range(max(counts))}
    came = [(f"d{i}", f"p{person}") for person, count in enumerate(counts) for i in range(count)]
    held = {"events": events(**days), "attendance": attendance(*came)}
    return asked(held, "2024Q2", measure)[measure]


def test_the_gini_of_attendances_is_that_of_the_textbook():
    assert concentrated("attendance_gini", 3, 3, 3) == pytest.approx(0)
    assert concentrated("attendance_gini", 1, 2, 3, 4, 5) == pytest.approx(0.2667, abs=0.0001)


def test_people_who_made_half_of_the_attendances_are_the_fewest_that_can():
    assert concentrated("people_for_half", 5, 4, 3, 2, 1) == 2  # 5 + 4 of 15
    assert concentrated("people_for_half", 1, 1) == 1  # one of two is half
    assert concentrated("people_for_half", 3, 3, 3) == 2


def test_how_many_people_give_half_of_the_hosting():
    # eight people hosting 10, 2, 1, 3, 3, 3, 1 and 4 times: half of 27 is 13.5, and 10 + 4 are 14
    counts = (10, 2, 1, 3, 3, 3, 1, 4)
    days = {f"d{i}": f"2024-04-{i + 1:02} 13:00" for i in range(10)}
    came = [
        {"event": f"d{i}", "person": f"p{person}", "role": "Speaker"}
        for person, count in enumerate(counts)
        for i in range(count)
    ]
    tables = {"events": events(**days), "attendance": attendance(*came, ("d0", "listener"))}
    found = asked(tables, "2024Q2", "hosts", "hosts_for_half")
    assert (found["hosts"], found["hosts_for_half"]) == (8, 2)


def test_where_no_source_tells_who_hosted_that_is_unknown():
    frame = indicators(MET, settings=YEAR, as_of=NOW, only=["hosts", "hosts_for_half"])
    assert frame["value"].isna().all()
    assert frame["note"].iloc[-1] == "no source of the four quarters tells who hosted"


def test_facts_of_a_name_that_is_none_are_refused_with_those_there_are():
    with pytest.raises(
        ChoiceError, match=r"'level' is not a table of facts\. Did you mean 'levels'"
    ):
        community(MET, as_of=NOW).facts("level")


def test_the_host_in_the_list_of_events_hosts():
    there = TABLES_OF_THE_YEAR["events"].assign(host=["olga", *[None] * 8])
    facts = community(TABLES_OF_THE_YEAR | {"events": there}, as_of=NOW).facts(
        "person_hosted_events"
    )
    assert sorted(facts["person"]) == ["hana", "hana"]  # olga was not at it
    there = TABLES_OF_THE_YEAR["events"].assign(host=["once", *[None] * 8])
    facts = community(TABLES_OF_THE_YEAR | {"events": there}, as_of=NOW).facts(
        "person_hosted_events"
    )
    assert sorted(facts["person"]) == ["hana", "hana", "once"]


@cache
def section(*left_out: str) -> Section:
    """The section of the year's last quarter, told from no more figures than the tests look at."""
    return participation_section(
        figures_of(of_the_year(*left_out), Q4, only=[*COUNTED, "unique_attendees"])
    )


def told(id: str, *left_out: str) -> ReportTable:
    blocks = section(*left_out).blocks
    return next(each for each in blocks if isinstance(each, ReportTable) and each.id == id)


def test_the_report_tells_levels_and_where_people_moved():
    assert told("levels-table").rows[0] == ("2024 Q4", 2, 2, 2, 5, 3, 2, 3, 2, 1)
    flows = {str(row[0]): row for row in told("levels-flow").rows}
    assert [column.label for column in told("levels-flow").columns][:3] == [
        "From, 2024 Q3",
        "to core",
        "to active",
    ]
    assert flows["Active"][1:3] == (1, 2)  # lena to core; cora and abel stay
    without_clicks = told("levels-table", "activity").rows[0]
    # on the list and at no event, then transactional: nobody knows which of the five are dormant
    assert without_clicks[4:6] == (5, 2)


def test_the_report_says_so_where_nobody_knows_who_came():
    (block,) = section("attendance").blocks
    assert type(block) is Paragraph
    assert block.text.startswith("Not known: ")


def test_of_levels_nothing_is_told_outside_the_community():
    there = of_the_year()
    behind = Behind(there.people_behind(), there.cell_keys())
    outside = as_shared(there.indicators(), there, behind)
    rows = outside[outside["indicator"].isin(INSIDE)]
    assert len(rows) == len(INSIDE) * outside["quarter"].nunique()
    assert rows["value"].isna().all()
