"""The value-creation matrix in an account: the picture, the table, the gaps and the questions."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from copmetrics.accounts.account import (
    Listing,
    Paragraph,
    ReportBlock,
    ReportCell,
    ReportColumn,
    ReportTable,
    Section,
)
from copmetrics.accounts.audience_evidence import AudienceEvidence
from copmetrics.accounts.matrix_picture import matrix_pictures
from copmetrics.accounts.story_blocks import (
    Grid,
    GridCell,
    GridColumn,
    GridRow,
    Passage,
)
from copmetrics.framework.cycles import Cycle
from copmetrics.quarters import label
from copmetrics.units import Unit, join_words, show
from copmetrics.value.journeys import Completeness
from copmetrics.value.matrix import MatrixRow

__all__ = [
    "PICTURE_TITLE",
    "completeness_words",
    "matrix_section",
    "picture_section",
    "table_section",
]

STATIONS: Final = "Indicators that the stories speak of"
PICTURE_TITLE: Final = "Stories and indicators together"
IN_APPENDIX: Final = f"of the table '{STATIONS}', in the appendix"
ABOUT: Final = (
    "Read along a row, a story is followed from what happened to what came of it; read down a "
    "column, one cycle of value is seen in numbers and in words. Stories show how the community "
    "contributed; neither they nor the numbers prove that it was the only reason."
)


def matrix_section(evidence: AudienceEvidence) -> Section:
    """Tell the whole matrix: the picture, the table, both lists of gaps, the questions to ask."""
    picture = picture_section(evidence, "at the head of the matrix below")
    key = [replace(each, folded=True) for each in _key(evidence)]
    told: tuple[ReportBlock, ...] = (
        *picture.blocks,
        *key,
        _grid(evidence),
        *_gaps(evidence),
    )
    return Section("matrix", picture.title, told)


def picture_section(evidence: AudienceEvidence, where: str = IN_APPENDIX) -> Section:
    """Tell the matrix as a picture, and the cycles of which nothing is known yet.

    `where` says where the indicators stand to which the picture's numbers refer.
    """
    nothing = Paragraph("No story has been collected that this account may tell.")
    drawn = matrix_pictures(evidence, where) or [nothing]
    questions = tuple(f"{each.label}: {each.question}" for each in evidence.matrix.empty)
    asked = Listing("Cycles of which nothing is known yet: questions to ask", questions)
    about = (Paragraph(ABOUT),) if evidence.matrix.rows else ()
    return Section("matrix", PICTURE_TITLE, (*about, *drawn, asked))


def table_section(evidence: AudienceEvidence) -> Section:
    """Tell the matrix as a table, with the indicators that the stories pass."""
    blocks: tuple[ReportBlock, ...] = (*_key(evidence), _grid(evidence))
    return Section("matrix-table", "The matrix in full", blocks)


def completeness_words(row: MatrixRow) -> str:
    """Say how much of the way from activity to outcome a story goes."""
    journey = row.journey
    loops = _times("comes back to the community", journey.returns)
    loops += _times("goes back a step", journey.loops - journey.returns)
    match journey.completeness:
        case Completeness.ASPIRATION:
            return "Hoped for."
        case Completeness.RICH:
            steps = f"{journey.borne_out} of its steps cite or explain an indicator"
            return f"Goes all the way from activity to outcome, and {steps}.{loops}"
        case Completeness.COMPLETE:
            return f"Goes all the way, from what happened to what came of it.{loops}"
    if journey.stops_at is None:
        return f"Lies beside the chain from activity to outcome.{loops}"
    missing = [each.label.lower() for each in journey.missing]
    without = f", without {join_words(missing)}" if missing else ""
    return f"Goes as far as {journey.stops_at.label.lower()}{without}.{loops}"


def _times(what: str, often: int) -> str:
    if not often:
        return ""
    return f" It {what} {'once' if often == 1 else f'{often} times'}."


def _key(evidence: AudienceEvidence) -> list[ReportTable]:
    """List the indicators that the stories pass through, by their numbers in the picture."""
    facts = evidence.facts
    rows: list[tuple[ReportCell, ...]] = []
    for id, number in evidence.numbers.items():
        measure = facts.measures[id]
        station = evidence.station(id)
        rows.append(
            (
                f"{number}. {measure.label}",
                measure.cycle.label,
                show(station.value, measure.unit),
                station.moved or show(None, measure.unit),
                float(len(evidence.matrix.stories_of(id))),
            )
        )
    if not rows:
        return []
    columns = (
        ReportColumn("Indicator"),
        ReportColumn("Cycle"),
        ReportColumn(label(facts.quarter)),
        ReportColumn("Change"),
        ReportColumn("Stories that pass it", Unit.STORIES),
    )
    return [ReportTable("stations", STATIONS, columns, tuple(rows))]


def _grid(evidence: AudienceEvidence) -> Grid:
    matrix = evidence.matrix
    columns = tuple(
        GridColumn(
            label=cycle.label,
            question=cycle.question,
            stations=tuple(evidence.station(id, changed=False) for id in matrix.heads[cycle]),
            stories=matrix.stories_in(cycle),
            links=matrix.links_in(cycle),
        )
        for cycle in matrix.cycles
    )
    rows = tuple(
        GridRow(
            row.title, _byline(row), tuple(_cell(evidence, row, each) for each in matrix.cycles)
        )
        for row in matrix.rows
    )
    return Grid(
        "matrix-grid",
        "The matrix: cycles across, stories down",
        columns,
        rows,
        (f"Values are those of {label(evidence.facts.quarter)}.",),
    )


def _byline(row: MatrixRow) -> str:
    return " ".join(
        part
        for part in (f"{row.constituency}." if row.constituency else "", completeness_words(row))
        if part
    )


def _cell(evidence: AudienceEvidence, row: MatrixRow, cycle: Cycle) -> GridCell:
    return GridCell(
        passages=tuple(
            Passage(
                each.text,
                each.hoped,
                tuple(evidence.station(id, relation, changed=False) for relation, id in each.links),
                each.sign,
            )
            for each in row.cells.get(cycle, ())
        ),
        question=cycle.follow_up if cycle in row.journey.gaps else "",
    )


def _gaps(evidence: AudienceEvidence) -> list[ReportBlock]:
    matrix = evidence.matrix
    unexplained = tuple(
        f"{evidence.facts.measures[id].label} ({evidence.facts.measures[id].cycle.label.lower()}): "
        f"{_said(evidence, id)}"
        for id in matrix.unexplained
    )
    claims = tuple(
        f"{each.claim} ({each.cycle.label.lower()}, in '{each.title}')" for each in matrix.claims
    )
    return [
        Listing(
            "Indicators that no story explains",
            unexplained,
            "Every indicator with a value is in a story.",
        ),
        Listing(
            "Claims that no indicator bears out",
            claims,
            "Nothing that the stories claim goes unmeasured.",
        ),
    ]


def _said(evidence: AudienceEvidence, id: str) -> str:
    unit = evidence.facts.measures[id].unit
    number = evidence.facts.value(id)
    return evidence.facts.said(id) if number is None else unit.of(number)
