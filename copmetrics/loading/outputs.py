"""What came out of meetings: which event it is of, and whether the file that it names is there."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pandas as pd

from copmetrics.errors import CellError
from copmetrics.framework.stories import Consent
from copmetrics.identity.directory import without_names
from copmetrics.loading.agenda import PlacedLog, placed_at_events
from copmetrics.schema import OUTPUTS
from copmetrics.typed_text import is_web_link

__all__ = ["files_of_outputs", "placed_outputs"]


def placed_outputs(
    raw: pd.DataFrame, people: pd.DataFrame, events: pd.DataFrame, folder: Path
) -> PlacedLog:
    """Return the outputs with the events that are known; a file that is not in the folder is an error.

    Whoever shared one and is written down by a name that the exports know becomes a pseudonym. One
    without a stated consent is private; one withdrawn is not there at all.
    """
    if raw.empty:
        return PlacedLog(OUTPUTS.empty())
    placed = placed_at_events(raw, events)
    rows = placed.rows[~placed.rows["consent"].eq(Consent.WITHDRAWN)]
    told = rows.assign(
        shared_by=without_names(rows["shared_by"], people),
        consent=rows["consent"].fillna(str(Consent.PRIVATE)),
    )
    missing = [
        _missing(row)
        for row in told.to_dict("records")
        if not is_web_link(row["place"]) and not _there(folder, row["place"])
    ]
    return PlacedLog(OUTPUTS.conform(told), (*placed.problems, *missing))


def files_of_outputs(raw: pd.DataFrame) -> dict[str, str]:
    """Return the files of the folder that are outputs, each with the file that says so."""
    return {
        PurePosixPath(place.replace("\\", "/")).as_posix(): source
        for place, source in zip(raw["place"], raw["source_file"], strict=True)
        if not is_web_link(place)
    }


def _there(folder: Path, place: str) -> bool:
    """Whether a file is in the folder; one that cannot be named is not."""
    try:
        path = (folder / place.replace("\\", "/")).resolve()
        return path.is_relative_to(folder.resolve()) and path.is_file()
    except (OSError, ValueError):
        return False


def _missing(row: dict[str, object]) -> CellError:
    return CellError.of_row(
        row,
        column="Link or file",
        value=row["place"],
        expected="a file in this folder",
        advice="Put it there, or mend its name: it is written from the folder on, such as pictures/wall.jpg.",
    )
