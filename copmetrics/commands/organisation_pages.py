"""`copmetrics report --audience organisation:NAME`: a page and a text for each member organisation.

They go to `<community>/<quarter>/organisations/`, a folder an organisation, so that each can be handed
its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from copmetrics.accounts.account import Account
from copmetrics.accounts.for_audience import evidence_for
from copmetrics.accounts.organisation import (
    organisation_account,
    organisation_figures,
    organisations_told,
)
from copmetrics.atomic_write import building, swap_in
from copmetrics.community import community as reading
from copmetrics.errors import FileError
from copmetrics.framework.audiences import ORGANISATIONS, Audience
from copmetrics.identity.organisations import organisation_key
from copmetrics.publishing.notebook_execution import check_names
from copmetrics.publishing.notebook_runner import communities_in, stamped
from copmetrics.quarters import name, slug
from copmetrics.render.html import page_of
from copmetrics.render.plain_text import plain_text
from copmetrics.settings import Profile

__all__ = ["write_organisations"]

FILE = "organisation"


def write_organisations(
    folders: Sequence[Path], names: Sequence[str], *, quarter: str, as_of: str, out: Path
) -> Iterator[Path]:
    """Write the pages of these organisations, or of all that came in the year; give the paths."""
    for folder in communities_in(folders):
        yield from _of_community(folder, names, quarter=quarter, as_of=as_of, out=out)


def _of_community(
    folder: Path, names: Sequence[str], *, quarter: str, as_of: str, out: Path
) -> Iterator[Path]:
    community = reading.load(folder, as_of=as_of or None)
    told_for = community.quarter(quarter)
    reports = out.resolve() / folder.resolve().name
    check_names(folder.resolve(), reports)
    evidence = evidence_for(community, name(told_for), Audience.PUBLIC)
    if evidence.facts.profile is not Profile.SHARE:
        what = "shows the public exact numbers, so no organisation can be told its own"
        raise FileError(
            str(folder), what, advice="Take 'public' out of [privacy] in community.toml."
        )
    figures, stamp = organisation_figures(community, told_for), stamped()
    for each in names or organisations_told(evidence):
        account = organisation_account(evidence, figures, each, stamp=stamp)
        place = Path(slug(told_for)) / ORGANISATIONS / _folder_of(account.audience)
        with building(reports) as workspace:
            for file, text in _files(account).items():
                (workspace / file).write_text(text, encoding="utf-8", newline="\n")
            swap_in(workspace, _made(reports / place))
        yield from (out / reports.name / place / file for file in _files(account))


def _files(account: Account) -> dict[str, str]:
    return {
        f"{FILE}.html": page_of(account, foot=f"For {account.audience}."),
        f"{FILE}.txt": plain_text(account),
    }


def _made(place: Path) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


def _folder_of(organisation: str) -> str:
    """Return an organisation's name as a folder has it: `northmoor-hospitals`."""
    return re.sub(r"[^\w]+", "-", organisation_key(organisation)).strip("-") or FILE
