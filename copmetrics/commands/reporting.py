"""`copmetrics report`: one report or many, told on the screen, with an index page of them all."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TypeAlias

from copmetrics.commands.exit_codes import DONE, MEND, MISSED, of_several
from copmetrics.commands.organisation_pages import OrganisationsAsked, pages_of
from copmetrics.commands.report_lines import JsonLines, PlainLines, ReportLines
from copmetrics.errors import CopmetricsError
from copmetrics.loading.survey import survey
from copmetrics.publishing.index_page import Missing, write_index
from copmetrics.publishing.notebook_runner import (
    Outcome,
    ReportRequest,
    attempted,
    communities_in,
    render,
    render_all,
)
from copmetrics.publishing.second_process import with_second_process

__all__ = ["make_reports", "report_on"]

Make: TypeAlias = Callable[[ReportRequest], tuple[Path, ...]]
"""Makes what is asked for and returns the paths written."""


def report_on(
    folders: Sequence[Path],
    *,
    quarter: str,
    out: Path,
    formats: tuple[str, ...],
    jobs: int,
    as_of: str,
    audiences: Sequence[str] = ("",),
    strict: bool = False,
    brief: bool = False,
    as_json: bool = False,
    organisations: OrganisationsAsked | None = None,
) -> int:
    """Make the reports, say what became of them and return the exit code; `strict` minds unread files.

    With `organisations` their pages are made too, before the accounts for `audiences`, of which there may
    be none.
    """
    communities = communities_in(folders)
    requests = [
        ReportRequest(each, out, quarter, formats, as_of, audience, brief)
        for each in communities
        for audience in audiences
    ]
    pages = [] if organisations is None else _pages(communities, out, quarter, as_of, organisations)
    lines: ReportLines = JsonLines() if as_json else PlainLines()
    lines.begun(len(requests) + len(pages))
    if len(requests) + len(pages) == 1:
        only = pages[0] if pages else _whole_report(requests[0], jobs)
        outcomes = [_one(*only, lines)]
    else:
        outcomes = [attempted(*each) for each in pages]
        for each in outcomes:
            lines.done(each)
        outcomes += render_all(requests, jobs=jobs, done=lines.done) if requests else []
    _index(outcomes)
    done = of_several(sum(bool(each.error) for each in outcomes), len(outcomes))
    if done == DONE and strict and _tell_missed(communities, as_of, lines):
        done = MISSED
    lines.ended(outcomes, out / "index.html", done)
    return done


def _pages(
    communities: Sequence[Path], out: Path, quarter: str, as_of: str, asked: OrganisationsAsked
) -> list[tuple[ReportRequest, Make]]:
    """Return what is asked for of each community, and how it is made."""
    return [
        (
            ReportRequest(each, out, quarter, asked.formats, as_of, asked.audience),
            partial(pages_of, asked=asked),
        )
        for each in communities
    ]


def _whole_report(request: ReportRequest, jobs: int) -> tuple[ReportRequest, Make]:
    """Return a report that is made with what else there is to work with."""

    def made(request: ReportRequest) -> tuple[Path, ...]:
        with with_second_process() if jobs > 1 else nullcontext():
            return render(request, progress=sys.stderr.isatty())

    return request, made


def _one(request: ReportRequest, make: Make, lines: ReportLines) -> Outcome:
    """Make the one that is asked for; why it could not be made is raised."""
    try:
        paths = make(request)
    except CopmetricsError as error:
        failed = Outcome(request, error=str(error))
        lines.done(failed)
        lines.ended([failed], request.reports / "index.html", MEND)
        raise
    made = Outcome(request, paths)
    lines.done(made)
    return made


def _tell_missed(communities: Sequence[Path], as_of: str, lines: ReportLines) -> bool:
    """Name the files that were not read though they may hold what counts; tell whether there are any."""
    missed = [
        (place / each.file, each.note)
        for place in communities
        for each in survey(place, as_of=as_of or None).files
        if each.missed
    ]
    for file, why in missed:
        lines.unread(file, why)
    return bool(missed)


def _missing(failed: Outcome) -> Missing:
    """Return what the index says of a report that could not be made."""
    request = failed.request
    return Missing(
        request.folder.resolve().name, request.audience or "everybody inside", failed.why
    )


def make_reports(
    requests: Sequence[ReportRequest], *, jobs: int, done: Callable[[Outcome], None]
) -> list[Outcome]:
    """Make reports that go into one folder, and its index; `done` is told of each as it comes."""
    outcomes = render_all(requests, jobs=jobs, done=done)
    _index(outcomes)
    return outcomes


def _index(outcomes: Sequence[Outcome]) -> None:
    """Write the index of all there is now, and of what could not be made.

    Of one report alone that could not be made it has nothing new to say: whoever asked for it is told.
    """
    failed = [each for each in outcomes if each.error]
    if len(outcomes) > 1 or not failed:
        write_index(outcomes[0].request.reports, [_missing(each) for each in failed])
