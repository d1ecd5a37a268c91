"""The icons of a measure: worked out by hand for short series, inside and as they may be shared."""

from __future__ import annotations

import pandas as pd
import pytest
from building import community, events, moment

from copmetrics.accounts.headlines import eight_measures
from copmetrics.accounts.measure_icons import MeasureIcons, VariationIcon
from copmetrics.accounts.quarter_figures import QuarterFigures
from copmetrics.accounts.quarter_icons import HIDDEN, quarter_icons, shared_icons
from copmetrics.charts import assurance_svg, variation_svg
from copmetrics.evaluation.spc import Assurance
from copmetrics.measures import HEADLINES, MEASURES
from copmetrics.privacy.rounding import Rounding
from copmetrics.settings import Settings

QUARTER = pd.Period("2026Q2", "Q-MAR")
NO_CHART = "Too few quarters to judge (6; it takes 7)"
EVEN = [100.0, 104.0, 100.0, 104.0, 100.0, 104.0, 100.0, 104.0, 100.0, 104.0, 100.0]
"""Eleven quarters about a mean of 102, a moving range of 4 each: limits about 10.6 from the mean."""


def values(indicator: str, *numbers: float, basis: str = "actual", note: str = "") -> pd.DataFrame:
    """So many quarters of one measure, the last of them the one told; of the others nothing is known."""
    quarters = [QUARTER - back for back in range(len(numbers) - 1, -1, -1)]
    told = [(each, id, float("nan")) for each in quarters for id in HEADLINES if id != indicator]
    told += [(each, indicator, number) for each, number in zip(quarters, numbers, strict=True)]
    frame = pd.DataFrame(told, columns=["quarter", "indicator", "value"])
    known = frame["value"].notna()
    return frame.assign(
        basis=pd.Series("unknown", index=frame.index)
        .mask(known, "actual")
        .mask(known & frame["quarter"].eq(QUARTER), basis),
        machine_opens=pd.Series(index=frame.index, dtype="str"),
        note=note,
        status="",
    )


def inside(
    indicator: str, *numbers: float, basis: str = "actual", note: str = "", **settings
) -> MeasureIcons:
    found = values(indicator, *numbers, basis=basis, note=note)
    return quarter_icons(found, QUARTER, MEASURES, Settings(**settings))[indicator]


@pytest.mark.parametrize(
    ("last", "icon", "words", "sign"),
    [
        (104.0, VariationIcon.USUAL, "Usual variation", ""),
        # the mean is then 103.3, the limits 12.1 from it (an accident of 40 is screened out)
        (
            140.0,
            VariationIcon.IMPROVEMENT_HIGH,
            "Improvement: above the upper limit",
            "improvement",
        ),
        (60.0, VariationIcon.CONCERN_LOW, "Concern: below the lower limit", "concern"),
    ],
)
def test_twelve_quarters_are_judged_and_more_attendances_are_better(last, icon, words, sign):
    assert inside("attendances", *EVEN, last) == MeasureIcons(icon, words, sign=sign)


def test_of_a_measure_of_which_neither_way_is_better_a_high_number_is_a_change():
    found = inside("emails_sent", *EVEN, 140.0)
    assert found == MeasureIcons(
        VariationIcon.CHANGE_HIGH, "Change: above the upper limit", sign="change"
    )


def test_seven_quarters_give_an_early_sign_and_six_none():
    early = inside("attendances", *EVEN[:6], 140.0)
    assert early.words == "Early sign of improvement: above the upper limit"
    assert early.sign == "early sign of improvement"
    too_few = MeasureIcons(VariationIcon.NOT_JUDGED, NO_CHART)
    assert inside("attendances", *EVEN[:5], 140.0) == too_few


@pytest.mark.parametrize(
    ("last", "basis", "words"),
    [
        (float("nan"), "actual", "Not known"),
        (140.0, "so_far", "Not judged: the newest export reaches to 10 Jun"),
        (140.0, "lower_bound", "Not judged: it is counted differently from most earlier quarters"),
    ],
)
def test_what_is_not_judged_says_why(last, basis, words):
    said = "the newest export reaches to 10 Jun"  # the quarter may be over all the same
    found = inside("attendances", *EVEN, last, basis=basis, note=said)
    assert found == MeasureIcons(VariationIcon.NOT_JUDGED, words)


def test_a_number_that_never_moves_has_no_limits():
    assert inside("events", *[5.0] * 12).words == "Not judged: most quarters were alike"


@pytest.mark.parametrize(
    ("target", "assurance"),
    [(50, Assurance.PASSES), (102, Assurance.INCONSISTENT), (150, Assurance.FAILS)],
)
def test_a_target_is_met_missed_or_both_as_the_limits_lie_to_it(target, assurance):
    found = inside("attendances", *EVEN, 104.0, targets={"attendances": target})
    assert found.assurance is assurance
    assert found.target.startswith(f"Target {target}: ")
    assert found.target.endswith(" will meet it.")


def test_of_a_quarter_unlike_those_before_it_is_said_whether_it_met_the_target_and_no_more():
    """By the limits of a smaller past no quarter would reach 130: this one has, with 140."""
    for target, met in ((130, "met"), (150, "not met")):
        found = inside("attendances", *EVEN, 140.0, targets={"attendances": target})
        assert found.assurance is None
        assert found.target == f"Target {target}: {met} in this quarter."


def shared(exact: pd.DataFrame, shown: pd.DataFrame, indicator: str = "attendances"):
    rounding = Rounding(5, "secret")
    return shared_icons(exact, shown, QUARTER, MEASURES, Settings(), rounding)[indicator]


def test_what_is_shared_has_the_icon_that_every_number_behind_it_has_and_not_the_reason():
    exact = values("attendances", *EVEN, 171.0)
    shown = exact.assign(value=(exact["value"] / 5).round() * 5)
    assert shared(exact, shown) == MeasureIcons(
        VariationIcon.IMPROVEMENT_HIGH,
        "Improvement, beside earlier quarters",
        sign="improvement",
    )


def test_what_rounding_may_turn_round_is_not_told_whatever_is_exact():
    """Shown as 115 it may be 111, which is usual, or 119, which is not."""
    for last in (111.0, 119.0):
        exact = values("attendances", *EVEN, last)
        shown = exact.assign(value=(exact["value"] / 5).round() * 5)
        shown.loc[shown["quarter"].eq(QUARTER) & shown["value"].notna(), "value"] = 115.0
        assert shared(exact, shown) == MeasureIcons(VariationIcon.NOT_JUDGED, HIDDEN)


def test_a_number_that_is_withheld_is_not_judged():
    exact = values("attendances", *EVEN, 3.0)
    here = exact["quarter"].eq(QUARTER) & exact["value"].notna()
    shown = exact.assign(value=exact["value"].mask(here), status=exact["status"].mask(here, "c"))
    assert shared(exact, shown).words.startswith("Not judged: withheld to protect")


def test_every_icon_has_a_drawing_of_its_own_that_is_not_read_aloud():
    drawn = [*map(variation_svg, VariationIcon), *map(assurance_svg, Assurance)]
    assert len(set(drawn)) == len(VariationIcon) + len(Assurance) == 11
    assert all('aria-hidden="true"' in each for each in drawn)
    grey = {each.replace(colour, "#000") for each in drawn for colour in COLOURS if colour in each}
    assert len(grey) >= 11  # without colour they are still apart


COLOURS = ("#595959", "#0072CE", "#B85000", "#490092")


def test_of_a_quarter_that_is_not_over_no_sign_is_told_and_that_it_is_not_is_told_once(running):
    block = eight_measures(running)
    assert {row.icons for row in block.rows} == {None}
    told = {row.indicator: row.note for row in block.rows}
    assert (told["events"], told["emails_sent"]) == ("", "no mailing export is in the folder")
    assert not any("signs" in each for each in block.notes)


@pytest.fixture(scope="module")
def running() -> QuarterFigures:
    """A quarter of which ten weeks are gone, with an event in it, as in the one before."""
    held = events(a={"starts_at": "2026-04-14 13:00"}, b={"starts_at": "2026-07-14 13:00"})
    made = community({"events": held}, Settings(), as_of=moment("2026-09-10"))
    return QuarterFigures.of(made, pd.Period("2027Q2", "Q-MAR"))
