"""Learning activities: what each cluster drew, who came again, and the map with its path."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from copmetrics.accounts.account import (
    Listing,
    Paragraph,
    ReportBlock,
    ReportCell,
    ReportColumn,
    ReportFigure,
    ReportTable,
    Section,
)
from copmetrics.accounts.chart_details import MapMark, MapPlace
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.accounts.part_tables import YEAR, Part, mean_an_event
from copmetrics.accounts.quarter_figures import QuarterFigures, known_number, shown_cell
from copmetrics.framework.learning_activities import CLUSTERS, Cluster
from copmetrics.framework.withheld import MARK, ShownAs
from copmetrics.quarters import label, quarters_of
from copmetrics.units import Unit

__all__ = ["activities_section"]

FEW = 3
"""Fewer events than this are not set beside others."""
TOO_FEW = "too few events"
HOW_SAID: Final = (
    "give them an activity in events.csv, or map them under [activities] in community.toml"
)
"""For those who lead the community: others have nothing to fill in."""
MAP = 2 * YEAR
"""So many quarters make the path on the map."""
SCALES = {
    "from_with": (
        "more about learning with one another",
        "more about learning from one another",
    ),
    "informal_formal": ("more formal", "less formal"),
}
"""What events are judged by, from -2 to 2, and what a year is that lies further up, or further down."""
CLEARLY = 0.5
"""So much of a scale is a difference."""


def activities_section(facts: QuarterFigures) -> Section:
    """Tell what kinds of learning activity there were; none is ranked, and unused ones are ideas."""
    first, last = facts.quarter - YEAR + 1, facts.quarter
    held = _held(facts)
    recent = held[held["quarter"].between(first, last)]
    title = "Kinds of learning activity"
    if recent["cluster"].isna().all():
        words = f"Which kinds of learning activity the events were is not said: {HOW_SAID}."
        return Section("activities", title, () if facts.is_shared else (Paragraph(words),))
    blocks: list[ReportBlock] = [
        Paragraph(
            f"The four quarters to {label(last)} together. Kinds stand in a fixed order; one with "
            f"fewer than {FEW} events cannot be compared with the others. People come again for "
            "many reasons."
        ),
        _table(facts, recent),
        _map(facts, held, recent),
        _ideas(recent),
    ]
    return Section("activities", title, tuple(blocks))


def _held(facts: QuarterFigures) -> pd.DataFrame:
    """Return the events held by the end of the quarter, each with its quarter."""
    context = facts.context
    events = context.events[~context.events["cancelled"].fillna(False)]
    begun = events[events["starts_at"] <= context.as_of]
    quarter = quarters_of(begun["starts_at"], calendar=context.calendar, timezone=context.timezone)
    placed = begun.assign(quarter=quarter)
    return placed[placed["quarter"] <= facts.quarter]


def _table(facts: QuarterFigures, recent: pd.DataFrame) -> ReportTable:
    measured = ("attendances", "return_rate", "feedback_rating")
    year = facts.parts[Part.ACTIVITIES]
    told = {(row["cluster"], row["indicator"]): row for row in year.to_dict("records")}
    held = recent.groupby("cluster")["recorded"].agg(["size", "sum"])
    rows = tuple(
        _kind_row(
            cluster,
            int(held.at[id, "size"]),
            int(held.at[id, "sum"]),
            *(told.get((id, each)) for each in measured),
        )
        for id, cluster in CLUSTERS.items()
        if id in held.index
    )
    columns = (
        ReportColumn("Activity"),
        ReportColumn("Events", Unit.EVENTS),
        ReportColumn("Attendances", Unit.ATTENDANCES),
        ReportColumn("Attendances an event", Unit.DECIMAL),
        ReportColumn(facts.measures["return_rate"].label, facts.measures["return_rate"].unit),
        ReportColumn("Of attendances", Unit.ATTENDANCES),
        ReportColumn("Rating, 1 to 5", Unit.SCORE),
        ReportColumn("Ratings", Unit.ANSWERS),
    )
    unsaid = int(recent["cluster"].isna().sum())
    notes = (f"In no row: {Unit.EVENTS.of(unsaid)} of which the kind is not said.",)
    title = "What each kind of activity drew"
    return ReportTable("activities-table", title, columns, rows, notes if unsaid else ())


def _kind_row(
    cluster: Cluster,
    events: int,
    recorded: int,
    came: Mapping[str, object] | None,
    again: Mapping[str, object] | None,
    rated: Mapping[str, object] | None,
) -> tuple[ReportCell, ...]:
    """Return a line of the table: a kind of activity with its values over the year, where it has any.

    The attendances an event are those of the events that are recorded.
    """
    return (
        cluster.label + (f" ({TOO_FEW})" if events < FEW else ""),
        events,
        _value(came),
        mean_an_event(came, recorded),
        _value(again),
        _of(again),
        _value(rated),
        _of(rated),
    )


def _value(row: Mapping[str, object] | None) -> ReportCell:
    """Return a value as a table holds it."""
    return None if row is None else shown_cell(row)


def _of(row: Mapping[str, object] | None) -> ReportCell:
    """Return of how many a share or a mean is."""
    if row is None:
        return None
    return MARK if row["status"] == ShownAs.WITHHELD else known_number(row["denominator"])


def _map(facts: QuarterFigures, held: pd.DataFrame, recent: pd.DataFrame) -> ReportFigure:
    drawn = held[held["quarter"] > facts.quarter - MAP]
    by_quarter = drawn.groupby("quarter")
    path = by_quarter[[*SCALES]].mean().dropna()
    placed = by_quarter["from_with"].count()
    kinds = [
        _kind_place(cluster, recent[recent["cluster"].eq(id)]) for id, cluster in CLUSTERS.items()
    ]
    places = (*kinds, *_quarter_places(path, placed))
    subtitle = (
        "Left to right: learning from to learning with one another; top to bottom: informal to "
        "formal. Squares outside the frame have outside sources. The line is the mean event of "
        f"each quarter to {label(facts.quarter)}. Where a kind lies is the community's judgement, "
        "or our default"
    )
    return ReportFigure(
        "activity-map",
        _message(drawn, facts.quarter),
        subtitle,
        ChartKind.ACTIVITY_MAP,
        _map_table(places),
        details=places,
    )


def _kind_place(cluster: Cluster, own: pd.DataFrame) -> MapPlace:
    """Place a kind of activity: by its own events in the year, by our default where it had none."""
    placed = len(own) > 0
    usual = own["inside_outside"].mode()  # none where no event says it, as in tables of one's own
    return MapPlace(
        name=cluster.label,
        from_with=float(own["from_with"].mean() if placed else cluster.from_with),
        informal_formal=float(own["informal_formal"].mean() if placed else cluster.informal_formal),
        events=float(len(own)),
        sources=str(usual.iloc[0] if len(usual) else cluster.inside_outside),
        mark=MapMark.ACTIVITY,
    )


def _quarter_places(path: pd.DataFrame, events: pd.Series) -> list[MapPlace]:
    """Place each quarter where its mean event lies."""
    return [
        MapPlace(
            name=label(quarter),
            from_with=float(row["from_with"]),
            informal_formal=float(row["informal_formal"]),
            events=float(events[quarter]),
            sources="",
            mark=MapMark.QUARTER,
        )
        for quarter, row in path.iterrows()
    ]


def _map_table(places: Sequence[MapPlace]) -> ReportTable:
    columns = (
        ReportColumn("Activity or quarter"),
        ReportColumn("From (-2) to with (2)", Unit.DECIMAL),
        ReportColumn("Informal (-2) to formal (2)", Unit.DECIMAL),
        ReportColumn("Events", Unit.EVENTS),
        ReportColumn("Sources"),
        ReportColumn("Shown as"),
    )
    rows = tuple(_map_row(each) for each in places)
    return ReportTable("activity-map-data", "Learning activities on the map", columns, rows)


def _map_row(place: MapPlace) -> tuple[ReportCell, ...]:
    scales = (place.from_with, place.informal_formal)
    return (place.name, *scales, place.events, place.sources, str(place.mark))


def _message(placed: pd.DataFrame, last: pd.Period) -> str:
    """Say which way the year's mean event lies from that of the year before, if it clearly does.

    Nothing is said of a year with fewer events than are set beside others. Two single quarters would say
    little: each is a handful of events.
    """
    of_the_year = placed["quarter"] > last - YEAR
    before, year = (placed.loc[each, [*SCALES]].dropna() for each in (~of_the_year, of_the_year))
    if min(len(before), len(year)) < FEW:
        return "Where the community's activities lie"
    moved = year.mean() - before.mean()
    ways = [
        way[0] if moved[scale] > 0 else way[1]
        for scale, way in SCALES.items()
        if abs(moved[scale]) >= CLEARLY
    ]
    if not ways:
        return "The mix of activities is much as it was in the year before"
    return f"Activities were {' and '.join(ways)} than in the year before"


def _ideas(recent: pd.DataFrame) -> Listing:
    """List the kinds of activity that no event was of, as far as the events' kinds are said."""
    unused = [each for id, each in CLUSTERS.items() if not recent["cluster"].eq(id).any()]
    unsaid = int(recent["cluster"].isna().sum())
    of = f" (the kind of {Unit.EVENTS.of(unsaid)} is not said)" if unsaid else ""
    return Listing(
        f"Not used in these four quarters{of}: ideas, not gaps",
        tuple(f"{each.label}: {each.examples}" for each in unused),
        "Every kind of activity was used; many communities do well with a few.",
    )
