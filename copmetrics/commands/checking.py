"""`copmetrics check`: what every file was read as, what was left out and why, what is covered."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import pandas as pd

from copmetrics.accounts.commentary import passages
from copmetrics.community.community import Community
from copmetrics.errors import CopmetricsError, FileError, Problems, QuestionError, as_typed
from copmetrics.evaluation.coverage import WORDS
from copmetrics.framework.attendance import AttendanceStatus
from copmetrics.framework.own_files import COMMENTARY
from copmetrics.identity.organisations import similar_organisations
from copmetrics.identity.review import join_people, suggest, write_review
from copmetrics.loading.sheet_reading import SurveyedFile
from copmetrics.loading.survey import Loaded, survey
from copmetrics.quarters import label, name
from copmetrics.units import Unit, join_words

__all__ = ["check_folder"]

READY, MEND = 0, 1


def check_folder(folder: Path, *, as_json: bool, review: bool, as_of: pd.Timestamp | None) -> int:
    """Print what was found in a folder and return the exit code."""
    found = with_told(survey(folder, as_of=as_of))
    community = None if found.problems else Community.of(found)
    if community is not None and not len(community.quarters):
        found, community = _without_quarter(found), None
    suggestions = _suggestions(found)
    if review and community is not None:
        path = write_review(folder, _with_effect(community, suggestions))
        click.echo(f"{path}: {len(suggestions)} suggestions; write same or different beside each.")
    if as_json:
        click.echo(
            json.dumps(_as_data(found, community, suggestions), indent=1, ensure_ascii=False)
        )
    else:
        _print(found, community, suggestions)
    return MEND if found.problems else READY


def _print(found: Loaded, community: Community | None, suggestions: pd.DataFrame) -> None:
    click.echo(f"{found.settings.name} ({found.folder})\n")
    for each in found.files:
        click.echo(_line(each))
    for problem in found.problems:
        click.echo(f"copmetrics: {problem}", err=True)
    if any(isinstance(each, QuestionError) for each in found.problems):
        click.echo(f"\nTo answer: copmetrics check {as_typed(found.folder)} --answer")
    if community is None:
        return
    click.echo()
    for line in _coverage_lines(community):
        click.echo(line)
    for note in (*community.notes, *_unused_words(community)):
        click.echo(f"Note: {note}.")
    for line in _suggested(community, suggestions):
        click.echo(line)
    click.echo(_report_line(community))


def with_told(found: Loaded) -> Loaded:
    """Add what a report would not be made for, though the exports can be read: the editor's own words."""
    try:
        passages(found.folder, found.settings.calendar)
    except Problems as several:
        return replace(found, problems=(*found.problems, *several.errors))
    except CopmetricsError as error:
        return replace(found, problems=(*found.problems, error))
    return found


def _without_quarter(found: Loaded) -> Loaded:
    """Say of a folder that no report can be made of: nothing in it says when anything was."""
    advice = "Put exports into it that tell when something was."
    nothing = FileError(str(found.folder), "has no quarter yet", advice=advice)
    return replace(found, problems=(nothing,))


def _unused_words(community: Community) -> list[str]:
    """Say for which quarters the editor has words though no export tells anything of them."""
    told = passages(community.folder, community.settings.calendar)
    known = {None, *community.quarters}
    others = dict.fromkeys(each.quarter for each in told if each.quarter not in known)
    return [
        f"{COMMENTARY} has words for {label(each)}, of which no export tells anything"
        for each in others
        if each is not None
    ]


def _report_line(community: Community) -> str:
    """Say which report can be made, by the line to type."""
    command = f"copmetrics report {as_typed(community.folder)}"
    try:
        community.quarter()
    except FileError:
        running = name(community.quarters[-1])
        return f"A report can be made of a quarter that is not over: {command} --quarter {running}"
    return f"A report can be made: {command}"


def _line(each: SurveyedFile) -> str:
    """Return a file's lines: its format, rows and span, then what was left out and remarks."""
    if each.problems:
        kind = each.format or "file"
        things = "1 thing" if each.problems == 1 else f"{each.problems} things"
        return f"{each.file}\n    {kind}: {things} to mend or to answer, see below"
    if not each.format:
        return f"{each.file}\n    not read{f': {each.note}' if each.note else ''}"
    span = ""
    if each.first is not None and each.last is not None:
        span = f", {_from_to(_day(each.first), _day(each.last))}"
    lines = [each.file, f"    {each.format}: {Unit.ROWS.of(each.rows)}{span}"]
    lines += [f"    left out: {count} {reason}" for reason, count in each.left_out.items()]
    lines += [f"    {each.note}"] if each.note else []
    return "\n".join(lines)


def _from_to(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"


def _day(moment: pd.Timestamp) -> str:
    return f"{moment.day} {moment:%b %Y}"


def _coverage_lines(community: Community) -> list[str]:
    lines = ["Quarters covered:"]
    for source, words in WORDS.items():
        known = sorted(community.coverage.spans[source])
        if not known:
            lines.append(f"    {words}: none")
            continue
        inside = pd.period_range(known[0], known[-1])
        gaps = [label(each) for each in inside if each not in community.coverage.spans[source]]
        without = f", without {join_words(gaps)}" if gaps else ""
        lines.append(f"    {words}: {_from_to(label(known[0]), label(known[-1]))}{without}")
    return lines


def _suggestions(found: Loaded) -> pd.DataFrame:
    return pd.DataFrame() if found.people is None else suggest(found.people.people)


def _suggested(community: Community, suggestions: pd.DataFrame) -> list[str]:
    """Say which organisations, and how many people, may be one; nothing is joined unasked."""
    lines = []
    for one, other in similar_organisations(_organisations_in_use(community)):
        lines.append(f"May be one organisation: '{one}' and '{other}'. If so, add a line to")
        lines.append(f"    organisations.csv (variant,name): {_csv_line(other, one)}")
    if len(suggestions):
        before, after = _effect(community, suggestions)
        single = len(suggestions) == 1
        pairs = "1 pair" if single else f"{len(suggestions)} pairs"
        lines.append(
            f"{pairs} of people may be one person: joining {'them' if single else 'all of them'} moves "
            f"unique attendees, in all quarters together, from {before} to {after}."
        )
        lines.append(f"    To decide: copmetrics check {as_typed(community.folder)} --review")
    return lines


def _csv_line(*cells: str) -> str:
    """Return a line to paste into a CSV file, quoted where it must be."""
    return pd.DataFrame([cells]).to_csv(index=False, header=False).strip()


def _organisations_in_use(community: Community) -> tuple[str, ...]:
    """Return the names in the tables (domains where nobody gives one), those of most people first."""
    tables = (community.attendance, community.members)
    people = pd.concat([table[["person", "organisation"]].dropna() for table in tables])
    used = people.drop_duplicates().groupby("organisation", as_index=False).size()
    return tuple(
        used.sort_values(["size", "organisation"], ascending=[False, True])["organisation"]
    )


def _effect(community: Community, pairs: pd.DataFrame) -> tuple[int, int]:
    """Count the different people who ever attended, as now and with the pairs joined."""
    came = community.attendance[
        community.attendance["status"].eq(AttendanceStatus.ATTENDED)
        & community.attendance["left_out"].isna()
    ]
    same = dict(zip(pairs["other"], pairs["person"], strict=True))
    return came["person"].nunique(), join_people(came, same)["person"].nunique()


def _with_effect(community: Community, suggestions: pd.DataFrame) -> pd.DataFrame:
    """Add to each suggestion what accepting it does to the headline."""
    told = []
    for row in range(len(suggestions)):
        before, after = _effect(community, suggestions.iloc[[row]])
        told.append(f"unique attendees, all quarters: {before} to {after}")
    return suggestions.assign(effect=pd.Series(told, index=suggestions.index, dtype="str"))


def _as_data(
    found: Loaded, community: Community | None, suggestions: pd.DataFrame
) -> dict[str, Any]:
    """Return the same for a program."""
    files = [
        {
            "file": each.file,
            "format": each.format or None,
            "rows": each.rows,
            "kept": each.kept,
            "left_out": dict(each.left_out),
            "first": None if each.first is None else each.first.isoformat(),
            "last": None if each.last is None else each.last.isoformat(),
            "note": each.note,
        }
        for each in found.files
    ]
    covered = {}
    if community is not None:
        spans = community.coverage.spans
        covered = {source.value: [name(each) for each in sorted(spans[source])] for source in WORDS}
    return {
        "community": found.settings.name,
        "ready": not found.problems,
        "files": files,
        "problems": [str(each) for each in found.problems],
        "quarters": covered,
        "people_to_review": len(suggestions),
    }
