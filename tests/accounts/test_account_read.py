"""A reader with the exact numbers beside the leaders' report: what it says is so, sentence by sentence.

Directions, verdicts, "highest", sums and ranges are worked out anew from `Community.indicators`, by other
means than the account's. A sentence of the summary, or a title, that the reader does not know fails.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pandas as pd
import pytest
from small_communities import small_community

from copmetrics.accounts.account import Account, Headline, Headlines, ReportFigure, ReportTable
from copmetrics.accounts.for_audience import inside_evidence
from copmetrics.accounts.quarterly import quarterly_account
from copmetrics.community.community import Community
from copmetrics.evaluation.share_parts import comes_by
from copmetrics.measures import HEADLINES, MEASURES
from copmetrics.quarters import name
from copmetrics.units import Unit, show

pytestmark = pytest.mark.slow
NUMBER = r"([\d,]+(?:\.\d+)?)"
FIGURE = r"([\d,]+(?:\.\d+)?%?)"


class Reader:
    """The exact numbers of a community in one quarter, to hold sentences against."""

    def __init__(self, community: Community, quarter: pd.Period) -> None:
        self.community, self.quarter = community, quarter
        found = community.indicators()
        self.rows = found.set_index(["indicator", "quarter"])

    def value(self, indicator: str, back: int = 0) -> float | None:
        """The exact value so many quarters ago; nothing if unknown."""
        key = (indicator, self.quarter - back)
        if key not in self.rows.index or pd.isna(self.rows.at[key, "value"]):
            return None
        return float(self.rows.at[key, "value"])

    def shown(self, indicator: str, back: int = 0) -> str:
        return show(self.value(indicator, back), self.community.measures[indicator].unit)

    def earlier(self, indicator: str) -> list[float]:
        """The quarters before this one that are fully known, one after another, as they are shown.

        So is a list of which only the day is not known on which some left it.
        """
        found = []
        for back in range(1, 100):
            key = (indicator, self.quarter - back)
            if key not in self.rows.index:
                break
            told = self.rows.loc[key]
            if told["basis"] != "actual" and not told["note"].startswith("when some left the list"):
                break
            found.append(number(self.shown(indicator, back)))
        return found

    def denominators(self, indicator: str, dimension: str, back: int) -> int:
        """How many mailings or events of the quarter there are that a share is of."""
        here = pd.PeriodIndex([self.quarter - back])
        rows = self.community.indicators(by=(dimension,), only=(indicator,), quarters=here)
        return int(rows["denominator"].gt(0).sum())


def number(text: str) -> float:
    return float(text.replace(",", "").replace("−", "-").rstrip("%"))


def verdict_holds(read: Reader, row: Headline) -> bool:
    """Whether a verdict follows from the exact numbers."""
    verdict, _, last_year = row.verdict.removeprefix("since the quarter before: ").partition("; ")
    if last_year:
        assert last_year.startswith(f"{read.shown(row.indicator, 4)} in the same quarter last year")
    if verdict.startswith("not compared: "):
        return row.change is None
    now, before = read.value(row.indicator), read.value(row.indicator, 1)
    assert now is not None
    assert before is not None
    if verdict == "no change since the quarter before":
        return now == before
    if verdict.startswith("from none to"):
        return before == 0 < now
    if verdict.startswith(("up", "down", "no clear change", "too few mailings", "too few events")):
        return _moved(read, row, verdict)
    earlier, value = read.earlier(row.indicator), number(show(now, row.unit))
    if verdict.startswith("too few quarters"):
        return len(earlier) < 7
    if found := re.match(
        rf"within the range of earlier quarters \({NUMBER} to {NUMBER}\)", verdict
    ):
        return [number(each) for each in found.groups()] == [min(earlier), max(earlier)] and (
            min(earlier) < value < max(earlier) or min(earlier) == value == max(earlier)
        )
    found = re.match(
        r"(the|as high as the|as low as the) (highest|lowest) of the last (\d+)", verdict
    )
    assert found, verdict
    return _edge(read, row.indicator, *found.groups())


def _edge(read: Reader, indicator: str, how: str, edge: str, quarters: str) -> bool:
    """Whether a value is the highest (lowest) of so many quarters, or one of the highest."""
    earlier, value = read.earlier(indicator), number(read.shown(indicator))
    most = max(earlier) if edge == "highest" else min(earlier)
    beyond = value > most if edge == "highest" else value < most
    return int(quarters) == len(earlier) + 1 >= 8 and (beyond if how == "the" else value == most)


def _moved(read: Reader, row: Headline, verdict: str) -> bool:
    """Whether the direction is that of the numbers, and the mailings or events are as many."""
    now, before = (read.value(row.indicator, back) for back in (0, 1))
    dimension = comes_by(row.indicator)
    if dimension:
        counts = tuple(read.denominators(row.indicator, dimension, back) for back in (0, 1))
        assert re.search(r"\((\d+) beside (\d+)\)", verdict).groups() == tuple(map(str, counts))
        if verdict.startswith("no clear change"):
            assert min(counts) >= 3
    if verdict.startswith("up"):
        return now > before
    return now < before if verdict.startswith("down") else True


def sentences(read: Reader) -> dict[str, Callable[..., bool]]:
    """What the summary may say, and how each is held against the numbers."""
    shown = read.shown

    def told_of(indicator: str) -> dict[str, Callable[..., bool]]:
        """What may stand in the brackets behind the name of a measure."""
        said = read.community.measures[indicator].label
        said = re.escape(f"{said[:1].lower()}{said[1:]}")

        def holds(told: str, edge: tuple[str, ...] = ()) -> bool:
            return told == shown(indicator) and (not edge or _edge(read, indicator, *edge))

        def compared(told: str, old: str, percent: str) -> bool:
            now, before = read.value(indicator), read.value(indicator, 1)
            right = percent is None or abs(number(percent) - 100 * (now - before) / before) < 0.051
            return holds(told) and old == shown(indicator, 1) and right

        edge = r"(the|as high as the|as low as the) (highest|lowest) of the last (\d+) quarters"
        return {
            rf"{said} \((?:at least )?{FIGURE}\)": holds,
            rf"{said} \({NUMBER}, {edge}": lambda told, *x: holds(told, x),
            rf"{said} \({FIGURE}, (?:early sign of )?(?:improvement|concern|change)\b": holds,
            rf"{said} \(([\d.]+%),(?: [a-z ]+,)? ((?:up|down)[^)]*)\)": lambda told, words: (
                holds(told) and _clear(read, indicator, words)
            ),
            rf"{said} \({FIGURE}, from {FIGURE}(?:, ([+−][\d.]+%))?\)": compared,
        }

    people = r"(?:person|people)"
    return {
        rf"the community held {NUMBER} events?": lambda x: x == shown("events"),
        rf"with (?:at least )?{NUMBER} attendances?": lambda x: x == shown("attendances"),
        rf"attendances?: {NUMBER} {people}": lambda x: x == shown("unique_attendees"),
        rf"attendances?: .*? from {NUMBER} organisations?": lambda x: (
            x == shown("organisations_attending")
        ),
        rf"; {NUMBER} {people} came for the first time": lambda x: x == shown("new_attendees"),
        **{pattern: holds for each in HEADLINES for pattern, holds in told_of(each).items()},
    }


def _clear(read: Reader, indicator: str, words: str | None) -> bool:
    """Whether what stands in brackets behind a share goes the way of the numbers."""
    now, before = read.value(indicator), read.value(indicator, 1)
    if words and (found := re.match(r"(up|down) ([\d.]+) percentage points?", words)):
        difference = abs(number(read.shown(indicator)) - number(read.shown(indicator, 1)))
        return (found[1] == "up") == (now > before) and found[2] == f"{difference:.1f}"
    return words is None or words.startswith(("no clear change", "too few mailings"))


def blocks(account: Account, kind: type) -> Iterator:
    return (
        each for section in account.sections for each in section.blocks if isinstance(each, kind)
    )


@pytest.fixture(scope="module", params=["demo", 3, 5, 8])
def told(request) -> tuple[Account, Reader]:
    """The report of a community for its leaders, and a reader of it."""
    if request.param == "demo":
        community, account = map(request.getfixturevalue, ("demo", "demo_report"))
    else:
        community = small_community(request.param)
        account = quarterly_account(inside_evidence(community, name(community.quarter())))
    return account, Reader(community, community.quarter())


def test_every_number_of_the_summary_is_exact_and_every_direction_that_of_the_numbers(told):
    account, read = told
    unread = list(account.summary)
    unread[: account.summary.index(" the community ")] = ""  # the quarter's name
    cut = len(account.summary) - len(unread)
    for pattern, holds in sentences(read).items():
        for found in re.finditer(pattern, account.summary):
            assert holds(*found.groups()), found[0]
            for place in range(found.re.groups):
                first, last = (each - cut for each in found.span(place + 1))
                unread[max(first, 0) : max(last, 0)] = " " * (last - first)
    assert not re.findall(r"\d+", "".join(unread)), "".join(unread)


def test_every_headline_has_its_exact_value_the_shown_difference_and_a_verdict_that_follows(told):
    account, read = told
    rows = [row for each in blocks(account, Headlines) for row in each.rows]
    assert len(rows) >= 7
    for row in rows:
        assert row.value == read.value(row.indicator)
        assert row.year_ago == read.value(row.indicator, 4)
        assert verdict_holds(read, row), (row.indicator, row.verdict)
        # its sign says so; beside one that is beyond chance it would say the opposite
        assert not (row.icons and row.verdict.startswith("too few quarters"))
        if row.change is not None:
            shown = [number(show(each, row.unit)) for each in (row.value, row.previous)]
            scale = 100 if row.unit is Unit.SHARE else 1
            assert row.change * scale == pytest.approx(shown[0] - shown[1], abs=1e-9)
        if row.change_percent is not None:
            assert row.change_percent == pytest.approx((row.value - row.previous) / row.previous)


def test_every_title_of_a_picture_is_so(told):
    account, read = told
    titles = {each.id: each for each in blocks(account, ReportFigure)}
    flows = titles["people-flows"].title
    if found := re.match(
        rf"Of {NUMBER} people, {NUMBER} came for the first time and {NUMBER} ", flows
    ):
        whole, new, before = map(number, found.groups())
        assert whole == new + before == read.value("unique_attendees")
    if found := re.match(
        rf"{NUMBER} joined and {NUMBER} left: ([+−]\d+|no change)", titles["list-flows"].title
    ):
        joined, left = number(found[1]), number(found[2])
        moved = 0.0 if found[3] == "no change" else number(found[3].lstrip("+"))
        assert joined - left == moved
    drew = titles["events-figure"]
    found = re.match(rf"(.*) drew the most people: {NUMBER}( each)?$", drew.title)
    sums = [sum(each or 0 for each in row[1:]) for row in drew.data.rows]
    assert number(found[2]) == max(sums)
    assert (found[3] is not None) == (sums.count(max(sums)) > 1)
    mailed = titles["mailings-figure"]
    if found := re.search(r"had the most clicks for the size: ([\d.]+%)( each)?$", mailed.title):
        rates = [show(row[2], Unit.SHARE) for row in mailed.data.rows if row[2] is not None]
        most = max(rates, key=number)
        assert (found[1], found[2] is not None) == (most, rates.count(most) > 1)
    list_title = titles["list-trend"].title
    if found := re.search(
        r"stands at ([\d,]+), (as high as the|the) highest of the last (\d+)", list_title
    ):
        earlier = read.earlier("list_members")
        now = read.value("list_members")
        assert number(found[1]) == now
        assert int(found[3]) == len(earlier) + 1 >= 8
        assert now == max(earlier) if found[2] != "the" else now > max(earlier)


def test_no_control_chart_has_a_limit_that_cannot_be(told):
    account, _ = told
    charts = [each for each in blocks(account, ReportFigure) if each.id.startswith("control")]
    assert len(charts) == 3
    for chart in charts:
        indicator = chart.id.removeprefix("control-").rsplit("-", 1)[0].replace("-", "_")
        least, most = MEASURES[indicator].bounds
        limits = [each for point in chart.details for each in (point.lower, point.upper)]
        assert all(each is None or least <= each <= most for each in limits)
        for row, point in zip(chart.data.rows, chart.details, strict=True):
            assert row[3:5] == (point.lower, point.upper)


def test_the_list_adds_up_from_quarter_to_quarter(told):
    account, _ = told
    table = next(each for each in blocks(account, ReportTable) if each.id == "list-table")
    names = [each.label for each in table.columns]
    for row in table.rows:
        cells = dict(zip(names, row, strict=True))
        parts = [cells[each] for each in ("At the start", "Joined", "Left", "At the end")]
        if all(each is not None for each in parts):
            start, joined, left, end = parts
            assert start + joined - left + (cells.get("Unexplained") or 0) == end
