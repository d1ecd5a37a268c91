"""People who may be one person: suggestions, and what somebody decided on them.

`copmetrics check --review` writes the suggestions to `people-review.csv` in the community's
folder, and whoever was joined by a name alone. A person writes `same` or `different` beside each;
emptying the cell undoes it, deleting the file undoes all. The file names people and stays in that
folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import pandas as pd

from copmetrics.atomic_write import replace_file, writing
from copmetrics.errors import CellError, FileError, command_line
from copmetrics.identity.names import name_key

__all__ = [
    "REVIEW_FILE",
    "Decision",
    "Decisions",
    "decide",
    "decisions",
    "join_people",
    "suggest",
    "write_review",
]

REVIEW_FILE = "people-review.csv"
ALIKE = 92  # per cent, of rapidfuzz's ratio over the names


class Decision(StrEnum):
    """What somebody decided on a pair."""

    SAME = "same"
    DIFFERENT = "different"


Pair = frozenset[str]
"""Two pseudonyms, in no order."""


@dataclass(frozen=True)
class Decisions:
    """What somebody decided: who is another, and who is not."""

    same: Mapping[str, str] = field(default_factory=dict)
    """The pseudonyms that are another's: `{one: other}`."""
    different: frozenset[Pair] = frozenset()


def decisions(folder: Path) -> Decisions:
    """Return what somebody decided on pairs of people; nothing where there is no review."""
    path = folder / REVIEW_FILE
    if not path.exists():
        return Decisions()
    try:
        read = pd.read_csv(path, dtype="str", keep_default_na=False)
        said = read["decision"].str.strip().str.casefold()
        pairs = read[["person", "other"]]
    except (KeyError, ValueError):
        advice = f"Delete it; {command_line('check', folder, '--review')} makes it anew."
        raise FileError(REVIEW_FILE, "is not a review file", advice=advice) from None
    for row, value in said[~said.isin([*Decision, ""])].items():
        advice = f"Write {', '.join(Decision)} or leave it empty."
        raise _wrong(int(str(row)), value, "a decision", advice)
    same = _chained(pairs[said.eq(Decision.SAME)].itertuples(index=False, name=None))
    apart = pairs[said.eq(Decision.DIFFERENT)]
    for row, one, other in apart.itertuples(name=None):
        if same.get(one, one) == same.get(other, other):
            advice = "Empty this cell, or the one that joins them."
            raise _wrong(row, Decision.DIFFERENT, "what other rows say: they are the same", advice)
    return Decisions(same, frozenset(frozenset(pair) for pair in apart.to_numpy().tolist()))


def _wrong(row: int, value: str, expected: str, advice: str) -> CellError:
    return CellError(
        REVIEW_FILE, row=row + 2, column="decision", value=value, expected=expected, advice=advice
    )


def _chained(pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Bring `a is b` and `b is c` together: all three are one person, by the first pseudonym."""
    groups: dict[str, frozenset[str]] = {}
    for one, other in pairs:
        joined = groups.get(one, frozenset({one})) | groups.get(other, frozenset({other}))
        groups |= dict.fromkeys(joined, joined)
    return {each: min(group) for each, group in groups.items() if each != min(group)}


def suggest(people: pd.DataFrame, different: frozenset[Pair] = frozenset()) -> pd.DataFrame:
    """Return pairs of people who may be one: `person`, `other`, both names and the `reason`.

    `people` is the directory's table, `different` are pairs that somebody has told apart. Nobody
    is joined by this: a person decides.
    """
    named = people.dropna(subset="name").assign(key=lambda rows: rows["name"].map(name_key))
    named = named[named["key"].str.contains(" ", regex=False)]  # a first name alone says too little
    pairs = pd.concat([_same_name(named), _similar_name(named)], ignore_index=True)
    apart = [
        frozenset(pair) in different for pair in zip(pairs["person"], pairs["other"], strict=True)
    ]
    return (
        pairs[~pd.Series(apart, index=pairs.index, dtype="bool")]
        .drop_duplicates(["person", "other"])
        .sort_values(["name", "person", "other"], ignore_index=True)
    )


def join_people(frame: pd.DataFrame, same: Mapping[str, str]) -> pd.DataFrame:
    """Return a table as it would be if these people were one: `{one: other}`."""
    joined = frame.assign(person=frame["person"].replace(dict(same)))
    if "attendee" in joined:
        joined = joined.assign(attendee=joined["attendee"].replace(dict(same)))
    return joined


def write_review(folder: Path, suggestions: pd.DataFrame) -> Path:
    """Write the suggestions beside what was decided before, which stays as it is."""
    path = folder / REVIEW_FILE
    columns = [
        "decision",
        "name",
        "other_name",
        "address",
        "other_address",
        "reason",
        "as_same",
        "as_different",
        "person",
        "other",
    ]
    earlier = pd.read_csv(path, dtype="str", keep_default_na=False) if path.exists() else None
    fresh = suggestions.assign(decision="")
    if earlier is not None:
        decided = earlier[earlier["decision"].str.strip().ne("")]
        fresh = pd.concat([decided, fresh]).drop_duplicates(["person", "other"])
    ordered = fresh.reindex(columns=columns).sort_values(["name", "person", "other"])
    text = ordered.to_csv(index=False, lineterminator="\n")
    with writing(path):
        replace_file(path, text, encoding="utf-8-sig")
    return path


def decide(folder: Path, one: str, other: str, decision: Decision) -> None:
    """Write what somebody decided on a pair that the review lists; what contradicts it is refused."""
    path = folder / REVIEW_FILE
    before = path.read_text(encoding="utf-8-sig")
    listed = pd.read_csv(path, dtype="str", keep_default_na=False)
    pair = listed["person"].eq(one) & listed["other"].eq(other)
    decided = listed.assign(decision=listed["decision"].mask(pair, str(decision)))
    with writing(path):
        replace_file(path, decided.to_csv(index=False, lineterminator="\n"), encoding="utf-8-sig")
    try:
        decisions(folder)
    except CellError:
        replace_file(path, before, encoding="utf-8-sig")
        raise


def _same_name(people: pd.DataFrame) -> pd.DataFrame:
    """People of one name, of whom at least one is known by that name only or by two addresses."""
    both = people.merge(people, on="key", suffixes=("", "_other"))
    both = both[both["person"] < both["person_other"]]
    nameless = both["address"].isna() | both["address_other"].isna()
    reason = nameless.map(
        {True: "the same name, one without an address", False: "the same name at two addresses"}
    )
    return _pairs(both, reason)


def _similar_name(people: pd.DataFrame) -> pd.DataFrame:
    """People of one organisation whose names differ by a slip."""
    from rapidfuzz import fuzz, process  # late: only `check` asks

    found = []
    for _, colleagues in people.dropna(subset="organisation").groupby("organisation"):
        keys = colleagues["key"].tolist()
        alike = process.cdist(keys, keys, scorer=fuzz.ratio, score_cutoff=ALIKE)
        for one, other in zip(*alike.nonzero(), strict=True):
            if one < other and keys[one] != keys[other]:
                found.append((colleagues.index[one], colleagues.index[other]))
    if not found:
        return _pairs(people.merge(people, on="key", suffixes=("", "_other")).iloc[:0], pd.Series())
    first, second = zip(*found, strict=True)
    left = people.loc[list(first)].reset_index(drop=True)
    right = people.loc[list(second)].reset_index(drop=True).add_suffix("_other")
    both = left.join(right)
    return _pairs(both, pd.Series("much the same name in one organisation", index=both.index))


def _pairs(both: pd.DataFrame, reason: pd.Series) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "person": both["person"],
            "other": both["person_other"],
            "name": both["name"],
            "other_name": both["name_other"],
            "address": both["address"],
            "other_address": both["address_other"],
            "reason": reason.astype("str"),
        }
    )
