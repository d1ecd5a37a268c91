"""Answers to feedback forms that stand in two exports of a form, or were sent twice: each counts once.

A form is exported again as answers come in, and the older export stays in the folder. Two files are of one
form where at least half of what the smaller one holds stands in the other, answered at the same minute. Of
an answer that was edited in between the newer export's words count.
"""

from __future__ import annotations

from itertools import combinations
from typing import Final

import pandas as pd

__all__ = ["ANSWERED_AGAIN", "SENT_AGAIN", "feedback_once"]

ANSWERED_AGAIN: Final = "in another export of the form too"
SENT_AGAIN: Final = "the same answer, sent again within a minute"
AT_ONCE: Final = pd.Timedelta(minutes=1)
_SAID: Final = ["rating", "plus", "delta"]
_PHRASE: Final = r"\w+(?:\W+\w+){3}"
"""What two people do not write alike within a minute has four words at least."""


def feedback_once(answers: pd.DataFrame) -> pd.DataFrame:
    """Return the answers; those that another row tells too are left out, with the reason.

    The row of the newer export stays; if only the other one says of which event it is, that is kept.
    """
    rows = answers[answers["left_out"].isna() & answers["answered_at"].notna()]
    sent_again = rows.index[_is_sent_again(rows)]
    told_by = _told_by(rows.drop(index=sent_again))
    event = answers["event"].copy()
    for older, newer in told_by.items():
        if pd.isna(event[newer]):
            event[newer] = event[older]
    reason = pd.Series(ANSWERED_AGAIN, index=list(told_by), dtype="str")
    why = pd.concat([reason, pd.Series(SENT_AGAIN, index=sent_again, dtype="str")])
    return answers.assign(event=event, left_out=answers["left_out"].fillna(why))


def _is_sent_again(rows: pd.DataFrame) -> pd.Series:
    """Tell which answers repeat words of their file that were sent a moment before."""
    same = ["source_file", "event", *_SAID]
    since = rows.sort_values("answered_at").groupby(same, dropna=False)["answered_at"].diff()
    return since.reindex(rows.index).le(AT_ONCE) & _has_phrase(rows)


def _has_phrase(rows: pd.DataFrame) -> pd.Series:
    words = rows["plus"].fillna("") + "\n" + rows["delta"].fillna("")
    return words.str.contains(_PHRASE)


def _told_by(rows: pd.DataFrame) -> dict[int, int]:
    """Return of each answer that a newer export of its form tells too the row that tells it there."""
    minute = rows.assign(minute=rows["answered_at"].dt.floor("min")).sort_values("answered_at")
    by_file = {str(file): own for file, own in minute.groupby("source_file")}
    newest_first = sorted(
        by_file,
        key=lambda file: (by_file[file]["answered_at"].max(), len(by_file[file]), file),
        reverse=True,
    )
    told_by: dict[int, int] = {}
    for newer, older in combinations(newest_first, 2):
        if by_file[newer]["minute"].isin(by_file[older]["minute"]).any():
            for row, there in _matched(by_file[older], by_file[newer]).items():
                told_by.setdefault(row, there)
    return told_by


def _matched(older: pd.DataFrame, newer: pd.DataFrame) -> dict[int, int]:
    """Return the rows of one file, each with the row of the other that is the same answer."""
    alike = _paired(older, newer, ["minute", *_SAID])
    if 2 * len(alike) < min(len(older), len(newer)):
        phrased = set(older.index[_has_phrase(older)])
        return {row: there for row, there in alike.items() if row in phrased}
    edited = _paired(
        older.drop(index=list(alike)), newer.drop(index=list(alike.values())), ["minute"]
    )
    return alike | edited


def _paired(older: pd.DataFrame, newer: pd.DataFrame, same: list[str]) -> dict[int, int]:
    """Return rows that are alike in some columns, the first with the first, the second with the second."""
    numbered = [
        rows.assign(row=rows.index, number=rows.groupby(same, dropna=False).cumcount())
        for rows in (older, newer)
    ]
    both = numbered[0].merge(numbered[1], on=[*same, "number"], suffixes=("", "_there"))
    return dict(zip(both["row"], both["row_there"], strict=True))
