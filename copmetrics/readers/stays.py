"""Times of a meeting that stand without their day: it stands above them, or in the file's name."""

from __future__ import annotations

from typing import Final

import pandas as pd

from copmetrics.errors import CellError
from copmetrics.readers.block import Block
from copmetrics.readers.context import settled_order
from copmetrics.readers.datetimes import parse_moments
from copmetrics.readers.times_without_day import BARE, day_of

__all__ = ["stay"]

_MIDNIGHT: Final = pd.Timedelta(days=1)


def stay(block: Block, joined: str, left: str, *, day: str) -> tuple[pd.Series, pd.Series]:
    """Read when each person came and went, from two columns of texts that may lack the day.

    `day` is what the rows above the table say, or an empty text. Who left before they came left
    after midnight.
    """
    dates = [*block.frame[joined].dropna(), *block.frame[left].dropna(), day]
    order = settled_order(block.sheet, block.context, dates)
    came, went = (_moments(block, each, day, order) for each in (joined, left))
    bare = _is_bare(block.frame[left])
    return came, went.mask(bare & (went < came), went + _MIDNIGHT)


def _moments(block: Block, column: str, day: str, day_first: bool | None) -> pd.Series:
    """Read one column of texts; the bare times in it are of the meeting's day."""
    texts = block.frame[column]
    bare = _is_bare(texts)
    on = day_of(block.sheet, block.context, day) + " " if bare.any() else ""
    dated = texts.mask(bare, on + texts.str.replace(r"(?<=\d)\.(?=\d)", ":", regex=True))
    cells = [None if pd.isna(each) else str(each) for each in dated]
    read = parse_moments(cells, day_first=day_first, timezone=block.zone)
    read.index = block.frame.index
    for position in read.index[read.isna() & texts.notna()]:
        raise CellError(
            block.sheet.file,
            row=block.rows[position].number,
            column=block.shown[column],
            value=texts[position],
            expected="a time that copmetrics knows",
            advice="Mend the cell, or export the file again.",
        )
    return read


def _is_bare(texts: pd.Series) -> pd.Series:
    return texts.str.fullmatch(BARE).fillna(False).astype(bool)
