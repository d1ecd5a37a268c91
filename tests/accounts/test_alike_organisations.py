"""Two names that may be of one organisation: the report inside asks, as `check` does."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow


def test_the_report_inside_names_organisations_that_may_be_one_and_the_shared_one_does_not(
    demo_account,
):
    inside, shared = (str(demo_account(each)) for each in ("leaders", "sponsors"))
    asked = (
        "May be one organisation, counted as two: 'Northmoor Hospitals NHS Foundation Trust' and "
        "'Northmoor Hospital NHS Foundation Trust'; a line of organisations.csv joins them."
    )
    assert asked in inside
    assert "May be one organisation" not in shared
