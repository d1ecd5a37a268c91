"""The value-creation matrix in an account: the picture, the table, the gaps and the questions."""

from __future__ import annotations

from collections.abc import Sequence

from copmetrics.accounts.account import (
    Block,
    Cell,
    Column,
    Figure,
    Grid,
    GridCell,
    GridColumn,
    GridRow,
    Listing,
    Paragraph,
    Passage,
    Section,
    Table,
)
from copmetrics.accounts.audience_evidence import Value
from copmetrics.accounts.chart_details import PathStep
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.framework.cycles import Cycle
from copmetrics.quarters import label
from copmetrics.units import Unit, join_words, show, show_change
from copmetrics.value.matrix import MatrixRow
from copmetrics.value.stories import Standing

__all__ = ["matrix_section", "picture_section", "standing_words", "table_section"]

AT_ONCE = 20
"""So many stories are in one picture at the most."""
STATIONS = "Indicators that the stories speak of"
PATH_COLUMNS = ("Story", "Step", "Cycle", "Told as", "Stations", "Reached")
"""What the table under a picture of paths has: a row a step, in the order told."""
ABOUT = (
    "Read along a row, a story is followed from what happened to what came of it; read down a "
    "column, one cycle of value is seen in numbers and in words. Stories show how the community "
    "contributed; neither they nor the numbers prove that it was the only reason."
)


def matrix_section(value: Value) -> Section:
    """Tell the whole matrix: the picture, the table, both lists of gaps, the questions to ask."""
    picture = picture_section(value, "below")
    table = table_section(value)
    return Section("matrix", picture.title, (*picture.blocks, *table.blocks, *_gaps(value)))


def picture_section(value: Value, where: str = "in the appendix") -> Section:
    """Tell the matrix as a picture, and the cycles of which nothing is known yet.

    `where` says where the table of the indicators stands to which the picture's numbers refer.
    """
    nothing = Paragraph("No story has been collected that this account may tell.")
    drawn = _pictures(value, where) or [nothing]
    questions = tuple(f"{each.label}: {each.question}" for each in value.matrix.empty)
    asked = Listing("Cycles of which nothing is known yet: questions to ask", questions)
    blocks: tuple[Block, ...] = (Paragraph(ABOUT), *drawn, *((asked,) if questions else ()))
    return Section("matrix", "Stories and indicators together", blocks)


def table_section(value: Value) -> Section:
    """Tell the matrix as a table, with the indicators that the stories pass."""
    blocks = (*_key(value), _grid(value))
    return Section("matrix-table", "The matrix in full", blocks)


def standing_words(row: MatrixRow) -> str:
    """Say how much of the way a story tells, and what to ask next."""
    journey = row.journey
    loops = _times("comes back to the community", journey.returns)
    loops += _times("goes back a step", journey.loops - journey.returns)
    match journey.standing:
        case Standing.ASPIRATION:
            return "Hoped for."
        case Standing.RICH:
            steps = f"{journey.borne_out} of its steps cite or explain an indicator"
            return f"Told all the way, and {steps}.{loops}"
        case Standing.COMPLETE:
            return f"Told all the way, from what happened to what came of it.{loops}"
    if journey.stops_at is None:
        return f"Told beside the chain from activity to outcome.{loops}"
    missing = [each.label.lower() for each in journey.missing]
    without = f", without {join_words(missing)}" if missing else ""
    return f"Told as far as {journey.stops_at.label.lower()}{without}.{loops}"


def _times(what: str, often: int) -> str:
    if not often:
        return ""
    return f" It {what} {'once' if often == 1 else f'{often} times'}."


def _names(value: Value) -> dict[str, str]:
    """Name each story for the picture; those of one title are numbered."""
    titles = [row.title for row in value.matrix.rows]
    return {
        row.story: row.title
        if titles.count(row.title) == 1
        else f"{row.title} ({titles[: place + 1].count(row.title)})"
        for place, row in enumerate(value.matrix.rows)
    }


def _pictures(value: Value, where: str) -> list[Block]:
    """Draw the stories, so many in one picture that it stays readable."""
    rows = value.matrix.rows
    parts = [rows[first : first + AT_ONCE] for first in range(0, len(rows), AT_ONCE)]
    return [_picture(value, where, part, number) for number, part in enumerate(parts, start=1)]


def _picture(value: Value, where: str, part: Sequence[MatrixRow], number_of_part: int) -> Figure:
    matrix = value.matrix
    reported = [row for row in matrix.rows if row.journey.standing is not Standing.ASPIRATION]
    whole = sum(row.journey.standing is not Standing.PARTIAL for row in reported)
    goes = (
        f"{whole} {'goes' if whole == 1 else 'go'} all the way from an activity to what came of it"
    )
    message = (
        f"Of {Unit.STORIES.of(len(reported))}, {goes}"
        if reported
        else "No story tells yet what happened"
    )
    numbers = (
        f"; numbers are the indicators of the table '{STATIONS}', {where}" if value.numbers else ""
    )
    subtitle = (
        "Each story's way across the cycles of value. Full dots happened, hollow ones are hoped "
        f"for, dashes pass over a gap, arcs lead back to an earlier cycle{numbers}"
    )
    steps = _steps(value, part)
    id = "paths" if number_of_part == 1 else f"paths-{number_of_part}"
    if len(part) < len(matrix.rows):
        first = (number_of_part - 1) * AT_ONCE + 1
        message += f" (stories {first} to {first + len(part) - 1})"
    return Figure(
        id,
        message,
        subtitle,
        ChartKind.PATHS,
        _steps_table(f"{id}-data", steps),
        details=steps,
    )


def _steps(value: Value, part: Sequence[MatrixRow]) -> tuple[PathStep, ...]:
    """Return the steps of some stories, in the order told."""
    names = _names(value)
    return tuple(
        PathStep(
            story=row.story,
            title=names[row.story],
            number=number,
            cycle=step.cycle,
            hoped=step.hoped,
            stations=tuple(value.numbers[id] for id in step.stations),
            leg=step.leg,
        )
        for row in part
        for number, step in enumerate(row.steps, start=1)
    )


def _steps_table(id: str, steps: Sequence[PathStep]) -> Table:
    columns = tuple(
        Column(name, Unit.COUNT if name == "Step" else Unit.TEXT) for name in PATH_COLUMNS
    )
    rows = tuple(
        (
            step.title,
            float(step.number),
            step.cycle.label,
            step.told_as,
            step.station_numbers,
            step.reached,
        )
        for step in steps
    )
    return Table(id, "The steps of the stories", columns, rows)


def _key(value: Value) -> list[Block]:
    """List the indicators that the stories pass through, by their numbers in the picture."""
    facts = value.facts
    rows: list[tuple[Cell, ...]] = []
    for id, number in value.numbers.items():
        measure = facts.measures[id]
        station = value.station(id)
        rows.append(
            (
                f"{number}. {measure.label}",
                measure.cycle.label,
                show(station.value, measure.unit),
                _moved(station.change, measure.unit),
                float(len(value.matrix.stories_of(id))),
            )
        )
    if not rows:
        return []
    columns = (
        Column("Indicator"),
        Column("Cycle"),
        Column(label(facts.quarter)),
        Column("Change"),
        Column("Stories that pass it", Unit.STORIES),
    )
    return [Table("stations", STATIONS, columns, tuple(rows))]


def _moved(change: Cell, unit: Unit) -> str:
    return change if isinstance(change, str) else show_change(change, unit)


def _grid(value: Value) -> Grid:
    matrix = value.matrix
    columns = tuple(
        GridColumn(
            label=cycle.label,
            question=cycle.question,
            stations=tuple(value.station(id) for id in matrix.heads[cycle]),
            stories=matrix.stories_in(cycle),
            links=matrix.links_in(cycle),
        )
        for cycle in matrix.cycles
    )
    rows = tuple(
        GridRow(row.title, _byline(row), tuple(_cell(value, row, each) for each in matrix.cycles))
        for row in matrix.rows
    )
    return Grid(
        "matrix-grid",
        "The matrix: cycles across, stories down",
        columns,
        rows,
        (
            f"Values are those of {label(value.facts.quarter)}, with their change since the "
            "quarter before in brackets.",
        ),
    )


def _byline(row: MatrixRow) -> str:
    return " ".join(
        part
        for part in (f"{row.constituency}." if row.constituency else "", standing_words(row))
        if part
    )


def _cell(value: Value, row: MatrixRow, cycle: Cycle) -> GridCell:
    return GridCell(
        passages=tuple(
            Passage(
                each.text,
                each.hoped,
                tuple(value.station(id, relation) for relation, id in each.links),
            )
            for each in row.cells.get(cycle, ())
        ),
        question=cycle.follow_up if cycle in row.journey.gaps else "",
    )


def _gaps(value: Value) -> list[Block]:
    matrix = value.matrix
    unexplained = tuple(
        f"{value.facts.measures[id].label} ({value.facts.measures[id].cycle.label.lower()}): "
        f"{_said(value, id)}"
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


def _said(value: Value, id: str) -> str:
    unit = value.facts.measures[id].unit
    number = value.facts.value(id)
    return value.facts.said(id) if number is None else unit.of(number)
