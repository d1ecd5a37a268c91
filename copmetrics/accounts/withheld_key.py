"""The key to what is withheld: wherever its mark stands in a table or picture, it is said below it why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from copmetrics.accounts.account import (
    Headlines,
    ReportBlock,
    ReportFigure,
    ReportTable,
    Section,
)
from copmetrics.accounts.story_blocks import Grid
from copmetrics.framework.withheld import MARK

__all__ = ["KEY", "with_keys"]

KEY: Final = f"{MARK}: withheld, for it is of few people, or would tell of others who are few."


def with_keys(section: Section) -> Section:
    """Return a section with the key below each of its blocks that has a mark and no note on it."""
    return replace(section, blocks=tuple(map(_with_key, section.blocks)))


def _with_key(block: ReportBlock) -> ReportBlock:
    if not isinstance(block, ReportTable | ReportFigure | Headlines | Grid):
        return block
    if MARK not in _cells(block) or any(MARK in note for note in block.notes):
        return block
    return replace(block, notes=(*block.notes, KEY))


def _cells(block: ReportTable | ReportFigure | Headlines | Grid) -> Iterable[object]:
    """Go through what is shown as a number in a block."""
    match block:
        case ReportTable():
            return [cell for row in block.rows for cell in row]
        case ReportFigure():
            return [cell for row in block.data.rows for cell in row]
        case Headlines():
            return [
                cell
                for row in block.rows
                for cell in (row.value, row.previous, row.change, row.year_ago)
            ]
        case Grid():
            return [each.value for column in block.columns for each in column.stations]
