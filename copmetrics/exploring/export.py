"""What is on the screen, sent to a file: a workbook, a table or a picture with its alternative text."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Final

from copmetrics.accounts.account import Account, Paragraph, ReportColumn, ReportTable, Section
from copmetrics.charts import alt_text, chart_png, why_not
from copmetrics.community.community import Community
from copmetrics.community.series import PointUnit
from copmetrics.errors import ChoiceError, FileError
from copmetrics.exploring.answers import Answer
from copmetrics.exploring.figures import value_name
from copmetrics.framework.short_names import short_name
from copmetrics.quarters import label, slug
from copmetrics.render.csv import write_csv
from copmetrics.units import Unit

__all__ = ["KINDS", "send"]


class FileKind(StrEnum):
    """What an answer can be sent as."""

    WORKBOOK = "xlsx"
    CSV = "csv"
    PICTURE = "png"


KINDS: Final = tuple(map(str, FileKind))


def send(community: Community, answered: Answer, kind: str, folder: Path) -> tuple[Path, ...]:
    """Write an answer into `folder` and return the paths written.

    A `png` has its alternative text in it and, for whoever pastes it elsewhere, in a text file
    beside it. A file of the same name is replaced.
    """
    if kind not in KINDS:
        raise ChoiceError("a kind of file", kind, KINDS)
    place = folder / f"{_file_name(answered)}.{kind}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _written(community, answered, kind, place)
    except OSError as error:
        advice = "Close it in other programs, or choose another folder."
        raise FileError(str(place), f"cannot be written: {error.strerror}", advice=advice) from None


def _written(community: Community, answered: Answer, kind: str, place: Path) -> tuple[Path, ...]:
    if kind == FileKind.CSV:
        write_csv(answered.table, place)
        return (place,)
    if kind == FileKind.WORKBOOK:
        from copmetrics.render.workbook import write_workbook  # late: answering needs no openpyxl

        write_workbook(_account(community, answered), place)
        return (place,)
    if instead := why_not(answered.figure):
        raise FileError(place.name, "has nothing to draw", advice=instead)
    told = alt_text(answered.figure)
    place.write_bytes(chart_png(answered.figure))
    beside = place.with_suffix(".txt")
    beside.write_text(f"{told}\n", encoding="utf-8")
    return place, beside


def _file_name(answered: Answer) -> str:
    asked = answered.question
    kept = [value_name(each) for values in asked.where.values() for each in values]
    parts = [asked.indicator, *(f"by {each}" for each in asked.by), *kept]
    parts += [asked.every] if asked.every != PointUnit.QUARTER else []
    span = dict.fromkeys([slug(asked.quarters[0]), slug(asked.quarters[-1])])
    return f"{short_name(' '.join(parts))}-{'-to-'.join(span)}"


def _account(community: Community, answered: Answer) -> Account:
    """Tell one answer as an account, which the workbook renders as it does every other."""
    asked, table = answered.question, answered.table
    units = {"value": answered.measure.unit, "numerator": Unit.COUNT, "denominator": Unit.COUNT}
    columns = tuple(
        ReportColumn(name.capitalize(), units.get(name, Unit.TEXT)) for name in table.columns
    )
    rows = tuple(
        tuple(None if each is None or each != each else each for each in row)
        for row in table.itertuples(index=False)
    )
    values = ReportTable("values", answered.figure.subtitle, columns, rows, (answered.meaning,))
    section = Section(
        "explored", "Explored", (answered.figure, Paragraph(answered.meaning), values)
    )
    first, last = label(asked.quarters[0]), label(asked.quarters[-1])
    return Account(
        community=community.settings.name,
        quarter=first if first == last else f"{first} to {last}",
        months="",
        audience="leaders",
        summary=f"{answered.figure.title}. {answered.meaning}",
        sections=(section,),
        kind="Explored",
    )
