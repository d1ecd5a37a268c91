"""Answers that stand in two exports of a form: each is one item or output, as far as one of them says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from copmetrics.loading.withdrawn import KNOWN_BY
from copmetrics.units import Unit, join_words

__all__ = ["COUNTED_IN", "answered_once", "same_words"]

COUNTED_IN: Final = {"agenda": Unit.ITEMS, "outputs": Unit.OUTPUTS}
"""By table of what a form may ask for: in what its rows are counted."""
_TYPED: Final = ("item",)
"""What people type, in capitals or not; a link or the name of a file is the same letter by letter."""
_GIVEN: Final = {"agenda": "raised_at", "outputs": "shared_at"}
"""By table: when an answer was given. Two of the same words at the same instant are one answer."""
_SAYS: Final = {"agenda": ("status", "closed_at"), "outputs": ()}
"""By table: the columns that somebody adds to the answers of a form, which its next export lacks."""


def answered_once(
    raw: Mapping[str, pd.DataFrame],
) -> tuple[dict[str, pd.DataFrame], dict[str, str]]:
    """Return raw tables without answers that another file has too, and what to say of each file.

    Of an answer that stands in several files the row stays that says what became of it. Where two of them
    say something else, all stay: which is right is for whoever keeps them (`kept_twice` says so).
    """
    found, notes = dict(raw), dict[str, str]()
    for table, unit in COUNTED_IN.items():
        if raw[table].empty:
            continue
        again = _again(raw[table], table)
        found[table] = raw[table][again.isna()].reset_index(drop=True)
        for file, others in again.dropna().groupby(raw[table]["source_file"]):
            told, one = unit.of(len(others)), len(others) == 1
            stand, count = ("stands", "counts") if one else ("stand", "count")
            where = join_words(sorted(set(others)))
            notes[str(file)] = f"{told} of it {stand} in {where} too, and {count} as told there"
    return found, notes


def same_words(rows: pd.DataFrame, column: str) -> pd.Series:
    """Return what is one and the same in a column where it is written alike."""
    return rows[column].str.casefold() if column in _TYPED else rows[column]


def _again(rows: pd.DataFrame, table: str) -> pd.Series:
    """Return of each row in which other file the same answer stays; nothing of those that stay."""
    again = pd.Series(index=rows.index, dtype="str")
    answer = pd.DataFrame({"what": same_words(rows, KNOWN_BY[table]), "at": rows[_GIVEN[table]]})
    twice = rows[answer.duplicated(keep=False)]
    for _, answers in twice.groupby([answer["what"], answer["at"]]):
        if answers["source_file"].nunique() < 2 or answers["source_file"].duplicated().any():
            continue
        said = answers[list(_SAYS[table])].dropna(how="all")
        if len(said.drop_duplicates()) > 1:
            continue
        stays = said.index[0] if len(said) else answers.index[0]
        again[answers.index.drop(stays)] = answers["source_file"][stays]
    return again
