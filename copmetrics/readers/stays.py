"""Times of a meeting that stand without their day: it stands above them, or in the file's name."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final, TypeAlias

from copmetrics.errors import CellError
from copmetrics.readers.block import Block
from copmetrics.readers.context import settled_order
from copmetrics.readers.date_order import date_expected
from copmetrics.readers.datetimes import moments_in
from copmetrics.readers.times_without_day import BARE, day_of

__all__ = ["stay"]

_MIDNIGHT: Final = timedelta(days=1)
_POINTED: Final = re.compile(r"(?<=\d)\.(?=\d)")
Moments: TypeAlias = list[datetime | None]


def stay(block: Block, joined: str, left: str, *, day: str) -> tuple[Moments, Moments]:
    """Read when each person came and went, from two columns of texts that may lack the day.

    `day` is what the rows above the table say, or an empty text. Who left before they came left
    after midnight.
    """
    texts = [*block.values[joined], *block.values[left], day]
    order = settled_order(block.sheet, block.context, [each for each in texts if each is not None])
    came, went = (_moments(block, each, day, order) for each in (joined, left))
    leaving = zip(came, went, block.values[left], strict=True)
    return came, [
        end + _MIDNIGHT if start and end and _is_bare(text) and end < start else end
        for start, end, text in leaving
    ]


def _moments(block: Block, column: str, day: str, day_first: bool | None) -> Moments:
    """Read one column of texts; the bare times in it are of the meeting's day."""
    texts = block.values[column]
    on = day_of(block.sheet, block.context, day) if any(map(_is_bare, texts)) else ""
    dated = [f"{on} {_POINTED.sub(':', text)}" if _is_bare(text) else text for text in texts]
    read = moments_in(dated, day_first=day_first, timezone=block.zone)
    for row, text, moment in zip(block.rows, texts, read, strict=True):
        if text is not None and moment is None:
            raise CellError(
                block.sheet.file,
                row=row.number,
                column=block.shown[column],
                value=text,
                expected=date_expected(
                    text, day_first=day_first, shape="a time that copmetrics knows"
                ),
                advice="Mend the cell, or export the file again.",
            )
    return read


def _is_bare(text: str | None) -> bool:
    return text is not None and BARE.fullmatch(text) is not None
