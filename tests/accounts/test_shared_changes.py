"""Of a change, those outside are told what the numbers shown bear: verdicts with and without a season."""

from __future__ import annotations

import pandas as pd
import pytest

from copmetrics.accounts.shared_changes import shared_changes
from copmetrics.evaluation.changes import changes_and_reasons
from copmetrics.framework.withheld import ShownAs
from copmetrics.measures import MEASURES
from copmetrics.privacy.rounding import Rounding
from copmetrics.units import show_between

SEASONAL = (30, 20, 31, 29, 31, 21, 30, 30, 30, 20, 31, 29, 28)


def indicator(id: str, values, *, of: float | None = None) -> pd.DataFrame:
    """One indicator in thirteen quarters; a share is of as many people in each."""
    exact = pd.Series(values, dtype="float64")
    return pd.DataFrame(
        {
            "quarter": pd.period_range("2022Q1", periods=len(values), freq="Q-DEC"),
            "indicator": id,
            "value": exact if of is None else exact / of,
            "numerator": None if of is None else exact,
            "denominator": of,
            "unit": MEASURES[id].unit.id,
            "basis": "actual",
            "note": "",
        }
    )


def told(exact: pd.DataFrame, shown: pd.DataFrame) -> dict[str, object]:
    """The last change as it is shared."""
    found = shared_changes(
        changes_and_reasons(exact),
        shown.assign(status=str(ShownAs.IT_IS)),
        None,
        MEASURES,
        Rounding(9, "0a"),
    )
    return found.iloc[-1].to_dict()


def test_what_is_exact_keeps_its_season_apart_from_its_verdict():
    held = indicator("events", SEASONAL)
    found = told(held, held)
    assert found["verdict"] == "within the range of earlier quarters (20 to 31)"
    assert found["season"] == "30 in the same quarter last year, and it has a season"


def test_a_season_that_only_the_shown_numbers_have_is_not_told():
    # as they are shown the summers are 10 lower; by the exact numbers there is no season
    found = told(indicator("events", [30, *range(12)]), indicator("events", SEASONAL))
    assert found["season"] == ""


@pytest.mark.parametrize(
    ("id", "of", "verdict"),
    [("unique_attendees", None, ""), ("members_attending", 200.0, "no clear change")],
)
def test_of_people_the_verdict_is_told_without_the_season(id, of, verdict):
    # the exact 29 and 28 have 30 of the same quarter last year beside them; so few, or a rounded
    # share, must not show them
    exact = indicator(id, SEASONAL, of=of)
    assert changes_and_reasons(exact).iloc[-1]["season"].startswith(("30 in", "15.0% in"))
    rounded = exact["value"].round(2) if of else [*[30.0, 20.0, 30.0, 30.0] * 3, 50.0]
    shown = exact.assign(value=rounded)
    assert changes_and_reasons(shown).iloc[-1]["season"]
    found = told(exact, shown)
    assert (found["verdict"].startswith(verdict), found["season"]) == (True, "")
    assert "same quarter last year" not in found["verdict"]


def test_of_two_rounded_counts_a_difference_is_told_between_bounds_that_hold_the_exact_one():
    """277 after 292 is shown as 275 after 295: 271 to 279 after 291 to 299."""
    exact, shown = (indicator("unique_attendees", each) for each in ((292, 277), (295, 275)))
    found = told(exact, shown)
    assert (found["low"], found["high"]) == (-28, -12)
    assert show_between(found["low"], found["high"]) == "12 to 28 fewer"
    found = told(*(indicator("unique_attendees", each) for each in ((0, 1204), (0, 1200))))
    assert show_between(found["low"], found["high"]) == "1,196 to 1,204 more"
