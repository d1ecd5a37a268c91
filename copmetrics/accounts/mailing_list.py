"""The mailing list: joiners and leavers, reconciled to its change."""

from __future__ import annotations

from copmetrics.accounts.account import (
    Paragraph,
    ReportCell,
    ReportColumn,
    ReportFigure,
    ReportTable,
    Section,
)
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.accounts.not_known import is_known
from copmetrics.accounts.quarter_figures import QuarterFigures
from copmetrics.accounts.running_quarter import row_label, so_far_after
from copmetrics.evaluation.changes import State
from copmetrics.quarters import label
from copmetrics.units import Unit, show, show_change

__all__ = ["mailing_list"]

TITLE = "The mailing list"


def mailing_list(facts: QuarterFigures) -> Section:
    """Tell who joined and left, and that it adds up."""
    if not is_known(facts, "list_joined", "list_left", "list_members"):
        words = Paragraph(f"Not known: {facts.why('list_members')}.")
        return Section("list", TITLE, (words,))
    unit = Unit.PEOPLE
    columns = (ReportColumn("Quarter"), ReportColumn("Joined", unit), ReportColumn("Left", unit))
    rows = tuple(
        (label(each), facts.cell("list_joined", each), below(facts.cell("list_left", each)))
        for each in facts.recent
    )
    subtitle = f"People who joined and left the mailing list, by quarter{so_far_after(facts)}"
    figure = ReportFigure(
        "list-flows",
        _list_message(facts),
        subtitle,
        ChartKind.FLOWS,
        ReportTable("list-flows-data", subtitle, columns, rows),
    )
    return Section("list", TITLE, (figure, _reconciled(facts)))


def _list_message(facts: QuarterFigures) -> str:
    joined, left = facts.value("list_joined"), facts.value("list_left")
    if joined is None or left is None:
        missing = "list_joined" if joined is None else "list_left"
        return f"Who joined and left in {label(facts.quarter)} is {facts.not_told(missing)}"
    told = f"{show(joined, Unit.PEOPLE)} joined and {show(left, Unit.PEOPLE)} left"
    not_compared = facts.change["list_members"]["state"] == State.NOT_COMPARABLE
    if facts.is_shared or not_compared:
        return f"{told} in {label(facts.quarter)}"
    return f"{told}: {show_change(joined - left, Unit.PEOPLE)} in {label(facts.quarter)}"


def _reconciled(facts: QuarterFigures) -> ReportTable:
    """Start, joiners, leavers and end of each quarter, and what they leave unexplained."""
    unit = Unit.PEOPLE
    heads = ("At the start", "Joined", "Left", "At the end")
    columns = (ReportColumn("Quarter"), *(ReportColumn(each, unit) for each in heads))
    if facts.is_shared:
        told = tuple(
            (
                row_label(facts, each),
                facts.cell("list_members", each - 1),
                *(facts.cell(id, each) for id in ("list_joined", "list_left", "list_members")),
            )
            for each in reversed(facts.recent)
        )
        title = "The list from quarter to quarter, each number rounded by itself"
        return ReportTable("list-table", title, columns, told, folded=True)
    columns = (*columns, ReportColumn("Unexplained", unit, signed=True))
    rows = []
    for quarter in reversed(facts.recent):
        start = facts.value("list_members", quarter - 1)
        joined, left = facts.value("list_joined", quarter), facts.value("list_left", quarter)
        end = facts.value("list_members", quarter)
        parts = (start, joined, left, end)
        rest = None
        if start is not None and joined is not None and left is not None and end is not None:
            rest = end - (start + joined - left)
        rows.append((row_label(facts, quarter), *parts, rest))
    title = "The list from quarter to quarter: start, plus joined, less left, is the end"
    return ReportTable("list-table", title, columns, tuple(rows), folded=True)


def below(cell: ReportCell) -> ReportCell:
    """Return a number to be drawn below the line; nought has no sign, and what is withheld has none."""
    return 0.0 - cell if isinstance(cell, int | float) else cell
