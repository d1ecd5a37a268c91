"""One edition of a report: the account that a notebook shows, and the files made beside it.

A notebook opens an edition with its parameters and closes it with `save`. Run by hand, without a
workspace, an edition saves nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypedDict, cast

import pandas as pd

from copmetrics.accounts.account import Account, Section
from copmetrics.accounts.audience_evidence import AudienceEvidence
from copmetrics.accounts.audiences import audience_account
from copmetrics.accounts.brief import brief_alone
from copmetrics.accounts.for_audience import evidence_for, inside_evidence
from copmetrics.accounts.published import Manifest
from copmetrics.accounts.quarter_figures import QuarterFigures
from copmetrics.accounts.quarterly import Told, in_order, quarterly_account, sections_as_told
from copmetrics.accounts.stories import story_lines
from copmetrics.community.community import Community, load
from copmetrics.errors import ChoiceError
from copmetrics.evaluation.changes import COLUMNS
from copmetrics.framework.audiences import AUDIENCES
from copmetrics.measures import INSIDE
from copmetrics.publishing.brief_writing import brief_name, write_one_page
from copmetrics.publishing.chart_files import write_charts
from copmetrics.publishing.edition_beside import EditionBeside, read_for_the_other, told
from copmetrics.publishing.manifest import (
    manifest_of,
    published_before,
    read_manifest,
    report_folder,
    write_manifest,
)
from copmetrics.publishing.reading_once import once
from copmetrics.publishing.second_process import answers_to, hand_over
from copmetrics.quarters import name

__all__ = ["ASSIGNMENT", "Edition", "Opening", "begin_edition", "community_of", "open_edition"]

ASSIGNMENT = "assignment.json"
"""What the runner leaves in the workspace: where earlier reports are, the stamp, the formats."""


class Assignment(TypedDict, total=False):
    """What the runner leaves in the workspace; nothing where a notebook is run by hand."""

    reports: str
    """The folder of the community's reports."""
    stamp: str
    formats: list[str]


@dataclass(frozen=True)
class Edition:
    """A community, the quarter it is told for, and where the files go."""

    community: Community
    quarter: pd.Period
    workspace: Path | None
    assignment: Assignment
    audience: str = ""
    """Whom it is for; empty for the quarterly report."""
    _told: list[Told] = field(default_factory=list)

    def tell(self) -> Iterator[Section]:
        """Tell the sections of the quarterly report, in no order; its account is then made of them."""
        if not self.audience:
            for each in sections_as_told(self.evidence):
                self._told.append(each)
                yield from each[1]

    @cached_property
    def facts(self) -> QuarterFigures:
        """The indicators and changes as the audience may see them, computed once."""
        return self.evidence.facts

    @cached_property
    def evidence(self) -> AudienceEvidence:
        """The stories and indicators as the audience may see them."""
        quarter = name(self.quarter)
        if not self.audience:
            return inside_evidence(self.community, quarter)
        return evidence_for(self.community, quarter, self.audience)

    @cached_property
    def account(self) -> Account:
        """The account, with what it restates of earlier reports to the same audience."""
        stamp, published = str(self.assignment.get("stamp", "")), self._published
        if self.audience:
            return audience_account(self.evidence, published=published, stamp=stamp)
        return quarterly_account(
            self.evidence, published=published, stamp=stamp, sections=in_order(self._told)
        )

    @cached_property
    def brief(self) -> Account:
        """The first page of the account, as a report of its own."""
        stamp, published = str(self.assignment.get("stamp", "")), self._published
        if self.audience:
            return audience_account(self.evidence, published=published, stamp=stamp, brief=True)
        page = (brief_alone(self.evidence),)
        return quarterly_account(self.evidence, published=published, stamp=stamp, sections=page)

    @property
    def file_name(self) -> str:
        """What its files are called, without their endings."""
        return self.audience or "quarterly"

    def save(self) -> None:
        """Write the workbook, the csv files and the manifest into the workspace, if there is one."""
        if self.workspace is None:
            return
        formats = self.assignment.get("formats", [])
        if "xlsx" in formats:
            from copmetrics.render.workbook import write_workbook  # late: slow to import

            write_workbook(self.account, self.workspace / f"{self.file_name}.xlsx")
        if "csv" in formats:
            self._save_csv(self.workspace)
        write_charts(self.account, self.workspace, formats)
        place = report_folder(self._reports, self.quarter, self.audience) if self._reports else None
        self._save_manifest(self.workspace, earlier=read_manifest(place) if place else None)

    def save_brief(self) -> None:
        """Write the first page into the workspace, in the formats asked for, with its manifest."""
        if self.workspace is not None:
            name = brief_name(self.audience)
            write_one_page(self.brief, self.workspace / name, self.assignment.get("formats", []))
            self._save_manifest(self.workspace, is_brief=True)

    def _save_manifest(
        self, workspace: Path, *, earlier: Manifest | None = None, is_brief: bool = False
    ) -> None:
        manifest = manifest_of(
            self.community,
            self.quarter,
            self.facts.values,
            stamp=str(self.assignment.get("stamp", "")),
            earlier=earlier,
            audience=self.audience,
            shared=self.facts.is_shared,
            is_brief=is_brief,
        )
        write_manifest(manifest, workspace / "manifest.json")

    def _save_csv(self, workspace: Path) -> None:
        from copmetrics.render.csv import write_csv

        inner = ["machine_opens"] if self.audience else ["machine_opens", "status"]
        values = self.facts.values.drop(columns=inner)
        for frame, file in (
            (values, "indicators.csv"),
            (self.facts.changes[list(COLUMNS)], "changes.csv"),
        ):
            inside = self.facts.is_shared & frame["indicator"].isin(INSIDE)
            named = frame.assign(quarter=[name(each) for each in frame["quarter"]])
            write_csv(named[~inside], workspace / file)
        if self.audience:
            write_csv(story_lines(self.evidence), workspace / "stories.csv")

    @property
    def _published(self) -> list[Manifest]:
        if self._reports is None:
            return []
        return published_before(self._reports, self.facts.recent, self.audience)

    @property
    def _reports(self) -> Path | None:
        stated = self.assignment.get("reports")
        return Path(stated) if stated else None


def community_of(folder: str, *, as_of: str = "") -> Community:
    """Read a community as it stood on a day, or stands now; both are texts, as notebooks have them."""
    return once(folder, as_of, lambda: load(folder, as_of=as_of or None))


@dataclass(frozen=True)
class Opening:
    """What an edition is opened with; all of it texts, as notebooks have them."""

    folder: str
    quarter: str = "latest"
    as_of: str = ""
    workspace: str = ""
    audience: str = ""

    def here(self) -> Edition:
        """Read the community and settle the quarter, in this process."""
        community = community_of(self.folder, as_of=self.as_of)
        place = Path(self.workspace) if self.workspace else None
        assignment: Assignment = _assigned(place) if place else {}
        if self.audience and self.audience not in AUDIENCES:
            raise ChoiceError("an audience", self.audience, AUDIENCES)
        quarter = community.quarter(self.quarter)
        return Edition(community, quarter, place, assignment, self.audience)


def begin_edition(place: Path, parameters: Mapping[str, str]) -> None:
    """Have the edition that a notebook in `place` will open told by the second process, if there is one.

    It will ask us to read half of the files, which we begin at once.
    """
    order = (told, str(place), Opening(**parameters))
    hand_over(*order)
    answers = answers_to(*order)
    if answers is not None:
        read_for_the_other(place / parameters["folder"], answers)


def open_edition(folder: str, **more: str) -> Edition | EditionBeside:
    """Open an edition with a notebook's parameters, which are those of `Opening`."""
    opening = Opening(folder, **more)
    answers = answers_to(told, str(Path.cwd()), opening)
    return opening.here() if answers is None else EditionBeside(answers, opening)


def _assigned(workspace: Path) -> Assignment:
    """Read what the runner left in the workspace."""
    return cast("Assignment", json.loads((workspace / ASSIGNMENT).read_text(encoding="utf-8")))
