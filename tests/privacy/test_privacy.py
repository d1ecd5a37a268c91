"""What may be shared: the map of small numbers, how the others are rounded, shares, means; and inside."""

from __future__ import annotations

from statistics import fmean

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copmetrics.framework.withheld import MARK
from copmetrics.measures import ALL, MEASURES
from copmetrics.measures.base import Measure
from copmetrics.measures.counted import READING, Counted
from copmetrics.privacy.cross_tabs import cross_tab
from copmetrics.privacy.profiles import consented, profile_of
from copmetrics.privacy.rounding import Rounding
from copmetrics.privacy.shared_values import Behind, shared
from copmetrics.settings import Profile, Settings
from copmetrics.units import Unit

pytestmark = pytest.mark.slow

Q1, Q2 = pd.Period("2025Q1", freq="Q-MAR"), pd.Period("2025Q2", freq="Q-MAR")
NOT_TOLD = pd.DataFrame({"quarter": [], "indicator": [], "people": []})
NINE = Rounding(9, "0a")


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


def keyed(frame: pd.DataFrame, key: int = 1) -> pd.DataFrame:
    """The same cell key for every value."""
    return frame[["quarter", "indicator"]].assign(key=key, whole_key=key)


def seen(frame: pd.DataFrame, people=NOT_TOLD, measures=MEASURES, rounding=NINE) -> list[object]:
    found = shared(frame, measures, rounding, Behind(people, keyed(frame)))
    assert (
        found.loc[found["status"].eq("c"), ["value", "numerator", "denominator"]]
        .isna()
        .all(axis=None)
    )
    return [
        MARK if status == "c" else value
        for status, value in zip(found["status"], found["value"], strict=True)
    ]


# Worked out by hand from the 10-5 rule: 1 to 9 withheld, then a multiple of 5 above or below
MAP = {
    0: {0},
    1: {MARK},
    9: {MARK},
    10: {10},
    11: {10, 15},
    14: {10, 15},
    15: {15},
    23: {20, 25},
    1234: {1230, 1235},
}


def test_people_are_withheld_from_1_to_9_and_rounded_up_or_down_above():
    # fewer than one in five are rounded up of 11: sixty groups of other people meet one
    counts = [count for count in MAP for _ in range(60)]
    frame = values(*(("unique_attendees", count) for count in counts))
    frame = frame.assign(group=[str(place) for place in frame.index])
    keys = frame[["quarter", "indicator", "group"]].assign(key=frame.index, whole_key=frame.index)
    found = shared(frame, MEASURES, NINE, Behind(NOT_TOLD.assign(group=[]), keys))
    shown: dict[int, set] = {}
    for count, status, value in zip(counts, found["status"], found["value"], strict=True):
        shown.setdefault(count, set()).add(MARK if status == "c" else value)
    assert shown == MAP


@given(count=st.integers(10, 400), key=st.integers(0, 2**50))
def test_what_is_shown_is_within_the_bounds_that_a_reader_knows_and_the_count_is_too(count, key):
    shown = NINE.rounded(count, key)
    low, high = NINE.bounds(shown)
    assert shown % 5 == 0
    assert abs(shown - count) < 5
    assert low <= count <= high


def test_on_the_average_what_is_shown_is_the_count():
    # 12 is shown as 10 three times in five and as 15 twice in five: 0.6 * 10 + 0.4 * 15 = 12
    assert fmean(NINE.rounded(12, key) for key in range(4000)) == pytest.approx(12, abs=0.15)
    assert fmean(NINE.rounded(14, key) for key in range(4000)) == pytest.approx(14, abs=0.15)


def test_the_same_people_are_always_shown_the_same_and_others_or_another_key_otherwise():
    assert len({NINE.rounded(12, 77) for _ in range(9)}) == 1
    assert {NINE.rounded(12, key) for key in range(30)} == {10, 15}
    assert {Rounding(9, f"{secret:02x}").rounded(12, 77) for secret in range(30)} == {10, 15}


def test_the_secret_is_not_told_where_a_rounding_is_printed():
    assert "0a" not in repr(Rounding(9, "0a"))


def test_with_a_smaller_small_number_nothing_is_shown_that_looks_withheld():
    # 8 is more than 7: it is shown as 10, never as 5
    assert {Rounding(7, "0a").rounded(8, key) for key in range(40)} == {10}
    assert Rounding(7, "0a").bounds(10) == (8, 14)


@pytest.mark.parametrize("indicator", ["attendances", "registrations", "emails_sent", "list_left"])
def test_attendances_registrations_and_emails_are_people_too(indicator):
    assert seen(values((indicator, 3))) == [MARK]
    assert seen(values((indicator, 35))) == [35]


@pytest.mark.parametrize("indicator", ["events", "mailings"])
def test_events_and_mailings_are_exact(indicator):
    assert seen(values((indicator, 3))) == [3]


def test_organisations_are_exact_unless_their_people_are_few_or_hardly_more_than_they():
    def of(organisations: int, people: int) -> list[object]:
        told = behind_it("organisations_attending", people)
        return seen(values(("organisations_attending", organisations)), told)

    assert of(3, 40) == [3]
    # seven of seven, and one of seven alike: withholding does not tell which
    assert of(7, 7) == of(1, 7) == [MARK]
    # 15 are shown as 15, which 11 to 19 people may be: of 17 organisations hardly two people share one
    assert of(16, 15) == [16]
    assert of(17, 15) == [MARK]
    assert seen(values(("organisations_attending", 3))) == [MARK]


def test_a_rate_is_in_whole_per_cents_of_the_exact_counts():
    # 41 of 93 are 44.09 %; the counts beside it are rounded
    found = shared(
        values(("open_rate", 41, 93)),
        MEASURES,
        NINE,
        Behind(NOT_TOLD, keyed(values(("open_rate", 1)))),
    )
    row = found.iloc[0]
    assert row["value"] == 0.44
    assert row["numerator"] in (40, 45)
    assert row["denominator"] in (90, 95)


def test_a_rate_is_withheld_if_its_whole_its_part_or_the_rest_is_few():
    assert seen(values(("open_rate", 9, 9))) == [MARK]
    assert seen(values(("open_rate", 3, 100))) == [MARK]
    assert seen(values(("open_rate", 91, 100))) == [MARK]
    assert seen(values(("open_rate", 0, 100), ("click_rate", 100, 100))) == [0, 1]


def test_a_rate_of_fewer_than_fifty_is_withheld_for_it_would_tell_its_counts():
    # 15 of 20 are 75 %: of 16 to 24 only 12 of 16, 15 of 20 and 18 of 24 make it
    assert seen(values(("open_rate", 15, 20), ("click_rate", 25, 50))) == [MARK, 0.5]


def test_of_two_shares_that_few_emails_part_one_is_withheld():
    # one of 60 bounced: 13 of 59 and 13 of 60 are both 22 %, and few wholes of so much make both
    delivered, sent = ("click_rate", 13, 59), ("recipient_click_rate", 13, 60)
    assert seen(values(delivered, sent)) == [0.22, MARK]
    # of 50, 26 % and 24 % differ by one email, whose links a scanner followed
    with_it = ("recipient_click_rate", 13, 50)
    without = ("recipient_click_rate_without_scanners", 12, 50)
    assert seen(values(with_it, without)) == [0.26, MARK]
    assert seen(values(("open_rate", 24, 50), ("open_rate_reported", 26, 50))) == [0.48, MARK]
    # nothing bounced, or ten did: both are told
    assert seen(values(("click_rate", 13, 60), sent)) == [0.22, 0.22]
    assert seen(values(("click_rate", 13, 50), sent)) == [0.26, 0.22]


def test_parts_of_a_part_are_told_only_where_no_part_is_few():
    def told(new: int, retained: int, reactivated: int, lapsed: int = 20) -> list[object]:
        counts = {"new": new, "retained": retained, "reactivated": reactivated, "lapsed": lapsed}
        counts |= {"returning": retained + reactivated}
        rows = values(*((f"{name}_attendees", count) for name, count in counts.items()))
        frame = pd.concat([values(("unique_attendees", new + retained + reactivated)), rows])
        return [each == MARK for each in seen(frame)[1:]]

    # withheld are: new, retained, reactivated, lapsed, returning
    assert told(20, 20, 20) == [False, False, False, False, False]
    assert told(1, 21, 20) == [True, True, True, True, False]
    assert told(20, 21, 1) == [False, True, True, True, False]
    assert told(20, 20, 20, lapsed=3) == [False, True, True, True, False]
    # of 23 all but two are new: the two would be told
    assert told(21, 2, 0) == [True, True, False, True, True]


def test_a_mean_of_few_is_withheld_and_another_has_one_decimal_and_no_sum():
    assert seen(values(("feedback_rating", 30, 9))) == [MARK]
    frame = values(("feedback_rating", 42, 10))
    found = shared(frame, MEASURES, NINE, Behind(NOT_TOLD, keyed(frame))).iloc[0]
    assert (found["value"], found["denominator"]) == (4.2, 10)
    assert pd.isna(found["numerator"])


def test_a_median_of_few_people_is_withheld():
    few, enough = behind_it("minutes_attended", 9), behind_it("minutes_attended", 10)
    assert seen(values(("attendances", 9), ("minutes_attended", 44)), few) == [MARK, MARK]
    assert seen(values(("attendances", 10), ("minutes_attended", 44)), enough) == [10, 44]


def test_a_median_has_one_decimal_as_a_mean_has():
    # stays of 39 min 45 s and 39 min 55 s in the middle: 39.8333 minutes would be theirs to the second
    told = values(("minutes_attended", 39 + 5 / 6))
    assert seen(told, behind_it("minutes_attended", 12)) == [39.8]


def test_a_median_of_few_people_is_withheld_however_many_attendances_there_were():
    # 40 came; the sign-in sheets say of all but one not how long
    told = values(("attendances", 40), ("minutes_attended", 44))
    assert seen(told, behind_it("minutes_attended", 1)) == [40, MARK]
    # people who rang in without a name are nobody in particular
    assert seen(told, behind_it("minutes_attended", 0)) == [40, MARK]


def test_a_median_of_which_it_is_not_known_how_many_people_it_tells_is_withheld():
    assert seen(values(("minutes_attended", 44)), NOT_TOLD) == [MARK]


def test_a_count_of_people_of_which_nobody_knows_whom_it_counts_is_withheld():
    frame = values(("unique_attendees", 40), ("open_rate", 40, 90), ("events", 2))
    found = shared(frame, MEASURES, NINE, Behind(NOT_TOLD, keyed(frame.iloc[:0])))
    assert found["status"].tolist() == ["c", "c", ""]


def test_a_measure_of_an_unknown_kind_is_withheld():
    frame = values(("events", 1)).assign(indicator="listed")
    odd = {"listed": reading_of("listed", Unit.EVENTS, counted=Counted.LISTED)}
    assert seen(frame, measures=odd) == [MARK]


def test_every_measure_that_is_told_outside_has_a_record_key_if_it_counts_people():
    unprotected = [
        each.id
        for family in ALL
        for each in family
        if not family.inside and each.counted.is_personal and not family.record_key
    ]
    assert unprotected == []


def test_an_own_reading_that_rests_on_few_people_is_withheld():
    frame = values(("events", 1)).assign(indicator="joy", value=4.5)
    own = {"joy": reading_of("joy", Unit.DECIMAL)}
    assert seen(frame, behind_it("joy", 9), own) == [MARK]
    assert seen(frame, behind_it("joy", 10), own) == [4.5]
    assert seen(frame, NOT_TOLD, own) == [4.5]


def reading_of(id: str, unit: Unit, counted: Counted | None = None) -> Measure:
    """An indicator of the community's own."""
    people = Counted.PEOPLE if unit.of_people else Counted.NOTHING
    return Measure(
        id=id,
        label=id,
        expression="",
        unit=unit,
        meaning="As read.",
        counted=counted or people,
        rests_on=READING,
    )


def test_an_own_count_of_people_is_withheld_and_rounded_as_ours_are():
    frame = values(("events", 1), ("events", 35)).assign(indicator="nurses")
    own = {"nurses": reading_of("nurses", Unit.PEOPLE)}
    assert seen(frame, NOT_TOLD, own) == [MARK, 35]


def test_an_audit_that_counts_no_people_is_not_bent_at_all():
    # 28 of 33 wards: 84.8 %, and both counts as they are
    frame = values(("open_rate", 28, 33)).assign(indicator="wards")
    own = {"wards": reading_of("wards", Unit.SHARE)}
    found = shared(frame, own, NINE, Behind(NOT_TOLD, keyed(frame.iloc[:0]))).iloc[0]
    assert (found["value"], found["numerator"], found["denominator"]) == (28 / 33, 28, 33)


def test_an_own_share_that_says_of_how_many_people_it_tells_is_one_of_people():
    frame = values(("open_rate", 45, 60)).assign(indicator="wards")
    own = {"wards": reading_of("wards", Unit.SHARE)}
    assert seen(frame, behind_it("wards", 5), own) == [MARK]
    assert seen(frame, behind_it("wards", 60), own) == [0.75]
    told = values(("open_rate", 57, 60)).assign(indicator="wards")
    assert seen(told, behind_it("wards", 60), own) == [MARK]


def test_what_is_unknown_stays_unknown_and_is_not_marked():
    frame = values(("attendances", float("nan")))
    found = shared(frame, MEASURES, NINE, Behind(NOT_TOLD, keyed(frame)))
    assert found["status"].tolist() == [""]
    assert found["value"].isna().all()


def test_the_small_number_is_the_communitys_own():
    assert seen(values(("attendances", 12)), rounding=Rounding(12, "0a")) == [MARK]
    assert Settings().small_number == 9


def test_groups_have_cell_keys_of_their_own():
    frame = pd.concat([values(("unique_attendees", each)) for each in (3, 20)]).assign(
        format=["visit", "online"]
    )
    keys = frame[["quarter", "indicator", "format"]].assign(key=1, whole_key=1)
    found = shared(frame, MEASURES, NINE, Behind(NOT_TOLD, keys))
    assert found["status"].tolist() == ["c", ""]


def by_organisation(*counts: float, setting: Settings | None = None) -> list[object]:
    rows = pd.concat([values(("unique_attendees", each)) for each in counts], ignore_index=True)
    frame = rows.assign(organisation=[f"o{number}" for number in range(len(counts))])
    people = frame.assign(people=frame["value"])
    found = cross_tab(frame, MEASURES, setting or Settings(), people)
    return [MARK if row["status"] == "c" else row["value"] for row in found.to_dict("records")]


def test_inside_groups_of_1_to_4_are_withheld_and_others_exact():
    assert by_organisation(2, 4, 5, 21) == [MARK, MARK, 5, 21]


def test_a_single_small_group_takes_the_next_smallest_with_it():
    # with 3 alone withheld, the total less the others would be 3
    assert by_organisation(3, 9, 21) == [MARK, MARK, 21]


def test_small_groups_for_which_two_values_would_be_left_take_another_with_them():
    # 7 in all would be 3 and 4, one way or the other
    assert by_organisation(3, 4, 5, 21) == [MARK, MARK, MARK, 21]


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
