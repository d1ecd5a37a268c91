"""A number of the list that hangs on a day between two exports is an estimate, and is compared all the same."""

from __future__ import annotations

import pytest

from copmetrics.evaluation.changes import side_by_side
from copmetrics.evaluation.days_unknown import basis_compared, when_unknown

LEFT = when_unknown("left", "30 Sep 2025", "1 Oct 2026")
BACK = when_unknown("came back to", "30 Sep 2025", "1 Oct 2026")


def row(value, basis="actual", note="", quarter=1):
    told = {"indicator": "list_members", "unit": "people", "numerator": None, "denominator": None}
    return {**told, "quarter": quarter, "value": value, "basis": basis, "note": note}


@pytest.mark.parametrize(
    ("basis", "note", "compared"),
    [
        ("actual", "", "actual"),
        ("estimate", LEFT, "actual"),
        ("estimate", f"{LEFT}; {BACK}", "actual"),
        ("estimate", f"{LEFT}; rebuilt without those who unsubscribed", "estimate"),
        ("estimate", "rebuilt without those who unsubscribed", "estimate"),
        ("lower_bound", LEFT, "lower_bound"),
    ],
)
def test_an_estimate_for_want_of_such_days_alone_is_compared_as_if_it_were_actual(
    basis, note, compared
):
    assert basis_compared(basis, note) == compared


def test_the_step_from_such_an_estimate_is_told_and_from_another_one_not():
    """252 were on the list before three left it on a day unknown, and 303 are."""
    assert side_by_side(row(303.0), row(252.0, "estimate", LEFT))["change"] == 51
    other = side_by_side(row(303.0), row(252.0, "estimate", "registrations count"))
    assert other["verdict"] == "not comparable: unlike coverage (registrations count)"
    assert (
        side_by_side(row(252.0, "estimate", "registrations count"), row(303.0))["verdict"]
        == (other["verdict"])
    )
