"""Frames as csv that opens right in Excel and never runs as a formula."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

import pandas as pd

__all__ = ["guarded", "write_csv"]

RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def write_csv(frame: pd.DataFrame, place: Path | TextIO) -> None:
    """Write a frame: texts guarded, unknown empty, lines ending alike on every machine.

    A file begins with a byte-order mark, without which Excel on Windows reads UTF-8 as something
    else; a stream for other programs does not.
    """
    encoding = "utf-8-sig" if isinstance(place, Path) else None
    guarded(frame).to_csv(place, index=False, encoding=encoding, lineterminator="\n")


def guarded(frame: pd.DataFrame) -> pd.DataFrame:
    """Put an apostrophe before every text that a spreadsheet would run."""
    texts = frame.select_dtypes(["object", "string", "str"]).columns
    return frame.assign(**{each: frame[each].map(_guard, na_action="ignore") for each in texts})


def _guard(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(RISKY) else value
