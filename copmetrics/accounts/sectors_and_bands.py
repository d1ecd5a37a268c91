"""Who came across boundaries: by the sector of their organisation, and by their grade or pay band."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from copmetrics.accounts.account import ReportCell, ReportColumn, ReportTable
from copmetrics.accounts.part_tables import Part
from copmetrics.accounts.quarter_figures import QuarterFigures, shown_cell
from copmetrics.accounts.running_quarter import whole_quarter_before
from copmetrics.quarters import label
from copmetrics.units import Unit

__all__ = ["sectors_and_bands"]

NOT_KNOWN: Final = "not known"
TOLD: Final = (
    (
        Part.SECTORS,
        "sector",
        "sector of organisation",
        "organisations.csv says which sector an organisation is of. Somebody who came for organisations "
        "of two sectors is counted in each.",
    ),
    (
        Part.BANDS,
        "band",
        "grade or pay band",
        "A band is the newest that a source says of somebody, in the quarter before too.",
    ),
)


def sectors_and_bands(facts: QuarterFigures) -> Iterator[ReportTable]:
    """Tell how many people came of each sector and of each band, now and in the quarter before.

    In the order of the alphabet, for they are no league. Nothing is told of what no source says, or of
    a quarter in which nobody's is known.
    """
    for part, dimension, words, note in TOLD:
        rows = _rows(facts, part, dimension)
        if not any(row[0] != NOT_KNOWN for row in rows):
            continue
        columns = (
            ReportColumn(dimension.capitalize()),
            ReportColumn("People", Unit.PEOPLE),
            ReportColumn(f"People {whole_quarter_before(facts)}", Unit.PEOPLE),
        )
        title = f"Different people who attended in {label(facts.quarter)}, by {words}"
        yield ReportTable(f"{dimension}s-table", title, columns, rows, (note,), folded=True)


def _rows(facts: QuarterFigures, part: Part, dimension: str) -> tuple[tuple[ReportCell, ...], ...]:
    found = facts.parts[part]
    told = {
        (row["quarter"], row[dimension]): shown_cell(row)
        for row in found.fillna({dimension: NOT_KNOWN}).to_dict("records")
    }
    known_before = facts.cell("unique_attendees", facts.quarter - 1) is not None
    names = sorted(
        {name for quarter, name in told if quarter == facts.quarter},
        key=lambda name: (name == NOT_KNOWN, name.casefold()),
    )
    return tuple(
        (
            name,
            told[facts.quarter, name],
            told.get((facts.quarter - 1, name), 0.0) if known_before else None,
        )
        for name in names
    )
