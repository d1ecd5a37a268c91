"""`copmetrics report`: one report or many, told on the screen, with an index page of them all."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path

from copmetrics.commands.exit_codes import DONE, MEND, MISSED, of_several
from copmetrics.commands.report_lines import JsonLines, PlainLines, ReportLines
from copmetrics.errors import CopmetricsError
from copmetrics.loading.survey import survey
from copmetrics.publishing.index_page import Missing, write_index
from copmetrics.publishing.notebook_runner import (
    Outcome,
    ReportRequest,
    communities_in,
    render,
    render_all,
)
from copmetrics.publishing.second_process import with_second_process

__all__ = ["make_reports", "report_on"]


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
) -> int:
    """Make the reports, say what became of them and return the exit code; `strict` minds unread files."""
    communities = communities_in(folders)
    requests = [
        ReportRequest(each, out, quarter, formats, as_of, audience, brief)
        for each in communities
        for audience in audiences
    ]
    lines: ReportLines = JsonLines() if as_json else PlainLines()
    lines.begun(len(requests))
    if len(requests) == 1:
        outcomes = [_one(requests[0], lines, jobs)]
        _index(outcomes)
    else:
        outcomes = make_reports(requests, jobs=jobs, done=lines.done)
    done = of_several(sum(bool(each.error) for each in outcomes), len(outcomes))
    if done == DONE and strict and _tell_missed(communities, as_of, lines):
        done = MISSED
    lines.ended(outcomes, out / "index.html", done)
    return done


def _one(request: ReportRequest, lines: ReportLines, jobs: int) -> Outcome:
    """Make one report with what else there is to work with; why it could not be made is raised."""
    try:
        with with_second_process() if jobs > 1 else nullcontext():
            paths = render(request, progress=sys.stderr.isatty())
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
