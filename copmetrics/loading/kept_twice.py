"""What a community keeps and wrote down in two files, such as its own list and a form: it counts twice."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from copmetrics.framework.stories import Consent
from copmetrics.loading.answered_once import COUNTED_IN, same_words
from copmetrics.loading.withdrawn import KNOWN_BY
from copmetrics.units import Unit, join_words

__all__ = ["kept_twice"]


def kept_twice(raw: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """Say of each file how many of its items, outputs, recommendations and remarks stand in another too."""
    said: dict[str, list[str]] = {}
    for table, unit in {**COUNTED_IN, "recommendations": Unit.RECOMMENDATIONS}.items():
        counted = raw[table][~raw[table]["consent"].eq(Consent.WITHDRAWN)]
        for file, words in _of_two_files(counted, KNOWN_BY[table], unit).items():
            said.setdefault(file, []).append(words)
    for file, words in _of_two_files(_noted(raw["feedback"]), "remark", Unit.REMARKS).items():
        said.setdefault(file, []).append(words)
    return {file: "; ".join(words) for file, words in said.items()}


def _noted(answers: pd.DataFrame) -> pd.DataFrame:
    """Return what somebody wrote down of events, each with its event and whether it went well."""
    noted = answers[answers["noted"].fillna(False).astype(bool) & answers["left_out"].isna()]
    told = (noted[each].fillna("") for each in ("event", "plus", "delta"))
    return noted.assign(remark=["\n".join(each) for each in zip(*told, strict=True)])


def _of_two_files(rows: pd.DataFrame, column: str, unit: Unit) -> dict[str, str]:
    """Say of each file how many of its rows stand in another too, by what stands in a column."""
    if rows.empty:
        return {}
    told = rows.assign(what=same_words(rows, column))[["what", "source_file"]].drop_duplicates()
    again = told[told.duplicated("what", keep=False)]
    if again.empty:
        return {}
    files = again.groupby("what")["source_file"].agg(set)
    return {
        str(file): _twice(unit.of(len(own)), len(own), set().union(*files[own]) - {file})
        for file, own in again.groupby("source_file")["what"]
    }


def _twice(told: str, count: int, others: set[str]) -> str:
    stand, counts = ("stands", "counts") if count == 1 else ("stand", "count")
    where = join_words(sorted(others))
    return f"{told} of it {stand} in {where} too, and {counts} twice: keep each in one file"
