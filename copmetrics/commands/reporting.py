"""`copmetrics report`: one report or many, told on the screen, with an index page of them all."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path

import click

from copmetrics.commands.exit_codes import DONE, MISSED, of_several
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
from copmetrics.typed_text import for_page

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
) -> int:
    """Make the reports, print the paths written and return the exit code; `strict` minds unread files."""
    communities = communities_in(folders)
    requests = [
        ReportRequest(each, out, quarter, formats, as_of, audience, brief)
        for each in communities
        for audience in audiences
    ]
    done = _made(requests, out, jobs)
    if done == DONE and strict and _tell_missed(communities, as_of):
        return MISSED
    return done


def _made(requests: Sequence[ReportRequest], out: Path, jobs: int) -> int:
    if len(requests) == 1:
        with with_second_process() if jobs > 1 else nullcontext():
            paths = render(requests[0], progress=sys.stderr.isatty())
        write_index(out)
        _print_paths([Outcome(requests[0], paths)])
        return DONE
    outcomes = _several(requests, jobs)
    failed = [each for each in outcomes if each.error]
    write_index(out, [_missing(each) for each in failed])
    _print_paths(outcomes)
    click.echo(out / "index.html")
    for each in failed:
        click.echo(for_page(f"copmetrics: {each.error}"), err=True)
    return of_several(len(failed), len(outcomes))


def _tell_missed(communities: Sequence[Path], as_of: str) -> bool:
    """Say which files were not read though they may hold what counts; tell whether there are any."""
    missed = [
        f"{place / each.file}: not read: {each.note}"
        for place in communities
        for each in survey(place, as_of=as_of or None).files
        if each.missed
    ]
    for line in missed:
        click.echo(for_page(f"copmetrics: {line}"), err=True)
    return bool(missed)


def _missing(failed: Outcome) -> Missing:
    """Return what the index says of a report that could not be made."""
    request = failed.request
    return Missing(
        request.folder.resolve().name, request.audience or "everybody inside", failed.why
    )


def _several(requests: Sequence[ReportRequest], jobs: int) -> list[Outcome]:
    from tqdm import tqdm

    with tqdm(total=len(requests), unit="report", disable=not sys.stderr.isatty()) as bar:
        return render_all(requests, jobs=jobs, done=lambda _: bar.update())


def make_reports(
    requests: Sequence[ReportRequest], *, jobs: int, done: Callable[[Outcome], None]
) -> list[Outcome]:
    """Make reports that go into one folder, and its index; `done` is told of each as it comes."""
    outcomes = render_all(requests, jobs=jobs, done=done)
    out = requests[0].reports
    if any(each.paths for each in outcomes):
        write_index(out, [_missing(each) for each in outcomes if each.error])
    return outcomes


def _print_paths(outcomes: Sequence[Outcome]) -> None:
    for outcome in outcomes:
        for path in outcome.paths:
            click.echo(path)
