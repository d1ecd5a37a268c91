"""Of a change, those outside are told what the numbers shown bear: verdicts with and without a season."""

from __future__ import annotations

import pandas as pd
import pytest

from copmetrics.accounts.shared_changes import shared_changes
from copmetrics.evaluation.changes import changes_and_reasons
from copmetrics.framework.withheld import ShownAs
from copmetrics.measures import MEASURES
from copmetrics.privacy.rounding import Rounding

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
