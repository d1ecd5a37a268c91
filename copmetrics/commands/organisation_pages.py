"""`copmetrics report --audience organisation:NAME`: a page for each member organisation.

They go to `<community>/<quarter>/organisations/`, a folder an organisation, so that each can be handed
its own; beside its page is what it was made from.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click
import pandas as pd

from copmetrics.accounts.account import Account
from copmetrics.accounts.for_audience import evidence_for
from copmetrics.accounts.organisation import (
    OrganisationFigures,
    organisation_account,
    organisation_figures,
    organisations_told,
    organisations_unnamed,
)
from copmetrics.accounts.published import Manifest
from copmetrics.atomic_write import building, swap_in
from copmetrics.community.community import Community
from copmetrics.errors import FileError
from copmetrics.framework.audiences import OF_ORGANISATION, ORGANISATIONS, Audience
from copmetrics.framework.short_names import short_names
from copmetrics.identity.organisations import organisation_key
from copmetrics.publishing.brief_writing import write_one_page
from copmetrics.publishing.manifest import FILE_NAME as MANIFEST
from copmetrics.publishing.manifest import manifest_of, write_manifest
from copmetrics.publishing.notebook_execution import check_names
from copmetrics.publishing.notebook_runner import ReportRequest, stamped
from copmetrics.publishing.pdf_printing import browser
from copmetrics.publishing.report_run import community_of
from copmetrics.quarters import name, slug
from copmetrics.settings import Profile
from copmetrics.typed_text import for_page
from copmetrics.units import Unit

__all__ = ["OrganisationsAsked", "pages_of"]

FILE = "organisation"
TOO_FEW: Final = (
    "in no quarter in which they came did enough people come for organisations to be named"
)
WHAT_THEN: Final = "The account for leaders tells of it: --audience leaders."


@dataclass(frozen=True)
class OrganisationsAsked:
    """Of which organisations there are to be pages, and as what files."""

    names: tuple[str, ...]
    """Of all that came in the year where none is named."""
    formats: tuple[str, ...]

    @property
    def audience(self) -> str:
        """What was asked for, as the command line has it."""
        return ", ".join(f"{OF_ORGANISATION}{each}" for each in self.names) or ORGANISATIONS


def pages_of(request: ReportRequest, asked: OrganisationsAsked) -> tuple[Path, ...]:
    """Make the pages of one community and return the paths written; one made before is replaced whole."""
    if "pdf" in asked.formats:
        browser()  # or say at once that there is none
    folder = request.folder.resolve()
    reports = request.reports.resolve() / folder.name
    check_names(folder, reports)
    community = community_of(str(request.folder), as_of=request.as_of)
    quarter = community.quarter(request.quarter)
    evidence = evidence_for(community, name(quarter), Audience.PUBLIC)
    if evidence.facts.profile is not Profile.SHARE:
        what = "shows the public exact numbers, so no organisation can be told its own"
        raise FileError(
            str(request.folder), what, advice="Take 'public' out of [privacy] in community.toml."
        )
    figures, stamp = organisation_figures(community, quarter), stamped()
    told = organisations_told(evidence)
    _say_who_has_none(organisations_unnamed(community, quarter, told), request.folder, asked)
    # all are made before any is written: one that is not known is an error, and nothing is half there
    accounts = [
        organisation_account(evidence, figures, each, stamp=stamp) for each in asked.names or told
    ]
    folders, made = short_names(told), list[Path]()
    for account in accounts:
        own = folders[account.audience]
        manifest = _manifest(community, quarter, figures, account)
        place = Path(slug(quarter)) / ORGANISATIONS / own
        with building(reports) as workspace:
            write_one_page(
                account, workspace / FILE, asked.formats, foot=f"For {account.audience}."
            )
            write_manifest(manifest, workspace / MANIFEST)
            files = sorted(each.name for each in workspace.iterdir())
            (reports / place).parent.mkdir(parents=True, exist_ok=True)
            swap_in(workspace, reports / place)
        made += [request.reports / folder.name / place / each for each in files]
    return tuple(made)


def _say_who_has_none(unnamed: list[str], folder: Path, asked: OrganisationsAsked) -> None:
    """Refuse the page of an organisation that came and may not be named; of all say how many there are."""
    keys = set(map(organisation_key, unnamed))
    for each in asked.names:
        if organisation_key(each) in keys:
            what = f"came, and has no page of its own: {TOO_FEW}"
            raise FileError(f"{OF_ORGANISATION}{each}", what, advice=WHAT_THEN)
    if unnamed and not asked.names:
        count = Unit.ORGANISATIONS.of(len(unnamed))
        has = "has" if len(unnamed) == 1 else "have"
        said = f"copmetrics: {folder}: {count} that came {has} no page: {TOO_FEW}. {WHAT_THEN}"
        click.echo(for_page(said), err=True)


def _manifest(
    community: Community, quarter: pd.Period, figures: OrganisationFigures, account: Account
) -> Manifest:
    """Return what a page was made from, and of its numbers those that are on it: of no other organisation."""
    rows = figures.quarters
    return manifest_of(
        community,
        quarter,
        rows[rows["organisation"].eq(account.audience)],
        stamp=account.stamp,
        audience=f"{OF_ORGANISATION}{account.audience}",
        shared=True,
    )
