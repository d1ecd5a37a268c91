"""What people said of the quarter's events: ratings event by event, and their own words."""

from __future__ import annotations

import pandas as pd

from copmetrics.accounts.account import (
    Paragraph,
    ReportBlock,
    ReportCell,
    ReportColumn,
    ReportTable,
    Section,
)
from copmetrics.accounts.feedback_record import by_activity, over_time
from copmetrics.accounts.part_tables import Part
from copmetrics.accounts.quarter_figures import (
    InsideFigures,
    QuarterFigures,
    known_number,
    known_text,
    shown_cell,
)
from copmetrics.framework.withheld import MARK
from copmetrics.quarters import label
from copmetrics.schema import IndicatorRow
from copmetrics.units import Unit

__all__ = ["feedback_section"]

AS_WRITTEN = (
    "This stands as it was written, and may name somebody: it is for those who lead the community, "
    "and is in no account that is shared. Where it has an address, a form of address or a name that the "
    "exports know, it is marked; others may be named all the same."
)
UNRATED = "No event of the quarter was rated. What was written, and what was said before, opens on screen."
MARKED = "may name somebody"
NAMED = "Named?"
KINDS = {"plus": "What went well", "delta": "What to change"}


def feedback_section(facts: QuarterFigures) -> Section:
    """Tell ratings with their numbers of answers; and, inside the community, what was written.

    Inside it is a record over time too, and says by kind of activity what works, each with its number.
    """
    title = "What people said of the events"
    rated = _ratings(facts)
    blocks: list[ReportBlock] = []
    if rated.rows:
        blocks = [Paragraph("Those who answer are not a sample of those who came."), rated]
    if isinstance(facts, InsideFigures):
        blocks += _inside(facts)
    if all(isinstance(each, ReportTable) and each.folded for each in blocks):  # in print nothing
        blocks = [
            Paragraph(UNRATED if blocks else "No feedback form reaches this quarter."),
            *blocks,
        ]
    return Section("feedback", title, tuple(blocks))


def _inside(facts: InsideFigures) -> list[ReportBlock]:
    """Return what those who lead are told beside the ratings."""
    words = _words(facts)
    return [each for each in (words, by_activity(facts), over_time(facts)) if each.rows]


def _ratings(facts: QuarterFigures) -> ReportTable:
    """Put the ratings event by event."""
    rated = facts.parts[Part.RATINGS]
    events = facts.context.events.set_index("event")
    rows: list[tuple[ReportCell, ...]] = [
        (
            known_text(events.at[event, "title"]),
            facts.context.day(events.at[event, "starts_at"]),
            *_rating(own[own["indicator"].eq("feedback_rating")].iloc[0].to_dict()),
        )
        for event, own in rated.groupby("event")
    ]
    columns = (
        ReportColumn("Event"),
        ReportColumn("Date", Unit.DAY),
        ReportColumn("Ratings", Unit.ANSWERS),
        ReportColumn("Mean, 1 to 5", Unit.SCORE),
    )
    rows.sort(key=lambda row: str(row[1]))
    title = f"Ratings of events of {label(facts.quarter)}"
    return ReportTable("feedback-table", title, columns, tuple(rows))


def _rating(row: IndicatorRow) -> tuple[ReportCell, ReportCell]:
    """Return how many ratings there were, and their mean."""
    mean = shown_cell(row)
    return (MARK if mean == MARK else known_number(row["denominator"])), mean


def _words(facts: InsideFigures) -> ReportTable:
    """Put what was written event by event, what several wrote first."""
    events = facts.community.events.set_index("event")
    answers = facts.community.tables["feedback"]
    held = [each for each in events.index if _in_quarter(facts, events.at[each, "starts_at"])]
    answers = answers[answers["event"].isin(held) & answers["left_out"].isna()]
    written = answers.melt(
        id_vars=["event", "small_group"],
        value_vars=list(KINDS),
        var_name="kind",
        value_name="text",
    )
    counted = (
        written.dropna(subset="text")
        .groupby(["event", "kind", "text", "small_group"], sort=False, dropna=False, as_index=False)
        .size()
        .assign(start=lambda rows: events["starts_at"].reindex(rows["event"]).array)
        .sort_values(["start", "kind", "size"], ascending=[True, False, False], kind="stable")
    )
    by_groups = bool(counted["small_group"].notna().any())
    rows: tuple[tuple[ReportCell, ...], ...] = tuple(
        (
            known_text(events.at[row["event"], "title"]),
            KINDS[row["kind"]],
            row["text"],
            MARKED if row["text"] in facts.community.naming else None,
            row["size"],
            *([known_text(row["small_group"])] if by_groups else []),
        )
        for row in counted.to_dict("records")
    )
    columns = (
        ReportColumn("Event"),
        ReportColumn("Asked"),
        ReportColumn("In people's own words"),
        ReportColumn(NAMED),
        ReportColumn("Times", Unit.COUNT),
        *([ReportColumn("Small group")] if by_groups else []),
    )
    title = "What people wrote (it may name somebody)"
    told = ReportTable("feedback-words", title, columns, rows, (AS_WRITTEN,), folded=True)
    return told.without_empty(NAMED)


def _in_quarter(facts: InsideFigures, start: pd.Timestamp) -> bool:
    local = start.tz_convert(facts.community.settings.timezone).tz_localize(None)
    here = facts.quarter.start_time <= local <= facts.quarter.end_time
    return bool(here and start <= facts.context.as_of)
