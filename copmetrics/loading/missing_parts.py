"""Which parts of a mailing list's export are not in the folder, and what does not show without them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pandas as pd

from copmetrics.errors import FileError, answer_line, files_header
from copmetrics.framework.mailings import ContactPart

__all__ = ["alone", "missing_parts", "without_cleaned"]

_GONE: Final = (ContactPart.UNSUBSCRIBED, ContactPart.CLEANED)
"""The parts of those who left."""


def alone(parts: pd.DataFrame) -> dict[str, FileError]:
    """Refuse, by its name, each export of which only those are there who left the list.

    Beside another export all of that one would seem to have left; by itself, nobody was ever on the list.
    """
    return {
        export: FileError(
            files.iloc[0],
            "lists who left a mailing list, without the part of the same export with those on it",
            advice="Put all parts of one export into the folder.",
        )
        for export, there, files in _by_export(parts)
        if ContactPart.SUBSCRIBED not in there and there & set(_GONE)
    }


def missing_parts(parts: pd.DataFrame, exports: pd.DataFrame) -> Iterator[str]:
    """Say of each mailing list what its newest export lacks, and what does not show without that.

    A newer export tells of whoever left before an older one too.
    """
    newest = set(exports.drop_duplicates("audience", keep="last")["export"])
    for export, there, files in _by_export(parts):
        if export not in newest or ContactPart.SUBSCRIBED not in there:
            continue
        file = files.iloc[0]
        if ContactPart.UNSUBSCRIBED not in there:
            yield (
                f"{file}: the part of this export with those who unsubscribed is not in the folder: who left "
                "the list does not show, and earlier quarters have at least so many people on it"
            )
        elif _lacks_cleaned(there, file):
            yield (
                f"{file}: no part of this export with cleaned addresses is in the folder: if there is one, "
                "more people left the list, and more were on it earlier. If no address was cleaned, say "
                f"so in community.toml, under {files_header(file)}: {answer_line('nobody_cleaned', True)}"
            )


def without_cleaned(parts: pd.DataFrame) -> set[str]:
    """Return the exports that do not say whose addresses were cleaned, and may have had a part that does."""
    return {
        export for export, there, files in _by_export(parts) if _lacks_cleaned(there, files.iloc[0])
    }


def _lacks_cleaned(there: set[str], file: str) -> bool:
    """Whether a part with cleaned addresses may be missing: a zip has it if anybody was cleaned."""
    return ContactPart.CLEANED not in there and ".zip/" not in file


def _by_export(parts: pd.DataFrame) -> Iterator[tuple[str, set[str], pd.Series]]:
    """Go through the exports: the name of each, the parts that it has, and its files."""
    for export, same in parts.groupby("export"):
        yield str(export), set(same["part"]), same["source_file"].sort_values()
