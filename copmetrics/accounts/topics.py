"""Which topics draw people: over four quarters in a table, and quarter by quarter in a picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import pandas as pd

from copmetrics.accounts.account import (
    Paragraph,
    ReportBlock,
    ReportCell,
    ReportColumn,
    ReportFigure,
    ReportTable,
    Section,
)
from copmetrics.accounts.audience_evidence import AudienceEvidence
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.accounts.part_tables import YEAR, Part, mean_an_event
from copmetrics.accounts.quarter_figures import QuarterFigures, known_number, shown_cell
from copmetrics.framework.withheld import MARK, ShownAs
from copmetrics.privacy.rounding import BASE
from copmetrics.quarters import label, quarters_of, span
from copmetrics.schema import topics_listed
from copmetrics.units import Unit, join_words

__all__ = ["topics_section"]

ROUNDED_BY: Final = 2 * (BASE - 1)
"""So far apart may be two counts that are shown alike: each is rounded to a multiple above or below it."""
DRAWN: Final = 4
"""So many topics are drawn, those with most attendances in the four quarters."""
CLICKS: Final = ("unique_clickers", "unique_clickers_without_scanners")
LINKS_ONCE: Final = (
    "community.toml says, under [links], which links lead to which topic; whoever clicked links of two "
    "topics is counted under each."
)
ONCE_UNDER_EACH: Final = (
    "An event of several topics counts once under each, so these do not add up. Topics are as the list of "
    "events has them; events without one are not in the table."
)


def topics_section(evidence: AudienceEvidence) -> tuple[Section, ...]:
    """Tell what each topic drew; nothing where no event of four quarters and no link is said to be of any."""
    blocks = (*_drawn(evidence), *_clicked(evidence.facts))
    return (Section("topics", "Which topics draw people", blocks),) if blocks else ()


def _drawn(evidence: AudienceEvidence) -> Iterator[ReportBlock]:
    """Tell what each topic drew to events."""
    facts = evidence.facts
    held = _held(facts)
    if held.empty:
        return
    table = _table(evidence, held)
    yield Paragraph(ONCE_UNDER_EACH)
    yield table
    figure = _figure(facts, [str(row[0]) for row in table.rows])
    if figure is not None:
        yield figure


def _clicked(facts: QuarterFigures) -> Iterator[ReportTable]:
    """Tell how many people clicked links of each topic in the quarter's mailings, most people first."""
    parts = facts.parts[Part.TOPIC_CLICKS].dropna(subset="topic")
    if parts.empty:
        return
    cells = {(row["topic"], row["indicator"]): shown_cell(row) for row in parts.to_dict("records")}
    rows = [
        (topic, *(cells.get((topic, each)) for each in CLICKS)) for topic in parts["topic"].unique()
    ]
    rows.sort(key=lambda row: (-(row[1] if isinstance(row[1], int | float) else 0), str(row[0])))
    columns = (
        ReportColumn("Topic"),
        *(ReportColumn(facts.measures[each].label, facts.measures[each].unit) for each in CLICKS),
    )
    title = f"People who clicked links of each topic in the mailings of {label(facts.quarter)}"
    yield ReportTable("topics-clicks", title, columns, tuple(rows), (LINKS_ONCE,), folded=True)


def _held(facts: QuarterFigures) -> pd.DataFrame:
    """Return a row an event of the four quarters and topic."""
    context = facts.context
    events = context.events[~context.events["cancelled"].fillna(False)]
    begun = events[events["starts_at"].le(context.as_of) & events["topic"].notna()]
    quarter = quarters_of(begun["starts_at"], calendar=context.calendar, timezone=context.timezone)
    here = begun.assign(quarter=quarter)[
        (quarter > facts.quarter - YEAR) & (quarter <= facts.quarter)
    ]
    return here.assign(topic=here["topic"].map(topics_listed)).explode("topic")


def _table(evidence: AudienceEvidence, held: pd.DataFrame) -> ReportTable:
    """Put what each topic drew, most attendances first; what is withheld comes last."""
    facts = evidence.facts
    told = {
        (row["topic"], row["indicator"]): row for row in facts.parts[Part.TOPICS].to_dict("records")
    }
    counts = held.groupby("topic")["recorded"].agg(["size", "sum"])
    stories = evidence.stories["topic"].map(topics_listed).explode()
    rows = [
        (
            topic,
            int(size),
            _cell(came := told.get((topic, "attendances"))),
            mean_an_event(came, int(recorded)),
            _cell(again := told.get((topic, "return_rate"))),
            _of(again),
            int(stories.eq(topic).sum()),
        )
        for topic, size, recorded in counts.itertuples()
    ]
    rows.sort(key=lambda row: (-(row[2] if isinstance(row[2], int | float) else 0), str(row[0])))
    again_ = facts.measures["return_rate"]
    columns = (
        ReportColumn("Topic"),
        ReportColumn("Events", Unit.EVENTS),
        ReportColumn("Attendances", Unit.ATTENDANCES),
        ReportColumn("Attendances an event", Unit.DECIMAL),
        ReportColumn(again_.label, again_.unit),
        ReportColumn("Of attendances", Unit.ATTENDANCES),
        ReportColumn("Stories", Unit.STORIES),
    )
    title = f"What each topic drew in the four quarters to {label(facts.quarter)}"
    return ReportTable("topics-table", title, columns, tuple(rows))


def _cell(row: Mapping[str, object] | None) -> ReportCell:
    return None if row is None else shown_cell(row)


def _of(row: Mapping[str, object] | None) -> ReportCell:
    """Return of how many a share is."""
    if row is None:
        return None
    return MARK if row["status"] == ShownAs.WITHHELD else known_number(row["denominator"])


def _figure(facts: QuarterFigures, topics: list[str]) -> ReportFigure | None:
    """Draw the attendances of the topics that drew most, quarter by quarter."""
    parts = facts.parts[Part.TOPIC_QUARTERS]
    cells = {(row["quarter"], row["topic"]): shown_cell(row) for row in parts.to_dict("records")}
    drawn = topics[:DRAWN]
    quarters = span(facts.quarter - 2 * YEAR + 1, facts.quarter)
    rows = tuple((label(each), *(cells.get((each, topic)) for topic in drawn)) for each in quarters)
    known = [row for row in rows if any(cell is not None for cell in row[1:])]
    if len(known) < 2:
        return None
    columns = (ReportColumn("Quarter"), *(ReportColumn(each, Unit.ATTENDANCES) for each in drawn))
    subtitle = "Attendances at events of the topics that drew most, by quarter"
    return ReportFigure(
        "topics-figure",
        _message(facts, cells),
        subtitle,
        ChartKind.LINES,
        ReportTable("topics-data", subtitle, columns, rows),
        notes=("A quarter without a mark had no event of the topic.",),
    )


def _message(facts: QuarterFigures, cells: Mapping[tuple[pd.Period, str], ReportCell]) -> str:
    """Name the topic that drew most in the quarter, as far as the numbers shown tell.

    Of two rounded ones that may be in either order neither is said to be it.
    """
    here = {
        topic: cell
        for (quarter, topic), cell in cells.items()
        if quarter == facts.quarter and isinstance(topic, str) and isinstance(cell, int | float)
    }
    near = ROUNDED_BY if facts.is_shared else 0
    first = sorted(topic for topic, cell in here.items() if cell >= max(here.values()) - near)
    if not first or (near and len(first) > 1):
        return "What the topics drew"
    return f"Most attendances in {label(facts.quarter)} were at events on {join_words(first)}"
