"""`copmetrics statement`: one member's own record, for their appraisal or revalidation.

It goes to `<community>/private/`, as the lists of people do: a page and a text, which only whoever ran it
can open.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from copmetrics.atomic_write import replace_bytes, writing
from copmetrics.commands.restricted_folder import PRIVATE, restricted_folder
from copmetrics.community.community import Community
from copmetrics.errors import FileError
from copmetrics.facilitation.statement import Member, own_events, signed_by_name, statement
from copmetrics.identity.names_in_text import KnownNames
from copmetrics.loading.survey import survey
from copmetrics.publishing.notebook_execution import check_names
from copmetrics.publishing.notebook_runner import stamped
from copmetrics.quarters import instant
from copmetrics.render.html import page_of
from copmetrics.render.plain_text import plain_text
from copmetrics.units import Unit

__all__ = ["write_statement"]

FOOT = "This record was made for the person it names, of their own rows alone: theirs to keep or to hand on."


def write_statement(
    folder: Path, address: str, *, since: str, as_of: str, by_name: bool, out: Path
) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Write the record of whose address it is; return the files, and what is to be said on the screen."""
    if "@" not in address:
        advice = "Name the address that they write or sign in with."
        raise FileError(f"--person {address}", "is not an address", advice=advice)
    found = survey(folder, as_of=as_of or None)
    community = Community.of(found)
    assert found.people is not None  # a community that could be made has its directory
    member = Member.of(found.people, address)
    if member is None:
        advice = (
            "Write it as it stands there; whoever signed in without an address is found by none."
        )
        what = f"is nobody's address in the exports of {folder}"
        raise FileError(f"--person {address}", what, advice=advice)
    reports = out.resolve() / folder.resolve().name
    check_names(folder.resolve(), reports)
    began = instant(since, community.settings.timezone) if since else None
    if began is not None and began >= community.as_of:
        advice = "Name an earlier day: the record is of the events from that day on."
        raise FileError(f"--since {since}", "is not before the day of the record", advice=advice)
    came = own_events(community, member, by_name=by_name, since=began)
    told = statement(community, member, came, by_name=by_name, since=began, stamp=stamped())
    private = restricted_folder(reports)
    name = f"statement-{member.person}"
    files = {
        f"{name}.html": page_of(told, foot=FOOT),
        f"{name}.txt": plain_text(told),
    }
    for file, text in files.items():
        with writing(private / file):
            replace_bytes(private / file, text.encode(), mode=0o600)
    shown = out / folder.resolve().name / PRIVATE
    unsure = 0 if by_name else signed_by_name(community, member)
    known = KnownNames.of(found.people.people["name"].dropna())
    return tuple(shown / file for file in files), tuple(_remarks(came["title"], unsure, known))


def _remarks(titles: pd.Series, unsure: int, known: KnownNames) -> Iterator[str]:
    """Say what whoever hands the record on should know; none of it is in the record."""
    if unsure:
        yield (
            f"{Unit.EVENTS.of(unsure)} at which this name signed in without an address, left out: "
            "--by-name adds them, marked."
        )
    for title in sorted(filter(known.in_title, titles.dropna().unique())):
        yield f"The title of '{title}' may name somebody: read it before you hand the record on."
