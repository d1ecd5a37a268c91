"""What one audience is told of a change contradicts neither the exact numbers nor another audience."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial

import pandas as pd
import pytest
from building import attendance, community, events, feedback
from exact_numbers import Truth
from sentences import unclaimed
from small_communities import few_people, small_community, without_mailings, without_records
from told_cells import NO_FIGURES, cells

from copmetrics.accounts.account import Account, Headlines, ReportFigure, ReportTable
from copmetrics.accounts.for_audience import account as account_of
from copmetrics.accounts.for_audience import inside_evidence
from copmetrics.accounts.quarter_figures import ALIKE, QuarterFigures
from copmetrics.accounts.quarterly import quarterly_account
from copmetrics.accounts.shared_changes import NOT_TOLD_APART
from copmetrics.community.community import Community
from copmetrics.evaluation.changes import Moved, State
from copmetrics.evaluation.history import InHistory
from copmetrics.framework.audiences import AUDIENCES
from copmetrics.measures import MEASURES
from copmetrics.quarters import label, name
from copmetrics.settings import Profile
from copmetrics.units import Unit, as_shown, show, show_change

pytestmark = pytest.mark.slow
CASES: dict[str, tuple[Callable[[], Community] | None, int]] = {
    "demo": (None, -1),
    "demo, third quarter": (None, 2),
    "4": (partial(small_community, 4), -2),
    "5": (partial(small_community, 5), -2),
    "few people": (partial(few_people, 5), -1),
    "no mailings": (partial(without_mailings, 4), -1),
    "unknown quarters": (partial(without_records, 2), -1),
}
"""Communities (the demo, or made at random) and which of their quarters is told."""
ODD = ["demo, third quarter", "few people", "no mailings", "unknown quarters"]
WHOLE = pytest.mark.parametrize("case", ["demo", "5"], indirect=True, scope="module")
EVERY = pytest.mark.parametrize("case", ["demo", "5", *ODD], indirect=True, scope="module")
"""Whole accounts cost some seconds each."""


@pytest.fixture(scope="module", params=["demo", "4", "5", "unknown quarters"])
def case(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def here(case, demo) -> Community:
    make, _ = CASES[case]
    return demo if make is None else make()


@pytest.fixture(scope="module")
def both(here, quarter, truth) -> pd.DataFrame:
    """Every change as it is shared, beside the exact one."""
    shared = QuarterFigures.of(here, quarter, Profile.SHARE).changes
    exact = truth.changes.reset_index()
    both = shared.merge(exact, on=["quarter", "indicator"], suffixes=("", "_true"))
    return both[both["state"].ne(State.NOT_COMPARABLE)]


def test_no_direction_that_is_told_is_another_one_than_that_of_the_exact_numbers(both):
    assert len(both) > 40
    wrong = both[both["change"] * both["change_true"] < 0]
    assert wrong[["quarter", "indicator", "change", "change_true"]].to_dict("records") == []
    moved = both[both["change"].ne(0) & both["change_true"].eq(0)]
    assert moved[["quarter", "indicator"]].to_dict("records") == []


def test_every_verdict_that_is_told_is_that_of_the_exact_numbers(both):
    judged = both[both["moved"].notna() & both["moved"].ne(Moved.NOT_JUDGED)]
    wrong = judged[judged["moved"].ne(judged["moved_true"])]
    assert wrong[["quarter", "indicator", "moved", "moved_true"]].to_dict("records") == []
    said = both[both["moved"].isna() & both["verdict"].ne("") & ~both["verdict"].eq("from none")]
    wrong = said[said["verdict"].ne(said["verdict_true"])]
    assert wrong[["quarter", "indicator", "verdict", "verdict_true"]].to_dict("records") == []


def test_highest_and_lowest_and_no_change_are_so(both):
    for each in (InHistory.HIGHEST, InHistory.LOWEST, InHistory.WITHIN):
        said = both[both["in_history"].eq(each)]
        assert set(said["in_history_true"]) <= {each}
    still = both[both["state"].eq(State.NO_CHANGE)]
    assert set(still["state_true"]) <= {State.NO_CHANGE}


def test_every_difference_is_that_of_the_figures_shown(both):
    off = (both["value"] - both["previous"] - both["change"]).abs()
    assert both.loc[off > 1e-6, ["quarter", "indicator"]].to_dict("records") == []


@pytest.fixture(scope="module")
def quarter(case, here) -> pd.Period:
    """The quarter that is told."""
    return here.quarters[CASES[case][1]]


@pytest.fixture(scope="module")
def accounts(case, here, quarter, request) -> dict[str, Account]:
    """What every audience is told of the quarter, and the quarterly report."""
    if case == "demo":
        told, report = map(request.getfixturevalue, ("demo_account", "demo_report"))
        return {"quarterly report": report, **{each: told(each) for each in AUDIENCES}}
    report = quarterly_account(inside_evidence(here, name(quarter)))
    told = {each: account_of(here, name(quarter), each) for each in AUDIENCES}
    return {"quarterly report": report, **told}


@pytest.fixture(scope="module")
def truth(here, quarter) -> Truth:
    return Truth.of(here, quarter)


def reader(truth: Truth, audience: str) -> Truth:
    """The truth as it may be told to an audience: what is not for leaders is shared."""
    inside = audience in ("leaders", "quarterly report")
    return replace(truth, audience="leaders" if inside else audience, shared=not inside)


@EVERY
@pytest.mark.parametrize("audience", ["quarterly report", *AUDIENCES])
def test_every_figure_of_every_sentence_is_claimed_and_is_so(case, accounts, truth, audience):
    left, wrong, read = unclaimed(reader(truth, audience), accounts[audience])
    assert (left, wrong) == ([], [])
    assert read >= (2 if case in ("demo", "5") else 0)


@EVERY
@pytest.mark.parametrize("audience", ["quarterly report", *AUDIENCES])
def test_every_cell_of_every_row_table_and_chart_is_so(case, accounts, truth, audience):
    wrong, read = cells(reader(truth, audience), accounts[audience])
    assert wrong == []
    assert read >= (100 if case in ("demo", "5") and audience not in ("members", "public") else 0)


LIES = (
    (r"(\d+) people from", "1003 people from", ("sponsors", "public")),
    (r"the highest of", "the lowest of", ("leaders", "sponsors")),
    (r"(?<=from )[\d,]+(?=[,)])", "2", ("leaders", "sponsors")),
    (r"(?<=mailing list \()[\d,]+", "2", ("leaders", "sponsors")),
    (r"$", " Everything grew by 12%.", ("public",)),
    (r"$", " It is the highest.", ("public",)),
)


@WHOLE
@pytest.mark.parametrize(("said", "instead", "audiences"), LIES)
def test_a_sentence_that_is_not_so_or_that_no_pattern_knows_is_found(
    accounts, truth, said, instead, audiences
):
    for audience in audiences:
        account = accounts[audience]
        lie = replace(account, summary=re.sub(said, instead, account.summary, count=1))
        if lie != account:
            left, wrong, _ = unclaimed(reader(truth, audience), lie)
            assert left or wrong, lie.summary


@WHOLE
def test_a_number_that_is_not_so_is_found_in_every_table_and_chart(accounts, truth):
    """Each first figure of a table, chart and row that is a little off is found."""
    for audience in ("quarterly report", "leaders", "sponsors"):
        for section in accounts[audience].sections:
            for block in section.blocks:
                lie = off(block)
                if lie is None or lie == block:
                    continue
                alone = replace(section, blocks=(lie,))
                told = replace(accounts[audience], sections=(alone,))
                wrong, _ = cells(reader(truth, audience), told)
                assert wrong, (audience, section.id, lie)


def off(block):
    """A block with its first figure 7 more than it is; nothing where it has none that is counted."""
    match block:
        case Headlines():
            first = next((row for row in block.rows if isinstance(row.value, float)), None)
            return replace(block, rows=(replace(first, value=first.value + 7),)) if first else None
        case ReportFigure() if block.id not in NO_FIGURES:
            return replace(block, data=off_by(block.data))
        case ReportTable() if block.id not in NO_FIGURES:
            return off_by(block)
    return None


def off_by(table: ReportTable) -> ReportTable:
    """A table whose first figure, of what is not a label, is 7 more."""
    for place, row in enumerate(table.rows):
        for column, cell in enumerate(row[1:], start=1):
            if isinstance(cell, float):
                worse = (*row[:column], cell + 7, *row[column + 1 :])
                return replace(table, rows=(*table.rows[:place], worse, *table.rows[place + 1 :]))
    return table


@pytest.fixture(scope="module")
def by_hand() -> Callable[[str, Profile], QuarterFigures]:
    """Four quarters, an event in each: how many came, and how many of those who rated it did so with a 5."""
    starts = {
        "summer": "2025-08-12 13:00",
        "autumn": "2025-11-11 13:00",
        "winter": "2026-02-10 13:00",
        "spring": "2026-05-12 13:00",
    }
    came = {"summer": 11, "autumn": 12, "winter": 20, "spring": 40}
    rated = {"summer": (60, 73), "autumn": (73, 100), "winter": (61, 100), "spring": (123, 202)}
    told = community(
        {
            "events": events(**starts),
            "attendance": attendance(
                *((event, f"p{number}") for event, many in came.items() for number in range(many))
            ),
            "feedback": feedback(
                *(
                    (event, 5 if number < good else 3)
                    for event, (good, all_) in rated.items()
                    for number in range(all_)
                )
            ),
        }
    )
    quarters = {
        event: pd.Period(start, freq="D").asfreq("Q-DEC") for event, start in starts.items()
    }
    last = quarters["spring"]

    @cache
    def figures(event: str, profile: Profile = Profile.SHARE) -> QuarterFigures:
        return replace(QuarterFigures.of(told, last, profile), quarter=quarters[event])

    return figures


def test_eleven_and_twelve_are_not_said_to_be_the_same_nor_more(by_hand):
    # 11 are shown as 10 or 15, 12 as well: whichever it is, nothing is told of the difference
    facts = by_hand("autumn")
    assert facts.change["attendances"]["verdict"] == NOT_TOLD_APART
    assert facts.change_cell("attendances") == ALIKE


def test_forty_after_twenty_are_more_by_as_much_as_the_figures_shown_bear(by_hand):
    # both are multiples of 5: shown as they are; but 36 to 44 would be, after 16 to 24
    facts = by_hand("spring")
    assert facts.change_cell("attendances") == "12 to 28 more"
    assert facts.change["attendances"]["state"] == State.COMPARED
    assert pd.isna(facts.change["attendances"]["change_percent"])


def test_a_verdict_on_a_share_is_that_of_the_exact_counts_for_every_audience(by_hand):
    # 60 of 73 and then 73 of 100: 82.2 % and 73.0 %, of one event each: too few events to tell
    inside, outside = by_hand("autumn", Profile.INTERNAL), by_hand("autumn")
    moved = {each.change["feedback_favourable"]["moved"] for each in (inside, outside)}
    assert moved == {Moved.TOO_FEW}
    assert outside.said("feedback_favourable") == "73%"
    assert outside.change_cell("feedback_favourable") == "about −9 percentage points"
    assert inside.said("feedback_favourable") == "73.0%"
    assert show_change(inside.change_cell("feedback_favourable"), Unit.SHARE) == (
        "−9.2 percentage points"
    )
    assert MEASURES["feedback_favourable"].unit is Unit.SHARE
    assert label(outside.quarter) == "2025 Q4"
    assert show(0.4767, Unit.SHARE) == "47.7%"


def test_shares_that_are_alike_as_shown_are_not_said_to_be_the_same(by_hand):
    # 61 of 100 and then 123 of 202: 61.0 % and 60.9 %, both shown as 61 %
    outside = by_hand("spring")
    assert outside.said("feedback_favourable") == "61%"
    assert outside.change_cell("feedback_favourable") == ALIKE


def test_a_number_is_as_precise_as_it_is_shown():
    # 47.8 - 45.7 is 2.1, although 47.84 - 45.66 is 2.18
    assert as_shown(0.4784, Unit.SHARE) - as_shown(0.4566, Unit.SHARE) == pytest.approx(0.021)
    assert as_shown(0.4784, Unit.WHOLE_SHARE) == 0.48
    assert as_shown(4.4208, Unit.SCORE) == 4.4
