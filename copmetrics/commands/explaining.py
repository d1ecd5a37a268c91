"""`copmetrics explain`: the lines behind a number, and the sentence on them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
import pandas as pd

from copmetrics.commands.remembered_answers import explanation
from copmetrics.commands.said_before import Said, explain_asked, keep_said
from copmetrics.commands.where_asked import WhereAsked
from copmetrics.community import community as reading
from copmetrics.errors import FileError
from copmetrics.lake.mark import is_lake
from copmetrics.render.printing import screen_text, write_frame
from copmetrics.typed_text import for_page

__all__ = ["explain_indicator"]


def explain_indicator(
    indicator: str,
    folder: Path,
    *,
    quarter: str,
    where: Sequence[str] = (),
    format_: str,
    output: Path | None,
    as_of: pd.Timestamp | None,
    named_as_of: str = "",
) -> None:
    """Write the lines behind an indicator of a quarter; `named_as_of` is how somebody named the present."""
    if is_lake(folder):
        what = "is a lake, which has neither exports nor their rows"
        advice = "Explain a number in the folder of its community."
        raise FileError(str(folder), what, advice=advice)
    community = reading.load(folder, as_of=as_of)
    kept = WhereAsked.of(where).of_one(community.values_of, (indicator,))
    rows, told = explanation(community, indicator, community.quarter(quarter), kept)
    if output is not None or format_ == "parquet":
        write_frame(rows, format_, output)
        click.echo(for_page(told), err=True)
        return
    said = Said(screen_text(rows, format_), for_page(told), for_program=format_ != "table")
    said.say()
    asked = explain_asked(indicator, quarter, where, format_)
    keep_said(community.cached, community, asked, said, as_of=named_as_of)
