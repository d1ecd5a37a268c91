"""The learning agenda: what is raised, what is closed, and what waits."""

from __future__ import annotations

from copmetrics.measures.base import About, Better, Measures, Source
from copmetrics.measures.tallies import tally
from copmetrics.units import Unit

__all__ = ["AGENDA"]

AGENDA = Measures(
    fact="agenda_items",
    about=About.AGENDA,
    source=Source.AGENDA,
    key=("source_file", "source_row"),
    rows="rows_agenda_items",
    dimensions=("kind", "topic"),
    inside=True,
    by_month=False,
    declared=(
        tally(
            id="agenda_raised",
            label="Items raised",
            unit=Unit.ITEMS,
            meaning="Questions, challenges, opportunities and resources that were put on the learning "
            "agenda in the quarter.",
            counts="raised = 1",
            otherwise="was raised in an earlier quarter",
        ),
        tally(
            id="agenda_closed",
            label="Items closed",
            unit=Unit.ITEMS,
            meaning="Items of the learning agenda that were closed in the quarter, whenever they were "
            "raised.",
            better=Better.HIGHER,
            counts="closed = 1",
            otherwise="was not closed in the quarter",
        ),
        tally(
            id="agenda_open",
            label="Items open or parked",
            unit=Unit.ITEMS,
            meaning="Items of the learning agenda that were raised by the quarter's end and not closed by "
            "then.",
            only_grows=False,
            counts="open_at_end = 1",
            otherwise="was closed in the quarter",
        ),
        tally(
            id="agenda_waiting",
            label="Items open for two quarters or more",
            unit=Unit.ITEMS,
            meaning="Of the items open or parked at the quarter's end, those that have stood through two "
            "whole quarters, a quarter that is not over not counted: where the community may be stuck.",
            better=Better.LOWER,
            only_grows=False,
            counts="waits = 1",
            otherwise="was closed, or has not stood through two whole quarters",
        ),
        tally(
            id="agenda_untaken",
            label="Items that nobody has taken",
            unit=Unit.ITEMS,
            meaning="Of the items open or parked at the quarter's end, those beside which the agenda, as "
            "it is now, names nobody who takes them.",
            better=Better.LOWER,
            only_grows=False,
            counts="open_at_end = 1 and taken_by is null",
            otherwise="was closed, or somebody takes it",
        ),
    ),
)
