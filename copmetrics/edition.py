"""One edition of a report: the account that a notebook shows, and the files made beside it.

A notebook opens an edition with its parameters and closes it with `save`. Run by hand, without a
workspace, an edition saves nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from copmetrics.account import Account
from copmetrics.accounts.facts import Facts
from copmetrics.accounts.quarterly import quarterly_account
from copmetrics.community import Community, load
from copmetrics.manifest import manifest_of, published_before, read_manifest, write_manifest
from copmetrics.quarters import name, slug

__all__ = ["ASSIGNMENT", "Edition", "instant", "open_edition"]

ASSIGNMENT = "assignment.json"
"""What the runner leaves in the workspace: where earlier reports are, the stamp, the formats."""


@dataclass(frozen=True)
class Edition:
    """A community, the quarter it is told for, and where the files go."""

    community: Community
    quarter: pd.Period
    workspace: Path | None
    assignment: dict[str, Any]

    @cached_property
    def facts(self) -> Facts:
        """The indicators and changes, computed once."""
        return Facts.of(self.community, self.quarter)

    @cached_property
    def account(self) -> Account:
        """The account, with what it restates of earlier reports."""
        published = published_before(self._reports, self.facts.recent) if self._reports else []
        return quarterly_account(
            self.facts, published=published, stamp=str(self.assignment.get("stamp", ""))
        )

    def save(self) -> None:
        """Write the workbook, the csv files and the manifest into the workspace, if there is one."""
        if self.workspace is None:
            return
        formats = self.assignment.get("formats", [])
        if "xlsx" in formats:
            from copmetrics.render.workbook import write_workbook  # late: slow to import

            write_workbook(self.account, self.workspace / "quarterly.xlsx")
        if "csv" in formats:
            self._save_csv(self.workspace)
        earlier = read_manifest(self._reports / slug(self.quarter)) if self._reports else None
        manifest = manifest_of(
            self.community, self.quarter, self.facts.values,
            stamp=self.account.stamp, earlier=earlier,
        )  # fmt: skip
        write_manifest(manifest, self.workspace / "manifest.json")

    def _save_csv(self, workspace: Path) -> None:
        from copmetrics.render.csv import write_csv

        for frame, file in (
            (self.facts.values, "indicators.csv"),
            (self.facts.changes, "changes.csv"),
        ):
            write_csv(
                frame.assign(quarter=[name(each) for each in frame["quarter"]]), workspace / file
            )

    @property
    def _reports(self) -> Path | None:
        stated = self.assignment.get("reports")
        return Path(stated) if stated else None


def open_edition(
    folder: str, *, quarter: str = "latest", as_of: str = "", workspace: str = ""
) -> Edition:
    """Read a community and settle the quarter; all parameters are texts, as notebooks have them."""
    community = load(folder, as_of=instant(as_of) if as_of else None)
    place = Path(workspace) if workspace else None
    assignment = json.loads((place / ASSIGNMENT).read_text(encoding="utf-8")) if place else {}
    return Edition(community, community.quarter(quarter), place, assignment)


def instant(text: str) -> pd.Timestamp:
    """Read a day, or a day and time, as an instant; without an offset it is London's."""
    moment = pd.Timestamp(text)
    return (moment if moment.tzinfo else moment.tz_localize("Europe/London")).tz_convert("UTC")
