"""Which sheets a workbook has: each block of an account as one table, with a tab's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count
from textwrap import shorten

from copmetrics.accounts.account import (
    Account,
    Cards,
    Commentary,
    Headlines,
    Listing,
    ReportBlock,
    ReportCell,
    ReportColumn,
    ReportFigure,
    ReportTable,
    Section,
)
from copmetrics.accounts.chart_details import told_as
from copmetrics.accounts.story_blocks import Grid, GridCell, Station, Story
from copmetrics.render.plain_markdown import paragraphs
from copmetrics.units import Unit, show

__all__ = ["Sheet", "sheets_of"]


TAKEN = ("cover", "notes", "history")
"""Names of tabs that no table may have: those of the cover and the notes, and one that Excel keeps."""


LONGEST = 31
"""So many letters has a tab's name at the most."""


@dataclass(frozen=True)
class Sheet:
    """One sheet to be: its tab's name, the table on it, and the figure beside it if any."""

    name: str
    table: ReportTable
    figure: ReportFigure | None = None


def sheets_of(account: Account) -> Iterator[Sheet]:
    """Go through the account's tables and figures in its order, each with a tab's name."""
    taken = set(TAKEN)
    for section in account.sections:
        told = [block for block in section.blocks if isinstance(block, Story)]
        if told:
            name = "Stories" if section.id == "stories" else f"Stories {_called(section)}"
            yield Sheet(_tab(name, taken), _story_table(section.title, told))
        for block in section.blocks:
            figure = block if isinstance(block, ReportFigure) else None
            for name, table in _tables(block):
                yield Sheet(_tab(name, taken), table, figure)
        words = _words_table(section)
        if words is not None:
            yield Sheet(_tab(f"Lists {_called(section)}", taken), words)


def _called(section: Section) -> str:
    """Return a section's title if it fits into a tab's name after a word, else its short name."""
    return section.title if len(section.title) <= LONGEST - len("Stories ") else section.id


def _tab(name: str, taken: set[str]) -> str:
    """Make a tab's name: plain, as many words as fit, each once, whatever the case of its letters."""
    plain = name.replace("-", " ").replace(" figure", " chart").replace(" table", "")
    plain = re.sub(r"[\[\]:*?/\\']", "", plain)
    whole = f"{plain[:1].upper()}{plain[1:]}"
    names = chain(
        [_fitting(whole, LONGEST)],
        (f"{_fitting(whole, LONGEST - 3)} {number}" for number in count(2)),
    )
    free = next(each for each in names if each.casefold() not in taken)
    taken.add(free.casefold())
    return free


def _fitting(words: str, letters: int) -> str:
    """Return as many whole words as fit, or of one that does not the beginning."""
    return shorten(words, letters, placeholder="") or words[:letters].strip() or "Sheet"


def _headline_table(block: Headlines) -> ReportTable:
    columns = (
        ReportColumn("Measure"),
        ReportColumn(block.quarter, Unit.COUNT),
        ReportColumn(block.previous_quarter, Unit.COUNT),
        ReportColumn("Change", Unit.COUNT, signed=True),
        ReportColumn("Change, per cent", Unit.SHARE),
        ReportColumn(block.year_ago_quarter, Unit.COUNT),
        ReportColumn("In words"),
        ReportColumn("Variation"),
        ReportColumn("Target"),
        ReportColumn("Basis"),
        ReportColumn("Note"),
    )
    rows = tuple(
        (
            row.label,
            row.value,
            row.previous,
            row.change,
            row.change_percent,
            row.year_ago,
            row.verdict,
            row.icons.words if row.icons else None,
            (row.icons.target or None) if row.icons else None,
            row.basis.replace("_", " "),
            row.note,
        )
        for row in block.rows
    )
    return ReportTable(
        block.id,
        block.heading,
        columns,
        rows,
        ("Changes of shares are differences of the shares (percentage points).", *block.notes),
        tuple(row.unit for row in block.rows),
    )


def _card_table(block: Cards) -> ReportTable:
    columns = tuple(
        map(ReportColumn, ("Measure", "Definition", "Counted", "Of", "Coverage", "Caveat"))
    )
    rows = tuple(
        (
            row.label,
            row.card.definition,
            row.card.numerator,
            row.card.denominator,
            row.card.coverage,
            row.card.caveat,
        )
        for row in block.rows
    )
    return ReportTable(block.id, block.title, columns, rows)


def _tables(block: ReportBlock) -> Iterator[tuple[str, ReportTable]]:
    """Turn a block that is no table into one."""
    if isinstance(block, Headlines):
        yield block.title.removeprefix("The "), _headline_table(block)
    elif isinstance(block, Cards):
        yield "What each is", _card_table(block)
    elif isinstance(block, ReportTable):
        yield block.id, block
    elif isinstance(block, ReportFigure):
        yield block.id, block.data
    elif isinstance(block, Grid):
        yield "matrix", _grid_table(block)


def _words_table(section: Section) -> ReportTable | None:
    """Put the lists and the editor's words of a section under one another."""
    rows: list[tuple[ReportCell, ...]] = []
    for block in section.blocks:
        if isinstance(block, Listing):
            rows += [(block.title, item) for item in block.items or (block.instead,) if item]
        elif isinstance(block, Commentary):
            rows += [("The editor's words", each) for each in paragraphs(block.text)]
    if not rows:
        return None
    columns = (ReportColumn("List"), ReportColumn("What it says"))
    return ReportTable("words", f"{section.title}: lists and words", columns, tuple(rows))


def _grid_table(grid: Grid) -> ReportTable:
    """Write the matrix as cells of text: the heads first, the counts last."""
    columns = (ReportColumn("Story"), *(ReportColumn(each.label) for each in grid.columns))
    heads = ("Indicators", *(_stations(each.stations) for each in grid.columns))
    questions = ("What it asks", *(each.question for each in grid.columns))
    stories = tuple((f"{row.title}. {row.byline}", *map(_cell, row.cells)) for row in grid.rows)
    counts = (
        "Stories and links",
        *(f"{Unit.STORIES.of(each.stories)}, {each.links} links" for each in grid.columns),
    )
    return ReportTable(
        grid.id, grid.title, columns, (questions, heads, *stories, counts), grid.notes
    )


def _cell(cell: GridCell) -> str | None:
    told = [
        "\n".join(
            filter(
                None,
                (f"{each.tag}: {each.text}" if each.tag else each.text, _stations(each.stations)),
            )
        )
        for each in cell.passages
    ]
    asked = [f"Gap: {cell.question}"] if cell.question else []
    return "\n".join([*told, *asked]) or None


def _stations(stations: Sequence[Station]) -> str:
    return "\n".join(map(_station, stations))


def _station(station: Station) -> str:
    told = f" ({station.moved})" if station.moved else ""
    return f"{station.relation} {station.label}: {show(station.value, station.unit)}{told}".strip()


def _story_table(title: str, stories: Sequence[Story]) -> ReportTable:
    """Write the stories told in full, a step a row."""
    columns = tuple(
        map(ReportColumn, ("Story", "Cycle", "What it says", "Told as", "Indicators", "Teller"))
    )
    rows = tuple(
        (
            story.title,
            step.cycle,
            step.passage.text,
            told_as(step.passage.hoped, step.passage.sign),
            _stations(step.passage.stations) or None,
            story.byline,
        )
        for story in stories
        for step in story.steps
    )
    return ReportTable("stories", title, columns, rows)
