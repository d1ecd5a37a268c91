"""The value-creation matrix as pictures: each story's way across the cycles."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import count

from copmetrics.accounts.account import (
    ReportBlock,
    ReportColumn,
    ReportFigure,
    ReportTable,
)
from copmetrics.accounts.audience_evidence import AudienceEvidence
from copmetrics.accounts.chart_details import PathStep
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.framework.stories import Sign
from copmetrics.units import Unit
from copmetrics.value.journeys import Completeness
from copmetrics.value.matrix import MatrixRow

__all__ = ["matrix_pictures"]

AT_ONCE = 20
"""So many stories are in one picture at the most."""
SIGN_MARKS = {
    Sign.NEGATIVE: "triangles pointing down",
    Sign.MIXED: "diamonds",
    Sign.NONE: "squares",
}
"""How a step that did not go well is marked in the picture, in words."""
PATH_COLUMNS = ("Story", "Step", "Cycle", "Told as", "Stations", "Reached")
"""What the table under a picture of paths has: a row a step, in the order told."""


def _names(evidence: AudienceEvidence) -> dict[str, str]:
    """Name each story for the picture; those of one title are numbered."""
    titles = [row.title for row in evidence.matrix.rows]
    names: dict[str, str] = {}
    for row in evidence.matrix.rows:
        alone = titles.count(row.title) == 1
        taken = {*titles, *names.values()}
        names[row.story] = row.title if alone else _numbered(row.title, taken)
    return names


def _numbered(title: str, taken: Collection[str]) -> str:
    """Return the title with the first number that makes a name of its own."""
    names = (f"{title} ({number})" for number in count(1))
    return next(each for each in names if each not in taken)


def matrix_pictures(evidence: AudienceEvidence, where: str) -> list[ReportBlock]:
    """Draw the stories, so many in one picture that it stays readable."""
    rows = evidence.matrix.rows
    parts = [rows[first : first + AT_ONCE] for first in range(0, len(rows), AT_ONCE)]
    return [_picture(evidence, where, part, number) for number, part in enumerate(parts, start=1)]


def _picture(
    evidence: AudienceEvidence, where: str, part: Sequence[MatrixRow], number_of_part: int
) -> ReportFigure:
    """Draw some of the stories; the message is of all."""
    message = _message(evidence.matrix.rows)
    if len(part) < len(evidence.matrix.rows):
        first = (number_of_part - 1) * AT_ONCE + 1
        message += f" (stories {first} to {first + len(part) - 1})"
    id = "paths" if number_of_part == 1 else f"paths-{number_of_part}"
    steps = _steps(evidence, part)
    return ReportFigure(
        id,
        message,
        _subtitle(evidence, where, steps),
        ChartKind.PATHS,
        _steps_table(f"{id}-data", steps),
        details=steps,
    )


def _steps(evidence: AudienceEvidence, part: Sequence[MatrixRow]) -> tuple[PathStep, ...]:
    """Return the steps of some stories, in the order told."""
    names = _names(evidence)
    numbers = {row.story: str(place) for place, row in enumerate(evidence.matrix.rows, start=1)}
    return tuple(
        PathStep(
            story=numbers[row.story],
            title=names[row.story],
            number=number,
            cycle=step.cycle,
            hoped=step.hoped,
            stations=tuple(evidence.numbers[id] for id in step.stations),
            step_link=step.step_link,
            sign=step.sign,
        )
        for row in part
        for number, step in enumerate(row.steps, start=1)
    )


def _steps_table(id: str, steps: Sequence[PathStep]) -> ReportTable:
    """Return the table under the picture: a row a step."""
    columns = tuple(
        ReportColumn(name, Unit.COUNT if name == "Step" else Unit.TEXT) for name in PATH_COLUMNS
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
    return ReportTable(id, "The steps of the stories", columns, rows)


def _message(rows: Sequence[MatrixRow]) -> str:
    """Say how many stories go all the way."""
    reported = [row for row in rows if row.journey.completeness is not Completeness.ASPIRATION]
    if not reported:
        return "No story tells yet what happened"
    whole = sum(row.journey.completeness is not Completeness.PARTIAL for row in reported)
    goes = "goes" if whole == 1 else "go"
    return (
        f"Of {Unit.STORIES.of(len(rows))}, {whole} {goes} all the way from an activity to what "
        "came of it"
    )


def _subtitle(evidence: AudienceEvidence, where: str, steps: Sequence[PathStep]) -> str:
    """Say how the picture is read, and where its numbers are listed, if it has any."""
    numbers = f"; numbers are the indicators {where}" if evidence.numbers else ""
    met = {step.sign for step in steps}
    signs = "".join(f", {mark} {sign.words}" for sign, mark in SIGN_MARKS.items() if sign in met)
    return (
        f"Each story's way across the cycles of value. Full dots happened{signs}, hollow ones are hoped "
        f"for, dashes pass over a gap, arcs lead back to an earlier cycle{numbers}"
    )
