"""What may be shared: the map of small numbers, rates, means, and what must not follow from them."""

from __future__ import annotations

from itertools import product

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from copmetrics.framework.withheld import MARK
from copmetrics.measures import MEASURES
from copmetrics.measures.base import Measure
from copmetrics.measures.counted import READING, Counted
from copmetrics.privacy.cross_tabs import cross_tab, partition
from copmetrics.privacy.profiles import consented, profile_of
from copmetrics.privacy.shared_values import shared
from copmetrics.privacy.suppression_solver import CellBounds, Constraint, uniquely_determined
from copmetrics.settings import Profile, Settings
from copmetrics.units import Unit

Q1, Q2 = pd.Period("2025Q1", freq="Q-MAR"), pd.Period("2025Q2", freq="Q-MAR")
NOT_TOLD = pd.DataFrame({"quarter": [], "indicator": [], "people": []})


def values(*rows: tuple, **more) -> pd.DataFrame:
    """Each row is (indicator, value) or (indicator, numerator, denominator), all of one quarter."""
    filled = []
    for row in rows:
        part, whole = (
            (float(row[1]), float(row[2])) if len(row) == 3 else (float("nan"), float("nan"))
        )
        value = part / whole if len(row) == 3 else row[1]
        filled.append(
            {
                "quarter": Q1,
                "indicator": row[0],
                "value": float(value),
                "numerator": part,
                "denominator": whole,
                "unit": MEASURES[row[0]].unit.id,
                "basis": "actual",
                "note": "",
            }
        )
    return pd.DataFrame(filled).assign(**more)


def behind_it(indicator: str, people: float) -> pd.DataFrame:
    """Of how many people one indicator tells."""
    return pd.DataFrame({"quarter": [Q1], "indicator": [indicator], "people": [float(people)]})


def seen(frame: pd.DataFrame, people=NOT_TOLD, measures=MEASURES) -> list[object]:
    found = shared(frame, measures, Settings(), people)
    assert (
        found.loc[found["status"].eq("c"), ["value", "numerator", "denominator"]]
        .isna()
        .all(axis=None)
    )
    return [
        MARK if status == "c" else value
        for status, value in zip(found["status"], found["value"], strict=True)
    ]


# Worked out by hand from the practice for hospital statistics: 1 to 7 withheld, then nearest 5
MAP = {
    0: 0,
    1: MARK,
    4: MARK,
    7: MARK,
    8: 10,
    9: 10,
    12: 10,
    13: 15,
    17: 15,
    18: 20,
    22: 20,
    23: 25,
    27: 25,
    1234: 1235,
}


@pytest.mark.parametrize("count", MAP)
def test_people_are_withheld_from_1_to_7_and_rounded_to_5_above(count):
    assert seen(values(("unique_attendees", count))) == [MAP[count]]


@pytest.mark.parametrize("indicator", ["attendances", "registrations", "emails_sent", "list_left"])
def test_attendances_registrations_and_emails_are_people_too(indicator):
    assert seen(values((indicator, 3))) == [MARK]
    assert seen(values((indicator, 33))) == [35]


@pytest.mark.parametrize("indicator", ["events", "mailings", "organisations_attending"])
def test_events_mailings_and_organisations_are_exact(indicator):
    assert seen(values((indicator, 3))) == [3]


def test_a_rate_is_of_the_rounded_counts():
    # 41 of 93 are shown as 40 of 95
    assert seen(values(("open_rate", 41, 93))) == [40 / 95]


def test_a_rate_of_few_or_with_few_in_it_is_withheld():
    assert seen(values(("open_rate", 7, 7))) == [MARK]
    assert seen(values(("open_rate", 3, 100))) == [MARK]
    assert seen(values(("open_rate", 0, 100))) == [0]


def test_a_rate_is_never_more_than_all():
    assert seen(values(("open_rate", 12, 12), ("click_rate", 13, 13))) == [1, 1]
    assert seen(values(("open_rate", 13, 14))) == [1]


def test_a_mean_of_few_is_withheld_and_another_has_one_decimal_and_no_sum():
    assert seen(values(("feedback_rating", 30, 7))) == [MARK]
    found = shared(values(("feedback_rating", 38, 9)), MEASURES, Settings(), NOT_TOLD).iloc[0]
    assert (found["value"], found["denominator"]) == (4.2, 10)
    assert pd.isna(found["numerator"])


def test_a_median_of_few_people_is_withheld():
    few, enough = behind_it("minutes_attended", 7), behind_it("minutes_attended", 8)
    assert seen(values(("attendances", 7), ("minutes_attended", 44)), few) == [MARK, MARK]
    assert seen(values(("attendances", 8), ("minutes_attended", 44)), enough) == [10, 44]


def test_a_median_of_few_people_is_withheld_however_many_attendances_there_were():
    # 40 came; the sign-in sheets say of all but one not how long
    told = values(("attendances", 40), ("minutes_attended", 44))
    assert seen(told, behind_it("minutes_attended", 1)) == [40, MARK]
    # people who rang in without a name are nobody in particular
    assert seen(told, behind_it("minutes_attended", 0)) == [40, MARK]


def test_a_median_of_which_it_is_not_known_how_many_people_it_tells_is_withheld():
    assert seen(values(("minutes_attended", 44)), NOT_TOLD) == [MARK]


def test_an_own_reading_that_rests_on_few_people_is_withheld():
    frame = values(("events", 1)).assign(indicator="joy", value=4.5)
    own = {"joy": reading_of("joy", Unit.DECIMAL)}
    assert seen(frame, behind_it("joy", 7), own) == [MARK]
    assert seen(frame, behind_it("joy", 8), own) == [4.5]
    assert seen(frame, NOT_TOLD, own) == [4.5]


def reading_of(id: str, unit: Unit) -> Measure:
    """An indicator of the community's own."""
    return Measure(
        id=id,
        label=id,
        expression="",
        unit=unit,
        meaning="As read.",
        counted=Counted.PEOPLE if unit.of_people else Counted.NOTHING,
        rests_on=READING,
    )


def test_an_own_share_that_says_it_rests_on_few_people_is_withheld_although_its_counts_are_large():
    # 30 of 40 wards, of which 5 people told
    frame = values(("open_rate", 30, 40)).assign(indicator="wards")
    own = {"wards": reading_of("wards", Unit.SHARE)}
    assert seen(frame, behind_it("wards", 5), own) == [MARK]
    assert seen(frame, behind_it("wards", 9), own) == [0.75]


def test_an_own_share_whose_whole_alone_is_told_is_shown_by_rounded_counts():
    # 62 % of 50 are 31: shown as 30 of 50
    frame = values(("open_rate", 31, 50)).assign(indicator="wards", numerator=float("nan"))
    own = {"wards": reading_of("wards", Unit.SHARE)}
    assert seen(frame, NOT_TOLD, own) == [0.6]


def test_what_is_unknown_stays_unknown_and_is_not_marked():
    found = shared(values(("attendances", float("nan"))), MEASURES, Settings(), NOT_TOLD)
    assert found["status"].tolist() == [""]
    assert found["value"].isna().all()


def test_the_small_number_is_the_communitys_own():
    found = shared(values(("attendances", 9)), MEASURES, Settings(small_number=9), NOT_TOLD)
    assert found["status"].tolist() == ["c"]


def test_a_list_that_grew_by_six_does_not_tell_that_seven_joined_and_one_left():
    # 12 and then 18 are shown as 10 and 20: at least 18 less at most 12 is 6, which only 7 joined
    # and 1 left can make. So the newer figure of the list is withheld too.
    before = values(("list_members", 12), ("list_joined", 0), ("list_left", 0))
    after = values(("list_members", 18), ("list_joined", 7), ("list_left", 1), quarter=Q2)
    assert seen(pd.concat([before, after], ignore_index=True)) == [10, 0, 0, MARK, MARK, MARK]


def test_seven_organisations_do_not_tell_that_seven_people_came():
    assert seen(values(("unique_attendees", 7), ("organisations_attending", 7))) == [MARK, MARK]
    assert seen(values(("unique_attendees", 7), ("organisations_attending", 6))) == [MARK, 6]


def test_what_an_earlier_report_showed_is_what_a_later_one_shows_of_that_quarter():
    before = values(("list_members", 12), ("list_joined", 0), ("list_left", 0))
    after = values(("list_members", 18), ("list_joined", 7), ("list_left", 1), quarter=Q2)
    alone = seen(before)
    assert seen(pd.concat([before, after], ignore_index=True))[:3] == alone


@pytest.mark.slow
@given(
    first=st.integers(0, 40),
    joined=st.integers(0, 12),
    left=st.integers(0, 12),
    new=st.integers(0, 12),
    retained=st.integers(0, 12),
    reactivated=st.integers(0, 12),
)
@settings(max_examples=40)
def test_no_withheld_count_follows_from_what_is_shown(
    first, joined, left, new, retained, reactivated
):
    """The attack: try every number that could stand behind each shown one, and look what is left."""
    left = min(left, first)
    end = first + joined - left
    returning = retained + reactivated
    before = values(("list_members", first), ("unique_attendees", retained))
    after = values(
        ("unique_attendees", new + returning),
        ("new_attendees", new),
        ("returning_attendees", returning),
        ("retained_attendees", retained),
        ("reactivated_attendees", reactivated),
        ("lapsed_attendees", 0),
        ("list_members", end),
        ("list_joined", joined),
        ("list_left", left),
        quarter=Q2,
    )
    both = pd.concat([before, after], ignore_index=True)
    told = dict(
        zip(
            [*(f"was {each}" for each in before["indicator"]), *after["indicator"]],
            seen(both),
            strict=True,
        )
    )
    behind = {
        name: range(1, 46)
        if each == MARK
        else [int(each)]
        if not each
        else range(max(int(each) - 2, 8), int(each) + 3)
        for name, each in told.items()
    }
    small = {
        name: range(1, 8) if told[name] == MARK and count <= 7 else behind[name]
        for name, count in {
            **{f"was {i}": v for i, v in before[["indicator", "value"]].to_numpy()},
            **dict(after[["indicator", "value"]].to_numpy()),
        }.items()
    }
    lists = [
        (a, b, c)
        for a, b, c in product(small["was list_members"], small["list_joined"], small["list_left"])
        if a + b - c in small["list_members"]
    ]
    people = [
        (n, r, e)
        for n, r, e in product(
            small["new_attendees"], small["retained_attendees"], small["reactivated_attendees"]
        )
        if r + e in small["returning_attendees"]
        and n + r + e in small["unique_attendees"]
        and r in small["was unique_attendees"]
    ]
    for place, name in enumerate(("was list_members", "list_joined", "list_left")):
        if told[name] == MARK and name != "was list_members":
            assert len({each[place] for each in lists}) > 1, (name, told)
    for place, name in enumerate(("new_attendees", "retained_attendees", "reactivated_attendees")):
        if told[name] == MARK:
            assert len({each[place] for each in people}) > 1, (name, told)


@pytest.mark.slow
@given(people=st.integers(0, 30), both=st.integers(0, 12), scanners=st.integers(0, 12))
@settings(max_examples=60)
def test_who_clicked_with_and_without_scanners_does_not_tell_how_many_were_scanned(
    people, both, scanners
):
    """The attack: `people` clicked only themselves, `both` were scanned too, `scanners` only that."""
    counts = {
        "unique_clickers": people + both + scanners,
        "unique_clickers_without_scanners": people + both,
        "suspected_scanner_clicks": both + scanners,
    }
    told = dict(zip(counts, seen(values(*counts.items())), strict=True))
    behind = [
        range(1, 8)
        if told[name] == MARK and count <= 7
        else range(8, 61)
        if told[name] == MARK
        else [0]
        if not told[name]
        else range(max(int(told[name]) - 2, 8), int(told[name]) + 3)
        for name, count in counts.items()
    ]
    possible = [(a, w, s) for a, w, s in product(*behind) if w <= a <= w + s]
    assert tuple(counts.values()) in possible
    for place, (name, count) in enumerate(counts.items()):
        if told[name] == MARK and count <= 7:
            assert len({each[place] for each in possible}) > 1, (counts, told)


def test_clickers_do_not_tell_that_four_were_scanned_and_four_were_not():
    # up to 4 withheld: 8 are shown as 10, so at least 8 clicked; 4 and 4 at most make it just so
    frame = values(
        ("unique_clickers", 8),
        ("unique_clickers_without_scanners", 4),
        ("suspected_scanner_clicks", 4),
    )
    found = shared(frame, MEASURES, Settings(small_number=4), NOT_TOLD)
    assert found["status"].tolist() == ["c", "c", "c"]


def test_two_mailings_with_fourteen_clicks_do_not_tell_that_seven_people_clicked():
    # 14 clicks are shown as 15: at least 13, which in two mailings only 7 people can make
    told = values(("mailings", 2), ("click_rate", 14, 80), ("unique_clickers", 7))
    assert seen(told) == [2, MARK, MARK]
    # in three mailings five people or more can: nothing follows
    told = values(("mailings", 3), ("click_rate", 15, 80), ("unique_clickers", 7))
    assert seen(told) == [3, 15 / 80, MARK]


def test_a_share_with_the_same_number_in_it_tells_no_more():
    # the same 14 clicks are the upper number of both shares
    told = values(
        ("mailings", 2),
        ("open_rate", 30, 80),
        ("click_rate", 14, 80),
        ("click_to_open_rate", 14, 30),
        ("unique_clickers", 7),
    )
    assert seen(told) == [2, 30 / 80, MARK, MARK, MARK]


def test_two_events_with_thirteen_attendances_do_not_tell_that_seven_people_came():
    told = values(("events", 2), ("attendances", 13), ("unique_attendees", 7))
    assert seen(told) == [2, MARK, MARK]
    # 16 are more than 7 people make at two events: there was a caller without a name, so that the
    # people do not follow from the attendances
    told = values(("events", 2), ("attendances", 16), ("unique_attendees", 7))
    assert seen(told) == [2, 15, MARK]


def test_one_event_and_its_middle_attendance_are_the_same_number():
    # 8 registered, of whom 7 came to the one event: the share is withheld, and so is the 7
    told = values(
        ("events", 1),
        ("attendances", 7),
        ("attendees_per_event", 7),
        ("registrations", 8),
        ("show_up_rate", 7, 8),
    )
    assert seen(told) == [1, MARK, MARK, 10, MARK]


def test_a_mean_rating_does_not_tell_that_one_rating_was_good():
    # ten ratings (8 to 12) with a mean of 1.3 (at most 1.35): a rating of 4 or 5 adds 3 or more to
    # the least of 1 each, and 3 times 2 is more than 0.35 times 12
    told = values(("feedback_rating", 13, 10), ("feedback_favourable", 1, 10))
    assert seen(told) == [MARK, MARK]
    # with a mean of 2 there may be up to four of them
    told = values(("feedback_rating", 20, 10), ("feedback_favourable", 1, 10))
    assert seen(told) == [2.0, MARK]


def test_an_exact_count_of_events_or_mailings_is_never_withheld():
    # 1 organisation and 1 event: nothing else than people is withheld
    told = values(
        ("events", 1), ("attendances", 1), ("unique_attendees", 1), ("organisations_attending", 1)
    )
    assert seen(told) == [1, MARK, MARK, 1]


def behind(shown: float | str) -> range:
    """Every whole number that may stand behind what is shown of a count of people."""
    if shown == MARK:
        return range(1, 61)
    return range(max(int(shown) - 2, 8), int(shown) + 3) if shown else range(1)


@example(mailings=2, people=7, more=7, events=2, came=7, again=6)
@example(mailings=3, people=6, more=12, events=3, came=6, again=12)
@pytest.mark.slow
@given(
    mailings=st.integers(1, 4),
    people=st.integers(0, 12),
    more=st.integers(0, 36),
    events=st.integers(1, 4),
    came=st.integers(1, 12),
    again=st.integers(0, 36),
)
@settings(max_examples=60)
def test_no_withheld_count_follows_from_how_often_each_person_counts(
    mailings, people, more, events, came, again
):
    """The attack: people, times exact mailings or events, bound clicks and attendances."""
    clicks = min(people + more, people * mailings)
    attendances = min(came + again, came * events)
    registered, shown_up = attendances + 3, max(attendances - 2, 0)
    frame = values(
        ("mailings", mailings),
        ("click_rate", clicks, 200),
        ("click_to_open_rate", clicks, 120),
        ("unique_clickers", people),
        ("events", events),
        ("attendances", attendances),
        ("unique_attendees", came),
        ("registrations", registered),
        ("show_up_rate", shown_up, registered),
    )
    found = shared(frame, MEASURES, Settings(), NOT_TOLD).set_index("indicator")
    hidden = found["status"].eq("c")
    shown = {id: MARK if hidden[id] else found.at[id, "value"] for id in frame["indicator"]}
    clicked = [
        set(behind(MARK if hidden[id] else found.at[id, "numerator"]))
        for id in ("click_rate", "click_to_open_rate")
    ]
    # whoever sees a [c] may guess that it is small: no other guess is left if only one of those fits
    pairs = [
        (who, many)
        for who in behind(shown["unique_clickers"])
        if who <= 7 or not hidden["unique_clickers"]
        for many in clicked[0] & clicked[1]
        if who <= many <= mailings * who
    ]
    if hidden["unique_clickers"] and people <= 7:
        assert len({who for who, _ in pairs}) > 1, shown
    visits = [
        (who, many)
        for who in behind(shown["unique_attendees"])
        if who <= 7 or not hidden["unique_attendees"]
        for many in behind(shown["attendances"])
        if who <= many <= events * who
    ]
    if hidden["unique_attendees"] and came <= 7:
        assert len({who for who, _ in visits}) > 1, shown


def test_bounds_pin_a_number_only_if_one_value_is_left():
    cells = {
        "a": CellBounds(1, 7, hidden=True),
        "b": CellBounds(1, 7, hidden=True),
        "t": CellBounds(13, 17),
    }
    assert uniquely_determined(cells, [Constraint({"a": 1, "b": 1, "t": -1}, 0, 0)]) == set()
    cells["t"] = CellBounds(14, 17)
    assert uniquely_determined(cells, [Constraint({"a": 1, "b": 1, "t": -1}, 0, 0)]) == {"a", "b"}
    assert uniquely_determined(cells, []) == set()


def by_organisation(*counts: float, setting: Settings | None = None) -> list[object]:
    rows = pd.concat([values(("unique_attendees", each)) for each in counts], ignore_index=True)
    frame = rows.assign(organisation=[f"o{number}" for number in range(len(counts))])
    people = frame.assign(people=frame["value"])
    found = cross_tab(frame, MEASURES, setting or Settings(), people)
    return [MARK if row["status"] == "c" else row["value"] for row in found.to_dict("records")]


def test_inside_groups_of_1_to_4_are_withheld_and_others_exact():
    assert by_organisation(3, 4, 5, 21) == [MARK, MARK, 5, 21]


def test_a_single_small_group_takes_the_next_smallest_with_it():
    # with 3 alone withheld, the total less the others would be 3
    assert by_organisation(3, 9, 21) == [MARK, MARK, 21]


def test_groups_that_can_only_be_one_each_take_another_with_them():
    # two withheld that add up to 2 are one each; with 9 withheld too they add up to 11
    assert by_organisation(1, 1, 9, 21) == [MARK, MARK, MARK, 21]


def test_without_a_small_group_nothing_is_withheld_and_it_can_be_switched_off():
    assert by_organisation(5, 9) == [5, 9]
    assert by_organisation(1, 9, setting=Settings(small_number_internal=0)) == [1, 9]


def test_what_few_people_did_is_withheld_with_how_many_they_are():
    people = values(("unique_attendees", 2), ("attendances", 6)).assign(organisation="small")
    others = values(("unique_attendees", 3), ("attendances", 9)).assign(organisation="other")
    large = values(("unique_attendees", 30), ("attendances", 60)).assign(organisation="large")
    frame = pd.concat([people, others, large], ignore_index=True)
    behind_each = frame.assign(people=[2, 2, 3, 3, 30, 30])
    found = cross_tab(frame, MEASURES, Settings(), behind_each)
    assert found["status"].tolist() == ["c", "c", "c", "c", "", ""]


def test_what_few_people_did_is_withheld_where_how_many_they_are_is_not_asked_for():
    # 9 registrations of 2 people, and 8 of 3
    frame = pd.concat(
        [values(("registrations", each)) for each in (9, 8, 30)], ignore_index=True
    ).assign(organisation=["small", "other", "large"])
    found = cross_tab(frame, MEASURES, Settings(), frame.assign(people=[2, 3, 20]))
    assert found["status"].tolist() == ["c", "c", ""]


def shown_parts(*counts: float, profile: Profile = Profile.SHARE) -> list[object]:
    return partition(pd.Series(counts, dtype="float64"), Settings(), profile)


def test_parts_of_a_total_are_rounded_and_small_ones_withheld():
    assert shown_parts(3, 23, 0) == [MARK, 25, 0]
    assert shown_parts(3, 23, 0, profile=Profile.INTERNAL) == [3, 23, 0]


def test_parts_that_their_total_would_give_away_are_all_withheld():
    # four sevens are shown as 30 in all: at least 28, which four numbers up to 7 only make as sevens
    assert shown_parts(7, 7, 7, 7) == [MARK] * 4
    # twelve ones are shown as 10 in all: at most 12
    assert shown_parts(*[1.0] * 12) == [MARK] * 12
    # a shown part beside them may be 18 to 22: there is room again
    assert shown_parts(7, 7, 7, 7, 20) == [MARK, MARK, MARK, MARK, 20]


def by_format(*counts: float) -> list[object]:
    """Different people who came, by the format of the event, as everybody may see them."""
    formats = ["online", "in person", "hybrid", "visit"][: len(counts)]
    return seen(values(*(("unique_attendees", each) for each in counts)).assign(format=formats))


def test_the_groups_of_an_indicator_are_all_withheld_where_their_total_would_give_them_away():
    # three sevens and twelve are 33, shown as 35: at least 33. Three numbers up to 7 and the shown 10,
    # which is at most 12, make that in one way only: so the 10 goes too.
    assert by_format(7, 7, 7, 12) == [MARK] * 4
    # with eleven it is 32, shown as 30: at least 28, and there is room
    assert by_format(7, 7, 7, 11) == [MARK, MARK, MARK, 10]


def test_groups_of_one_quarter_do_not_count_towards_the_total_of_another():
    told = values(*(("unique_attendees", each) for each in (7, 7, 7, 12)))
    apart = told.assign(format=["online", "visit"] * 2, quarter=[Q1, Q1, Q2, Q2])
    assert seen(apart) == [MARK, MARK, MARK, 10]


def stories(**consent: str) -> pd.DataFrame:
    return pd.DataFrame({"story": list(consent), "consent": list(consent.values())})


@pytest.mark.parametrize(
    ("audience", "read"),
    [("leaders", "msp"), ("members", "msp"), ("sponsors", "sp"), ("public", "p")],
)
def test_consent_decides_who_reads_a_story(audience, read):
    told = stories(x="private", m="members", s="sponsors", p="public")
    assert "".join(consented(told, audience)["story"]) == read


def test_everybody_but_leaders_sees_what_may_be_shared_unless_the_community_says_otherwise():
    usual = {
        each: profile_of(each, Settings()) for each in ("sponsors", "leaders", "members", "public")
    }
    assert usual == {
        "sponsors": "share",
        "leaders": "internal",
        "members": "share",
        "public": "share",
    }
    own = Settings(privacy={"members": Profile.INTERNAL, "leaders": Profile.SHARE})
    assert (profile_of("members", own), profile_of("leaders", own)) == ("internal", "share")


@pytest.mark.slow
@given(
    cells=st.lists(
        st.tuples(st.integers(1, 9), st.integers(0, 8) | st.none(), st.booleans()),
        min_size=1,
        max_size=4,
    ),
    total=st.integers(1, 60),
)
@settings(max_examples=150)
def test_what_follows_from_a_total_is_what_the_search_finds(cells, total):
    known = {
        place: CellBounds(low, None if more is None else low + more, hidden=hides)
        for place, (low, more, hides) in enumerate(cells)
    }
    parts = dict.fromkeys(known, 1)
    alone = Constraint(parts, total, total)
    assert uniquely_determined(known, [alone]) == uniquely_determined(
        known, [alone, Constraint(parts, 0, None)]
    )
