"""An account's first page as plain text: to paste into an e-mail or a board paper.

A paragraph is a line, however long: whatever it is pasted into breaks it.
"""

from __future__ import annotations

from collections.abc import Iterator

from copmetrics.accounts.account import (
    Account,
    Commentary,
    Headline,
    Headlines,
    Listing,
    Paragraph,
    ReportBlock,
    ReportCell,
    ReportColumn,
    ReportTable,
)
from copmetrics.accounts.story_blocks import Passage, Station, Story, StoryStep
from copmetrics.render.measure_words import change_words, judged_words
from copmetrics.render.plain_markdown import paragraphs
from copmetrics.typed_text import for_page, prepared
from copmetrics.units import Unit, show

__all__ = ["passage_words", "plain_text"]


def plain_text(account: Account) -> str:
    """Return what an account says in lines: title, summary, then the blocks of its sections."""
    account = prepared(account, for_page)
    so_far = " (so far)" if account.so_far else ""
    lines = [
        account.community,
        f"{account.kind}: {account.quarter}, {account.months}{so_far}",
        "",
        *(f"Please note: {each}" for each in account.alerts),
        account.summary,
        *_commentary(account.opening),
    ]
    for section in account.sections:
        for block in section.blocks:
            lines += _lines(block)
    return "\n".join([*lines, "", account.stamp]).rstrip() + "\n"


def _commentary(blocks: tuple[ReportBlock, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Commentary):
            yield from paragraphs(block.text)


def _lines(block: ReportBlock) -> Iterator[str]:
    """Go through the lines of one block; a picture has none."""
    match block:
        case Headlines():
            yield from ("", block.heading.upper(), *map(_measure, block.rows), *block.notes)
        case Story():
            yield from ("", f"A STORY: {block.title}", *map(_step, block.steps))
            yield " ".join(filter(None, (block.byline, block.remark)))
        case Listing():
            items = [f"- {each}" for each in block.items] or [block.instead]
            yield from ("", block.title.upper(), *filter(None, items))
        case Commentary():
            yield from paragraphs(block.text)
        case Paragraph():
            yield from ("", block.text)
        case ReportTable():
            yield from ("", block.title.upper(), *(_row(block, row) for row in block.rows))
            yield from block.notes


def _row(table: ReportTable, row: tuple[ReportCell, ...]) -> str:
    """Say one row in a line: what names it, then each cell that is known, by its heading."""
    first, *others = zip(table.columns, row, strict=True)
    said = [_cell(cell, column) for column, cell in others if cell is not None]
    return f"- {show(first[1], first[0].unit)}: {', '.join(said)}"


def _cell(cell: ReportCell, column: ReportColumn) -> str:
    """Say a cell by its heading: `8 events`; of one thing the heading, which is of several, stands apart."""
    number, heading = show(cell, column.unit), _within(column.label)
    if column.unit is Unit.TEXT:
        return number
    if cell != 1:
        return f"{number} {heading}"
    return (
        f"{number} {column.unit.one}" if heading == column.unit.several else f"{heading}: {number}"
    )


def _within(heading: str) -> str:
    """Return a heading as it stands within a line: `In 2026/27 Q2` keeps the letter of its quarter."""
    return f"{heading[:1].lower()}{heading[1:]}"


def _measure(row: Headline) -> str:
    """Say one measure in a line: its value, how it moved, and what that is worth."""
    return f"{row.label}: {change_words(row)}. {judged_words(row)}".rstrip()


def _step(step: StoryStep) -> str:
    return f"{step.cycle}: {passage_words(step.passage)}"


def passage_words(passage: Passage) -> str:
    """Say what a step says, and of which indicators."""
    tag = f"{passage.tag}: " if passage.tag else ""
    return " ".join([f"{tag}{passage.text}", *map(_station, passage.stations)])


def _station(station: Station) -> str:
    change = f", {station.moved}" if station.moved else ""
    value = show(station.value, station.unit)
    return f"({station.relation} {station.label}: {value}{change})"
