"""Frames for a screen, a file or another program."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

import click
import pandas as pd

from copmetrics.atomic_write import writing
from copmetrics.quarters import name
from copmetrics.render.csv import csv_text
from copmetrics.typed_text import for_page
from copmetrics.units import UNKNOWN

__all__ = ["say_bytes", "screen_text", "write_frame"]


def write_frame(frame: pd.DataFrame, format_: str, output: Path | None) -> None:
    """Write a frame in a format, to a file or to the standard output; quarters by their names.

    What is for programs (csv, json) is UTF-8 whatever the console is.
    """
    if format_ == "parquet" and output is None and sys.stdout.isatty():
        raise click.UsageError("parquet is for programs: name a file with --output.")
    if format_ == "table" and output is None:
        click.echo(screen_text(frame, format_), nl=False)
        return
    content = _content(_with_names(frame), format_, for_file=output is not None)
    if output is None:
        say_bytes(content)
        return
    with writing(output):
        output.write_bytes(content)


def screen_text(frame: pd.DataFrame, format_: str) -> str:
    """Return what `write_frame` writes to the standard output, in a format that is text."""
    return _content(_with_names(frame), format_, for_file=False).decode()


def _with_names(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame with its quarters by their names."""
    if "quarter" not in frame:
        return frame
    return frame.assign(quarter=[name(each) for each in frame["quarter"]])


def say_bytes(content: bytes) -> None:
    """Write bytes for a program to the standard output."""
    click.echo(content, nl=False)


def _content(frame: pd.DataFrame, format_: str, *, for_file: bool) -> bytes:
    """Return a frame as the bytes of a format."""
    match format_:
        case "csv":
            return csv_text(frame).encode("utf-8-sig" if for_file else "utf-8")
        case "json":
            text = frame.to_json(orient="records", indent=1, force_ascii=False)
            return f"{text}\n".encode()
        case "parquet":
            buffer = BytesIO()
            frame.to_parquet(buffer, index=False)
            return buffer.getvalue()
        case _:
            return for_page(f"{_table(frame)}\n").encode()


def _table(frame: pd.DataFrame) -> str:
    """Write a frame for the eye: no index, numbers short, unknown an en dash."""
    if frame.empty:
        return "nothing to show"
    numbers = frame.select_dtypes("float").columns
    short = frame.assign(**{each: frame[each].map(_short) for each in numbers})
    known = short.astype(object).where(short.notna(), UNKNOWN)
    return known.to_string(index=False, max_colwidth=60)


def _short(number: float) -> str:
    if pd.isna(number):
        return UNKNOWN
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:,.4g}"
