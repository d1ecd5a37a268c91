"""Which kinds of activity work across communities: what each drew over a year, and how communities differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Final

from copmetrics.accounts.account import (
    Paragraph,
    ReportBlock,
    ReportCell,
    ReportColumn,
    ReportFigure,
    ReportTable,
    Section,
)
from copmetrics.accounts.chart_details import StripRow
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.accounts.network_figures import NetworkFigures
from copmetrics.accounts.part_tables import YEAR, mean_an_event
from copmetrics.accounts.quarter_figures import shown_cell
from copmetrics.framework.learning_activities import CLUSTERS
from copmetrics.measures import MEASURES
from copmetrics.quarters import label
from copmetrics.units import Unit

__all__ = ["Kind", "kinds", "network_activities_section"]

FEW: Final = 3
"""Kinds that fewer communities used are not set beside others."""
BESIDE_OTHERS: Final = "More than after their other kinds"
TITLE: Final = "Kinds of activity across communities"


@dataclass(frozen=True)
class Kind:
    """One kind of activity: of each community that used it, by its short name, what it drew in a year."""

    id: str
    label: str
    events: Mapping[str, int]
    recorded: Mapping[str, int]
    """How many of these events it is known of who came."""
    attendances: Mapping[str, float]
    """Of the communities that tell them."""
    came_again: Mapping[str, tuple[float, float]]
    """How many attendances were followed by another, and of how many."""
    ratings: Mapping[str, tuple[float, float]]
    """The mean rating, and of how many answers."""
    an_event: Mapping[str, float]
    """The attendances an event, of the communities that tell them: where few people came, none does."""


def kinds(figures: NetworkFigures) -> list[Kind]:
    """Return the kinds of activity that any community used in the year, in their fixed order."""
    told: dict[tuple[str, str], dict[str, Mapping[str, object]]] = {}
    for row in figures.activities.to_dict("records"):
        told.setdefault((row["cluster"], row["indicator"]), {})[row["community"]] = row
    held = {
        id: figures.events[figures.events["cluster"].eq(id)].set_index("community")
        for id in CLUSTERS
    }
    return [
        Kind(
            id=id,
            label=cluster.label,
            events=dict(held[id]["events"].astype(int)),
            recorded=dict(held[id]["recorded"].astype(int)),
            attendances=_numbers(told.get((id, "attendances"), {})),
            came_again=_pairs(told.get((id, "return_rate"), {}), "numerator"),
            ratings=_pairs(told.get((id, "feedback_rating"), {}), "value"),
            an_event=_means(told.get((id, "attendances"), {}), dict(held[id]["recorded"])),
        )
        for id, cluster in CLUSTERS.items()
        if len(held[id])
    ]


def _numbers(rows: Mapping[str, Mapping[str, object]]) -> dict[str, float]:
    cells = {id: shown_cell(row) for id, row in rows.items()}
    return {id: float(cell) for id, cell in cells.items() if isinstance(cell, int | float)}


def _means(
    rows: Mapping[str, Mapping[str, object]], recorded: Mapping[str, int]
) -> dict[str, float]:
    """Return the attendances an event of each community that tells them, of the events that say who came."""
    cells = {
        id: mean_an_event(row, int(recorded[id])) for id, row in rows.items() if recorded.get(id)
    }
    return {id: float(cell) for id, cell in cells.items() if isinstance(cell, int | float)}


def _pairs(rows: Mapping[str, Mapping[str, object]], first: str) -> dict[str, tuple[float, float]]:
    """Return a number of each row that is told, and of how many it is."""
    return {
        id: (float(str(rows[id][first])), float(str(rows[id]["denominator"])))
        for id in _numbers(rows)
    }


def network_activities_section(figures: NetworkFigures, *, each_one: bool = True) -> Section:
    """Tell what each kind of activity drew in the communities that used it; none is ranked.

    Of `each_one` there is a strip of dots, whose numbers name the communities.
    """
    used = kinds(figures)
    if not used:
        words = "Which kinds of learning activity their events were, no community says."
        return Section("activities", TITLE, (Paragraph(words),))
    blocks: list[ReportBlock] = [Paragraph(_how_to_read(figures)), _table(used)]
    if each_one and any(each.an_event for each in used):
        blocks.append(_strip(figures, used))
    return Section("activities", TITLE, tuple(blocks))


def _how_to_read(figures: NetworkFigures) -> str:
    return (
        f"The four quarters to {label(figures.quarter)} together, as each community shares them. Kinds "
        "stand in a fixed order. Whether one works better than another is best asked within a community, "
        f"where the people are the same: '{BESIDE_OTHERS}' says in how many communities more people came "
        "again after it than after that community's other kinds, of those that tell both. People come "
        "again for many reasons."
    )


def _table(used: list[Kind]) -> ReportTable:
    again = MEASURES["return_rate"]
    columns = (
        ReportColumn("Activity"),
        ReportColumn("Communities", Unit.COUNT),
        ReportColumn("Events", Unit.EVENTS),
        ReportColumn("Attendances", Unit.ATTENDANCES),
        ReportColumn("Attendances an event", Unit.DECIMAL),
        ReportColumn(again.label, Unit.WHOLE_SHARE),
        ReportColumn(BESIDE_OTHERS),
        ReportColumn("Rating, 1 to 5", Unit.SCORE),
        ReportColumn("Communities that tell it", Unit.COUNT),
    )
    notes = (
        "What a community withholds to protect small numbers is in no sum. Attendances an event are of the "
        "events of which it is known who came; who came again and ratings are not of communities "
        "where few people came to it.",
    )
    rows = tuple(_row(each, used) for each in used)
    return ReportTable(
        "network-activities", "What each kind of activity drew", columns, rows, notes
    )


def _row(kind: Kind, used: list[Kind]) -> tuple[ReportCell, ...]:
    few = f" (in fewer than {FEW} communities: too few to compare)"
    told = kind.an_event
    came = sum(kind.attendances[id] for id in told)
    recorded = sum(kind.recorded[id] for id in told)
    part, whole = _sums(kind.came_again.values())
    answers = sum(count for _, count in kind.ratings.values())
    rated = sum(rating * count for rating, count in kind.ratings.values())
    return (
        kind.label + (few if len(kind.events) < FEW else ""),
        len(kind.events),
        sum(kind.events.values()),
        sum(kind.attendances.values()) if kind.attendances else None,
        came / recorded if recorded else None,
        part / whole if whole else None,
        _beside_others(kind, used),
        rated / answers if answers else None,
        len(kind.ratings),
    )


def _sums(pairs: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """Return the sum of the first and that of the second of some pairs."""
    firsts, seconds = zip(*pairs, strict=True) if (pairs := list(pairs)) else ((), ())
    return sum(firsts), sum(seconds)


def _beside_others(kind: Kind, used: list[Kind]) -> str:
    """Say in how many communities more people came again after this kind than after their other kinds."""
    higher, compared = 0, 0
    for id, (part, whole) in kind.came_again.items():
        others = [
            each.came_again[id] for each in used if each is not kind and id in each.came_again
        ]
        if not others:
            continue
        compared += 1
        other_part, other_whole = _sums(others)
        higher += part / whole > other_part / other_whole
    return f"in {higher} of {compared}" if compared else "not told of any"


def _strip(figures: NetworkFigures, used: list[Kind]) -> ReportFigure:
    names = {each.id: each.name for each in figures.members}
    drawn = [each for each in used if each.an_event]
    rows = tuple(
        StripRow(each.label, tuple(sorted(each.an_event.values())), median(each.an_event.values()))
        for each in drawn
    )
    cells = tuple(
        (f"{kind.label}: {names[id]}", kind.an_event[id])
        for kind in drawn
        for id in figures.ids
        if id in kind.an_event
    )
    first = label(figures.quarter - YEAR + 1)
    return ReportFigure(
        "network-activities-strip",
        _message(drawn),
        f"Attendances an event from {first} to {label(figures.quarter)}: each dot a community, the line its "
        "kind's middle community",
        ChartKind.STRIP,
        ReportTable(
            "network-activities-strip-data",
            "Attendances an event by kind of activity and community",
            (
                ReportColumn("Kind and community"),
                ReportColumn("Attendances an event", Unit.DECIMAL),
            ),
            cells,
        ),
        notes=(
            "Communities differ in how many they are: how many came to an event says nothing of "
            "how good it was.",
        ),
        details=rows,
    )


def _message(drawn: list[Kind]) -> str:
    """Say whether kinds of activity or communities differ more, where enough communities tell."""
    wide = [each for each in drawn if len(each.an_event) >= FEW]
    if len(wide) < 2:
        return "Attendances an event, community by community"
    middles = [median(each.an_event.values()) for each in wide]
    within = median(max(each.an_event.values()) - min(each.an_event.values()) for each in wide)
    if max(middles) - min(middles) > within:
        return "Kinds of activity differ more than communities do within a kind"
    return "Communities differ more within a kind of activity than the kinds do"
