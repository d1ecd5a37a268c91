"""Which export is of which mailing list, where a community has several: told, shown, or asked.

An export that `community.toml` says nothing of continues an earlier one if that shows: whoever joined
before the earlier export is in it, and joined at the same second in both. More than half gone is then
a fact. Where it does not show, the export is asked about: two lists taken for one would each lose
their people with every export of the other, and one taken for two would never lose anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from copmetrics.errors import CopmetricsError, FileError, QuestionError, answer_line
from copmetrics.framework.mailings import ContactPart

__all__ = ["LISTED", "ONE_LIST", "PlacedExports", "people_gone", "placed_exports"]

LISTED = (ContactPart.SUBSCRIBED,)
ONE_LIST = "list"
"""What the audience is called of which `community.toml` says nothing."""
MANY, FEW = 0.5, 0.1
"""Shares of people: more than this does not fit, or hardly any."""
MARGIN = pd.Timedelta(days=1)
"""How far the clocks of an export and of its contacts may be apart."""


@dataclass(frozen=True)
class PlacedExports:
    """The exports with the audience of each, and the questions that are open."""

    exports: pd.DataFrame
    problems: tuple[CopmetricsError, ...]


@dataclass(frozen=True)
class _Export:
    """One export's people: when each joined, who is on the list, and when it was made."""

    name: str
    joined: pd.Series
    listed: frozenset[str]
    made_at: pd.Timestamp

    def gone_from(self, later: _Export) -> float:
        """Return the share of those on the list who are in no part of a later export."""
        gone = self.listed.difference(later.joined.index)
        return len(gone) / len(self.listed) if self.listed else 0.0

    def continued_by(self, later: _Export) -> bool:
        """Whether a later export is plainly of the same list."""
        both = pd.DataFrame({"before": self.joined, "after": later.joined}).dropna()
        differing = both["before"].ne(both["after"]).mean() if len(both) else 0.0
        there = later.joined[later.joined.index.isin(later.listed)]
        there = there[there < self.made_at - MARGIN]
        strangers = (~there.index.isin(self.joined.index)).mean() if len(there) else 0.0
        if self.gone_from(later) <= MANY:
            return bool(max(differing, strangers) <= MANY)
        return bool(len(both) and max(differing, strangers) <= FEW)


def placed_exports(exports: pd.DataFrame, contacts: pd.DataFrame) -> PlacedExports:
    """Say of each export, from the oldest on, which audience it is of; ask where nothing tells."""
    newest: dict[str, _Export] = {}
    named: list[str] = []
    problems: list[CopmetricsError] = list(_told_twice(contacts))
    asked: set[str] = set()
    for row in exports.to_dict("records"):
        export = _read(str(row["export"]), contacts, row["exported_at"])
        fitting = [name for name, last in newest.items() if last.continued_by(export)]
        name = row["audience"]
        if not isinstance(name, str) and _is_one_of_several(export.name, exports["export"]):
            problems.append(_one_of_several(export, contacts))
            name = f"list of {export.name}"
            asked.add(name)
        if not isinstance(name, str):
            name = ONE_LIST
            if newest and fitting != [ONE_LIST]:
                known = {each: last for each, last in newest.items() if each not in asked}
                problems.append(_question(export, contacts, known))
                name = f"list of {export.name}"
                asked.add(name)
        newest[name] = export
        named.append(name)
    placed = exports.assign(audience=pd.Series(named, index=exports.index, dtype="str"))
    return PlacedExports(placed, tuple(problems))


def _told_twice(contacts: pd.DataFrame) -> Iterator[FileError]:
    """Refuse files that are one part of one export and have other people: whoever left would stay in one."""
    for _, same in contacts.groupby(["export", "part"]):
        by_file = same.groupby("source_file")["person"].agg(frozenset)
        if by_file.nunique() > 1:
            first, second = by_file.index[:2]
            yield FileError(
                str(second),
                f"is the same part of a mailing list as {first}, with other people",
                advice="Put the files of each export into a folder of their own, called by its day, or name "
                'its list: audience = "…".',
            )


def _is_one_of_several(name: str, exports: Iterable[str]) -> bool:
    """Whether an export is of a list of an account, of which another list was exported with it."""
    account, listed, _ = name.rpartition("/lists/")
    return bool(listed) and any(
        each != name and each.startswith(f"{account}{listed}") for each in exports
    )


def _one_of_several(export: _Export, contacts: pd.DataFrame) -> QuestionError:
    """Ask whether a list is the community's: an account may have those of others too."""
    file = str(contacts.loc[contacts["export"].eq(export.name), "source_file"].min())
    account, _, listed = export.name.rpartition("/lists/")
    return QuestionError(
        file,
        question=f"is of '{listed}', one of several lists of the account in {account}. Is it the "
        "community's?",
        answers=(answer_line("audience", listed), answer_line("ignore", True, says="another's")),
    )


def people_gone(exports: pd.DataFrame, contacts: pd.DataFrame) -> list[str]:
    """Say where more than half of a list's people are in no part of its next export."""
    said = []
    for _, same in exports.groupby("audience", sort=True):
        made = same.to_dict("records")
        read = [_read(str(row["export"]), contacts, row["exported_at"]) for row in made]
        for earlier, later in pairwise(read):
            if earlier.gone_from(later) > MANY:
                gone = len(earlier.listed.difference(later.joined.index))
                of = f"{gone} of the {len(earlier.listed)} people on the list in {earlier.name}"
                said.append(f"{of} are in no part of its next export, {later.name}")
    return said


def _read(name: str, contacts: pd.DataFrame, made_at: pd.Timestamp) -> _Export:
    rows = contacts[contacts["export"].eq(name)]
    listed = rows.loc[rows["part"].isin(LISTED), "person"]
    joined = rows.sort_values("joined_at").drop_duplicates("person").set_index("person")
    return _Export(name, joined["joined_at"], frozenset(listed), made_at)


def _question(
    export: _Export, contacts: pd.DataFrame, known: Mapping[str, _Export]
) -> QuestionError:
    """Ask of which list an export is: one of those met before it, or another."""
    files = contacts.loc[contacts["export"].eq(export.name), "source_file"]
    first = str(files.min())
    return QuestionError(
        first.split(".zip/")[0] + ".zip" if ".zip/" in first else first,
        question="of which mailing list is it? The people in it do not tell.",
        answers=tuple(
            answer_line("audience", name, says=f"as {last.name}") for name, last in known.items()
        ),
        examples=(answer_line("audience", "another list"),),
    )
