"""By what people met: events, attendances and hours by channel, where a community declares channels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pandas as pd

from copmetrics.accounts.account import ReportColumn, ReportTable
from copmetrics.accounts.quarter_figures import InsideFigures, known_number
from copmetrics.framework.channels import Channel
from copmetrics.measures import MEASURES
from copmetrics.quarters import label
from copmetrics.units import Unit

__all__ = ["channels_table"]

TOLD: Final = ("events", "attendances", "unique_attendees", "member_hours")


def channels_table(facts: InsideFigures) -> Iterator[ReportTable]:
    """Tell the quarter by channel, in the order of the seven; nothing where none is declared."""
    community = facts.community
    if not community.settings.channels:
        return
    found = community.indicators(
        by=("channel",), only=TOLD, quarters=pd.PeriodIndex([facts.quarter])
    )
    told = {
        (row["channel"], row["indicator"]): known_number(row["value"])
        for row in found.to_dict("records")
    }
    met = [each for each in Channel if (each, "events") in told]
    columns = (
        ReportColumn("Channel"),
        *(ReportColumn(MEASURES[each].label, MEASURES[each].unit) for each in TOLD),
    )
    rows = tuple((str(each).capitalize(), *(told.get((each, id)) for id in TOLD)) for each in met)
    title = f"By what people met in {label(facts.quarter)}"
    notes = ["Somebody who came by two channels is counted in each, so people do not add up."]
    unsaid = next((count for (by, id), count in told.items() if pd.isna(by) and id == "events"), 0)
    if unsaid:
        notes.append(f"In no row: {Unit.EVENTS.of(unsaid)} of which the channel is not said.")
    if rows:
        yield ReportTable("channels-table", title, columns, rows, tuple(notes))
