"""Frames for a screen, a file or another program."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

import click
import pandas as pd

from copmetrics.quarters import name
from copmetrics.render.csv import write_csv
from copmetrics.units import UNKNOWN

__all__ = ["write_frame"]


def write_frame(frame: pd.DataFrame, format_: str, output: Path | None) -> None:
    """Write a frame in a format, to a file or to the standard output; quarters by their names."""
    named = frame
    if "quarter" in frame:
        named = frame.assign(quarter=[name(each) for each in frame["quarter"]])
    match format_:
        case "csv":
            write_csv(named, output if output else sys.stdout)
        case "json":
            _write(f"{named.to_json(orient='records', indent=1, force_ascii=False)}\n", output)
        case "parquet":
            _parquet(named, output)
        case _:
            _write(f"{_table(named)}\n", output)


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")


def _parquet(frame: pd.DataFrame, output: Path | None) -> None:
    if output is not None:
        frame.to_parquet(output, index=False)
    elif sys.stdout.isatty():
        raise click.UsageError("parquet is for programs: name a file with --output.")
    else:
        buffer = BytesIO()
        frame.to_parquet(buffer, index=False)
        sys.stdout.buffer.write(buffer.getvalue())


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
